import type { Node } from './tree.js';

const MOST_DEPTH = 30;
const MOST_TEXT = 200_000;

/**
 * The objects that a module of configuration is made of, as far as they stand in it as plain values: after `export default`,
 * `module.exports =`, `return`, `=>` and `const name =`. Nothing is run; what is no plain value is left out.
 */
export function readLiterals(text: string): readonly Node[] {
  const begin = /(?:\bexport\s+default\b|\bmodule\.exports\s*=|\breturn\b|=>|\b(?:const|let|var)\s+\w+(?:\s*:\s*[\w.<>]+)?\s*=)\s*\(?\s*(?=\{)/g;
  const found: Node[] = [];
  const source = text.slice(0, MOST_TEXT);
  for (let match = begin.exec(source); match !== null; match = begin.exec(source)) {
    const read = valueAt({ text: source, at: begin.lastIndex }, 0);
    if (read?.type !== 'object' || (read.children ?? []).length === 0) continue;
    found.push(read);
    begin.lastIndex = Math.max(begin.lastIndex, read.offset + read.length);
  }
  return found;
}

type Growing = { -readonly [Key in keyof Node]: Node[Key] };

interface Reader {
  readonly text: string;
  at: number;
}

/** A plain value from here on; undefined, and the reader moved behind it, where it is none. */
function valueAt(reader: Reader, depth: number): Node | undefined {
  blanks(reader);
  const start = reader.at;
  const sign = reader.text[start];
  if (depth < MOST_DEPTH && sign === '{') return container(reader, 'object', '}', depth);
  if (depth < MOST_DEPTH && sign === '[') return container(reader, 'array', ']', depth);
  const plain = plainAt(reader);
  blanks(reader);
  // `'a' + b`, `x ?? 'y'`, `'a' as const`: only what stands alone is plain.
  if (plain !== undefined && /^(?:[,}\])]|$|as\b|satisfies\b)/.test(reader.text.slice(reader.at, reader.at + 10))) {
    pastExpression(reader);
    return plain;
  }
  reader.at = start;
  pastExpression(reader);
  return undefined;
}

function plainAt(reader: Reader): Node | undefined {
  const offset = reader.at;
  const text = quotedAt(reader);
  if (text !== undefined) return { type: 'string', value: text, offset, length: reader.at - offset };
  const word = /^(?:true|false|null|-?\d+(?:\.\d+)?)\b/.exec(reader.text.slice(offset, offset + 30))?.[0];
  if (word === undefined) return undefined;
  reader.at += word.length;
  const base = { offset, length: word.length };
  if (word === 'null') return { type: 'null', value: null, ...base };
  return word === 'true' || word === 'false' ? { type: 'boolean', value: word === 'true', ...base } : { type: 'number', value: Number(word), ...base };
}

function quotedAt(reader: Reader): string | undefined {
  const quote = reader.text[reader.at];
  if (quote !== '"' && quote !== "'" && quote !== '`') return undefined;
  let end = reader.at + 1;
  while (end < reader.text.length && reader.text[end] !== quote) end += reader.text[end] === '\\' ? 2 : 1;
  const held = reader.text.slice(reader.at + 1, end);
  if (quote === '`' && held.includes('${')) return undefined;
  reader.at = Math.min(end + 1, reader.text.length);
  return held.replace(/\\(.)/g, '$1');
}

function container(reader: Reader, type: 'object' | 'array', close: string, depth: number): Node {
  const node: Growing = { type, offset: reader.at, length: 0, children: [] };
  reader.at++;
  for (;;) {
    blanks(reader);
    const sign = reader.text[reader.at];
    if (sign === undefined || sign === close) break;
    const before = reader.at;
    if (sign === ',') reader.at++;
    else if (type === 'array') {
      const item = valueAt(reader, depth + 1);
      if (item !== undefined) node.children?.push(item);
    } else {
      const property = propertyAt(reader, depth);
      if (property !== undefined) node.children?.push(property);
    }
    // A stray bracket of another kind.
    if (reader.at === before) reader.at++;
  }
  reader.at++;
  node.length = Math.min(reader.at, reader.text.length) - node.offset;
  return node;
}

function propertyAt(reader: Reader, depth: number): Node | undefined {
  const offset = reader.at;
  const word = /^[\w$]+/.exec(reader.text.slice(offset, offset + 200))?.[0];
  const name = word ?? quotedAt(reader);
  if (word !== undefined) reader.at += word.length;
  const key: Node = { type: 'string', value: name ?? '', offset, length: reader.at - offset };
  blanks(reader);
  if (name === undefined || reader.text[reader.at] !== ':') {
    pastExpression(reader);
    return undefined;
  }
  reader.at++;
  const value: Growing | undefined = valueAt(reader, depth + 1);
  if (value === undefined) return undefined;
  const property: Node = { type: 'property', offset, length: value.offset + value.length - offset, children: [key, value] };
  value.parent = property;
  return property;
}

/** To the comma or bracket that ends an expression, over whatever stands in between. */
function pastExpression(reader: Reader): void {
  let depth = 0;
  for (; reader.at < reader.text.length; reader.at++) {
    const sign = reader.text[reader.at] ?? '';
    if (sign === '"' || sign === "'" || sign === '`') {
      const quote = sign;
      for (reader.at++; reader.at < reader.text.length && reader.text[reader.at] !== quote; reader.at++) if (reader.text[reader.at] === '\\') reader.at++;
    } else if ('([{'.includes(sign)) depth++;
    else if (')]}'.includes(sign)) {
      if (depth === 0) return;
      depth--;
    } else if (depth === 0 && (sign === ',' || sign === ';')) return;
    else if (sign === '/' && (reader.text[reader.at + 1] === '/' || reader.text[reader.at + 1] === '*')) {
      blanks(reader);
      reader.at--;
    }
  }
}

/** White space and comments. */
function blanks(reader: Reader): void {
  // Behind the end, where a quote that is not closed leads, an expression would begin to look at the beginning again.
  if (reader.at >= reader.text.length) return;
  const blank = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))*/y;
  blank.lastIndex = reader.at;
  blank.test(reader.text);
  reader.at = blank.lastIndex;
}
