import { buildAutomaton, run } from './automaton.js';
import { isHostByte, isQuote, standsAsWord } from './letters.js';
import { KEYWORDS, specifierAfter } from './specifier.js';

export { buildFinder, findText } from './find.js';

/** A text that the catalogs ask for. */
export interface Pattern {
  readonly id: number;
  readonly text: string;
  /**
   * - `package`: a package name in quotes, alone or with a subpath or a version; or with a version in the address of a CDN
   * - `host`: a host name, or the end of one at a dot; not a part of a longer label
   * - `global`: a name at word boundaries
   * - `text`: anywhere
   */
  readonly kind: 'package' | 'host' | 'global' | 'text';
}

export interface Scanner {
  readonly scan: (bytes: Uint8Array) => Scanned;
}

export interface Scanned {
  /** Ids of the patterns that occur, each once, in the order of their first place. */
  readonly hits: readonly number[];
  /** What the file imports, as written, each once, in order. Names with escapes and computed ones are not seen. */
  readonly specifiers: readonly string[];
}

/**
 * Prepares the one look over all bytes. The automaton is built here, once; `scan` neither decodes nor parses, so comments and
 * strings count as well: a hit is a reason to look closer, and nothing more. Case matters. Throws nothing.
 */
export function buildScanner(patterns: readonly Pattern[]): Scanner {
  const automaton = buildAutomaton([...KEYWORDS, ...patterns.map((pattern) => pattern.text)]);
  const ids = Int32Array.from(patterns, (pattern) => pattern.id);
  const kinds = patterns.map((pattern) => pattern.kind);
  // A file marks the patterns that it hit with its own number, so that nothing has to be cleared between files.
  const marks = new Int32Array(patterns.length);
  let file = 0;

  const scan = (bytes: Uint8Array): Scanned => {
    file += 1;
    const hits: number[] = [];
    const specifiers = new Set<string>();
    run(automaton, bytes, (text, end) => {
      const start = end - (automaton.lengths[text] ?? 0);
      const keyword = KEYWORDS[text];
      if (keyword !== undefined) {
        const specifier = specifierAfter(bytes, keyword, start, end);
        if (specifier !== undefined) specifiers.add(specifier);
        return;
      }
      const index = text - KEYWORDS.length;
      if (marks[index] === file || !stands(kinds[index] ?? 'text', bytes, start, end)) return;
      marks[index] = file;
      hits.push(ids[index] ?? -1);
    });
    return { hits: [...new Set(hits)], specifiers: [...specifiers] };
  };
  return { scan };
}

/** Holds if what stands around `start..end` lets the text be what its kind says. */
function stands(kind: Pattern['kind'], bytes: Uint8Array, start: number, end: number): boolean {
  const before = bytes[start - 1];
  const after = bytes[end];
  switch (kind) {
    case 'package':
      return isPackage(bytes, start, before, after);
    case 'host':
      return !isHostByte(before) && !isHostByte(after);
    case 'global':
      return standsAsWord(bytes, start, end);
    case 'text':
      return true;
  }
}

const SLASH = 0x2f;
const COLON = 0x3a;
const AT = 0x40;

function isPackage(bytes: Uint8Array, start: number, before: number | undefined, after: number | undefined): boolean {
  if (isQuote(before)) return isQuote(after) || after === SLASH || after === AT;
  if (before !== SLASH && before !== COLON) return false;
  if (after === AT) return true;
  // Without a version, `/dub` is any path; after `npm/` or `npm:` it is the package.
  const named = bytes[start - 4] === 0x6e && bytes[start - 3] === 0x70 && bytes[start - 2] === 0x6d;
  return named && (isQuote(after) || after === SLASH);
}
