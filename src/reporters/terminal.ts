import { stripVTControlCharacters } from 'node:util';

/** Characters that a terminal obeys, that reorder a line, or that nobody sees. The joiner of emoji is none of them. */
const CONTROL = /[\p{Cc}\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** A name or sentence from the scanned project as one harmless line: no escape sequences, no control characters. */
export function plain(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/[\t\r\n\u2028\u2029]+/g, ' ')
    .replace(CONTROL, '');
}

/** Source code as one harmless line: control characters are shown as they would be written. Tabs stay. */
export function escapeControls(text: string): string {
  return text.replace(CONTROL, (char) => {
    const code = char.charCodeAt(0);
    if (char === '\t') return char;
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

export type Tone = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'blue' | 'cyan';
export type Paint = (tone: Tone, text: string) => string;

const SGR: Readonly<Record<Tone, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  cyan: [36, 39],
};

/** Colours, or the text as it is. */
export function paintWith(color: boolean): Paint {
  return (tone, text) => (color && text !== '' ? `\u001b[${SGR[tone][0]}m${text}\u001b[${SGR[tone][1]}m` : text);
}

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Characters that take two cells: Hangul, CJK and its punctuation, full-width forms, and pictures. */
const WIDE =
  /^(?:\p{Emoji_Presentation}|[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{16fe0}-\u{18cff}\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}])/u;
const PICTURE = /^\p{Extended_Pictographic}.*\ufe0f/u;
const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]/u;

/** What a reader takes for one character, each with the cells that it fills. */
export function cellsOf(text: string): readonly { readonly text: string; readonly at: number; readonly cells: number }[] {
  return [...GRAPHEMES.segment(text)].map(({ segment, index }) => ({
    text: segment,
    at: index,
    cells: NO_WIDTH.test(segment) ? 0 : WIDE.test(segment) || PICTURE.test(segment) ? 2 : 1,
  }));
}

/** Cells that a text fills, colours apart. */
export function widthOf(text: string): number {
  const bare = stripVTControlCharacters(text);
  if (/^[ -~]*$/.test(bare)) return bare.length;
  return cellsOf(bare).reduce((sum, { cells }) => sum + cells, 0);
}

/** Fills up with blanks to so many cells. */
export function padTo(text: string, cells: number): string {
  return text + ' '.repeat(Math.max(0, cells - widthOf(text)));
}

/** Cuts a bare text to so many cells, with an ellipsis where something is missing. */
export function clip(text: string, cells: number): string {
  if (widthOf(text) <= cells) return text;
  let kept = '';
  let used = 1;
  for (const one of cellsOf(text)) {
    if (used + one.cells > cells) break;
    kept += one.text;
    used += one.cells;
  }
  return `${kept}…`;
}

export function wordsOf(text: string): readonly string[] {
  return text.split(' ').filter((word) => word !== '');
}

/** Sets words in lines of so many cells. A word is never broken: it may be a place that one clicks on. */
export function wrap(words: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of words) {
    const cells = widthOf(word);
    if (used > 0 && used + 1 + cells > width) {
      lines.push(line);
      line = '';
      used = 0;
    }
    line = used === 0 ? word : `${line} ${word}`;
    used += cells + (used === 0 ? 0 : 1);
  }
  return used === 0 ? lines : [...lines, line];
}
