import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { nearest } from './nearest.js';

/** One YAML file of a catalog. `name` is what messages call it: `sdk-catalog/vendors/openai.yaml`. */
export interface CatalogFile {
  readonly name: string;
  readonly text: string;
}

/** A catalog, or everything that is wrong with its files: `sdk-catalog/vendors/x.yaml:12: products[0].name: expected text, found nothing`. */
export type Compiled<T> = { readonly kind: 'catalog'; readonly catalog: T } | { readonly kind: 'problems'; readonly problems: readonly string[] };

/** A value in a YAML file that knows where it stands. Read it with `asText`, `asList` and the like, which complain by themselves. */
export interface Cursor {
  readonly file: OpenFile;
  /** `products[0].touches[1].role`; empty at the top. */
  readonly path: string;
  readonly node: Node | null;
  /** Where to point when the value itself is missing. */
  readonly offset: number;
}

interface OpenFile {
  readonly name: string;
  readonly document: Document;
  readonly lines: LineCounter;
  readonly problems: string[];
  readonly aliases: { left: number };
}

/** Fields of a mapping, by name, in the order of the file. */
export type Fields = ReadonlyMap<string, Cursor>;

const MAX_ALIASES = 200;
const MAX_LENGTH = 1_000_000;

/**
 * Opens one YAML document. Syntax errors, tags and oversize go to `problems` and yield undefined.
 * Anchors may be used, a limited number of times; tags and merge keys may not.
 */
export function openYaml(source: CatalogFile, problems: string[]): Cursor | undefined {
  if (source.text.length > MAX_LENGTH) {
    problems.push(`${source.name}:1: expected a file under ${MAX_LENGTH} characters, found ${source.text.length}`);
    return undefined;
  }
  const lines = new LineCounter();
  const document = parseDocument(source.text, { lineCounter: lines, version: '1.2', schema: 'core', customTags: [], merge: false, prettyErrors: false });
  const faults = [...document.errors, ...document.warnings];
  for (const fault of faults) problems.push(`${source.name}:${lines.linePos(fault.pos[0]).line}: ${firstLine(fault.message)}`);
  if (faults.length > 0) return undefined;
  const file: OpenFile = { name: source.name, document, lines, problems, aliases: { left: MAX_ALIASES } };
  return resolve({ file, path: '', node: document.contents as Node | null, offset: 0 });
}

/** Adds a problem at this value. */
export function complain(at: Cursor, message: string): void {
  const { file, line } = whereIs(at);
  at.file.problems.push(`${file}:${line}: ${at.path === '' ? '' : `${at.path}: `}${message}`);
}

/** The file and line in which a value stands. */
export function whereIs(at: Cursor): { readonly file: string; readonly line: number } {
  return { file: at.file.name, line: at.file.lines.linePos(at.node?.range?.[0] ?? at.offset).line };
}

/** The stretch of the file that a value takes up. */
export function stretchOf(at: Cursor): { readonly start: number; readonly end: number } {
  const [start, end] = at.node?.range ?? [at.offset, at.offset];
  return { start, end };
}

/** The fields of a mapping; a field that is not in `known` is a problem. `known` undefined: any name goes. */
export function asFields(at: Cursor, known?: readonly string[]): Fields {
  const fields = new Map<string, Cursor>();
  if (!isMap(at.node)) {
    complain(at, `expected a mapping, found ${describe(at)}`);
    return fields;
  }
  for (const pair of at.node.items) {
    const key = pair.key as Node | null;
    const offset = key?.range?.[0] ?? at.offset;
    const name = isScalar(key) && key.value !== null ? String(key.value) : undefined;
    const path = name === undefined ? at.path : join(at.path, name);
    const field = resolve({ file: at.file, path, node: pair.value as Node | null, offset });
    if (name === undefined) complain({ ...field, node: key }, 'expected a plain key');
    else if (known !== undefined && !known.includes(name))
      complain({ ...field, node: key }, `unknown field; expected one of ${known.join(', ')}${meant(nearest(name, known))}`);
    else fields.set(name, field);
  }
  return fields;
}

/** The items of a list. A field that is absent yields none; a single value where `orOne` is set counts as a list of one. */
export function asList(at: Cursor | undefined, orOne: 'or-one' | 'list-only' = 'list-only'): readonly Cursor[] {
  if (at === undefined) return [];
  if (isSeq(at.node)) {
    return at.node.items.map((item, index) => resolve({ file: at.file, path: `${at.path}[${index}]`, node: item as Node | null, offset: at.offset }));
  }
  if (orOne === 'or-one') return [at];
  complain(at, `expected a list, found ${describe(at)}`);
  return [];
}

/** A field that must be there; its absence is a problem at `owner`. */
export function need(owner: Cursor, fields: Fields, name: string): Cursor | undefined {
  const field = fields.get(name);
  if (field === undefined && isMap(owner.node)) complain({ ...owner, path: join(owner.path, name) }, 'expected a value, found nothing');
  return field;
}

/** Text that is not empty; undefined (and a problem, if something else stands there) otherwise. */
export function asText(at: Cursor | undefined): string | undefined {
  if (at === undefined) return undefined;
  if (isScalar(at.node) && typeof at.node.value === 'string' && at.node.value !== '') return at.node.value;
  complain(at, `expected text, found ${describe(at)}`);
  return undefined;
}

/** A list of texts, or one text. */
export function asTexts(at: Cursor | undefined): readonly string[] {
  return asList(at, 'or-one').flatMap((item) => asText(item) ?? []);
}

/** `true` or `false`; undefined where the field is absent. */
export function asFlag(at: Cursor | undefined): boolean | undefined {
  if (at === undefined) return undefined;
  if (isScalar(at.node) && typeof at.node.value === 'boolean') return at.node.value;
  complain(at, `expected true or false, found ${describe(at)}`);
  return undefined;
}

/** A number; undefined where the field is absent. */
export function asNumber(at: Cursor | undefined): number | undefined {
  if (at === undefined) return undefined;
  if (isScalar(at.node) && typeof at.node.value === 'number') return at.node.value;
  complain(at, `expected a number, found ${describe(at)}`);
  return undefined;
}

/** Any scalar: text (may be empty), number, boolean or null. */
export function asScalar(at: Cursor | undefined): string | number | boolean | null | undefined {
  if (at === undefined) return undefined;
  const value = isScalar(at.node) ? at.node.value : undefined;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  complain(at, `expected text, a number, true, false or null, found ${describe(at)}`);
  return undefined;
}

/** One of a few words. */
export function asOneOf<T extends string>(at: Cursor | undefined, words: readonly T[]): T | undefined {
  if (at === undefined) return undefined;
  const value = isScalar(at.node) ? at.node.value : undefined;
  const word = words.find((candidate) => candidate === value);
  if (word === undefined)
    complain(at, `expected one of ${words.join(', ')}, found ${describe(at)}${meant(typeof value === 'string' ? nearest(value, words) : undefined)}`);
  return word;
}

/** A date `2026-01-31`. */
export function asDate(at: Cursor | undefined): string | undefined {
  const text = asText(at);
  if (at === undefined || text === undefined) return undefined;
  if (/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(text)) return text;
  complain(at, `expected a date like 2026-01-31, found "${text}"`);
  return undefined;
}

/** Holds if a list stands here. */
export function isList(at: Cursor | undefined): boolean {
  return at !== undefined && isSeq(at.node);
}

/** Holds if a mapping stands here. */
export function isMapping(at: Cursor | undefined): boolean {
  return at !== undefined && isMap(at.node);
}

function resolve(at: Cursor): Cursor {
  let node = at.node;
  if (isAlias(node)) {
    if (--at.file.aliases.left < 0) {
      if (at.file.aliases.left === -1) complain(at, `expected at most ${MAX_ALIASES} aliases`);
      return { ...at, node: null };
    }
    node = (node.resolve(at.file.document) as Node | undefined) ?? null;
  }
  if (node?.tag !== undefined) {
    complain({ ...at, node }, `expected no tag, found ${node.tag}`);
    return { ...at, node: null };
  }
  return { ...at, node };
}

function meant(word: string | undefined): string {
  return word === undefined ? '' : ` (did you mean ${word}?)`;
}

function describe(at: Cursor): string {
  const { node } = at;
  if (isMap(node)) return 'a mapping';
  if (isSeq(node)) return 'a list';
  if (!isScalar(node) || node.value === null) return 'nothing';
  return typeof node.value === 'string' ? `"${node.value.slice(0, 60)}"` : String(node.value);
}

function join(path: string, name: string): string {
  const step = /^[\w-]+$/.test(name) ? name : `"${name}"`;
  return path === '' ? step : `${path}.${step}`;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}
