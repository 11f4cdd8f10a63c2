import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { loadCatalogs } from '../../src/catalogs/load.js';
import { judge } from '../../src/judge/index.js';
import { lint } from '../../src/lint.js';
import type { Report } from '../../src/model/report.js';
import { rules } from '../../src/rules/index.js';

vi.mock('../../src/catalogs/load.js', async (original) => {
  const real = await original<typeof import('../../src/catalogs/load.js')>();
  const loaded = real.loadCatalogs();
  return { ...real, loadCatalogs: () => loaded };
});

const MARKETS = ['KR', 'EU', 'JP', 'CN', 'US'] as const;

function reportOn(name: string, markets: readonly string[]): Report {
  const result = lint(new URL(`../../examples/${name}`, import.meta.url).pathname, { markets, asOf: '2026-11-24' });
  if (result.kind === 'cannot') throw new Error(result.why);
  return result.report;
}

/** The rows of the table of findings in the example's README: rule, file, and the markets in which it is found. */
function tableIn(readme: string): readonly string[] {
  const section = readme.slice(readme.indexOf('## What is found'));
  return [...section.matchAll(/^\| `([\w-]+)` *\| `([^`]+)` *\|(.*)\|$/gm)].map(([, rule, file, cells = '']) => {
    const found = cells.split('|').map((cell) => cell.trim() !== '');
    return `${rule} ${file} ${MARKETS.filter((_, index) => found[index]).join(' ')}`;
  });
}

describe('hangang-chat', () => {
  const { findings } = reportOn('hangang-chat', MARKETS);

  it('gives what the table in its README says, market by market', () => {
    const rows = new Map<string, Set<string>>();
    for (const { rule, level, span, bases } of findings) {
      if (level === 'note') continue;
      const key = `${rule} ${span.file}`;
      rows.set(key, new Set([...(rows.get(key) ?? []), ...bases.map(({ market }) => market)]));
    }
    const found = [...rows].map(([key, markets]) => `${key} ${MARKETS.filter((market) => markets.has(market)).join(' ')}`);
    const readme = readFileSync(new URL('../../examples/hangang-chat/README.md', import.meta.url), 'utf8');
    expect(found.sort()).toEqual([...tableIn(readme)].sort());
  });

  it.each(MARKETS)('rests on articles of %s alone where it is linted for that', (market) => {
    const { findings: mine } = reportOn('hangang-chat', [market]);
    expect(mine.length).toBeGreaterThan(0);
    for (const { bases } of mine) expect(new Set(bases.map((basis) => basis.market))).toEqual(new Set([market]));
  });
});

describe('hangang-chat-fixed', () => {
  const told = ({ findings }: Report) => findings.map(({ rule, span }) => `${rule} ${span.file}`);

  it.each(['KR', 'EU', 'JP', 'CN'])('is clean for users in %s', (market) => {
    expect(told(reportOn('hangang-chat-fixed', [market]))).toEqual([]);
  });

  it('keeps for users in the United States exactly what no consent can cure', () => {
    expect(told(reportOn('hangang-chat-fixed', ['US']))).toEqual([
      'restricted-destination server/llm.ts',
      'restricted-destination src/lib/apm.ts',
      'restricted-destination src/lib/telemetry.ts',
    ]);
  });

  it.each([
    ['EU', 'consent-cannot-cure'],
    ['CN', 'transfer-basis-undeclared'],
  ])('would lack a basis for users in %s without its register', (market, rule) => {
    const catalogs = loadCatalogs();
    if ('problems' in catalogs) throw new Error(catalogs.problems.join('\n'));
    const { usages } = reportOn('hangang-chat-fixed', [market]);
    const productFacts = (product: string) => catalogs.sdk.products[product];
    const { value } = judge({ usages, markets: [market], asOf: '2026-11-24', law: catalogs.law, productFacts }, rules);
    expect([...new Set(value.map((finding) => finding.rule))]).toEqual([rule]);
  });
});
