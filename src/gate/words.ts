/** A text cut into tokens and folded, so that `opt in`, `optIn`, `OPT_IN` and `optin` are one. */
export interface Tokens {
  /** All tokens, folded, one after the other. Places of matches are places in it. */
  readonly squeezed: string;
  readonly list: readonly { readonly folded: string; readonly raw: string; readonly start: number; readonly end: number }[];
}

export interface Match {
  readonly label: string;
  readonly start: number;
  readonly end: number;
}

/** Words with what they stand for, ready to be looked for. */
export interface WordIndex {
  readonly exact: ReadonlyMap<string, readonly string[]>;
  readonly asWritten: ReadonlyMap<string, readonly string[]>;
  readonly whole: ReadonlyMap<string, readonly string[]>;
  readonly beginnings: readonly { readonly label: string; readonly parts: readonly { readonly text: string; readonly open: boolean }[] }[];
  readonly substrings: readonly (readonly [string, string])[];
  /** The most tokens that one word has. */
  readonly longest: number;
}

/** Cuts a text. What has no space in it is an identifier, and is cut at its humps, too. */
export function tokenise(text: string): Tokens {
  const plain = text.normalize('NFKC').trim();
  const cut = /\s/.test(plain) ? plain : plain.replace(/(\p{Ll}|\d)(?=\p{Lu})/gu, '$1 ').replace(/(\p{Lu})(?=\p{Lu}\p{Ll})/gu, '$1 ');
  const list: { folded: string; raw: string; start: number; end: number }[] = [];
  let squeezed = '';
  for (const raw of cut.match(TOKEN) ?? []) {
    const folded = fold(raw);
    list.push({ folded, raw, start: squeezed.length, end: squeezed.length + folded.length });
    squeezed += folded;
  }
  return { squeezed, list };
}

/** Holds if something is written in a script that puts no spaces between words. */
export function isUnspaced(text: string): boolean {
  return UNSPACED.test(text);
}

/**
 * Makes an index of `label → words`. `word*` is a beginning, `=word` a whole text, a word in capitals is taken as written, a word
 * in a script without spaces is found anywhere.
 */
export function indexWords(lists: Readonly<Record<string, readonly string[]>>): WordIndex {
  const [exact, asWritten, whole] = [new Map<string, string[]>(), new Map<string, string[]>(), new Map<string, string[]>()];
  const beginnings: WordIndex['beginnings'][number][] = [];
  const substrings: [string, string][] = [];
  let longest = 1;
  const add = (map: Map<string, string[]>, key: string, label: string) => map.set(key, [...(map.get(key) ?? []), label]);
  for (const [label, words] of Object.entries(lists)) {
    for (const word of words) {
      const bare = word.replace(/^=/, '');
      const { squeezed, list } = tokenise(bare);
      if (squeezed === '') continue;
      longest = Math.max(longest, list.length);
      if (word.startsWith('=')) add(whole, squeezed, label);
      else if (isUnspaced(bare)) substrings.push([squeezed, label]);
      else if (bare.includes('*')) beginnings.push({ label, parts: partsOf(bare) });
      else if (/^[A-Z]{2,}$/.test(bare)) add(asWritten, bare, label);
      else add(exact, squeezed, label);
    }
  }
  return { exact, asWritten, whole, beginnings, substrings, longest: longest + 1 };
}

/** The words found, in order; of overlapping ones only the longest, with all that it stands for. */
export function findWords(tokens: Tokens, index: WordIndex): readonly Match[] {
  const found: Match[] = (index.whole.get(tokens.squeezed) ?? []).map((label) => ({ label, start: 0, end: tokens.squeezed.length }));
  for (let first = 0; first < tokens.list.length; first++) {
    matchRuns(tokens, first, index, found);
    matchBeginnings(tokens, first, index, found);
  }
  if (isUnspaced(tokens.squeezed)) {
    for (const [word, label] of index.substrings) {
      for (let at = tokens.squeezed.indexOf(word); at >= 0; at = tokens.squeezed.indexOf(word, at + 1)) found.push({ label, start: at, end: at + word.length });
    }
  }
  return keepLongest(found);
}

function matchRuns(tokens: Tokens, first: number, index: WordIndex, found: Match[]): void {
  let joined = '';
  let raw = '';
  const start = tokens.list[first]?.start ?? 0;
  for (const token of tokens.list.slice(first, first + index.longest)) {
    joined += token.folded;
    raw += token.raw;
    const labels = [...(index.exact.get(joined) ?? []), ...(index.asWritten.get(raw) ?? [])];
    for (const label of labels) found.push({ label, start, end: token.end });
  }
}

function matchBeginnings(tokens: Tokens, first: number, index: WordIndex, found: Match[]): void {
  for (const { label, parts } of index.beginnings) {
    const run = tokens.list.slice(first, first + parts.length);
    const [head, last] = [run[0], run[parts.length - 1]];
    const holds = parts.every(({ text, open }, i) => (open ? run[i]?.folded.startsWith(text) : run[i]?.folded === text));
    if (holds && head !== undefined && last !== undefined) found.push({ label, start: head.start, end: last.end });
  }
}

function partsOf(word: string): { text: string; open: boolean }[] {
  return word.split(/\s+/).flatMap((piece) => {
    const list = tokenise(piece.replaceAll('*', ' ')).list;
    return list.map((token, i) => ({ text: token.folded, open: piece.endsWith('*') && i === list.length - 1 }));
  });
}

function keepLongest(found: readonly Match[]): readonly Match[] {
  const kept: Match[] = [];
  for (const match of [...found].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)) {
    const free = kept.every((other) => match.end <= other.start || match.start >= other.end || (match.start === other.start && match.end === other.end));
    if (free) kept.push(match);
  }
  return kept.sort((a, b) => a.start - b.start);
}

/** Lower case, and Latin letters without their marks: `Đồng ý` and `dong_y` are one. */
function fold(token: string): string {
  return token
    .toLowerCase()
    .normalize('NFD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC')
    .replace(/[đıßœæ]/g, (letter) => LETTERS[letter] ?? letter);
}

const LETTERS: Readonly<Record<string, string>> = { đ: 'd', ı: 'i', ß: 'ss', œ: 'oe', æ: 'ae' };
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
const TOKEN =
  /\p{N}+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]+|\p{Script=Hangul}+|\p{Script=Thai}+|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}])[\p{L}\p{M}])+/gu;
