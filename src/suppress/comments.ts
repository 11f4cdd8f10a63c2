import type { Span } from '../model/place.js';

/** A comment that sets findings aside, and the stretch for which it does. */
export interface Mark {
  readonly rules: readonly string[];
  /** Empty where none is given. */
  readonly reason: string;
  /** The comment. */
  readonly span: Span;
  readonly from: number;
  readonly to: number;
}

/** How comments begin, and how they end; a line's end where nothing is said. */
const COMMENTS: readonly { readonly begin: RegExp; readonly end?: string }[] = [
  { begin: /\{\s*\/\*+\s*$/, end: '*/' },
  { begin: /\/\*+\s*$/, end: '*/' },
  { begin: /<!--\s*$/, end: '-->' },
  // A further line of a block comment.
  { begin: /^\s*\*+\s*$/, end: '*/' },
  { begin: /\{\{!--\s*$/, end: '--' },
  { begin: /(?:^|[^:])\/\/+\s*$/ },
  { begin: /(?:^|\s)#+\s*$/ },
];

const MARK = /xborder-ignore(?<kind>-file|-start|-end|-next-line)?(?=[\s:*-]|$)/g;

/**
 * Finds `// xborder-ignore <rule>[, <rule>]: <reason>` in comments of scripts, styles, JSX, markup and YAML. Beside code it holds for its
 * line, on a line of its own for the next line with code; `xborder-ignore-file` holds for the file, `xborder-ignore-start` up to
 * `xborder-ignore-end`.
 */
export function readMarks(file: string, text: string): readonly Mark[] {
  const marks: Mark[] = [];
  const open: Omit<Mark, 'to'>[] = [];
  for (const found of text.matchAll(MARK)) {
    const comment = commentAt(text, found.index);
    if (comment === undefined) continue;
    const kind = found.groups?.['kind'] ?? '';
    const said = sayingOf(text.slice(found.index + found[0].length, comment.end));
    const mark = { ...said, span: { file, start: comment.start, end: comment.close } };
    if (kind === '-file') marks.push({ ...mark, from: 0, to: text.length + 1 });
    else if (kind === '-start') open.push({ ...mark, from: comment.close });
    else if (kind === '-end') {
      const begun = open.findLastIndex(({ rules }) => said.rules.length === 0 || said.rules.every((rule) => rules.includes(rule)));
      const [one] = begun < 0 ? [] : open.splice(begun, 1);
      if (one !== undefined) marks.push({ ...one, to: comment.start });
    } else marks.push({ ...mark, ...lineFor(text, comment, kind === '-next-line') });
  }
  return [...marks, ...open.map((one) => ({ ...one, to: text.length + 1 }))].sort((a, b) => a.span.start - b.span.start);
}

interface Comment {
  /** Where it begins, where what it says ends, and where it is over. */
  readonly start: number;
  readonly end: number;
  readonly close: number;
}

/** The comment whose first word stands at a place; undefined where that is no comment. */
function commentAt(text: string, at: number): Comment | undefined {
  const line = text.lastIndexOf('\n', at - 1) + 1;
  const before = text.slice(line, at);
  for (const { begin, end } of COMMENTS) {
    const found = begin.exec(before);
    if (found === null) continue;
    const start = line + found.index + (/^[^/#<{*]*/.exec(found[0])?.[0].length ?? 0);
    if (isQuoted(text.slice(line, start))) return undefined;
    const lineEnd = text.indexOf('\n', at) < 0 ? text.length : text.indexOf('\n', at);
    if (end === undefined) return { start, end: lineEnd, close: lineEnd };
    const stop = text.indexOf(end, at);
    const over = stop < 0 ? text.length : stop;
    const close = Math.min(text.length, over + end.length);
    return { start, end: over, close: found[0].startsWith('{') && text[close] === '}' ? close + 1 : close };
  }
  return undefined;
}

/** Holds if a quote is open: then it is no comment but a text that looks like one. */
function isQuoted(before: string): boolean {
  let quote = '';
  for (let at = 0; at < before.length; at += 1) {
    const letter = before[at] ?? '';
    if (letter === '\\') at += 1;
    else if (quote !== '') quote = letter === quote ? '' : quote;
    else if (letter === '"' || letter === "'" || letter === '`') quote = letter;
  }
  return quote !== '';
}

/** `rule, rule: reason`; a dash may stand for the colon. */
function sayingOf(text: string): { readonly rules: readonly string[]; readonly reason: string } {
  const found = /^\s*(?<rules>[a-z][a-z0-9-]*(?:\s*,\s*[a-z][a-z0-9-]*)*)?\s*(?::|--|—)?(?<reason>[\s\S]*)$/i.exec(text);
  const rules = (found?.groups?.['rules'] ?? '').split(',').map((rule) => rule.trim());
  const reason = (found?.groups?.['reason'] ?? '').replace(/\s*\n\s*\*?\s*/g, ' ').trim();
  return { rules: rules.filter((rule) => rule !== ''), reason };
}

/** The line that a comment speaks of: its own where code stands on it, else the next with code. */
function lineFor(text: string, { start, close }: Comment, isForNext: boolean): { readonly from: number; readonly to: number } {
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const end = lineEnd(text, close);
  // A further comment beside it is no code.
  const beside = `${text.slice(line, start)}${text.slice(close, end)}`.replace(/\/\*.*?\*\/|<!--.*?-->|\/\/.*$|[{}\s]/g, '');
  if (beside !== '' && !isForNext) return { from: line, to: end + 1 };
  for (let next = end + 1; next < text.length; next = lineEnd(text, next) + 1) {
    const content = text.slice(next, lineEnd(text, next)).trim();
    if (content !== '' && !/^(?:\/\/|\/\*|\*|\{\s*\/\*|<!--|#(?!\w))/.test(content)) return { from: next, to: lineEnd(text, next) + 1 };
  }
  return { from: text.length, to: text.length };
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}
