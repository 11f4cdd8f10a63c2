import { describe, expect, it } from 'vitest';
import { compileSdkCatalog } from '../../src/catalogs/sdk.js';

const vendor = {
  name: 'sdk-catalog/vendors/acme.yaml',
  text: `id: acme
name: Acme
checked: 2026-11-24
entities: { acme: { name: Acme, seat: US } }
products:
  - id: acme
    name: Acme
    category: analytics
    runsOn: [client]
    sources: [memory]
    data: { auto: [device] }
    hosts: [{ host: api.acme.com, places: US }]
    examples: ["fetch('https://api.acme.com/')"]
`,
};

const compiled = (starts: string) =>
  compileSdkCatalog([vendor, { name: 'sdk-catalog/self-starting/acme.yaml', text: `id: acme\nchecked: 2026-11-24\nstarts:\n${starts}` }]);
const problems = (starts: string): readonly string[] => {
  const result = compiled(starts);
  return result.kind === 'problems' ? result.problems : [];
};

describe('products that start by themselves', () => {
  it('have what makes them start, and what holds them back', () => {
    const result = compiled(`  - product: acme
    when: [pkg:npm/acme-rn, { in: AndroidManifest.xml, key: acme.dsn, address: true }]
    unless: [{ in: Info.plist, key: AcmeOn, equals: false, residue: none }]
    release: 'npm:acme-rn#{default,acme}.on()'
    sources: [memory]
`);
    expect(result.kind === 'catalog' ? result.catalog.selfStarts : result.problems).toEqual([
      {
        product: 'acme',
        when: [
          { kind: 'package', purl: 'pkg:npm/acme-rn' },
          { kind: 'setting', in: 'AndroidManifest.xml', key: 'acme.dsn', address: true },
        ],
        needs: [],
        unless: [{ in: 'Info.plist', key: 'AcmeOn', equals: 'false', residue: 'none' }],
        release: ['npm:acme-rn#default.on()', 'npm:acme-rn#acme.on()'],
        hold: [],
        sends: [],
        certainty: 'memory',
      },
    ]);
  });

  it.each([
    [
      '  - { product: other, when: [pkg:npm/a], sources: [memory] }',
      'sdk-catalog/self-starting/acme.yaml:4: starts[0]: expected a product of the catalog, found "other"',
    ],
    [
      '  - { product: acme, when: [acme-rn], sources: [memory] }',
      'sdk-catalog/self-starting/acme.yaml:4: starts[0].when[0]: expected a package URL without version, like pkg:npm/openai, found "acme-rn"',
    ],
    [
      '  - { product: acme, when: [pkg:npm/a], sources: [docs] }',
      'sdk-catalog/self-starting/acme.yaml:4: starts[0]: expected a source of this file (memory), found "docs"',
    ],
  ])('complain about %s', (starts, problem) => expect(problems(starts)).toEqual([problem]));

  it('know the manifests that are read', () => {
    expect(problems('  - { product: acme, when: [{ in: build.gradle, key: x }], sources: [memory] }')[0]).toContain('expected one of AndroidManifest.xml');
  });
});
