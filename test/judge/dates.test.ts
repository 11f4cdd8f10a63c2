import { describe, expect, it } from 'vitest';
import { marketOnDay, standingOf } from '../../src/judge/standing.js';
import { brief, findings, law, recipient, usage, verdict } from './cases.js';

function standing(market: string, country: string, asOf: string): string {
  const onDay = marketOnDay(law, market, asOf);
  if (onDay === undefined) throw new Error(`no market ${market}`);
  return standingOf(country, onDay).kind;
}

describe('lists change on their days', () => {
  it('Korea recognises the EU from 2025-09-16 on', () => {
    const toGermany = usage({ recipients: [recipient('DE')] });
    expect(brief(findings([toGermany], { asOf: '2025-09-15' }))).toEqual(['transfer-without-consent error KR']);
    expect(findings([toGermany], { asOf: '2025-09-16' })).toEqual([]);
  });

  it.each([
    ['EU', 'BR', '2026-01-25', 'basis'],
    ['EU', 'BR', '2026-01-26', 'adequate'],
    ['GB', 'BR', '2026-01-26', 'basis'],
    ['BR', 'DE', '2026-01-25', 'consent'],
    ['BR', 'DE', '2026-01-26', 'adequate'],
    ['EU', 'KR', '2021-12-16', 'basis'],
    ['EU', 'KR', '2021-12-17', 'adequate'],
    ['GB', 'KR', '2022-12-19', 'adequate'],
    ['JP', 'DE', '2026-01-01', 'adequate'],
    ['US', 'CN', '2025-04-07', 'free'],
    ['US', 'CN', '2025-04-08', 'restricted'],
    ['KR', 'US', '2023-09-15', 'consent'],
    ['CH', 'DE', '2023-09-01', 'adequate'],
    ['TR', 'DE', '2024-09-01', 'basis'],
    ['TH', 'DE', '2026-11-24', 'consent'],
    ['RU', 'DE', '2025-06-30', 'restricted'],
    ['RU', 'DE', '2025-07-01', 'restricted'],
    ['VN', 'US', '2025-12-31', 'free'],
    ['VN', 'US', '2026-01-01', 'consent'],
    ['AU', 'US', '2026-11-24', 'free'],
    ['HK', 'CN', '2026-11-24', 'free'],
  ])('from %s to %s on %s: %s', (market, country, day, kind) => {
    expect(standing(market, country, day)).toBe(kind);
  });

  it('the EU recognises Brazil from 2026-01-26 on, and the United Kingdom does not', () => {
    const toBrazil = usage({ recipients: [recipient('BR')], runsOn: 'server', verdict: verdict('gated', { transfer: 'recorded' }) });
    expect(brief(findings([toBrazil], { markets: ['EU', 'GB'], asOf: '2026-01-25' }))).toEqual(['consent-cannot-cure warning EU+GB']);
    expect(brief(findings([toBrazil], { markets: ['EU', 'GB'], asOf: '2026-01-26' }))).toEqual(['consent-cannot-cure warning GB']);
  });

  it('a duty that is not yet in force waits for its day', () => {
    const atHome = usage({ recipients: [recipient('IN')] });
    expect(findings([atHome], { markets: ['IN'], asOf: '2027-05-12' })).toEqual([]);
    expect(brief(findings([atHome], { markets: ['IN'], asOf: '2027-05-13' }))).toEqual(['tracker-before-consent error IN']);
  });

  it('certified recipients only: such a list settles nothing by itself', () => {
    expect(standing('EU', 'US', '2026-11-24')).toBe('basis');
    expect(standing('EU', 'CA', '2026-11-24')).toBe('basis');
  });

  it('members of the EEA are at home with each other', () => {
    for (const country of ['DE', 'NO', 'IS', 'LI']) expect(standing('EU', country, '2026-11-24')).toBe('home');
  });

  it('a country that is not known is foreign', () => {
    expect(standing('KR', 'unknown', '2026-11-24')).toBe('consent');
  });
});
