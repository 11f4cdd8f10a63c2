import { endOfGroup } from './code.js';
import type { Directive } from './templating.js';

/** The stretches of a component that are the content of scripts and styles. */
export function rawStretches(text: string): readonly { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  const opening = /<(script|style)\b[^>]{0,2000}>/gi;
  const missing = new Set<string>();
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const name = (match[1] ?? '').toLowerCase();
    // A tag in a string of some script is none.
    if (missing.has(name) || /["'`]/.test(text[match.index - 1] ?? '') || match[0].endsWith('/>')) continue;
    const close = new RegExp(`</${name}`, 'gi');
    close.lastIndex = opening.lastIndex;
    const end = close.exec(text)?.index;
    if (end === undefined) missing.add(name);
    else {
      found.push({ start: opening.lastIndex, end });
      opening.lastIndex = end;
    }
  }
  return found;
}

/** Finds `{{ … }}` outside of scripts and styles, in order. */
export function findMustaches(text: string, raw: ReturnType<typeof rawStretches>): readonly Directive[] {
  const found: Directive[] = [];
  let skipped = 0;
  for (let start = text.indexOf('{{'); start >= 0; ) {
    while ((raw[skipped]?.end ?? Number.POSITIVE_INFINITY) <= start) skipped++;
    const stretch = raw[skipped];
    if (stretch && stretch.start <= start) {
      start = text.indexOf('{{', stretch.end);
      continue;
    }
    const close = text.indexOf('}}', start + 2);
    if (close < 0) break;
    found.push({ start, end: close + 2, role: 'output', kind: '', text: text.slice(start + 2, close), negated: false });
    start = text.indexOf('{{', close + 2);
  }
  return found;
}

/** A pair of braces of Svelte: an expression, or a block with its sign (`#`, `:`, `/` or `@`). */
export interface Braces extends Directive {
  readonly sign: '' | '#' | ':' | '/' | '@';
  /** `if`, `else if`, `each`, `html`, … */
  readonly word: string;
  /** Where the code after the word starts. */
  readonly code: number;
}

const MOST_FAILURES = 20;

/** Finds the braces of a component outside of scripts and styles, in order; those within an expression belong to it. */
export function findBraces(text: string, raw: ReturnType<typeof rawStretches>): readonly Braces[] {
  const found: Braces[] = [];
  let skipped = 0;
  let failures = 0;
  for (let start = text.indexOf('{'); start >= 0 && failures < MOST_FAILURES; ) {
    while ((raw[skipped]?.end ?? Number.POSITIVE_INFINITY) <= start) skipped++;
    const stretch = raw[skipped];
    if (stretch && stretch.start <= start) {
      start = text.indexOf('{', stretch.end);
      continue;
    }
    const end = endOfBraces(text, start);
    if (end < 0) {
      failures++;
      start = text.indexOf('{', start + 1);
      continue;
    }
    found.push(bracesOf(text, start, end));
    start = text.indexOf('{', end);
  }
  return found;
}

function endOfBraces(text: string, start: number): number {
  const closing = /\{\/\w+\s*\}/y;
  closing.lastIndex = start;
  return closing.test(text) ? closing.lastIndex : endOfGroup(text, start);
}

function bracesOf(text: string, start: number, end: number): Braces {
  const inside = text.slice(start + 1, end - 1);
  const match = /^\s*([#:/@])(else if|\w+)\s*/.exec(inside);
  const code = start + 1 + (match?.[0].length ?? 0);
  const sign = (match?.[1] ?? '') as Braces['sign'];
  return { start, end, role: 'output', kind: '', text: text.slice(code, end - 1), negated: false, sign, word: match?.[2] ?? '', code };
}
