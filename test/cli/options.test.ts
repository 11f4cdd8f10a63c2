import { describe, expect, it } from 'vitest';
import { chooseDay, chooseMarkets, chooseOutputs } from '../../src/config.js';
import type { LawCatalog } from '../../src/model/law.js';

const law: LawCatalog = {
  asOf: '2026-01-01',
  laws: {},
  markets: {
    KR: { code: 'KR', name: 'Korea', home: ['KR'], laws: [] },
    EU: { code: 'EU', name: 'European Union', home: ['DE', 'FR'], laws: [] },
    GB: { code: 'GB', name: 'United Kingdom', home: ['GB'], laws: [] },
  },
};
const formats = ['pretty', 'json', 'sarif'];
const why = (choice: { readonly kind: string; readonly why?: string }) => choice.why ?? `chosen: ${JSON.stringify(choice)}`;

describe('markets', () => {
  it('are read in any case, with blanks, from one option or several, each once', () => {
    expect(chooseMarkets(['kr, EU', 'Kr'], law)).toEqual({ kind: 'chosen', value: ['KR', 'EU'] });
  });

  it.each([
    ['de', 'EU'],
    ['korea', 'KR'],
    ['United Kingdom', 'GB'],
    ['krr', 'KR'],
  ])('%s is unknown, and %s is suggested', (text, meant) => {
    expect(why(chooseMarkets([text], law))).toBe(`no law is on file for the market "${text}" (did you mean ${meant}?); known markets: EU, GB, KR`);
  });

  it('are named even where nothing is near', () => {
    expect(why(chooseMarkets(['zz'], law))).toBe('no law is on file for the market "zz"; known markets: EU, GB, KR');
    expect(why(chooseMarkets([''], law))).toContain('known markets: EU, GB, KR');
    expect(why(chooseMarkets(['__proto__'], law))).toContain('known markets');
  });
});

describe('outputs', () => {
  it('are pretty unless something else is asked for', () => {
    expect(chooseOutputs([], formats)).toEqual({ kind: 'chosen', value: [{ format: 'pretty' }] });
    expect(chooseOutputs(['json'], formats)).toEqual({ kind: 'chosen', value: [{ format: 'json' }] });
  });

  it('go to files beside what is shown', () => {
    const value = [{ format: 'pretty' }, { format: 'sarif', file: 'a=b.sarif' }, { format: 'json', file: 'out.json' }];
    expect(chooseOutputs(['sarif=a=b.sarif', 'json=out.json'], formats)).toEqual({ kind: 'chosen', value });
  });

  it('are refused where they are unknown, mixed up or nowhere', () => {
    expect(why(chooseOutputs(['sarfi'], formats))).toBe('there is no format "sarfi" (did you mean sarif?); known formats: pretty, json, sarif');
    expect(why(chooseOutputs(['json', 'sarif'], formats))).toContain('not both json and sarif');
    expect(why(chooseOutputs(['json=x', 'sarif=x'], formats))).toBe('two reports cannot go to one file: x');
    expect(why(chooseOutputs(['json='], formats))).toBe('--format json= names no file; write --format json=FILE');
  });
});

describe('days', () => {
  it('must be on the calendar', () => {
    expect(chooseDay('2024-02-29')).toEqual({ kind: 'chosen', value: '2024-02-29' });
    for (const text of ['2023-02-29', '2024-2-9', 'today', '2024-13-01', '']) expect(chooseDay(text).kind).toBe('cannot');
  });
});
