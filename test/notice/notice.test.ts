import { describe, expect, it } from 'vitest';
import { loadCatalogs } from '../../src/catalogs/load.js';
import { readNotices } from '../../src/notice/index.js';
import { recipient, usage } from '../judge/cases.js';

const { sdk, countries } = (() => {
  const catalogs = loadCatalogs();
  if ('problems' in catalogs) throw new Error(catalogs.problems.join('\n'));
  return { sdk: catalogs.sdk, countries: catalogs.consent.lexicon.countries };
})();

const span = { file: 'xborder.yaml', start: 0, end: 1 };
const intercom = usage({
  product: 'intercom',
  productName: 'Intercom Messenger',
  vendor: 'intercom',
  recipients: [recipient('US', { entity: 'Intercom, Inc.' })],
});
const google = usage({
  product: 'google-analytics',
  productName: 'Google Analytics',
  vendor: 'google',
  recipients: [recipient('US', { entity: 'Google LLC' })],
});

function read(text: string, { language = 'en', file = 'privacy.md', usages = [intercom] } = {}) {
  const [reading] = readNotices({ notices: [{ language, file, declaredAt: span, text }], usages, register: [], sdk, countries });
  return reading;
}

const naming = (text: string, more = {}) => Object.values(read(text, more)?.named ?? {})[0];

describe('a recipient is named', () => {
  it.each([
    ['by its legal name', 'Data go to Intercom, Inc. in Dublin.'],
    ['by its brand', 'We use INTERCOM for support.'],
    ['in Korean, with what is glued to it', '상담을 위해 인터콤에 위탁합니다.'],
    ['in Japanese', 'サポートにはインターコムを利用します。'],
    ['next to letters of another script', '상담은 Intercom을 이용합니다.'],
    ['by an address of its domain', 'Write to privacy@intercom.io about that.'],
    ['over a line break', 'Support is done by Intercom\nMessenger.'],
  ])('%s', (_, text) => {
    expect(naming(text)).toBeDefined();
  });

  it.each([
    ['inside another word', 'We installed intercoms at all doors; the intercomparison is done.'],
    ['nowhere', 'We hand your data to nobody.'],
  ])('not %s', (_, text) => {
    expect(naming(text)).toBeUndefined();
  });

  it('in a page in HTML, and not in its scripts', () => {
    expect(naming('<h1>P</h1><script>Intercom()</script><p>Nobody.</p>', { file: 'p.html' })).toBeUndefined();
    expect(naming('<h1>P</h1><p>By <b>Intercom</b>.</p>', { file: 'p.html' })).toBeDefined();
  });

  it('by the company, where the product is one of many', () => {
    expect(naming('구글이 처리합니다.', { usages: [google], language: 'ko' })).toBeDefined();
  });
});

describe('what is told around a name', () => {
  const KO = '## 국외 이전\n\n| 이전받는 자 | 연락처 | 국가 | 일시·방법 | 항목 | 목적 | 보유 기간 |\n|---|---|---|---|---|---|---|\n';

  it('are the items of its row, and of the sentences below the same heading', () => {
    const told = naming(`# 방침\n\n${KO}| Intercom | a@intercom.com | 미국 | 네트워크 전송 | 이름 | 상담 | 1년 |\n\n거부할 수 있습니다.`, { language: 'ko' });
    expect(told?.items).toEqual(expect.arrayContaining(['items', 'country-time-method', 'recipient-contact', 'purpose-retention', 'refusal']));
    expect(told?.countries).toEqual(['US']);
  });

  it('leaves out an empty column, and what stands under another heading', () => {
    const told = naming(`# 방침\n\n${KO}| Intercom | - | 미국 | 네트워크 전송 | 이름 | 상담 |  |\n\n## 권리\n\n거부할 수 있습니다. 문의: a@b.kr`, {
      language: 'ko',
    });
    for (const item of ['recipient-contact', 'purpose-retention', 'refusal']) expect(told?.items).not.toContain(item);
  });

  it('is taken for told in a language of which only names are read', () => {
    expect(naming('Intercom.', { language: 'fi' })?.items).toContain('retention');
  });

  it.each([
    ['in the United States', 'US'],
    ['미국', 'US'],
    ['美国', 'US'],
    ['米国', 'US'],
    ['in Singapore and in Hong Kong', 'HK SG'],
    ['on servers around the world', '*'],
  ])('is the country: %s', (words, expected) => {
    expect([...(naming(`Intercom, ${words}`)?.countries ?? [])].sort().join(' ')).toBe(expected);
  });

  it('is no country where “us” is only we', () => {
    expect(naming('Intercom tells us what you wrote.')?.countries).toEqual([]);
  });
});

describe('who is listed as receiving data', () => {
  it('is read from tables and lists about recipients, not from other text', () => {
    const listed = (text: string) => read(text)?.listed.map(({ vendor }) => vendor);
    expect(listed('## Recipients\n\n- Hotjar Ltd., Malta: recordings\n- Spreeladen GmbH\n')).toEqual(['hotjar']);
    expect(listed('## Third parties\n\n| Who | Where |\n|---|---|\n| Hotjar | Malta |\n')).toEqual(['hotjar']);
    expect(listed('## Your browser\n\n- Hotjar can be blocked there.\n')).toEqual([]);
  });
});
