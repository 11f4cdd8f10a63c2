import { Buffer } from 'node:buffer';
import { isQuote, isSpace, isWordByte } from './letters.js';

/** Words after which the name of another file may stand. */
export const KEYWORDS = ['from', 'import', 'require', 'importScripts', '<script'] as const;
type Keyword = (typeof KEYWORDS)[number];

const MAX_LENGTH = 1_000;
const OPEN = 0x28;
const BACKSLASH = 0x5c;
const BACKTICK = 0x60;

/**
 * Reads the specifier after a keyword that stands at `start..end`: `from 'x'`, `import 'x'`, `import('x')`, `require('x')`,
 * `<script src="x">`. Undefined where there is none, or none in plain sight: computed, with a substitution, or with an escape.
 */
export function specifierAfter(bytes: Uint8Array, keyword: Keyword, start: number, end: number): string | undefined {
  if (keyword === '<script') return scriptSource(bytes, end);
  if (isWordByte(bytes[start - 1]) || isWordByte(bytes[end])) return undefined;
  let at = skipBlank(bytes, end);
  if (bytes[at] === OPEN) {
    if (keyword === 'from') return undefined;
    at = skipBlank(bytes, at + 1);
  } else if (keyword === 'require' || keyword === 'importScripts') return undefined;
  return quotedAt(bytes, at);
}

function quotedAt(bytes: Uint8Array, at: number): string | undefined {
  const quote = bytes[at];
  if (quote === undefined || !isQuote(quote)) return undefined;
  for (let end = at + 1; end < bytes.length && end - at <= MAX_LENGTH; end++) {
    const byte = bytes[end];
    if (byte === quote) return end === at + 1 ? undefined : textOf(bytes, at + 1, end);
    if (byte === BACKSLASH || byte === 0x0a) return undefined;
    if (byte === 0x24 && quote === BACKTICK && bytes[end + 1] === 0x7b) return undefined;
  }
  return undefined;
}

/** Skips white space and comments: bundlers are told the name of a chunk in a comment before the specifier. */
function skipBlank(bytes: Uint8Array, start: number): number {
  let at = start;
  for (;;) {
    while (isSpace(bytes[at])) at += 1;
    if (bytes[at] !== 0x2f) return at;
    const next = bytes[at + 1];
    if (next === 0x2a) {
      at = endOfBlockComment(bytes, at + 2);
    } else if (next === 0x2f) {
      while (at < bytes.length && bytes[at] !== 0x0a) at += 1;
    } else return at;
  }
}

function endOfBlockComment(bytes: Uint8Array, start: number): number {
  for (let at = start; at < bytes.length; at++) {
    if (bytes[at] === 0x2a && bytes[at + 1] === 0x2f) return at + 2;
  }
  return bytes.length;
}

/** The `src` of the script element whose name ends at `end`. */
function scriptSource(bytes: Uint8Array, end: number): string | undefined {
  if (!isSpace(bytes[end])) return undefined;
  const tag = textOf(bytes, end, endOfTag(bytes, end));
  const found = /\ssrc\s*=\s*(?:"([^"]+)"|'([^']+)'|([^\s"'>{]+))/i.exec(tag);
  return (found?.[1] ?? found?.[2] ?? found?.[3])?.trim();
}

function endOfTag(bytes: Uint8Array, start: number): number {
  let quote = 0;
  let at = start;
  for (; at < bytes.length && at - start <= 2 * MAX_LENGTH; at++) {
    const byte = bytes[at] ?? 0;
    if (quote !== 0) quote = byte === quote ? 0 : quote;
    else if (byte === 0x22 || byte === 0x27) quote = byte;
    else if (byte === 0x3e) break;
  }
  return at;
}

function textOf(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8');
}
