const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const BEFORE_REGEX = /(?:^|[(,=:[!&|?{};+\-*%~^<>]|\b(?:return|typeof|case|in|of|do|else|void|await|yield))\s*$/;

/**
 * Gets the position after the bracket that closes the one at `open`; strings, templates, comments and regular expressions in between do
 * not count. -1 where nothing closes it.
 */
export function endOfGroup(text: string, open: number, limit = text.length): number {
  const stack: string[] = [];
  let at = open;
  while (at < limit) {
    const char = text[at] as string;
    if (stack.at(-1) === '`') {
      if (char === '`') stack.pop();
      else if (char === '$' && text[at + 1] === '{') {
        stack.push('}');
        at++;
      } else if (char === '\\') at++;
      at++;
      continue;
    }
    const skipped = endOfAtom(text, at, limit);
    if (skipped > at) {
      at = skipped;
      continue;
    }
    if (char === '`') stack.push('`');
    else if (CLOSERS[char]) stack.push(CLOSERS[char]);
    else if (char === ')' || char === ']' || char === '}') {
      if (stack.pop() !== char) return -1;
      if (stack.length === 0) return at + 1;
    }
    at++;
  }
  return -1;
}

/** The end of the string, comment or regular expression at a position; the position itself where there is none. */
export function endOfAtom(text: string, at: number, limit = text.length): number {
  const char = text[at];
  if (char === "'" || char === '"') return endOfString(text, at, limit);
  if (char !== '/') return at;
  if (text[at + 1] === '/') return orLimit(text.indexOf('\n', at), limit);
  if (text[at + 1] === '*') return Math.min(limit, orLimit(text.indexOf('*/', at + 2), limit) + 2);
  return BEFORE_REGEX.test(text.slice(Math.max(0, at - 24), at)) ? endOfRegex(text, at, limit) : at;
}

const orLimit = (found: number, limit: number): number => (found < 0 || found > limit ? limit : found);

function endOfString(text: string, start: number, limit: number): number {
  for (let at = start + 1; at < limit; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === text[start] || text[at] === '\n') return at + 1;
  }
  return limit;
}

function endOfRegex(text: string, start: number, limit: number): number {
  let inClass = false;
  for (let at = start + 1; at < limit && text[at] !== '\n'; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '[') inClass = true;
    else if (text[at] === ']') inClass = false;
    else if (text[at] === '/' && !inClass) return at + 1;
  }
  return start;
}

/** Holds if every bracket and string of a piece of code ends in it. */
export function isBalanced(code: string): boolean {
  const wrapped = `(${code})`;
  return endOfGroup(wrapped, 0) === wrapped.length;
}

/** An import declaration, as far as its text shows it. */
export interface WrittenImport {
  readonly start: number;
  readonly end: number;
  readonly names: readonly string[];
}

/** What the top level of a script shows without parsing it. */
export interface Outline {
  readonly imports: readonly WrittenImport[];
  /** Names that it declares or imports. */
  readonly names: ReadonlySet<string>;
  /** Where `export` stands, with what is exported. */
  readonly exports: readonly { readonly start: number; readonly end: number; readonly what: 'default' | 'let' | 'other'; readonly name?: string }[];
  /** Names that a `$: name = …` of Svelte declares. */
  readonly reactive: readonly string[];
  /** It waits for something, perhaps in a function of its own. */
  readonly awaits: boolean;
}

const WORD = /[A-Za-z_$\u0080-\uFFFF][\w$\u0080-\uFFFF]*/y;
const IMPORT = /import\b\s*(?:([^'"`;()=]*?)\bfrom\b\s*|(?=['"]))(['"])[^'"\n]*\2(?:\s*(?:with|assert)\s*\{[^}]*\})?[ \t]*;?/y;
const DECLARED = /\s+([A-Za-z_$\u0080-\uFFFF][\w$\u0080-\uFFFF]*)/y;

/** After so many brackets that nothing closes an outline ends, since each is looked for to the end. */
const MOST_FAILURES = 20;

/** Reads the outline of a script. */
export function outlineOf(text: string): Outline {
  const found = {
    imports: [] as WrittenImport[],
    names: new Set<string>(),
    exports: [] as Outline['exports'][number][],
    reactive: [] as string[],
    awaits: /\bawait\b/.test(text),
  };
  let at = 0;
  let declaring = false;
  let last = '';
  let failures = 0;
  while (at < text.length && failures < MOST_FAILURES) {
    const char = text[at] as string;
    const skipped = char === '`' || CLOSERS[char] ? endOfGroup(text, at) : endOfAtom(text, at);
    if (skipped < 0) failures++;
    if (skipped > at) {
      if (declaring && last === ',' && CLOSERS[char]) addPattern(found.names, text.slice(at, skipped));
      if (char !== '/') last = ')';
      at = skipped;
      continue;
    }
    WORD.lastIndex = at;
    const word = last === '.' ? undefined : WORD.exec(text)?.[0];
    if (word === undefined) {
      if (char === ';' || (char === '\n' && last !== ',' && last !== '')) declaring = declaring && char === '\n' && /^\s*,/.test(text.slice(at, at + 200));
      if (/\S/.test(char)) last = char;
      at++;
      continue;
    }
    if (declaring && last === ',') found.names.add(word);
    const end = readWord(text, at, word, found);
    declaring = declaring || word === 'const' || word === 'let' || word === 'var';
    last = end > at + word.length ? ';' : 'a';
    if (word === 'const' || word === 'let' || word === 'var') last = ',';
    at = Math.max(end, at + word.length);
  }
  return found;
}

type Found = { imports: WrittenImport[]; names: Set<string>; exports: Outline['exports'][number][]; reactive: string[] };

/** Takes in what begins with a word; gets where it ends, if that is further than the word. */
function readWord(text: string, at: number, word: string, found: Found): number {
  switch (word) {
    case 'import': {
      IMPORT.lastIndex = at;
      const match = IMPORT.exec(text);
      if (!match) return at;
      const names = importedNames(match[1] ?? '');
      for (const name of names) found.names.add(name);
      found.imports.push({ start: at, end: IMPORT.lastIndex, names });
      return IMPORT.lastIndex;
    }
    case 'export':
      readExport(text, at, found);
      return at;
    case 'function':
    case 'class':
    case 'enum': {
      DECLARED.lastIndex = at + word.length;
      const name = DECLARED.exec(text)?.[1];
      if (name !== undefined && name !== 'extends') found.names.add(name);
      return at;
    }
    case '$': {
      const match = /^\$:\s*([A-Za-z_$][\w$]*)\s*=(?!=)/.exec(text.slice(at, at + 200));
      if (match?.[1]) found.reactive.push(match[1]);
      return at;
    }
    default:
      return at;
  }
}

function readExport(text: string, at: number, found: Found): void {
  const match = /^export\s+(default\b|let\s+|var\s+)?([A-Za-z_$][\w$]*)?/.exec(text.slice(at, at + 200));
  const what = match?.[1]?.trim();
  if (what === 'default') found.exports.push({ start: at, end: at + 'export'.length, what: 'default' });
  else if (what && match?.[2]) found.exports.push({ start: at, end: at + 'export'.length, what: 'let', name: match[2] });
  else found.exports.push({ start: at, end: at + 'export'.length, what: 'other' });
}

function importedNames(clause: string): string[] {
  if (/^\s*type\s+[\w{*]/.test(clause) && !/^\s*type\s*,/.test(clause)) return [];
  const names: string[] = [];
  const braces = /\{([^}]*)\}/.exec(clause);
  for (const part of (braces?.[1] ?? '').split(',')) {
    const name = /(?:\bas\s+)?([\w$\u0080-\uFFFF]+)\s*$/.exec(part.trim())?.[1];
    if (name && !/^type\s/.test(part.trim())) names.push(name);
  }
  for (const part of clause.replace(/\{[^}]*\}/, '').split(',')) {
    const name = /([\w$\u0080-\uFFFF]+)\s*$/.exec(part.trim())?.[1];
    if (name) names.push(name);
  }
  return names;
}

/** The names that a destructuring binds, as far as its text shows: those that no colon follows. */
function addPattern(names: Set<string>, pattern: string): void {
  for (const match of pattern.matchAll(/([A-Za-z_$][\w$]*)\s*(?=[,}\]=])/g)) if (match[1]) names.add(match[1]);
}
