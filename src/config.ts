import { readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { nearest } from './catalogs/nearest.js';
import { type Baseline, readBaseline } from './declarations/baseline.js';
import { NOTHING, readDeclarations } from './declarations/index.js';
import type { Declarations } from './model/declaration.js';
import type { LawCatalog } from './model/law.js';
import type { Level } from './model/report.js';

/** What the text of an option comes to, or one line that says what is wrong with it and what would be right. */
export type Choice<T> = { readonly kind: 'chosen'; readonly value: T } | { readonly kind: 'cannot'; readonly why: string };

/** One report to write: to a file, or to standard output. */
export interface Output {
  readonly format: string;
  readonly file?: string;
}

export type FailOn = Level | 'never';

export const FAIL_ON: readonly FailOn[] = ['error', 'warning', 'note', 'never'];

/** The version of this package. */
export const version: string = (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { readonly version: string }).version;

/** `kr,eu` → `['KR', 'EU']`; `all` → every market of the law-catalog. Case does not matter; each market must be one of the catalog's. */
export function chooseMarkets(texts: readonly string[], law: LawCatalog): Choice<readonly string[]> {
  const asked = texts.flatMap((text) => text.split(',')).map((text) => text.trim());
  if (asked.some((text) => text.toLowerCase() === 'all')) return { kind: 'chosen', value: Object.keys(law.markets).sort() };
  const unknown = asked.find((text) => law.markets[text.toUpperCase()] === undefined);
  if (unknown === undefined && asked.length > 0) return { kind: 'chosen', value: [...new Set(asked.map((text) => text.toUpperCase()))] };
  const known = Object.keys(law.markets).sort().join(', ');
  const meant = unknown === undefined ? undefined : marketMeant(unknown, law);
  return { kind: 'cannot', why: `no law is on file for the market "${unknown ?? ''}"${hint(meant)}; known markets: ${known}` };
}

/** `['sarif=out.sarif', 'json']` → what to write where. Standard output gets `pretty`, unless another format is named without a file. */
export function chooseOutputs(texts: readonly string[], formats: readonly string[]): Choice<readonly Output[]> {
  const outputs = texts.map((text): Output => {
    const [format = '', ...file] = text.split('=');
    return file.length === 0 ? { format } : { format, file: file.join('=') };
  });
  const unknown = outputs.find(({ format }) => !formats.includes(format));
  if (unknown !== undefined) {
    const meant = nearest(unknown.format, formats);
    return { kind: 'cannot', why: `there is no format "${unknown.format}"${hint(meant)}; known formats: ${formats.join(', ')}` };
  }
  const bare = outputs.find(({ file }) => file === '');
  if (bare !== undefined) return { kind: 'cannot', why: `--format ${bare.format}= names no file; write --format ${bare.format}=FILE` };
  const shown = outputs.filter(({ file }) => file === undefined);
  if (shown.length > 1) {
    const [first, second] = shown;
    return {
      kind: 'cannot',
      why: `standard output takes one format, not both ${first?.format} and ${second?.format}; give one of them a file: --format ${second?.format}=FILE`,
    };
  }
  const twice = outputs.find(({ file }, index) => file !== undefined && outputs.findIndex((other) => other.file === file) !== index);
  if (twice !== undefined) return { kind: 'cannot', why: `two reports cannot go to one file: ${twice.file}` };
  return { kind: 'chosen', value: shown.length === 0 ? [{ format: 'pretty' }, ...outputs] : outputs };
}

/** A day that there is, as `2026-01-31`. */
export function chooseDay(text: string): Choice<string> {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  if (day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)) return { kind: 'chosen', value: text };
  return { kind: 'cannot', why: `"${text}" is no date; write it as 2026-01-31` };
}

/** Where somebody wrote a member of a group (`de`), the name of a market (`korea`), or nearly its code. */
function marketMeant(text: string, law: LawCatalog): string | undefined {
  const markets = Object.values(law.markets);
  const group = markets.find(({ home }) => home.includes(text.toUpperCase()));
  const named = markets.find(({ name }) => text.length > 2 && name.toLowerCase().includes(text.toLowerCase()));
  return group?.code ?? named?.code ?? nearest(text.toUpperCase(), Object.keys(law.markets).sort());
}

function hint(meant: string | undefined): string {
  return meant === undefined ? '' : ` (did you mean ${meant}?)`;
}

/** What a project declares in its `xborder.yaml`; nothing where there is none. With a single fault in it, nothing of it counts. */
export function readProject(root: string, known: { readonly law: LawCatalog; readonly rules: readonly string[]; readonly asOf: string }): Choice<Declarations> {
  const text = textOf(join(root, CONFIG), root);
  if (text.kind === 'cannot') return text;
  if (text.value === undefined) return { kind: 'chosen', value: NOTHING };
  const read = readDeclarations(text.value, CONFIG, {
    ...known,
    marketsOf: (texts) => chooseMarkets(texts, known.law),
    isFile: (path) => isFileOf(root, path),
  });
  if (read.kind === 'declared') {
    const outside = read.declarations.catalogs.find((path) => !isWithin(root, join(root, path)));
    if (outside === undefined) return { kind: 'chosen', value: read.declarations };
    return { kind: 'cannot', why: `${CONFIG}: catalogs: expected files of the project, found "${outside}"` };
  }
  const [first = '', ...more] = read.faults;
  return { kind: 'cannot', why: more.length === 0 ? first : `${first} (and ${more.length} more: ${more.slice(0, MOST_FAULTS).join('; ')})` };
}

/** What a project declares stands in this file, at its root. */
export const CONFIG = 'xborder.yaml';
const MOST_FAULTS = 9;

/** The baseline in a file. */
export function openBaseline(file: string): Choice<Baseline> {
  try {
    return readBaseline(readFileSync(file, 'utf8'), file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT') return { kind: 'cannot', why: `${file}: cannot be read (${code ?? String(error)})` };
    return { kind: 'cannot', why: `${file}: no such file; write it with xborder-lint baseline update --baseline ${file}` };
  }
}

function isFileOf(root: string, path: string): boolean {
  try {
    return isWithin(root, join(root, path)) && statSync(join(root, path)).isFile();
  } catch {
    return false;
  }
}

/** Undefined where there is no such file. A link out of the project is not followed. */
function textOf(file: string, root: string): Choice<string | undefined> {
  try {
    if (!isWithin(root, file)) return { kind: 'cannot', why: `${CONFIG}: expected a file of the project, found a link out of it` };
    if (statSync(file).size > MOST_CONFIG) return { kind: 'cannot', why: `${CONFIG}:1: expected a file under ${MOST_CONFIG} bytes` };
    return { kind: 'chosen', value: readFileSync(file, 'utf8') };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'chosen', value: undefined };
    return { kind: 'cannot', why: `${CONFIG}: cannot be read (${code ?? String(error)})` };
  }
}

/** Links are followed; what does not exist is judged by its name. */
function isWithin(root: string, path: string): boolean {
  const way = relative(realOf(resolve(root)), realOf(resolve(path)));
  return !isAbsolute(way) && way.split(sep)[0] !== '..';
}

function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return join(realOf(dirname(path)), basename(path));
  }
}

/** A larger `xborder.yaml` is not read. */
const MOST_CONFIG = 1_000_000;
