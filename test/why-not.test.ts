import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadCatalogs } from '../src/catalogs/load.js';
import { whyNot } from '../src/why-not.js';

vi.mock('../src/catalogs/load.js', async (original) => {
  const real = await original<typeof import('../src/catalogs/load.js')>();
  const loaded = real.loadCatalogs();
  return { ...real, loadCatalogs: () => loaded };
});

const APP: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "app" }',
  'src/main.ts': [
    "import posthog from 'posthog-js';",
    "import type { PostHog } from 'posthog-js';",
    "import lodash from 'lodash';",
    "import { track } from './track';",
    "posthog.init('k', { api_host: 'https://us.i.posthog.com' });",
    "posthog.frobnicate('x');",
    'lodash.merge({}, {});',
    'track();',
    'const two = 1 + 1;',
    "fetch('https://api.acme.example/v1');",
    'if (false) {',
    "  posthog.capture('never');",
    '}',
    'export function later(client: PostHog) { return [client, two]; }',
  ].join('\n'),
  'src/track.ts': 'export function track() { return 1; }',
  'src/plain.ts': 'export const one = 1;',
  'src/main.test.ts': "import posthog from 'posthog-js';\nposthog.capture('x');",
  'src/broken.ts': "import posthog from 'posthog-js';\nposthog.capture('x'\nconst = ;",
  'node_modules/x/index.js': "require('posthog-js').capture('x');",
};

let root = '';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'why-not-'));
  for (const [file, text] of Object.entries(APP)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

function told(file: string, line: number): readonly string[] {
  const catalogs = loadCatalogs();
  if ('problems' in catalogs) throw new Error('the catalogs have faults');
  const result = whyNot(root, file, line, catalogs.sdk, { asOf: '2026-09-01' });
  if (result.kind === 'cannot') return [result.why];
  return result.steps.map(({ stage, said }) => `${stage}: ${said}`);
}

describe('the stage that dropped a line', () => {
  it.each([
    ['a file that is not there', 'src/none.ts', 1, /^discover: not among the files/],
    ['an installed package', 'node_modules/x/index.js', 1, /^discover: .*installed packages/],
    ['a test', 'src/main.test.ts', 2, /^scan: no code of the app/],
    ['a manifest', 'package.json', 1, /^scan: a manifest/],
    ['a file that names nothing', 'src/plain.ts', 1, /^scan: its bytes name no catalogued package/],
    ['what is written wrongly', 'src/broken.ts', 2, /^parse: /],
    ['types alone', 'src/main.ts', 2, /^match: import of posthog-js: types only/],
    ['a package that nobody catalogued', 'src/main.ts', 7, /^match: merge\(\): .*npm:lodash is in no catalog/],
    ['a member that is no touch', 'src/main.ts', 6, /^match: frobnicate\(\): .* is no touch of a product; the catalog has npm:posthog-js#default/],
    ['a function of the program', 'src/main.ts', 8, /^match: track\(\): a function of the program itself/],
    ['a line without anything', 'src/main.ts', 9, /^match: no call, element, import or address/],
    ['a host that nobody knows', 'src/main.ts', 10, /api\.acme\.example\/v1: a host that no catalog knows/],
    ['an import of what is catalogued', 'src/main.ts', 1, /^match: import of posthog-js: catalogued \(posthog\)/],
    ['a line after the last', 'src/main.ts', 99, /there is no line 99/],
  ])('%s', (_, file, line, said) => {
    expect(told(file, line)).toContainEqual(expect.stringMatching(said));
  });

  it('of a line that is told is none: recipient, verdict and findings stand there', () => {
    const steps = told('src/main.ts', 5);
    expect(steps).toContainEqual(expect.stringMatching(/^match: PostHog, init, to US/));
    expect(steps).toContainEqual(expect.stringMatching(/^gate: ungated/));
    expect(steps).toContainEqual(expect.stringMatching(/^judge: transfer-without-consent/));
  });
});
