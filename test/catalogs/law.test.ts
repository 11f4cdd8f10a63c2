import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compileLawCatalog } from '../../src/catalogs/law.js';
import { law, lawFiles } from '../judge/cases.js';

const schema = JSON.parse(readFileSync(new URL('../../law-catalog/schema.json', import.meta.url), 'utf8'));
const korea = lawFiles.find((file) => file.name.endsWith('kr-pipa.yaml')) ?? { name: '', text: '' };

function problemsOf(change: (text: string) => string): readonly string[] {
  const compiled = compileLawCatalog([{ ...korea, text: change(korea.text) }]);
  return compiled.kind === 'problems' ? compiled.problems : [];
}

describe('the law-catalog', () => {
  const valid = new Ajv2020({ allErrors: true }).compile(schema);

  it.each(lawFiles.map((file) => [file.name, file.text]))('%s fits its schema', (_, text) => {
    valid(parse(text));
    expect(valid.errors ?? []).toEqual([]);
  });

  it('speaks for 28 jurisdictions', () => {
    expect(Object.keys(law.markets).sort().join(' ')).toBe('AE AU BR CA CA-QC CH CN EU GB HK ID IL IN JP KR MY NG NZ PH RU SA SG TH TR TW US VN ZA');
  });

  it('has rules of stores that hold in every market', () => {
    expect(law.everywhere).toEqual(['store-apple', 'store-google-play']);
    for (const id of law.everywhere ?? []) for (const duty of law.laws[id]?.duties ?? []) expect(duty.store).toBeDefined();
  });

  it('says of each market what is to be told, and what can follow, with one exception', () => {
    const lawsOf = (code: string) => (law.markets[code]?.laws ?? []).flatMap((id) => law.laws[id] ?? []);
    const without = (has: (code: string) => boolean) => Object.keys(law.markets).filter((code) => !has(code));
    expect(without((code) => lawsOf(code).some((one) => one.notice.length > 0))).toEqual([]);
    expect(without((code) => lawsOf(code).some((one) => one.trackers !== undefined))).toEqual([]);
    expect(without((code) => lawsOf(code).some((one) => one.transfer !== undefined))).toEqual([]);
    // Its executive regulations were not found.
    expect(without((code) => lawsOf(code).some((one) => one.penalties.length > 0))).toEqual(['AE']);
  });

  it('has a way that can be declared wherever it asks for one', () => {
    for (const one of Object.values(law.laws)) {
      const asks = one.duties.filter((duty) => duty.kind === 'transfer-consent' || duty.kind === 'transfer-basis');
      for (const duty of asks) expect([one.id, one.bases.some((basis) => basis.settles.includes(duty.kind))]).toEqual([one.id, true]);
    }
  });

  it('gives no duty a day before the law was there, and dates what is to come', () => {
    const later = Object.values(law.laws).flatMap((one) => [...one.duties, ...one.penalties].filter((fact) => fact.from > '2026-11-24').map(() => one.id));
    expect([...new Set(later)]).toEqual(['in-dpdp']);
  });

  it('knows 30 members of the European Economic Area', () => {
    expect(law.markets.EU?.home).toHaveLength(30);
    expect(law.markets.EU?.laws).toEqual(['eu-eprivacy', 'eu-gdpr']);
  });

  it('has a verified article for each duty that can make an error in Korea and the EU', () => {
    const duties = ['kr-pipa', 'eu-gdpr', 'eu-eprivacy'].flatMap((id) => law.laws[id]?.duties ?? []);
    const asked = duties.filter((duty) => /^(?:transfer|tracker-consent)/.test(duty.kind));
    expect(asked.map((duty) => [duty.cite, duty.known])).toEqual([
      ['PIPA Art. 28-8(1)1', 'verified'],
      ['PIPA Art. 28-8(1)3', 'verified'],
      ['GDPR Art. 44-46', 'verified'],
      ['ePrivacy Directive Art. 5(3)', 'verified'],
    ]);
  });
});

describe('a broken law file', () => {
  it.each<[string, (text: string) => string, string]>([
    ['an unknown kind', (text) => text.replace('kind: transfer-contract', 'kind: transfer-contrakt'), 'duties[1].kind: expected one of transfer-consent'],
    [
      'a source that is not listed',
      (text) => text.replace('[act-28-8, in-force]', '[act-28-9]'),
      'duties[0].sources: expected a source that the file lists, found "act-28-9"',
    ],
    [
      'sources and memory at once',
      (text) => text.replace('[act-28-8, in-force]', '[act-28-8, memory]'),
      'duties[0].sources: expected sources or memory, found both',
    ],
    [
      'a date that is none',
      (text) => text.replace('from: 2025-09-16', 'from: 2025-9-16'),
      'adequacy[0].from: expected a date like 2026-01-31, found "2025-9-16"',
    ],
    [
      'a country that is no code',
      (text) => text.replace('[AT, BE', '[Austria, BE'),
      'adequacy[0].countries: expected ISO 3166-1 codes like KR, found "Austria"',
    ],
    [
      'a consent that no duty asks for',
      (text) =>
        text
          .replace('kind: transfer-consent', 'kind: disclosure')
          .replace('kind: disclosure\n    cite: PIPA Art. 28-8(2)', 'id: d2\n    kind: disclosure\n    cite: PIPA Art. 28-8(2)'),
      'transfer: expected a duty transfer-consent where a consent is "carries"',
    ],
    [
      'a basis that settles no duty',
      (text) => text.replace('settles: [transfer-consent]', 'settles: [transfer]'),
      'bases[0].settles[0]: expected one of transfer-consent',
    ],
    [
      'trackers that no duty speaks of',
      (text) => text.replace('trackers: notice', 'trackers: opt-in'),
      'trackers: expected a duty tracker-consent where trackers are "opt-in"',
    ],
    ['a store without every market', (text) => text.replace('checked:', 'store: app-store\nchecked:'), 'expected a store and the market "*" together'],
    ['another id than its name', (text) => text.replace('id: kr-pipa', 'id: kr-law'), `id: expected the file's own name as id, found "kr-law"`],
    ['an unknown field', (text) => text.replace('short: PIPA', 'short: PIPA\nlevel: error'), 'level: unknown field; expected one of id, name'],
  ])('%s is named with file and place', (_, change, problem) => {
    const problems = problemsOf(change);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^law-catalog\/kr-pipa\.yaml:\d+: /);
    expect(problems[0]).toContain(problem);
  });
});
