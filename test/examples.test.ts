import { describe, expect, it, vi } from 'vitest';
import { lint } from '../src/lint.js';
import { leaves, told } from './story.js';

vi.mock('../src/catalogs/load.js', async (original) => {
  const real = await original<typeof import('../src/catalogs/load.js')>();
  const loaded = real.loadCatalogs();
  return { ...real, loadCatalogs: () => loaded };
});

function linted(name: string) {
  const result = lint(new URL(`../examples/${name}`, import.meta.url).pathname, { markets: ['KR'], asOf: '2026-07-01' });
  if (result.kind === 'cannot') throw new Error(result.why);
  return result.report;
}

const COMPANIES = ['amplitude', 'google-analytics', 'intercom', 'sentry', 'volcengine-apmplus', 'volcengine-ark', 'volcengine-datarangers'];

describe('hangang-chat', () => {
  const report = linted('hangang-chat');
  const reported = new Set(report.findings.flatMap((finding) => finding.usages));
  const leaving = report.usages.filter(leaves);

  it.each([
    ['server/llm.ts', 'volcengine-ark', 'CN', /Volcano/],
    ['src/lib/telemetry.ts', 'volcengine-datarangers', 'CN', /Volcano/],
    ['index.html', 'volcengine-apmplus', 'CN', /Volcano/],
    ['src/lib/apm.ts', 'volcengine-apmplus', 'CN', /Volcano/],
    ['src/lib/support.ts', 'intercom', 'US', /Intercom/],
    ['src/lib/errors.ts', 'sentry', 'US', /Functional Software|Sentry/],
    ['src/lib/product-analytics.ts', 'amplitude', 'US', /Amplitude/],
  ])('%s sends to %s in %s, and that is a finding', (file, product, country, entity) => {
    const here = leaving.filter((usage) => usage.span.file === file && usage.product === product);
    const found = here.filter((usage) => reported.has(usage.id));
    expect(found, told(here)).not.toEqual([]);
    for (const { recipients } of found) {
      expect(recipients.flatMap(({ countries }) => countries)).toEqual([country]);
      expect(recipients[0]?.entity).toMatch(entity);
    }
  });

  it('knows OpenAI by its package only: nothing goes there', () => {
    expect(told(leaving.filter((usage) => usage.product === 'openai'))).toBe('');
  });

  it('sees the prompt go out a second time, with the telemetry', () => {
    const sends = leaving.filter((usage) => usage.span.file === 'src/lib/telemetry.ts' && usage.touch === 'send');
    expect(sends.map((usage) => usage.verdict.kind)).toEqual(sends.map(() => 'ungated'));
    expect(sends.length).toBeGreaterThan(0);
    for (const { id } of sends) expect(reported).toContain(id);
  });

  // Known wrong today: it comes out as ungated.
  it.fails('is not taken in by the check before Amplitude, which undecided users pass', () => {
    const starts = leaving.filter((usage) => usage.product === 'amplitude' && usage.touch === 'init');
    expect(starts.map(({ verdict }) => `${verdict.kind}: ${verdict.defect}`)).toEqual(['defective: opt-out-test']);
    expect(report.findings.filter(({ usages }) => usages.includes(starts[0]?.id ?? '')).map(({ rule }) => rule)).toEqual(['gate-defective']);
  });

  it('finds Google Analytics behind the cookie banner, and nothing else behind one', () => {
    const gated = leaving.filter((usage) => usage.verdict.kind === 'gated');
    expect([...new Set(gated.map(({ product }) => product))]).toEqual(['google-analytics']);
    expect(gated.flatMap(({ verdict }) => verdict.transfer)).toEqual(gated.map(() => 'none'));
  });

  it('finds no other recipients than the README does', () => {
    expect([...new Set(leaving.map(({ product }) => product))].sort()).toEqual(COMPANIES);
  });
});

describe('hangang-chat-fixed', () => {
  const report = linted('hangang-chat-fixed');
  const leaving = report.usages.filter(leaves);

  it('has no findings', () => {
    expect(report.findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });

  it('has a gate before everything that leaves, to the same companies', () => {
    expect(told(leaving.filter((usage) => usage.verdict.kind !== 'gated'))).toBe('');
    expect([...new Set(leaving.map(({ product }) => product))].sort()).toEqual(COMPANIES);
  });
});
