import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCatalogs } from '../../src/catalogs/load.js';
import { countProof } from '../../src/catalogs/proof.js';
import { catalogCheck } from '../../src/commands/catalog/check.js';
import { catalogExplain } from '../../src/commands/catalog/explain.js';
import { catalogSearch } from '../../src/commands/catalog/search.js';
import { catalogShow } from '../../src/commands/catalog/show.js';
import { catalogStats } from '../../src/commands/catalog/stats.js';
import { commands } from '../../src/commands/index.js';
import { lint } from '../../src/lint.js';
import { tell } from './terminal.js';

const OWN = `id: acme
name: Acme
checked: 2026-01-31
entities: { acme-inc: { name: 'Acme, Inc.', seat: US } }
products:
  - id: acme
    name: Acme
    category: analytics
    runsOn: [client]
    sources: [memory]
    data: { auto: [ip], argument: [event] }
    hosts: [{ host: api.acme.example, places: { storage: US } }]
    endpoint: { default: api.acme.example }
    touches: [{ role: send, path: 'npm:acme-js#track()' }]
    examples: ["import { track } from 'acme-js'; track('x');"]
`;

let folder = '';
const fileOf = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'own-'));
  writeFileSync(fileOf('acme.yaml'), OWN);
  writeFileSync(fileOf('wrong.yaml'), OWN.replace('US } }]', 'USA } }]').replace('role: send', 'role: sends'));
  writeFileSync(fileOf('clash.yaml'), OWN.replaceAll('api.acme.example', 'api.openai.com').replace('- id: acme', '- id: sentry'));
  writeFileSync(fileOf('instead.yaml'), OWN.replace('- id: acme', "- id: sentry\n    instead: 'our own relay'"));
  writeFileSync(fileOf('tag.yaml'), 'id: !!js/function x\n');
  writeFileSync(fileOf('huge.yaml'), `# ${'x'.repeat(1_100_000)}\n`);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('every command', () => {
  it('has a name of its own, and a summary', () => {
    expect(new Set(commands.map(({ name }) => name)).size).toBe(commands.length);
    expect(commands.filter(({ summary }) => summary.trim() === '')).toEqual([]);
  });
});

describe('catalog search', () => {
  it('finds by host, and ends with 1 where there is nothing', async () => {
    const { code, out } = await tell(catalogSearch, ['volces.com']);
    expect({ code, found: out.includes('volcengine-ark') }).toEqual({ code: 0, found: true });
    expect(await tell(catalogSearch, ['no-such-thing'])).toEqual({ code: 1, out: 'no product for "no-such-thing"\n', err: '' });
  });
});

describe('catalog show', () => {
  it('shows the recipient with its sources, and own entries beside the shipped ones', async () => {
    const { out } = await tell(catalogShow, ['sentry']);
    for (const text of ['Functional Software, Inc.', 'Hosts', 'Touches', 'Sources', 'https://docs.sentry.io/']) expect(out).toContain(text);
    const own = JSON.parse((await tell(catalogShow, ['acme'], { catalog: [fileOf('acme.yaml')], json: true })).out);
    expect(own).toMatchObject({ id: 'acme', hosts: [{ host: 'api.acme.example' }], dossier: { file: fileOf('acme.yaml'), line: 6 } });
  });

  it('shows whom a consent platform asks, and what it yields', async () => {
    const { out } = await tell(catalogShow, ['google-ump']);
    for (const text of ['consent platform', 'users pass unasked', 'canRequestAds']) expect(out).toContain(text);
    expect(JSON.parse((await tell(catalogShow, ['klaro'], { json: true })).out)).toMatchObject({ id: 'klaro', regions: { korea: 'asked' } });
  });

  it('suggests the id that was meant', async () => {
    expect((await tell(catalogShow, ['sentri'])).err).toBe('xborder-lint: no product has the id "sentri" (did you mean sentry?)\n');
  });
});

describe('catalog explain', () => {
  it.each([
    ['https://ark.cn-beijing.volces.com/api/v3', ['Volcano Engine Ark', 'the host is', 'CN', 'vendor-docs']],
    ['openai', ['OpenAI API', 'api.openai.com', 'Azure OpenAI']],
    ['pkg:npm/openai', ['OpenAI API']],
    ['global:gtag()', ['google-analytics', 'global:gtag()[arg(0)="config"]']],
    ['npm:react-cookie-consent#getCookieConsentValue()', ['speaks of consent', 'reads']],
  ])('%s', async (what, texts) => {
    const { code, out } = await tell(catalogExplain, [what]);
    expect(code).toBe(0);
    for (const text of texts) expect(out).toContain(text);
  });

  it('says where nothing is on file', async () => {
    expect(await tell(catalogExplain, ['foo.example'])).toEqual({ code: 1, out: 'nothing is on file for "foo.example"\n', err: '' });
  });
});

describe('catalog check', () => {
  it.each([
    ['acme.yaml', 0, ['no faults']],
    ['instead.yaml', 0, ['no faults']],
    [
      'wrong.yaml',
      2,
      [':12: products[0].hosts[0].places.storage: expected an ISO 3166-1 code', ':14: products[0].touches[0].role: expected one of load, init'],
    ],
    ['clash.yaml', 2, [':6: expected an id that no shipped product has, or `instead:`', ':12: expected host "api.openai.com" once, or `over: openai` here']],
    ['tag.yaml', 2, [':1: ']],
    ['huge.yaml', 2, ['expected a file under 1000000 bytes']],
    ['none.yaml', 2, ['no such file or folder']],
  ])('%s', async (name, expected, texts) => {
    const { code, out } = await tell(catalogCheck, [[fileOf(name)]]);
    expect({ code, out }).toMatchObject({ code: expected });
    for (const text of texts) expect(out).toContain(text);
  });
});

describe('catalog stats', () => {
  it('counts, and knows no fact without a source', async () => {
    const stats = JSON.parse((await tell(catalogStats, [], { json: true })).out);
    expect(stats).toMatchObject({ withoutSource: 0 });
    expect(stats.products).toBeGreaterThan(stats.startAndSend);
    const { out } = await tell(catalogStats, []);
    expect(out).toContain('with start, send and an example');
    expect(out).toMatch(/ 0 +0\.0 % +without a source\n/);
  });

  it('says how many access paths the packages declare, that none is absent, and what is old', async () => {
    const { out } = await tell(catalogStats, []);
    const { proof, ...stats } = JSON.parse((await tell(catalogStats, [], { json: true })).out);
    expect(proof.declared / proof.paths).toBeGreaterThan(0.9);
    expect(out).toMatch(/ 0 +0\.0 % +absent from the package\n/);
    expect(out).toMatch(/Not checked for 180 days\n +\d+ +[\d.]+ % +vendors; the longest ago on \d{4}-\d{2}-\d{2}\n/);
    expect(Object.values(stats.byEcosystem as Record<string, number>).reduce((sum, count) => sum + count, 0)).toBe(stats.packages);
    expect(Object.values(stats.byKind as Record<string, number>).reduce((sum, count) => sum + count, 0)).toBe(stats.facts);
  });

  it('counts each path once, by the best that is known of it', () => {
    const loaded = loadCatalogs();
    if ('problems' in loaded) throw new Error(loaded.problems.join('\n'));
    const { sdk, consent } = loaded;
    const [one, two, three] = Object.values(sdk.products).flatMap(({ touches }) => touches.map(({ path }) => path).filter((path) => path.startsWith('npm:')));
    const packages = {
      a: { checked: '2026-01-02', there: [`${one}`], absent: { [`${two}`]: 'x' } },
      b: { checked: '2026-01-01', named: [`${one}`], isAbsent: true },
    };
    const count = countProof({ packages, elsewhere: { 'https://a.example': [`${two}`, `${three}`] } }, sdk, consent);
    expect(count).toMatchObject({ declared: 1, named: 0, elsewhere: 1, absent: 2, checked: '2026-01-02' });
  });
});

describe('entries of the project’s own', () => {
  it('count in a lint, named by the option or by xborder.yaml', () => {
    const app = mkdtempSync(join(tmpdir(), 'own-app-'));
    try {
      writeFileSync(join(app, 'a.ts'), "import { track } from 'acme-js';\ntrack('x');\n");
      const products = (catalogs?: readonly string[]) => {
        const result = lint(app, catalogs === undefined ? {} : { catalogs });
        return result.kind === 'report' ? result.report.usages.map(({ product }) => product) : result.why;
      };
      expect(products()).toEqual([]);
      expect(products([fileOf('acme.yaml')])).toEqual(['acme']);
      expect(products([fileOf('wrong.yaml')])).toContain('wrong.yaml:12: products[0].hosts[0].places.storage');
      writeFileSync(join(app, 'acme.yaml'), OWN);
      writeFileSync(join(app, 'xborder.yaml'), 'catalogs: [acme.yaml]\n');
      expect(products()).toEqual(['acme']);
      writeFileSync(join(app, 'xborder.yaml'), 'catalogs: [../acme.yaml]\n');
      expect(products()).toContain('expected files of the project, found "../acme.yaml"');
    } finally {
      rmSync(app, { recursive: true, force: true });
    }
  });
});
