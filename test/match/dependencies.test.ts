import { describe, expect, it } from 'vitest';
import { carried } from '../../src/match/dependencies.js';
import type { Dependency, Manifest } from '../../src/model/manifest.js';
import type { Product, SdkCatalog } from '../../src/model/sdk.js';
import type { Sighting } from '../../src/model/sighting.js';

const product = (id: string, packages: readonly string[], runsOn: Product['runsOn'] = ['client', 'server']): Product => ({
  id,
  vendor: id,
  name: id,
  category: 'analytics',
  packages,
  entity: id,
  endpoint: { options: [], env: [], packageDefaults: {}, values: [] },
  touches: [],
  switches: [],
  data: [{ category: 'device', how: 'auto' }],
  startCoversSend: false,
  openEnded: false,
  offers: [],
  certified: [],
  runsOn,
});

const catalog: SdkCatalog = {
  asOf: '2026-01-01',
  vendors: [],
  entities: {},
  products: {
    sentry: product('sentry', [
      'pkg:npm/@sentry/react',
      'pkg:maven/io.sentry/sentry-android',
      'pkg:swift/github.com/getsentry/sentry-cocoa',
      'pkg:pypi/sentry-sdk',
    ]),
    firebase: product('firebase', ['pkg:maven/com.google.firebase/firebase-analytics', 'pkg:cocoapods/FirebaseAnalytics', 'pkg:npm/firebase'], ['client']),
  },
  hosts: [],
  regions: {},
};

const manifest = (file: string, format: string, ...purls: readonly string[]): Manifest => ({
  file,
  format,
  dependencies: purls.map(
    (purl, index): Dependency => ({ purl, name: purl, span: { file, start: index * 10, end: index * 10 + 5 }, direct: true, scope: 'production' }),
  ),
  declarations: [],
  entries: [],
  gaps: [],
});

const sighting = (productId: string, file: string, touch: Sighting['touch'] = 'init'): Sighting => ({
  id: 'x',
  product: productId,
  productName: productId,
  vendor: productId,
  category: 'analytics',
  touch,
  transmits: true,
  span: { file, start: 0, end: 1 },
  recipients: [],
  data: [],
  runsOn: 'client',
  openEnded: false,
  points: [],
  startCoversSend: false,
});

const told = (manifests: readonly Manifest[], sightings: readonly Sighting[] = []) =>
  carried(manifests, catalog, sightings, () => []).map(
    ({ product: id, span, runsOn, touch, transmits }) => `${id} ${span.file}:${span.start} ${runsOn} ${touch} ${transmits}`,
  );

describe('packages that nothing is seen to touch', () => {
  it('stand at their line, and nothing leaves there', () => {
    expect(told([manifest('package.json', 'package.json', 'pkg:npm/left-pad@1', 'pkg:npm/%40sentry/react@%5E8.0.0')])).toEqual([
      'sentry package.json:10 unknown dependency false',
    ]);
  });

  it('stand once in a manifest', () => {
    expect(
      told([manifest('app/build.gradle', 'build.gradle', 'pkg:maven/io.sentry/sentry-android@7.1', 'pkg:maven/io.sentry/sentry-android@7.2')]),
    ).toHaveLength(1);
  });

  it('run where packages of their kind do', () => {
    expect(
      told([
        manifest('Package.swift', 'Package.swift', 'pkg:swift/github.com/getsentry/sentry-cocoa@8'),
        manifest('pyproject.toml', 'pyproject.toml', 'pkg:pypi/sentry-sdk@2'),
        manifest('pom.xml', 'pom.xml', 'pkg:maven/com.google.firebase/firebase-analytics'),
      ]).map((one) => one.split(' ')[2]),
    ).toEqual(['client', 'server', 'client']);
  });

  it('have one name in every way of writing it', () => {
    expect(
      told([
        manifest('Podfile', 'Podfile', 'pkg:cocoapods/Firebase@10.29#Analytics'),
        manifest('Cartfile', 'Cartfile', 'pkg:github/getsentry/sentry-cocoa@8.30'),
      ]).map((one) => one.split(' ')[0]),
    ).toEqual(['firebase', 'sentry']);
  });

  it('are not told where other packages bring them along', () => {
    const lock = manifest('package-lock.json', 'package-lock.json', 'pkg:npm/%40sentry/react@8.1.0');
    expect(told([lock, manifest('package.json', 'package.json', 'pkg:npm/left-pad@1')])).toEqual([]);
  });
  it('are not told where their calls go to somebody else', () => {
    const stated = manifest('package.json', 'package.json', 'pkg:npm/@sentry/react');
    const named = { ...stated, dependencies: stated.dependencies.map((dependency): Dependency => ({ ...dependency, name: '@sentry/react' })) };
    expect(told([named], [{ ...sighting('firebase', 'src/chat.ts', 'send'), callee: 'npm:@sentry/react/wrap#wrap()' }])).toEqual([]);
  });
  it('are not told where a tool of development brings them along', () => {
    const lock = manifest('package-lock.json', 'package-lock.json', 'pkg:npm/%40sentry/react@8.1.0');
    const brought = lock.dependencies.map((dependency): Dependency => ({ ...dependency, direct: false, scope: 'development' }));
    expect(told([{ ...lock, dependencies: brought }])).toEqual([]);
  });
  it('are told from a lock file only where no manifest asks for the product, and once', () => {
    const lock = manifest('package-lock.json', 'package-lock.json', 'pkg:npm/%40sentry/react@8.1.0', 'pkg:npm/%40sentry/react@8.2.0');
    expect(told([lock])).toEqual(['sentry package-lock.json:0 unknown dependency false']);
    expect(told([lock, manifest('package.json', 'package.json', 'pkg:npm/%40sentry/react@8')])).toEqual(['sentry package.json:0 unknown dependency false']);
  });

  it('of tests and examples of their own are left out', () => {
    expect(told([manifest('tests/package.json', 'package.json', 'pkg:npm/firebase@10')])).toEqual([]);
  });
});

describe('packages that code touches', () => {
  const web = manifest('package.json', 'package.json', 'pkg:npm/firebase@10');
  const android = manifest('mobile/android/app/build.gradle', 'build.gradle', 'pkg:maven/com.google.firebase/firebase-analytics');

  it('are not told again', () => {
    expect(told([web], [sighting('firebase', 'src/main.ts')])).toEqual([]);
    expect(told([web], [sighting('sentry', 'src/main.ts')])).toHaveLength(1);
  });

  it('by JavaScript are not those of an Android app beside it', () => {
    const apps = [manifest('web/package.json', 'package.json', 'pkg:npm/firebase@10'), android];
    expect(told(apps, [sighting('firebase', 'web/src/main.ts')])).toEqual(['firebase mobile/android/app/build.gradle:0 client dependency false']);
  });

  it('by JavaScript are those of the native half of the same app', () => {
    const apps = [manifest('mobile/package.json', 'package.json', 'pkg:npm/firebase@10'), android];
    expect(told(apps, [sighting('firebase', 'mobile/src/main.tsx')])).toEqual([]);
  });

  it('start by themselves, and are not told again', () => {
    expect(told([android], [sighting('firebase', android.file, 'dependency')])).toEqual([]);
  });
});

it('a line keeps its name when others come before it', () => {
  const ids = (...purls: readonly string[]) => carried([manifest('package.json', 'package.json', ...purls)], catalog, [], () => []).map(({ id }) => id);
  expect(ids('pkg:npm/firebase@10')).toEqual(ids('pkg:npm/a@1', 'pkg:npm/firebase@11'));
});
