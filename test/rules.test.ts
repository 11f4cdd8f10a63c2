import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { lint } from '../src/lint.js';
import { rules } from '../src/rules/index.js';
import { type PageCase, type PageClaim, readClaims, readPage } from './rules/page.js';
import { leaves, lineOf, told, unmetBy, usagesByLine } from './story.js';

// Compiling the catalogs takes longer than linting an app of one file.
vi.mock('../src/catalogs/load.js', async (original) => {
  const real = await original<typeof import('../src/catalogs/load.js')>();
  const loaded = real.loadCatalogs();
  return { ...real, loadCatalogs: () => loaded };
});

const folder = new URL('../src/rules/', import.meta.url);
const page = (id: string) => readFileSync(new URL(`${id}.md`, folder), 'utf8');

describe('the shelf of rules', () => {
  it('has a file and a page for each rule, and no other', () => {
    const names = readdirSync(folder)
      .filter((name) => name !== 'index.ts')
      .sort();
    expect(names).toEqual(rules.flatMap(({ id }) => [`${id}.md`, `${id}.ts`]).sort());
  });

  it('yields only to rules that there are', () => {
    const ids = rules.map((rule) => rule.id);
    for (const rule of rules) for (const other of 'yieldsTo' in rule ? rule.yieldsTo : []) expect(ids).toContain(other);
  });
});

describe.each(rules.map((rule) => rule.id))('the page of %s', (id) => {
  const cases = readPage(page(id));

  it('starts with the rule as its title', () => {
    expect(page(id).split('\n')[0]).toBe(`# ${id}`);
  });

  it('shows at least four faults and four that are none', () => {
    expect(cases.filter((one) => one.bad).length).toBeGreaterThanOrEqual(4);
    expect(cases.filter((one) => !one.bad).length).toBeGreaterThanOrEqual(4);
  });

  it.each(cases)('claims what its mark says: $title', ({ bad, claims }) => {
    const expected = claims.flatMap((claim) => claim.expect);
    expect(claims.length).toBeGreaterThan(0);
    if (bad) expect(expected).toContain(id);
    else expect(expected).not.toContain(id);
  });

  it.each(cases)('is what the linter says: $title', (one) => {
    const { wrong, unclaimed } = compare(id, one);
    expect({ wrong, unclaimed }).toEqual({ wrong: [], unclaimed: [] });
  });

  it('says so if it is off by default', () => {
    expect(/^## Off by default$/m.test(page(id))).toBe(rules.find((rule) => rule.id === id)?.offByDefault !== undefined);
  });

  it('never calls anything illegal or compliant', () => {
    expect(page(id)).not.toMatch(/\b(?:illegal|unlawful|violat\w*|complian\w*)\b/i);
  });
});

describe('claims on lines', () => {
  it('are read from comments of scripts, markup and JSX', () => {
    expect(
      readClaims(
        'a.tsx',
        'x(); // gated: analytics by onetrust\ny();\n{/* ungated  expect: a-b, c */}\n<script></script> <!-- defective: inverted  expect: a -->\n// not gated at all',
      ),
    ).toEqual([
      { file: 'a.tsx', line: 1, verdict: 'gated', about: 'analytics by onetrust', expect: [] },
      { file: 'a.tsx', line: 3, verdict: 'ungated', expect: ['a-b', 'c'] },
      { file: 'a.tsx', line: 4, verdict: 'defective', about: 'inverted', expect: ['a'] },
    ]);
  });

  it('belong to the case under their heading, with all its files', () => {
    const text =
      '# r\n\n## ❌ Two files\n\n```ts file: a.ts market: kr,eu\na(); // ungated  expect: r\n```\n\n```ts\nb();\n```\n\n## Why\n\n```ts\nc();\n```\n';
    expect(readPage(text)).toEqual([
      {
        title: 'Two files',
        bad: true,
        markets: ['kr', 'eu'],
        files: { 'a.ts': 'a(); // ungated  expect: r\n', 'src/app2.ts': 'b();\n' },
        claims: [{ file: 'a.ts', line: 1, verdict: 'ungated', expect: ['r'] }],
      },
    ]);
  });
});

/**
 * Lints the case as an app of its own, with the rule switched on. Says which claims fail, and where something leaves that no
 * claim speaks of. Notes of other rules need no claim.
 */
function compare(id: string, { files, markets, claims }: PageCase): { readonly wrong: readonly string[]; readonly unclaimed: readonly string[] } {
  const root = mkdtempSync(join(tmpdir(), 'page-'));
  try {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    }
    const levels = rules.some((rule) => rule.id === id && rule.offByDefault !== undefined) ? { [id]: 'error' as const } : {};
    const result = lint(root, { markets, asOf: '2026-09-01', levels });
    if (result.kind === 'cannot') throw new Error(result.why);
    const { report, source } = result;
    const usages = usagesByLine(report, source);
    const found = report.findings.filter(({ suppressed }) => suppressed === undefined);
    const claimed = new Map(claims.map((claim) => [`${claim.file}:${claim.line}`, claim]));
    const findings = found
      .map((finding) => ({ rule: finding.rule, level: finding.level, at: lineOf(finding.span, source) }))
      .filter(({ rule, level, at }) => level !== 'note' || rule === id || claimed.get(at)?.expect.includes(rule));
    const wrong = claims.flatMap((claim) => {
      const at = `${claim.file}:${claim.line}`;
      const here = findings.filter((finding) => finding.at === at).map(({ rule }) => rule);
      const fault = faultOf(claim, usages.get(at) ?? [], here);
      if (claim.verdict !== 'missed') return fault ?? [];
      return fault === undefined ? `${at} is right now: take \`missed\` away` : [];
    });
    return {
      wrong,
      unclaimed: [
        ...[...usages].filter(([at, there]) => there.some(leaves) && !claimed.has(at)).map(([at, there]) => `${at} ${told(there)}`),
        ...findings.filter(({ at }) => !claimed.has(at)).map(({ at, rule }) => `${at} ${rule}`),
      ],
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function faultOf(claim: PageClaim, usages: Parameters<typeof unmetBy>[1], rulesHere: readonly string[]): string | undefined {
  const at = `${claim.file}:${claim.line}`;
  if ([...new Set(rulesHere)].sort().join() !== [...claim.expect].sort().join())
    return `${at} expects [${claim.expect}], there is [${rulesHere}]: ${told(usages)}`;
  const unmet = claim.verdict === undefined ? undefined : unmetBy(meant(claim), usages);
  return unmet === undefined ? undefined : `${at} claims ${claim.verdict} ${claim.about ?? ''}: ${unmet}`;
}

/** A claim that is missed today says what it would be behind the colon: `missed: defective: inverted`. */
function meant({ verdict = 'none', about }: PageClaim): Parameters<typeof unmetBy>[0] {
  const [kind = 'unknown', detail] = verdict === 'missed' ? (about ?? '').split(/:\s*/) : [verdict, about];
  return { verdict: kind as Parameters<typeof unmetBy>[0]['verdict'], ...(detail === undefined ? {} : { detail }) };
}
