/** One line of a file whose structure is its indentation. */
export interface BlockLine {
  readonly indent: number;
  /** Before the colon (or, without one, before the first blank); without quotes. */
  readonly key: string;
  /** What follows, without quotes. */
  readonly value: string;
  /** Of the key, quotes included. */
  readonly start: number;
  readonly end: number;
}

/**
 * The lines of a lock file that tools write as names and values under each other: `key:`, `key: value`, `"a", "b":` and
 * `key value`. A reader of all YAML needs a second where this needs a few milliseconds, and these files are the longest of all.
 */
export function* blockLines(text: string): Generator<BlockLine> {
  const line = /[^\r\n]+/g;
  for (let found = line.exec(text); found !== null; found = line.exec(text)) {
    const [whole] = found;
    // A byte order mark is no indentation.
    const mark = whole.startsWith('\ufeff') ? 1 : 0;
    const content = whole.slice(mark);
    const indent = content.search(/[^ ]/);
    if (indent < 0 || content[indent] === '#') continue;
    const { key, rest } = keyOf(content, indent);
    const start = found.index + mark + indent;
    yield { indent, key: bare(key), value: bare(content.slice(rest).trim()), start, end: start + key.length };
  }
}

/** A key ends at a colon with a blank or the end after it; quoted texts are passed over. */
function keyOf(line: string, indent: number): { readonly key: string; readonly rest: number } {
  let at = indent;
  while (at < line.length) {
    const sign = line[at];
    if (sign === '"' || sign === "'") {
      const close = line.indexOf(sign, at + 1);
      at = close < 0 ? line.length : close + 1;
    } else if (sign === ':' && (at + 1 === line.length || line[at + 1] === ' ')) return { key: line.slice(indent, at), rest: at + 1 };
    else at++;
  }
  const closing = line[indent] === '"' ? line.indexOf('"', indent + 1) : -1;
  const blank = closing < 0 ? line.indexOf(' ', indent) : closing + 1;
  const end = blank < 0 || blank > line.length ? line.trimEnd().length : blank;
  return { key: line.slice(indent, end), rest: end };
}

function bare(text: string): string {
  const first = text[0];
  const isQuoted = text.length > 1 && (first === '"' || first === "'") && text.endsWith(first) && text.indexOf(first, 1) === text.length - 1;
  return isQuoted ? text.slice(1, -1) : text;
}
