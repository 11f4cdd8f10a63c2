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

const ASCII = /^[ -~]*$/;
const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Characters that take two cells: Hangul, CJK and its punctuation, full-width forms, and pictures. */
const WIDE =
  /^(?:\p{Emoji_Presentation}|[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{16fe0}-\u{18cff}\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}])/u;
const PICTURE = /^\p{Extended_Pictographic}.*\ufe0f/u;
const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]/u;

/** What a reader takes for one character, and the cells that it fills. */
export interface Cell {
  readonly text: string;
  readonly at: number;
  readonly cells: number;
}

export function cellsOf(text: string): readonly Cell[] {
  if (ASCII.test(text)) return [...text].map((char, at) => ({ text: char, at, cells: 1 }));
  return [...GRAPHEMES.segment(text)].map(({ segment, index }) => ({
    text: segment,
    at: index,
    cells: NO_WIDTH.test(segment) ? 0 : WIDE.test(segment) || PICTURE.test(segment) ? 2 : 1,
  }));
}

/** Cells that a text fills, colours apart. */
export function widthOf(text: string): number {
  if (ASCII.test(text)) return text.length;
  const bare = stripVTControlCharacters(text);
  return cellsOf(bare).reduce((sum, { cells }) => sum + cells, 0);
}

/** Fills up with blanks to so many cells. */
export function padTo(text: string, cells: number): string {
  return text + ' '.repeat(Math.max(0, cells - widthOf(text)));
}

export function wordsOf(text: string): readonly string[] {
  return text.split(' ').filter((word) => word !== '');
}

/** Sets words in lines of so many cells. A word is not broken, as it may be a place that one clicks on; a sentence without blanks is. */
export function wrap(words: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of words.flatMap((one) => breakable(one, width))) {
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

/** Cuts text of a script without blanks that is wider than a line. */
function breakable(word: string, width: number): readonly string[] {
  if (!/[\u3040-\u30ff\u3400-\u9fff]/.test(word) || widthOf(word) <= width) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const { text } of cellsOf(word)) {
    if (piece !== '' && widthOf(piece + text) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += text;
  }
  return [...pieces, piece];
}

/** Joins parts by a dot, breaking between parts where it can: `markets KR · laws as of 2026-11-24`. */
export function wrapParts(parts: readonly (readonly string[])[], width: number): readonly string[] {
  const lines: string[] = [];
  for (const part of parts.filter((words) => words.length > 0)) {
    const text = part.join(' ');
    const last = lines[lines.length - 1];
    if (last !== undefined && widthOf(last) + 3 + widthOf(text) <= width) lines[lines.length - 1] = `${last} · ${text}`;
    else lines.push(...wrap(part, width));
  }
  return lines;
}
