import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { candidates, type SeenPackage } from '../../src/catalogs/candidates.js';
import { compileAll } from '../../src/catalogs/load.js';

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
