import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import type { Purpose } from './model/consent.js';
import type { LawCatalog } from './model/law.js';
import type { Gap, Reading } from './model/place.js';
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

/** `kr,eu` → `['KR', 'EU']`. Case does not matter; each market must be one of the law-catalog's. */
export function chooseMarkets(texts: readonly string[], law: LawCatalog): Choice<readonly string[]> {
  const asked = texts.flatMap((text) => text.split(',')).map((text) => text.trim());
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

/** The known word that is only a slip away: a third of its letters at most. */
function nearest(word: string, known: readonly string[]): string | undefined {
  const far = Math.max(1, Math.floor(word.length / 3));
  const ranked = known.map((candidate) => ({ candidate, slips: slips(word, candidate) })).sort((a, b) => a.slips - b.slips);
  return ranked.find((one) => one.slips <= far)?.candidate;
}

/** Letters to change, add, drop or swap with their neighbour to get from one word to the other. */
function slips(from: string, to: string): number {
  const rows = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  const cell = (row: number, column: number) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= from.length; row++) {
    rows.push([row]);
    for (let column = 1; column <= to.length; column++) {
      const changed = cell(row - 1, column - 1) + (from[row - 1] === to[column - 1] ? 0 : 1);
      const swapped = row > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1] ? cell(row - 2, column - 2) + 1 : changed;
      rows[row]?.push(Math.min(cell(row - 1, column) + 1, cell(row, column - 1) + 1, changed, swapped));
    }
  }
  return cell(from.length, to.length);
}

/** A consent that the project declares: which identifier or key means which purpose, for which recipients and countries. */
export interface DeclaredConsent {
  readonly name: string;
  readonly purpose: Purpose;
  readonly recipients: readonly string[];
  readonly countries: readonly string[];
}

/** Reads `consents:` of `xborder.yaml`. What is not understood is a gap, and nothing of it counts. */
export function readDeclarations(text: string | undefined): Reading<readonly DeclaredConsent[]> {
  if (text === undefined) return { value: [], gaps: [] };
  const gap = (why: string): Gap => ({ stage: 'config', file: 'xborder.yaml', why });
  const content = contentOf(text);
  if (content.kind === 'cannot') return { value: [], gaps: [gap(`cannot be read: ${content.why}`)] };
  const gaps: Gap[] = [];
  const value: DeclaredConsent[] = [];
  for (const [name, entry] of Object.entries((content.value?.consents ?? {}) as Record<string, unknown>)) {
    const fields = (entry ?? {}) as { purpose?: unknown; recipients?: unknown; countries?: unknown };
    const list = (given: unknown) => (Array.isArray(given) ? given.filter((item): item is string => typeof item === 'string') : []);
    if (typeof fields.purpose !== 'string' || !PURPOSES.has(fields.purpose as Purpose)) {
      gaps.push(gap(`consents.${name}.purpose: expected one of ${[...PURPOSES].join(', ')}`));
      continue;
    }
    // A misspelt limit must not make the consent count for everything.
    const unknown = Object.keys(fields).find((field) => !FIELDS.includes(field));
    if (unknown !== undefined) {
      gaps.push(gap(`consents.${name}.${unknown}: expected one of ${FIELDS.join(', ')}`));
      continue;
    }
    value.push({
      name,
      purpose: fields.purpose as Purpose,
      recipients: list(fields.recipients),
      countries: list(fields.countries).map((code) => code.toUpperCase()),
    });
  }
  return { value, gaps };
}

function contentOf(text: string): Choice<{ readonly consents?: unknown } | null> {
  try {
    const document = parseDocument(text);
    const [error] = document.errors;
    if (error !== undefined) return { kind: 'cannot', why: error.message.split('\n')[0] ?? '' };
    return { kind: 'chosen', value: document.toJS({ maxAliasCount: 20 }) as { readonly consents?: unknown } | null };
  } catch (error) {
    return { kind: 'cannot', why: error instanceof Error ? error.message : String(error) };
  }
}

const FIELDS: readonly string[] = ['purpose', 'recipients', 'countries'];

const PURPOSES: ReadonlySet<Purpose> = new Set<Purpose>([
  'analytics',
  'advertising',
  'functional',
  'ai',
  'transfer',
  'sensitive',
  'tracking-id',
  'policy',
  'parental',
  'any',
]);
