import type { RegisterEntry } from '../model/declaration.js';
import type { Span } from '../model/place.js';
import type { Naming, NoticeReading } from '../model/rule.js';
import type { SdkCatalog } from '../model/sdk.js';
import type { JudgedUsage } from '../model/usage.js';
import { type CountryWords, countriesIn } from './countries.js';
import { itemsTold, labelled } from './items.js';
import { type Called, calledBy, findName, patternOf } from './names.js';
import { type Part, partsOf, readable, rowAt, rowsOf } from './parts.js';

/** A notice as the project names it, with its text. */
export interface NoticeText {
  readonly language: string;
  readonly file: string;
  readonly declaredAt: Span;
  readonly text: string;
}

export interface NoticeInput {
  readonly notices: readonly NoticeText[];
  readonly usages: readonly JudgedUsage[];
  readonly register: readonly RegisterEntry[];
  readonly sdk: SdkCatalog;
  readonly countries: CountryWords;
}

/** A longer text is no notice. */
const LONGEST = 500_000;

/**
 * Holds each notice (Markdown, HTML, plain text, the strings of a JSON file) against those who receive data: where it names them, by
 * legal name, brand, name in another script or address, and which items the part of the text around that name tells.
 */
export function readNotices({ notices, usages, register, sdk, countries }: NoticeInput): readonly NoticeReading[] {
  if (notices.length === 0) return [];
  const asked = recipientsOf(usages, register, sdk);
  const vendors = sdk.vendors.map(({ id, name }) => ({ id, pattern: patternOf([name]) }));
  return notices.map(({ language, file, declaredAt, text }) => {
    const clear = text.length > LONGEST ? '' : readable(text, file);
    const parts = partsOf(clear);
    const named: Record<string, Naming> = {};
    for (const [key, called] of asked) {
      const found = findName(clear, called.names);
      if (found !== undefined) named[key] = namingAt(found, called, { clear, parts, language, file, countries });
    }
    return { language, file, declaredAt, named, listed: listedIn(clear, parts, file, vendors) };
  });
}

interface Page {
  readonly clear: string;
  readonly parts: readonly Part[];
  readonly language: string;
  readonly file: string;
  readonly countries: CountryWords;
}

function namingAt(at: { readonly start: number; readonly end: number }, { entries }: Called, { clear, parts, language, file, countries }: Page): Naming {
  const part = parts.find(({ start, end }) => start <= at.start && at.start < end);
  const around = clear.slice(part?.start ?? 0, part?.end ?? clear.length);
  const row = rowAt(clear, at.start);
  return {
    span: { file, ...at },
    items: itemsTold(language, around, row, entries),
    countries: countriesIn(row === undefined ? around : row.cells.join(' | '), language, around, countries),
  };
}

/** `<product>\n<entity>` → the names under which a notice may speak of it. */
function recipientsOf(usages: readonly JudgedUsage[], register: readonly RegisterEntry[], sdk: SdkCatalog): ReadonlyMap<string, Called> {
  const all = new Map<string, Called>();
  for (const { product, productName, vendor, recipients } of usages) {
    for (const { entity } of recipients) {
      const key = `${product}\n${entity}`;
      if (entity !== 'unknown' && !all.has(key)) all.set(key, calledBy({ product, productName, vendor, entity }, register, sdk));
    }
  }
  return all;
}

/** Vendors of the catalog in the first cell of a table's rows, or at the start of a list's items, where recipients are listed. */
function listedIn(
  clear: string,
  parts: readonly Part[],
  file: string,
  vendors: readonly { readonly id: string; readonly pattern: RegExp | undefined }[],
): NoticeReading['listed'] {
  return parts
    .filter(({ start, end }) => labelled(clear.slice(start, Math.min(end, start + 2000))))
    .flatMap((part) => rowsOf(clear, part))
    .flatMap(({ start, text }) => {
      const hit = vendors.flatMap(({ id, pattern }) => {
        const found = pattern?.exec(text);
        return found == null ? [] : [{ id, name: found[0], at: found.index }];
      });
      // The first name in the cell says who it is, and of those the longest.
      const [best] = hit.sort((a, b) => a.at - b.at || b.name.length - a.name.length);
      return best === undefined ? [] : [{ vendor: best.id, name: best.name, span: { file, start: start + best.at, end: start + best.at + best.name.length } }];
    });
}
