import { describe, expect, it, vi } from 'vitest';
import { loadCatalogs } from '../../src/catalogs/load.js';
import { judge } from '../../src/judge/index.js';
import { lint } from '../../src/lint.js';
import type { Finding } from '../../src/model/report.js';
import type { DeclaredTransfer } from '../../src/model/rule.js';
import type { JudgedUsage } from '../../src/model/usage.js';
import { rules } from '../../src/rules/index.js';

vi.mock('../../src/catalogs/load.js', async (original) => {
  const real = await original<typeof import('../../src/catalogs/load.js')>();
  const loaded = real.loadCatalogs();
  return { ...real, loadCatalogs: () => loaded };
});

const MARKETS = ['KR', 'EU', 'JP', 'CN', 'US'] as const;

/**
 * The planted defects by file, and the rule under which each has to be found in KR, EU, JP, CN and US; `-`: none.
 * In China the Chinese recipients are at home, and only the tracker is left; in the United States they are restricted, and
 * the American ones are at home. Japan wants a consent to the transfer, but none of its own. Europe wants one to the tracker.
 */
const PLANTED: readonly (readonly [string, string, readonly string[]])[] = [
  ['prompts to Ark', 'server/llm.ts', ['transfer-without-consent', '-', 'transfer-without-consent', '-', 'restricted-destination']],
  [
    'DataRangers on load',
    'src/lib/telemetry.ts',
    ['transfer-without-consent', 'tracker-before-consent', 'transfer-without-consent', 'tracker-before-consent', 'restricted-destination'],
  ],
  [
    'APMPlus in the page',
    'index.html',
    ['transfer-without-consent', 'tracker-before-consent', 'transfer-without-consent', 'tracker-before-consent', 'restricted-destination'],
  ],
  [
    'APMPlus in code',
    'src/lib/apm.ts',
    ['transfer-without-consent', 'tracker-before-consent', 'transfer-without-consent', 'tracker-before-consent', 'restricted-destination'],
  ],
  ['Intercom', 'src/lib/support.ts', ['transfer-without-consent', 'tracker-before-consent', 'transfer-without-consent', 'transfer-without-consent', '-']],
  ['Sentry', 'src/lib/errors.ts', ['transfer-without-consent', 'tracker-before-consent', 'transfer-without-consent', 'transfer-without-consent', '-']],
  ['Google Analytics behind the banner', 'src/lib/google-analytics.ts', ['consent-not-for-transfer', '-', '-', 'consent-not-for-transfer', '-']],
];

/** The check `!== 'denied'` is a defect by itself; where it is not read as a consent, the duty that it fails is found. */
const AMPLITUDE: readonly (readonly string[])[] = [
  ['gate-defective', 'transfer-without-consent'],
  ['gate-defective', 'tracker-before-consent'],
  ['gate-defective', 'transfer-without-consent'],
  ['gate-defective', 'transfer-without-consent'],
  ['-', 'no-opt-out'],
];

const catalogs = (() => {
  const loaded = loadCatalogs();
  if ('problems' in loaded) throw new Error(loaded.problems.join('\n'));
  return loaded;
})();

function usagesOf(name: string): readonly JudgedUsage[] {
  const result = lint(new URL(`../../examples/${name}`, import.meta.url).pathname, { markets: ['KR'], asOf: '2026-11-24' });
  if (result.kind === 'cannot') throw new Error(result.why);
  return result.report.usages;
}

function findingsFor(usages: readonly JudgedUsage[], market: string, declared: readonly DeclaredTransfer[] = []): readonly Finding[] {
  const productFacts = (product: string) => catalogs.sdk.products[product];
  return judge({ usages, markets: [market], asOf: '2026-11-24', law: catalogs.law, productFacts, declared }, rules).value;
}

/** Rules above a note that speak of a file. */
function rulesIn(findings: readonly Finding[], file: string): readonly string[] {
  const here = findings.filter(({ span, level }) => span.file === file && level !== 'note').map(({ rule }) => rule);
  return here.length === 0 ? ['-'] : here;
}

describe('hangang-chat', () => {
  const usages = usagesOf('hangang-chat');

  describe.each(MARKETS.map((market, column) => ({ market, column })))('for users in $market', ({ market, column }) => {
    const findings = findingsFor(usages, market);

    it.each(PLANTED)('%s', (_, file, expected) => {
      expect(rulesIn(findings, file)).toEqual([expected[column]]);
    });

    it('Amplitude, which lets the undecided pass', () => {
      const found = rulesIn(findings, 'src/lib/product-analytics.ts');
      expect(found).toHaveLength(1);
      expect(AMPLITUDE[column]).toContain(found[0]);
    });

    it('every finding names an article of the market', () => {
      expect(findings.length).toBeGreaterThan(0);
      for (const { bases } of findings) expect(new Set(bases.map((basis) => basis.market))).toEqual(new Set([market]));
    });
  });

  it('the prompt that goes out once more with the telemetry is found wherever that is abroad, once it is seen on its way', () => {
    const because = [{ span: { file: 'src/lib/telemetry.ts', start: 0, end: 1 }, note: 'the text of the prompt' }];
    const sends = usages.filter(({ span, touch }) => span.file === 'src/lib/telemetry.ts' && touch === 'send');
    const carrying = usages.map((usage): JudgedUsage => (usage === sends[0] ? { ...usage, data: [{ category: 'prompt', how: 'argument', because }] } : usage));
    const found = MARKETS.map((market) => findingsFor(carrying, market).filter(({ rule }) => rule === 'prompt-to-telemetry').length);
    // In China the recipient is at home.
    expect(found).toEqual([1, 1, 1, 0, 1]);
  });
});

describe('hangang-chat-fixed', () => {
  const usages = usagesOf('hangang-chat-fixed');
  /** No consent carries a routine transfer out of Europe: the clauses have to be declared. */
  const clauses = ['Beijing Volcano Engine Technology', 'Volcano Engine', 'volcengine'].map((recipient) => ({
    recipient,
    countries: ['CN'],
    basis: 'scc',
    market: 'eu',
  }));

  it.each(['KR', 'JP', 'CN'])('is clean for users in %s', (market) => {
    expect(findingsFor(usages, market).map(({ rule, span }) => `${rule} ${span.file}`)).toEqual([]);
  });

  it('is clean for users in Europe, once a basis for China is declared', () => {
    const undeclared = findingsFor(usages, 'EU');
    expect([...new Set(undeclared.map(({ rule }) => rule))]).toEqual(['consent-cannot-cure']);
    expect(findingsFor(usages, 'EU', clauses)).toEqual([]);
  });

  it('keeps for users in the United States exactly what no consent can cure', () => {
    const found = findingsFor(usages, 'US');
    expect(found.map(({ rule, span }) => `${rule} ${span.file}`)).toEqual([
      'restricted-destination server/llm.ts',
      'restricted-destination src/lib/apm.ts',
      'restricted-destination src/lib/telemetry.ts',
    ]);
  });
});
