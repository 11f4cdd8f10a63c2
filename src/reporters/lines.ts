import type { Span } from '../model/place.js';
import type { SourceOf } from '../model/report.js';

/** A text with the offsets at which its lines begin. A BOM belongs to no line. */
export interface Lines {
  readonly text: string;
  readonly starts: readonly number[];
}

/** Line and column, both from 1; columns in UTF-16 code units. */
export interface Point {
  readonly line: number;
  readonly column: number;
}

/** A span as readers know it. Only the line where the text is not to be had: then nothing better than the first is known. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** The texts of one report, each split once. */
export interface Sources {
  readonly lines: (file: string) => Lines | undefined;
  readonly place: (span: Span) => Place;
}

/** Gets the texts on demand and keeps what it worked out of them. */
export function sourcesOf(source: SourceOf): Sources {
  const known = new Map<string, Lines | undefined>();
  const lines = (file: string) => {
    if (!known.has(file)) {
      const text = source(file);
      known.set(file, text === undefined ? undefined : linesOf(text));
    }
    return known.get(file);
  };
  return { lines, place: (span) => placeOf(span, lines(span.file)) };
}

/** Splits at LF, CRLF and CR, as editors and GitHub do. */
export function linesOf(text: string): Lines {
  const starts = [text.charCodeAt(0) === 0xfeff ? 1 : 0];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || (unit === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return { text, starts };
}

/** The point of an offset; one outside the text counts as its nearest end. */
export function pointAt({ text, starts }: Lines, offset: number): Point {
  const at = Math.min(Math.max(offset, 0), text.length);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: Math.max(at - (starts[low] ?? 0), 0) + 1 };
}

/** Where a line's text begins and ends, its line break left out. */
export function boundsOf({ text, starts }: Lines, line: number): { readonly start: number; readonly end: number } {
  const start = starts[line - 1] ?? text.length;
  let end = starts[line] ?? text.length;
  if (line < starts.length && text.charCodeAt(end - 1) === 10) end -= 1;
  if (line < starts.length && end > start && text.charCodeAt(end - 1) === 13) end -= 1;
  return { start, end };
}

function placeOf({ file, start, end }: Span, lines: Lines | undefined): Place {
  if (lines === undefined) return { file, line: 1 };
  const from = pointAt(lines, start);
  const to = pointAt(lines, Math.max(start, end));
  return { file, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}
