import { boundsOf, type Lines, pointAt } from './lines.js';
import { type Cell, cellsOf, escapeControls, type Paint, type Tone, widthOf, wordsOf, wrap } from './terminal.js';

/** A stretch of code to point at. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly label?: string;
  /** The one that the frame is about. Others are underlined with dashes. */
  readonly primary: boolean;
}

export interface FrameOptions {
  readonly width: number;
  readonly tone: Tone;
  readonly paint: Paint;
}

const INDENT = '  ';
const AFTER = 2;
const TAB = '  ';
/** Units on both sides of a mark that are looked at in a line; the rest of a minified line is never measured. */
const REACH = 600;

/**
 * A code frame: numbered lines with all marks pointed at. `title` stands in its head. Long lines are cut around their first mark,
 * wide characters keep the marks aligned, control characters show as escapes.
 */
export function frame(title: string, lines: Lines, marks: readonly Mark[], options: FrameOptions): readonly string[] {
  const { paint, width } = options;
  const placed = marks.map((mark) => ({ mark, from: pointAt(lines, mark.start).line, to: pointAt(lines, mark.end).line }));
  const shown = shownLines(lines, placed);
  const gutter = String(shown[shown.length - 1] ?? 1).length;
  const bar = (left: string, sign: string) => INDENT + paint('dim', `${left.padStart(gutter)} ${sign}`);
  const rows = [`${bar('', '╭─')} ${title}`];
  let previous: number | undefined;
  for (const line of shown) {
    if (previous !== undefined && line > previous + 1) rows.push(bar('', '⋮'));
    previous = line;
    const here = placed.filter(({ from }) => from === line).map(({ mark }) => mark);
    const cut = cutLine(lines, line, here, width - INDENT.length - gutter - 3);
    rows.push(`${bar(String(line), '│')} ${cut.text}`.trimEnd());
    for (const mark of [...here].sort((a, b) => a.start - b.start))
      rows.push(...pointer(mark, lines, line, cut, options, gutter).map((row) => `${bar('', '·')} ${row}`));
  }
  return rows;
}

/** Marked lines, one before and some after the primary one, and a line that would be left out alone. */
function shownLines(lines: Lines, placed: readonly { readonly mark: Mark; readonly from: number; readonly to: number }[]): readonly number[] {
  const wanted = new Set(placed.map(({ from }) => from));
  const blank = (line: number) => {
    const { start, end } = boundsOf(lines, line);
    return end - start < REACH && lines.text.slice(start, end).trim() === '';
  };
  for (const { from, to } of placed.filter(({ mark }) => mark.primary)) {
    if (from > 1 && !blank(from - 1)) wanted.add(from - 1);
    const last = Math.min(Math.max(to, from + 1), from + AFTER, lines.starts.length);
    for (let line = from + 1; line <= last; line += 1) if (line < last || !blank(line)) wanted.add(line);
  }
  for (const line of [...wanted]) if (wanted.has(line + 2)) wanted.add(line + 1);
  return [...wanted].sort((a, b) => a - b);
}

interface CutLine {
  readonly text: string;
  /** The cell at which an offset of the source stands. */
  readonly cellAt: (offset: number) => number;
  readonly width: number;
}

function cutLine(lines: Lines, line: number, marks: readonly Mark[], width: number): CutLine {
  const bounds = boundsOf(lines, line);
  const focus = Math.max(bounds.start, Math.min(bounds.end, ...marks.map(({ start }) => start)));
  const near = marks.length === 0 ? bounds.start : focus;
  const start = aligned(lines.text, Math.max(bounds.start, near - REACH));
  const end = aligned(lines.text, Math.min(bounds.end, near + REACH));
  const pieces = cellsOf(lines.text.slice(start, end)).map(({ text, at }) => {
    const shown = escapeControls(text).replaceAll('\t', TAB);
    return { text: shown, at: start + at, cells: widthOf(shown) };
  });
  const before = pieces.filter(({ at }) => at < near).reduce((sum, { cells }) => sum + cells, 0);
  const whole = pieces.reduce((sum, { cells }) => sum + cells, 0);
  const fits = whole <= width && start === bounds.start && end === bounds.end;
  const skip = fits || (start === bounds.start && before <= width * 0.6) ? 0 : Math.max(0, before - Math.floor(width / 3));
  return assemble(pieces, skip, width, start > bounds.start, end < bounds.end);
}

function assemble(pieces: readonly Cell[], skip: number, width: number, cutBefore: boolean, cutAfter: boolean): CutLine {
  const stops: { readonly at: number; readonly cell: number }[] = [];
  const dotted = skip > 0 || cutBefore;
  let text = dotted ? '…' : '';
  let used = dotted ? 1 : 0;
  let passed = 0;
  let rest = pieces.reduce((sum, { cells }) => sum + cells, 0);
  for (const piece of pieces) {
    stops.push({ at: piece.at, cell: used });
    rest -= piece.cells;
    passed += piece.cells;
    if (passed <= skip) continue;
    const needed = rest > 0 || cutAfter ? 1 : 0;
    if (used + piece.cells + needed > width) {
      text += '…';
      used += 1;
      break;
    }
    text += piece.text;
    used += piece.cells;
  }
  const cellAt = (offset: number) => stops.find(({ at }) => at >= offset)?.cell ?? used;
  return { text, cellAt, width: used };
}

/** Carets below a mark, its label beside them, or below where there is no room. */
function pointer(mark: Mark, lines: Lines, line: number, cut: CutLine, { paint, tone, width }: FrameOptions, gutter: number): readonly string[] {
  const bounds = boundsOf(lines, line);
  const start = Math.max(bounds.start, Math.min(mark.start, bounds.end));
  const end = Math.max(start, Math.min(mark.end, bounds.end));
  const from = Math.min(cut.cellAt(start), Math.max(0, cut.width - 1));
  const length = Math.max(1, Math.min(cut.cellAt(end), cut.width) - from);
  const color = mark.primary ? tone : 'blue';
  const carets = ' '.repeat(from) + paint(color, (mark.primary ? '^' : '-').repeat(length));
  if (mark.label === undefined || mark.label === '') return [carets];
  const room = width - INDENT.length - gutter - 3;
  if (from + length + 1 + widthOf(mark.label) <= room) return [`${carets} ${paint(color, mark.label)}`];
  const wanted = Math.min(Math.max(widthOf(mark.label), 40), 60);
  const indent = Math.max(0, Math.min(from, room - wanted));
  return [carets, ...wrap(wordsOf(mark.label), room - indent).map((row) => ' '.repeat(indent) + paint(color, row))];
}

/** An offset that is not between the two halves of one character. */
function aligned(text: string, offset: number): number {
  const unit = text.charCodeAt(offset);
  return unit >= 0xdc00 && unit <= 0xdfff && offset > 0 ? offset - 1 : offset;
}
