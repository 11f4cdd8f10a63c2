import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rules } from '../src/rules/index.js';
import { readClaims, readPage } from './rules/page.js';

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
    for (const rule of rules) for (const other of rule.yieldsTo) expect(ids).toContain(other);
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
    else expect(expected).toEqual([]);
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
