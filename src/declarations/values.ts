import { asFields, asList, asScalar, asText, type Cursor, complain, isMapping, stretchOf } from '../catalogs/yaml.js';
import type { OpenValue } from '../model/declaration.js';
import type { Span } from '../model/place.js';
import type { Known } from './index.js';

/** What one reading holds values against, and the values that it found to be filled in yet. */
export interface Reader {
  readonly known: Known;
  readonly open: OpenValue[];
}

/** Stands for a value that only people know: `TODO`, or `TODO: how long?`. */
const TODO = /^TODO\b/;

export function spanOf(at: Cursor): Span {
  return { file: at.file.name, ...stretchOf(at) };
}

/** A text, a number, or a list of them, as texts. What still says TODO is noted, and left out. */
export function asSaid(at: Cursor | undefined, { open }: Reader): readonly string[] {
  if (at === undefined) return [];
  return asList(at, 'or-one').flatMap((item) => {
    if (isMapping(item)) {
      complain(item, 'expected text, found a mapping');
      return [];
    }
    const said = asScalar(item);
    if (said === undefined || said === null || said === '') return [];
    if (!TODO.test(String(said))) return [String(said)];
    open.push({ path: item.path, span: spanOf(item) });
    return [];
  });
}

/** An ISO 3166-1 code in any case. */
export function asCountry(at: Cursor | undefined): string | undefined {
  const text = asText(at);
  if (at === undefined || text === undefined) return undefined;
  const code = text.toUpperCase();
  if (/^[A-Z]{2}$/.test(code) && code !== 'EU' && NAMES.of(code) !== code) return code;
  complain(at, `expected an ISO 3166-1 code like KR${code === 'EU' ? ' of one country; EU is a market' : ''}, found "${text}"`);
  return undefined;
}

const NAMES = new Intl.DisplayNames(['en'], { type: 'region' });

/** Countries as a list, or one. */
export function asSomeCountries(at: Cursor | undefined): readonly string[] {
  if (at === undefined) return [];
  if (isMapping(at)) {
    asFields(at, []);
    return [];
  }
  return asList(at, 'or-one').flatMap((item) => asCountry(item) ?? []);
}
