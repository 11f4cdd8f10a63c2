import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { candidates, type SeenPackage } from '../../src/catalogs/candidates.js';
import { compileAll } from '../../src/catalogs/load.js';
import { catalogCandidates } from '../../src/commands/catalog/candidates.js';
import { tell } from '../commands/terminal.js';

const catalogs = compileAll(fileURLToPath(new URL('../../', import.meta.url)));
if ('problems' in catalogs) throw new Error(catalogs.problems.join('\n'));
const { sdk, consent } = catalogs;
const npm = (name: string, about?: SeenPackage['about']): SeenPackage => ({ type: 'npm', name, ...(about === undefined ? {} : { about }) });
const found = (...seen: readonly SeenPackage[]) => candidates(seen, sdk, consent).map(({ seen: { name } }) => name);

describe('a package is a candidate', () => {
  it('if its name says what it is for', () =>
    expect(found(npm('acme-analytics'), npm('react-native-acme-ads'), npm('acme-crash-reporter'), npm('acme-sdk'))).toHaveLength(4));

  it('if its family is that of a vendor on file', () => {
    expect(candidates([npm('@datadog/browser-something')], sdk, consent)[0]?.reasons[0]).toMatch(/^of the same family as packages of Datadog/);
    expect(found({ type: 'maven', name: 'com.adjust.sdk:adjust-android-something' })).toHaveLength(1);
  });

  it('if two weak signs come together, and not for one', () => {
    const about = { description: 'Client for the Acme API', keywords: [], dependencies: ['axios'] };
    expect(found(npm('acme', about))).toEqual(['acme']);
    expect(found(npm('acme', { ...about, dependencies: [] }), npm('acme-maps'))).toEqual([]);
  });

  it('the likelier first', () => expect(found(npm('acme-sdk'), npm('@datadog/acme-sdk'))).toEqual(['@datadog/acme-sdk', 'acme-sdk']));
});

describe('no candidate is', () => {
  it('what the catalogs know already, a product or a consent platform', () =>
    expect(found(npm('posthog-js'), npm('@sentry/browser'), npm('react-cookie-consent'), npm('vue-gtag'))).toEqual([]));

  it('what only builds or tests', () => expect(found(npm('@sentry/cli'), npm('@datadog/webpack-plugin'), npm('@types/analytics-node'))).toEqual([]));

  it('a library that is what it says', () =>
    expect(found(npm('react'), npm('lodash'), npm('zod'), npm('@tanstack/react-query'), npm('maplibre'), npm('adler-32'), npm('chai'))).toEqual([]));
});

describe('catalog candidates', () => {
  let folder = '';
  const write = (name: string, text: string) => {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'candidates-'));
    const manifest = { dependencies: { 'acme-analytics': '^1.0.0', react: '^19.0.0' }, devDependencies: { 'acme-sdk': '^1.0.0' } };
    write('package.json', JSON.stringify(manifest, null, 2));
    write('src/main.ts', "import { track } from 'acme-analytics/web';\ntrack('open');\n");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('names the line that asks for it, the files that import it, and why; what only builds the app is left out', async () => {
    const { code, out } = await tell(catalogCandidates, [folder], { json: true });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      candidates: [{ type: 'npm', name: 'acme-analytics', asked: ['package.json:3'], imported: ['src/main.ts'], reasons: ['its name speaks of analytics'] }],
    });
  });

  it('ends with 0 where there are none, and with 2 where there is no folder', async () => {
    rmSync(join(folder, 'package.json'));
    expect((await tell(catalogCandidates, [folder])).code).toBe(0);
    expect((await tell(catalogCandidates, [join(folder, 'nothing')])).code).toBe(2);
  });
});
