import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { depsCommand } from '../../src/commands/deps.js';
import { readManifest } from '../../src/manifests/index.js';
import { tell } from './terminal.js';

const project = fileURLToPath(new URL('../apps/ferry-tickets', import.meta.url));
const print = async (format: string) => (await tell(depsCommand, [project], { format })).out;

interface Ref {
  readonly ref: string;
  readonly dependsOn: readonly string[];
}

interface Bom {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly metadata: { readonly component: { readonly 'bom-ref': string } };
  readonly components: readonly { readonly type: string; readonly 'bom-ref': string; readonly name: string; readonly purl?: string; readonly scope?: string }[];
  readonly services: readonly {
    readonly 'bom-ref': string;
    readonly name: string;
    readonly provider?: { readonly name: string };
    readonly endpoints?: readonly string[];
    readonly data?: readonly { readonly flow: string; readonly classification: string }[];
    readonly properties: readonly { readonly name: string; readonly value: string }[];
  }[];
  readonly dependencies: readonly Ref[];
}

describe('the inventory of a project with mobile, web and server parts', () => {
  it('tells app by app who receives, by which package, where, and whether the user was asked', async () => {
    const text = await print('pretty');
    expect(text).toContain(`apps/web · 2 products

  Mixpanel  product-analytics
    receives  Mixpanel, Inc. → Netherlands
    package   mixpanel-browser 2.65.0 · apps/web/package.json:5
    touched   apps/web/src/main.ts:3, apps/web/src/main.ts:4
    consent   not asked for before something leaves
    data      device, device id, ip, page url, usage, event, user id, contact
`);
    expect(text.split('\n').filter((line) => /^\S/.test(line))).toEqual([
      'apps/mobile · 3 products',
      'apps/web · 2 products',
      'server · 1 product',
      'tools · 1 product',
      '5 products in 4 apps · 3 used before a consent · 4 only carried',
    ]);
  });

  it('tells the version that is installed at the line that asks for it, and the version of a catalog of Gradle', async () => {
    const text = await print('pretty');
    expect(text).toContain('@react-native-firebase/analytics 23.0.1 · apps/mobile/package.json:4');
    expect(text).toMatch(/com\.mixpanel\.android:mixpanel-android 7\.5\.2 ·\s+apps\/mobile\/android\/gradle\/libs\.versions\.toml:5\n/);
    expect(text).toMatch(/com\.pangle\.global:ads-sdk 6\.4\.0 · \S+build\.gradle:5\n +Ads-Global 6\.4\.0 · \S+Podfile:2/);
  });

  it('counts a package where it is used, whoever made it', async () => {
    const { apps } = JSON.parse(await print('json')) as { apps: readonly { folder: string; products: readonly Record<string, unknown>[] }[] };
    const server = apps.find(({ folder }) => folder === 'server');
    expect(server?.products).toMatchObject([
      {
        id: 'volcengine-ark',
        packages: [{ name: 'openai', version: '5.0.1', at: { file: 'server/package.json', line: 1 } }],
        recipients: [{ countries: ['CN'] }],
        consent: 'ungated',
      },
    ]);
  });

  it('is the same text each time', async () => {
    for (const format of ['pretty', 'json', 'cyclonedx']) expect(await print(format)).toBe(await print(format));
  });
});

describe('the bill of materials', () => {
  it('has packages as components, and those who receive as services with the data that leave for them', async () => {
    const bom = JSON.parse(await print('cyclonedx')) as Bom;
    expect([bom.bomFormat, bom.specVersion, bom.metadata.component['bom-ref']]).toEqual(['CycloneDX', '1.6', 'app:.']);
    expect(bom.components.map(({ purl, name }) => purl ?? name)).toContain('pkg:npm/%40react-native-firebase/analytics@23.0.1');
    const ark = bom.services.find(({ name }) => name.includes('Ark'));
    expect(ark).toMatchObject({
      'bom-ref': 'service:server:volcengine-ark',
      provider: { name: 'Beijing Volcano Engine Technology Co., Ltd.' },
      data: expect.arrayContaining([{ flow: 'outbound', classification: 'prompt' }]),
      properties: expect.arrayContaining([
        { name: 'xborder:country', value: 'CN' },
        { name: 'xborder:consent', value: 'ungated' },
        { name: 'xborder:place', value: 'server/index.ts:6' },
      ]),
    });
    expect(ark?.endpoints).toContain('https://ark.cn-beijing.volces.com');
  });

  it('names each thing once, and depends on nothing that it does not name', async () => {
    const { metadata, components, services, dependencies } = JSON.parse(await print('cyclonedx')) as Bom;
    const refs = [metadata.component, ...components, ...services].map((one) => one['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
    expect(dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]).filter((ref) => !refs.includes(ref))).toEqual([]);
    expect(dependencies.find(({ ref }) => ref === 'app:apps/web')?.dependsOn).toEqual([
      'pkg:npm/mixpanel-browser@2.65.0',
      'service:apps/web:mixpanel',
      'pkg:npm/%40sentry/browser@9.1.0',
    ]);
  });

  it('is read back as what it says', async () => {
    const text = await print('cyclonedx');
    const { dependencies, gaps } = readManifest('bom.json', text) ?? { dependencies: [], gaps: [] };
    const { components } = JSON.parse(text) as Bom;
    expect(gaps).toEqual([]);
    expect(dependencies.map(({ purl }) => purl).sort()).toEqual(components.flatMap(({ purl }) => purl ?? []).sort());
  });
});
