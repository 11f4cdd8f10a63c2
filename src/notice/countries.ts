/** Languages in which names of countries are looked for, beside the notice's own. */
const ALWAYS = ['en', 'ko', 'ja', 'zh'];

/** Country → names in several languages, as the lexicon holds them: a word in capitals is taken as written, `word*` is a beginning. */
export type CountryWords = Readonly<Record<string, readonly string[]>>;

const EEA = 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO'.split(' ');
const EUROPE = /\bEU\b|\bEEA\b|European (?:Union|Economic Area)|유럽 ?(?:연합|경제)|欧盟|歐盟|欧州/;
/** Where a text says no more than that data go abroad. */
const SOMEWHERE = /third countr|worldwide|around the world|전 ?세계|第三国/i;

const CODES = allCodes();

interface Named {
  /** As it is written, and in any case. */
  readonly exact: RegExp;
  readonly loose: RegExp | undefined;
}

const known = new WeakMap<CountryWords, Map<string, ReadonlyMap<string, Named>>>();

/** ISO codes of the countries that a text names; `*` where it says only that data may go anywhere. `further` is looked at where the text names none. */
export function countriesIn(text: string, language: string, further: string, words: CountryWords): readonly string[] {
  const here = named(text, language, words);
  return here.length > 0 ? here : named(further, language, words);
}

function named(text: string, language: string, words: CountryWords): readonly string[] {
  const found = [...patterns(language, words)].flatMap(([code, { exact, loose }]) => (exact.test(text) || loose?.test(text) ? code : []));
  return [...new Set([...found, ...(EUROPE.test(text) ? EEA : []), ...(SOMEWHERE.test(text) ? ['*'] : [])])];
}

function patterns(language: string, words: CountryWords): ReadonlyMap<string, Named> {
  const mine = known.get(words) ?? new Map<string, ReadonlyMap<string, Named>>();
  known.set(words, mine);
  const made = mine.get(language);
  if (made !== undefined) return made;
  const names = [...new Set([language, ...ALWAYS])].map((one) => new Intl.DisplayNames([one], { type: 'region', fallback: 'none' }));
  const all = new Map(CODES.map((code) => [code, namedBy(code, names, words[code] ?? [])] as const));
  mine.set(language, all);
  return all;
}

function namedBy(code: string, names: readonly Intl.DisplayNames[], words: readonly string[]): Named {
  const official = names.flatMap((name) => name.of(code) ?? []).filter((word) => word !== code);
  const inCapitals = words.filter((word) => /^[A-Z.]+$/.test(word));
  const others = words.filter((word) => !inCapitals.includes(word));
  return {
    exact: new RegExp([...official, ...inCapitals].map(bounded).join('|'), 'u'),
    loose: others.length === 0 ? undefined : new RegExp(others.map(bounded).join('|'), 'iu'),
  };
}

/** Names in Latin letters stand as words; others may run into what follows. */
function bounded(word: string): string {
  const literal = word.replace(/\*$/, '').replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  if (!/\p{Script=Latin}/u.test(word)) return literal;
  return `(?<![\\p{Script=Latin}\\p{N}])${literal}${word.endsWith('*') ? '' : '(?![\\p{Script=Latin}\\p{N}])'}`;
}

/** Every two letters that are a country's code. */
function allCodes(): readonly string[] {
  const english = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const groups = new Set(['EU', 'EZ', 'UN', 'QO', 'ZZ', 'XA', 'XB']);
  return letters.flatMap((a) => letters.map((b) => a + b)).filter((code) => !groups.has(code) && english.of(code) !== undefined);
}
