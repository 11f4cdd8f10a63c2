import { describe, expect, it } from 'vitest';
import { readManifest } from '../../src/manifests/index.js';
import { selfStarting } from '../../src/match/self-starting.js';
import type { Manifest } from '../../src/model/manifest.js';
import type { Product, SdkCatalog, SelfStart } from '../../src/model/sdk.js';
import type { Sighting } from '../../src/model/sighting.js';

const product: Product = {
  id: 'acme',
  vendor: 'acme',
  name: 'Acme',
  category: 'analytics',
  packages: [],
  entity: 'acme',
  endpoint: { options: [], env: [], packageDefaults: {}, values: [] },
  touches: [],
  switches: [],
  data: [{ category: 'device', how: 'auto' }],
  startCoversSend: false,
  openEnded: false,
  offers: [],
  certified: [],
  runsOn: ['client'],
};

const start: SelfStart = {
  product: 'acme',
  when: [
    { kind: 'package', purl: 'pkg:npm/acme-rn' },
    { kind: 'package', purl: 'pkg:maven/com.acme/sdk' },
    { kind: 'setting', in: 'AndroidManifest.xml', key: 'acme.dsn', address: true },
  ],
  needs: [],
  unless: [
    { in: 'AndroidManifest.xml', key: 'acme.on', equals: 'false', residue: 'none' },
    { in: 'Info.plist', key: 'AcmeOn', equals: 'false', residue: 'handshake' },
    { in: 'firebase.json', key: 'react-native.acme', equals: 'false', residue: 'none' },
  ],
  release: [],
  hold: [],
  sends: [],
  certainty: 'stated',
};

const catalog = (changes: Partial<SelfStart> = {}): SdkCatalog => ({
  asOf: '',
  vendors: [],
  entities: {},
  products: { acme: product },
  hosts: [],
  regions: {},
  selfStarts: [{ ...start, ...changes }],
});

const files = (written: Readonly<Record<string, string>>): Manifest[] =>
  Object.entries(written).map(([file, text]) => {
    const manifest = readManifest(file, text);
    if (manifest === undefined) throw new Error(`no format for ${file}`);
    return manifest;
  });

const packageJson = (field = 'dependencies') => `{ "name": "app", "${field}": { "acme-rn": "1.0.0" } }`;
const android = (...metas: readonly (readonly [string, string])[]) =>
  `<manifest><application>${metas.map(([name, value]) => `<meta-data android:name="${name}" android:value="${value}"/>`).join('')}</application></manifest>`;
const ios = (on: boolean) => `<plist><dict><key>AcmeOn</key><${on}/></dict></plist>`;

const at = (written: Readonly<Record<string, string>>, changes: Partial<SelfStart> = {}, sightings: readonly Sighting[] = []): string[] =>
  selfStarting(files(written), catalog(changes), sightings, (_, __, address) => [
    { entity: address ?? 'default', countries: ['US'], places: [], certainty: 'stated', route: 'config', because: [] },
  ]).map(
    ({ span, touch, start: by, recipients }) =>
      `${span.file} ${touch} → ${recipients[0]?.entity} ${by && by.open.length > 0 ? `open on ${by.open.join(', ')}` : `held (${by?.residue})`}`,
  );

describe('a product that starts by itself', () => {
  it('stands at the line of its package', () => {
    expect(at({ 'package.json': packageJson() })).toEqual(['package.json dependency → default open on Android, iOS']);
  });

  it('is held back where a setting for both platforms says so', () => {
    expect(at({ 'package.json': packageJson(), 'firebase.json': '{ "react-native": { "acme": false } }' })).toEqual([
      'package.json dependency → default held (none)',
    ]);
  });

  it('is open on the platform that nothing holds back', () => {
    const written = {
      'package.json': packageJson(),
      'android/app/src/main/AndroidManifest.xml': android(['acme.on', 'false']),
      'ios/App/Info.plist': ios(true),
    };
    expect(at(written)).toEqual(['package.json dependency → default open on iOS']);
    expect(at({ ...written, 'ios/App/Info.plist': ios(false) })).toEqual(['package.json dependency → default held (handshake)']);
  });

  it('needs no switch for a platform that the app has not', () => {
    expect(at({ 'package.json': packageJson(), 'android/app/src/main/AndroidManifest.xml': android(['acme.on', 'false']) })).toEqual([
      'package.json dependency → default held (none)',
    ]);
  });

  it('stands at the setting that makes it start, and sends where that says', () => {
    expect(
      at({
        'app/src/main/AndroidManifest.xml': android(['acme.dsn', '@string/dsn']),
        'app/src/main/res/values/strings.xml': '<resources><string name="dsn">https://a.example/1</string></resources>',
      }),
    ).toEqual(['app/src/main/AndroidManifest.xml declaration → https://a.example/1 open on Android']);
  });

  it('is not there where a package only builds or tests', () => {
    expect(at({ 'package.json': packageJson('devDependencies') })).toEqual([]);
  });

  it('is not there without a package that it needs', () => {
    expect(at({ 'package.json': packageJson() }, { needs: ['pkg:npm/other'] })).toEqual([]);
    expect(at({ 'package.json': packageJson() }, { needs: ['pkg:npm/acme-rn'] })).toHaveLength(1);
  });

  it('is held back in one app of a monorepo and not in its neighbour', () => {
    const written = {
      'apps/a/package.json': packageJson(),
      'apps/b/package.json': packageJson(),
      'apps/a/firebase.json': '{ "react-native": { "acme": false } }',
    };
    expect(at(written)).toEqual(['apps/a/package.json dependency → default held (none)', 'apps/b/package.json dependency → default open on Android, iOS']);
  });
});
