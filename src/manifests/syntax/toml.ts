import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';
import type { Gap } from '../../model/place.js';
import { type Growing, MOST_GAPS, type Node } from './tree.js';

/** Up to this length a text is parsed at once; longer ones, and those with a fault, table by table. */
const MOST_AT_ONCE = 300_000;
/** So much is parsed in all, what is parsed again included: a few seconds. */
const MOST_PARSED = 5_000_000;
/** What a table costs, however short it is, counted in signs. */
const EACH = 100;
/** A table is read again this often, each time without the line that was at fault. */
const MOST_TRIES = 6;

/** Reads TOML with the place of every value. A fault costs its own line, and is a gap that points at it. Values that are no texts keep their spelling. */
export function readToml(file: string, text: string): { readonly root: Node; readonly gaps: readonly Gap[] } {
  const gaps: Gap[] = [];
  const add = (at: number, why: string): void => {
    if (gaps.length < MOST_GAPS) gaps.push({ stage: 'manifests', file, at, why });
  };
  const root: Growing = { type: 'object', offset: 0, length: text.length, children: [] };
  const clean = text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text;
  if (clean.length <= MOST_AT_ONCE && addTables(root, parsed(clean), 0, clean)) return { root, gaps };
  root.children = [];
  indexes.delete(root);
  let budget = MOST_PARSED;
  for (const [start, stop] of tablesOf(clean)) {
    let piece = clean.slice(start, Math.min(stop, start + MOST_AT_ONCE));
    if (start + MOST_AT_ONCE < stop) add(start + MOST_AT_ONCE, 'too long for one table: not read from here on');
    for (let tries = 0; tries < MOST_TRIES && budget > 0; tries++) {
      budget -= piece.length + EACH;
      const result = parsed(piece);
      if (addTables(root, result, start, piece)) break;
      const at = result instanceof ParseError ? Math.min(Math.max(result.index, 0), piece.length) : 0;
      add(start + at, `not valid TOML (${inWords(result)}): this line is left out`);
      piece = withoutLine(piece, at);
    }
    if (budget > 0) continue;
    add(start, 'too long, or too much at fault: not read from here on');
    break;
  }
  return { root, gaps };
}

function parsed(text: string): AST.TOMLProgram | Error {
  try {
    return parseTOML(text);
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
}

function inWords(fault: AST.TOMLProgram | Error): string {
  if (!(fault instanceof Error)) return '';
  return fault instanceof RangeError ? 'nested too deeply' : fault.message.replace(/[.:]$/, '').toLowerCase().slice(0, 120);
}

/** Where tables begin and end: a header stands alone on its line. */
function* tablesOf(text: string): Generator<readonly [number, number]> {
  const header = /^[ \t]*\[{1,2}[\w."' \t-]{1,200}\]{1,2}[ \t]*(?:#.*)?$/gm;
  let start = 0;
  for (let found = header.exec(text); found !== null; found = header.exec(text)) {
    if (found.index > start) yield [start, found.index];
    start = found.index;
  }
  if (start < text.length) yield [start, text.length];
}

/** The same text with blanks for the line that holds a place; at the very end, for the last line that holds anything. */
function withoutLine(text: string, at: number): string {
  const last = text.trimEnd().length;
  const inside = Math.min(at, Math.max(0, last - 1));
  const start = text.lastIndexOf('\n', inside - 1) + 1;
  const stop = text.indexOf('\n', inside);
  const end = stop < 0 ? text.length : stop;
  return text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
}

/** Adds what was parsed to the tree; false where nothing was. */
function addTables(root: Node, program: AST.TOMLProgram | Error, shift: number, text: string): boolean {
  if (program instanceof Error) return false;
  for (const entry of program.body[0].body) {
    if (entry.type === 'TOMLTable') {
      const table = enter(root, entry.key, shift, entry.kind === 'array');
      for (const pair of entry.body) addPair(table, pair, shift, text);
    } else addPair(root, entry, shift, text);
  }
  return true;
}

function addPair(into: Node, pair: AST.TOMLKeyValue, shift: number, text: string): void {
  const keys = [...pair.key.keys];
  const last = keys.pop();
  if (last === undefined) return;
  const holder = keys.reduce((at, key) => child(at, key, shift, false), into);
  addProperty(holder, last, valueOf(pair.value, shift, text), shift);
}

function enter(root: Node, key: AST.TOMLKey, shift: number, isArray: boolean): Node {
  return key.keys.reduce((at, part, index) => child(at, part, shift, isArray && index === key.keys.length - 1), root);
}

/** The object under a key of a header, whose place is the key; made where it is not there; of an array of tables the last, or a new one. */
function child(at: Node, key: AST.TOMLBare | AST.TOMLQuoted, shift: number, append: boolean): Node {
  const known = namesIn(at).get(nameOf(key));
  const fresh = (): Growing => ({ type: 'object', offset: key.range[0] + shift, length: key.range[1] - key.range[0], children: [] });
  if (append) {
    const made = fresh();
    if (known?.type === 'array') known.children?.push(made);
    else addProperty(at, key, { type: 'array', offset: made.offset, length: made.length, children: [made] }, shift);
    return made;
  }
  if (known?.type === 'object') return known;
  const last = known?.type === 'array' ? known.children?.at(-1) : undefined;
  if (last?.type === 'object') return last;
  const made = fresh();
  addProperty(at, key, made, shift);
  return made;
}

function addProperty(into: Node, key: AST.TOMLBare | AST.TOMLQuoted, value: Growing, shift: number): void {
  const offset = key.range[0] + shift;
  const name: Node = { type: 'string', value: nameOf(key), offset, length: key.range[1] - key.range[0] };
  const property: Node = { type: 'property', offset, length: Math.max(name.length, value.offset + value.length - offset), children: [name, value] };
  value.parent = property;
  into.children?.push(property);
  const names = namesIn(into);
  if (!names.has(name.value)) names.set(name.value, value);
}

/** What an object that is being put together holds under which name; a file may have thousands of tables. */
function namesIn(object: Node): Map<string, Growing> {
  let names = indexes.get(object);
  if (names === undefined) {
    names = new Map();
    indexes.set(object, names);
  }
  return names;
}

const indexes = new WeakMap<Node, Map<string, Growing>>();

function nameOf(key: AST.TOMLBare | AST.TOMLQuoted): string {
  return key.type === 'TOMLBare' ? key.name : key.value;
}

function valueOf(node: AST.TOMLContentNode, shift: number, text: string): Growing {
  const base = { offset: node.range[0] + shift, length: node.range[1] - node.range[0] };
  switch (node.type) {
    case 'TOMLArray':
      return { type: 'array', ...base, children: node.elements.map((element) => valueOf(element, shift, text)) };
    case 'TOMLInlineTable': {
      const table: Node = { type: 'object', ...base, children: [] };
      for (const pair of node.body) addPair(table, pair, shift, text);
      return table;
    }
    case 'TOMLValue':
      return { type: 'string', value: node.kind === 'string' ? node.value : text.slice(node.range[0], node.range[1]), ...base };
  }
}
