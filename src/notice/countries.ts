/** Languages in which names of countries are looked for, beside the notice's own. */
const ALWAYS = ['en', 'ko', 'ja', 'zh'];

/** Other names; those in capitals count in capitals only. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  US: ['USA', 'US', 'U.S.', 'America', '美国', '美國', '米国', 'アメリカ', '미합중국'],
  GB: ['UK', 'U.K.', 'Great Britain', 'England', '영국', '英国', 'イギリス'],
  CN: ['PRC', 'mainland China', '중화인민공화국', '中国', '中國', '中华人民共和国'],
  HK: ['Hong Kong', '홍콩', '香港'],
  MO: ['Macao', 'Macau', '마카오', '澳门', '澳門'],
  TW: ['Taiwan', '대만', '台湾', '臺灣', '台灣'],
  KR: ['Korea', '한국', '대한민국', '韩国', '韓国', '韓國'],
  RU: ['Russian Federation', '러시아', '俄罗斯'],
  SG: ['新加坡', 'シンガポール', '싱가포르', '싱가폴'],
  NL: ['the Netherlands', 'Holland', '네덜란드', '荷兰', 'オランダ'],
  VN: ['Viet Nam', 'Vietnam'],
  TR: ['Turkey', 'Türkiye'],
};
const EEA = 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO'.split(' ');
const EUROPE = /\bEU\b|\bEEA\b|European (?:Union|Economic Area)|유럽 ?(?:연합|경제)|欧盟|歐盟|欧州/;
/** Where a text says no more than that data go abroad. */
const SOMEWHERE = /third countr|worldwide|around the world|전 ?세계|第三国/i;

const CODES = allCodes();
const known = new Map<string, ReadonlyMap<string, RegExp>>();

/** ISO codes of the countries that a text names; `*` where it says only that data may go anywhere. `further` is looked at where the text names none. */
export function countriesIn(text: string, language: string, further: string): readonly string[] {
  const here = named(text, language);
  return here.length > 0 ? here : named(further, language);
}

function named(text: string, language: string): readonly string[] {
  const found = [...patterns(language)].flatMap(([code, pattern]) => (pattern.test(text) ? code : []));
  return [...new Set([...found, ...(EUROPE.test(text) ? EEA : []), ...(SOMEWHERE.test(text) ? ['*'] : [])])];
}

function patterns(language: string): ReadonlyMap<string, RegExp> {
  const made = known.get(language);
  if (made !== undefined) return made;
  const names = [...new Set([language, ...ALWAYS])].map((one) => new Intl.DisplayNames([one], { type: 'region', fallback: 'none' }));
  const all = new Map(
    CODES.map((code) => {
      const words = [...names.flatMap((name) => name.of(code) ?? []), ...(OTHERS[code] ?? [])].filter((word) => word !== code || code === 'US');
      return [code, new RegExp(words.map(bounded).join('|'), 'u')] as const;
    }),
  );
  known.set(language, all);
  return all;
}

/** Names in Latin letters stand as words; others may run into what follows. */
function bounded(word: string): string {
  const literal = word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  return /\p{Script=Latin}/u.test(word) ? `(?<![\\p{Script=Latin}\\p{N}])${literal}(?![\\p{Script=Latin}\\p{N}])` : literal;
}

/** Every two letters that are a country's code. */
function allCodes(): readonly string[] {
  const english = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const groups = new Set(['EU', 'EZ', 'UN', 'QO', 'ZZ', 'XA', 'XB']);
  return letters.flatMap((a) => letters.map((b) => a + b)).filter((code) => !groups.has(code) && english.of(code) !== undefined);
}
