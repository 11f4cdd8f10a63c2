import type { Evidence, Span } from '../../model/place.js';
import type { Level, Report } from '../../model/report.js';
import { countryName } from '../countries.js';
import type { Place, Sources } from '../lines.js';
import { type Paint, padTo, plain, type Tone, widthOf, wordsOf, wrap } from '../terminal.js';

/** What all parts of the page are drawn with. */
export interface View {
  readonly report: Report;
  readonly sources: Sources;
  readonly paint: Paint;
  readonly width: number;
}

export const TONES: Readonly<Record<Level, Tone>> = { error: 'red', warning: 'yellow', note: 'blue' };

const KEY = 9;
/** Where the text of a row begins. */
export const MARGIN = 2 + KEY + 2;

/** `file:line:column`, which editors and terminals make clickable. */
export function placeText({ file, line, column }: Place): string {
  return [plain(file), line, ...(column === undefined ? [] : [column])].join(':');
}

export function spanText(span: Span, view: View): string {
  return placeText(view.sources.place(span));
}

/** A key and the lines beside it. */
export function row(key: string, lines: readonly string[], { paint }: View): readonly string[] {
  return lines.map((line, index) => `  ${padTo(index === 0 ? paint('dim', key) : '', KEY)}  ${line}`.trimEnd());
}

/** Words of a sentence, set beside the keys. */
export function paragraph(text: string, view: View, tone?: Tone): readonly string[] {
  const lines = text.split('\n').flatMap((line) => wrap(wordsOf(plain(line)), view.width - MARGIN));
  return tone === undefined ? lines : lines.map((line) => view.paint(tone, line));
}

/** A place and what it has to do with the matter: side by side where both fit, else one below the other. */
export function evidence(lead: string, continued: string, { span, note }: Evidence, column: number, view: View): readonly string[] {
  const { paint, width } = view;
  const place = spanText(span, view);
  const room = width - MARGIN - column;
  const notes = wrap(wordsOf(plain(note)), Math.max(room, 24));
  const head = `${paint('dim', lead)}${paint('cyan', place)}`;
  const below = (line: string) => `${padTo(paint('dim', continued), column)}${line}`;
  if (notes.length === 0) return [head];
  if (widthOf(lead) + widthOf(place) + 2 > column) return [head, ...notes.map(below)];
  return [`${padTo(head, column)}${notes[0]}`, ...notes.slice(1).map(below)];
}

/** Where notes begin, so that they stand below each other: after the longest place that leaves them room. */
export function noteColumn(leads: readonly { readonly lead: string; readonly span: Span }[], view: View): number {
  const most = Math.floor((view.width - MARGIN) * 0.5);
  const widths = leads.map(({ lead, span }) => widthOf(lead) + widthOf(spanText(span, view)) + 2).filter((cells) => cells <= most);
  return widths.length === 0 ? 5 : Math.max(...widths);
}

/** `China, Singapore`, each one word for the setter of lines. */
export function countriesPainted(codes: readonly string[], { paint }: View): readonly string[] {
  return codes.map((code, index) => paint('yellow', plain(countryName(code))) + (index < codes.length - 1 ? ',' : ''));
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
