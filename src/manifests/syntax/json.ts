import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Gap } from '../../model/place.js';
import { repeatedKeys } from './tree.js';

/**
 * Reads JSON (comments and trailing commas allowed) with the place of every value. Broken JSON yields what stands before
 * and after the fault, and a gap that points at it; so is what is no object, or no list either where one will do.
 */
export function readJson(
  file: string,
  text: string,
  wanted: 'object' | 'list-too' = 'object',
): { readonly root: Node | undefined; readonly gaps: readonly Gap[] } {
  const errors: ParseError[] = [];
  try {
    // A byte order mark is no white space to the parser; a blank keeps the offsets.
    const root = parseTree(text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text, errors, { allowTrailingComma: true });
    const [first] = errors;
    const isWanted = root?.type === 'object' || (wanted === 'list-too' && root?.type === 'array');
    if (isWanted && first === undefined) return { root, gaps: repeatedKeys(file, root) };
    const why = first === undefined ? 'not a JSON object' : `not valid JSON (${inWords(printParseErrorCode(first.error))}): what can be made out is used`;
    return { root, gaps: [{ stage: 'manifests', file, at: first?.offset ?? 0, why }] };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { root: undefined, gaps: [{ stage: 'manifests', file, at: 0, why: 'JSON nested too deeply: not read' }] };
  }
}

/** `CommaExpected` → `comma expected`. */
function inWords(code: string): string {
  return code.replace(/(?!^)([A-Z])/g, ' $1').toLowerCase();
}
