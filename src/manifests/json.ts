import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Gap } from '../model/place.js';

/** One property of a JSON object, with its place. */
export interface Property {
  readonly name: string;
  readonly value: Node;
  /** Of `"name": value`. */
  readonly start: number;
  readonly end: number;
}

/**
 * Reads JSON with the place of every value. Broken JSON yields what stands before and after the fault, and a gap that
 * points at it. Nothing becomes an object, so that keys like `__proto__` are keys like any other.
 */
export function readJson(file: string, text: string): { readonly root: Node | undefined; readonly gaps: readonly Gap[] } {
  const errors: ParseError[] = [];
  try {
    // A byte order mark is no white space to the parser; a blank keeps the offsets.
    const root = parseTree(text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text, errors, { allowTrailingComma: true });
    const [first] = errors;
    if (root?.type === 'object' && first === undefined) return { root, gaps: [] };
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

/** The properties of an object, in order; none of anything else. */
export function propertiesOf(node: Node | undefined): readonly Property[] {
  if (node?.type !== 'object') return [];
  return (node.children ?? []).flatMap((property): readonly Property[] => {
    const [name, value] = property.children ?? [];
    if (typeof name?.value !== 'string' || value === undefined) return [];
    const end = value.offset + value.length;
    return [{ name: name.value, value, start: name.offset, end }];
  });
}

export function propertyOf(node: Node | undefined, name: string): Node | undefined {
  return propertiesOf(node).find((property) => property.name === name)?.value;
}

export function textOf(node: Node | undefined): string | undefined {
  return node?.type === 'string' ? (node.value as string) : undefined;
}

/** All texts inside of a value, at any depth that a person would write. */
export function textsIn(node: Node | undefined, depth = 0): readonly string[] {
  if (node === undefined || depth > 20) return [];
  if (node.type === 'string') return [node.value as string];
  if (node.type === 'array') return (node.children ?? []).flatMap((child) => textsIn(child, depth + 1));
  return propertiesOf(node).flatMap((property) => textsIn(property.value, depth + 1));
}
