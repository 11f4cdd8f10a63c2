/** A stretch of a notice under one heading, with all that stands below it. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

/** A row of a table: what the columns are called, and what stands in them. */
export interface Row {
  readonly labels: readonly string[];
  readonly cells: readonly string[];
}

/** The text with its markup blanked out, so that every letter keeps its place. */
export function readable(text: string, file: string): string {
  if (!/\.x?html?$|\.vue$|\.svelte$/i.test(file)) return text;
  return text
    .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, blank)
    .replace(/<h([1-6])\b[^>]*>/gi, (tag, level: string) => `${'#'.repeat(Number(level))} `.padStart(tag.length, ' '))
    .replace(/<t[dh]\b[^>]*>/gi, (tag) => '|'.padStart(tag.length, ' '))
    .replace(/<[^>]*>/g, blank);
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

/**
 * Cuts a notice at its main headings, the title left out: what is told of recipients stands together below one of them. One part where
 * there are no headings.
 */
export function partsOf(text: string): readonly Part[] {
  const headings = [...text.matchAll(/^[ \t]*(#{1,6})[ \t]+\S/gm)].map((found) => ({ at: found.index, level: found[1]?.length ?? 1 }));
  const levels = [...new Set(headings.map(({ level }) => level))].sort();
  const [top = 1, next] = levels;
  const isTitle = next !== undefined && headings.filter(({ level }) => level === top).length === 1;
  const cuts = headings.filter(({ level }) => level <= (isTitle ? next : top)).map(({ at }) => at);
  const starts = [...new Set([0, ...cuts])];
  return starts.map((start, index) => ({ start, end: starts[index + 1] ?? text.length }));
}

/** The row of a Markdown table in which a place stands; undefined where it stands in none. */
export function rowAt(text: string, at: number): Row | undefined {
  const line = lineAround(text, at);
  if (!isRow(text.slice(line.start, line.end))) return undefined;
  let first = line;
  while (first.start > 0) {
    const above = lineAround(text, first.start - 1);
    if (!isRow(text.slice(above.start, above.end))) break;
    first = above;
  }
  if (first.start === line.start) return undefined;
  return { labels: cellsOf(text.slice(first.start, first.end)), cells: cellsOf(text.slice(line.start, line.end)) };
}

/** First cells of a part's table rows and beginnings of its list items, with their place. */
export function rowsOf(text: string, { start, end }: Part): readonly { readonly start: number; readonly text: string }[] {
  return [...text.slice(start, end).matchAll(/^[ \t]*(?:\|([^|\n]*)\||[-*•][ \t]+([^\n]{1,80}))/gm)].flatMap((found) => {
    const cell = found[1] ?? found[2] ?? '';
    return /^[\s:-]*$/.test(cell) ? [] : [{ start: start + found.index + found[0].indexOf(cell), text: cell }];
  });
}

function lineAround(text: string, at: number): Part {
  const end = text.indexOf('\n', at);
  return { start: text.lastIndexOf('\n', at - 1) + 1, end: end < 0 ? text.length : end };
}

function isRow(line: string): boolean {
  return /^\s*\|.*\|/.test(line);
}

function cellsOf(line: string): readonly string[] {
  return line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());
}
