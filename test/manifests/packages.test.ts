import { describe, expect, it } from 'vitest';
import { languageOf } from '../../src/discover/kinds.js';
import { readManifest } from '../../src/manifests/index.js';
import { packageFormats } from '../../src/manifests/packages.js';
import type { Manifest } from '../../src/model/manifest.js';
import type { Sample } from './sample.js';
import { appSamples } from './samples-apps.js';
import { deploymentSamples } from './samples-deployment.js';
import { nativeSamples } from './samples-native.js';
import { npmSamples } from './samples-npm.js';
import { serverSamples } from './samples-servers.js';

const samples: readonly Sample[] = [...npmSamples, ...appSamples, ...serverSamples, ...nativeSamples, ...deploymentSamples];

function read(file: string, text: string): Manifest {
  const manifest = readManifest(file, text);
  if (manifest === undefined) throw new Error(`no format for ${file}`);
  return manifest;
}

const seenIn = ({ dependencies }: Manifest, text: string) =>
  dependencies.map(({ direct, scope, purl, span }) => `${direct ? 'direct' : 'transitive'} ${scope} ${purl} | ${text.slice(span.start, span.end)}`);

describe.each(samples)('$file', ({ file, text, name, seen, declared = [] }) => {
  it('is read whole, each thing at its place', () => {
    const manifest = read(file, text);
    expect(seenIn(manifest, text)).toEqual(seen);
    expect(manifest.declarations.map(({ key, value, span }) => `${key}=${value} | ${text.slice(span.start, span.end)}`)).toEqual(declared);
    expect(manifest.name).toBe(name);
    expect(manifest.gaps).toEqual([]);
  });

  it('keeps its places under a byte order mark and CRLF', () => {
    const windows = `\ufeff${text.replaceAll('\n', '\r\n')}`;
    const manifest = read(file, windows);
    expect(seenIn(manifest, windows).map((one) => one.replaceAll('\r\n', '\n').trimEnd())).toEqual(seen.map((one) => one.trimEnd()));
    expect(manifest.declarations.map(({ key, value }) => `${key}=${value}`)).toEqual(declared.map((one) => one.replace(/ \| .*/s, '')));
    expect(manifest.gaps).toEqual([]);
  });

  it('is looked for by the first stage', () => expect(languageOf(file)).toBe('manifest'));

  it('keeps what stands before the place where it is cut off', () => {
    const cut = read(file, text.slice(0, Math.floor(text.length * 0.7)));
    expect(cut.dependencies.length).toBeLessThanOrEqual(seen.length + 1);
    for (const { at = 0, file: where } of cut.gaps) expect([where, at <= text.length]).toEqual([file, true]);
  });

  it('reads both sides of a merge that was not finished, and says where', () => {
    const line = text.indexOf('\n', text.length * 0.5) + 1;
    if (line === 0) return;
    const merged = `${text.slice(0, line)}<<<<<<< HEAD\n=======\n>>>>>>> other\n${text.slice(line)}`;
    const manifest = read(file, merged);
    expect(manifest.gaps[0]).toEqual({ stage: 'manifests', file, at: line, why: 'a merge that was not finished: both sides are read' });
    expect(manifest.dependencies.map(({ purl }) => purl)).toEqual(read(file, text).dependencies.map(({ purl }) => purl));
  });

  it('says that it is not UTF-8', () => {
    const latin = Buffer.from(`${text.slice(0, -1)} \xe9\n`, 'latin1').toString('utf8');
    expect(read(file, latin).gaps[0]).toMatchObject({ file, at: latin.indexOf('\ufffd'), why: expect.stringContaining('not all of it is UTF-8') });
    const wide = Buffer.from(text, 'utf16le').toString('utf8');
    expect(read(file, wide).gaps[0]).toMatchObject({ file, why: expect.stringContaining('zero bytes') });
  });

  it('is none the worse for what makes no sense', () => {
    for (const nonsense of NONSENSE) {
      const manifest = read(file, nonsense);
      expect(manifest.dependencies.length).toBeLessThan(5);
      for (const { at = 0 } of manifest.gaps) expect(at).toBeLessThanOrEqual(nonsense.length);
    }
  });

  it('says of an empty file nothing or that it is one', () => {
    const { dependencies, declarations, gaps } = read(file, '');
    expect([dependencies, declarations]).toEqual([[], []]);
    expect(gaps.every((gap) => gap.at === 0)).toBe(true);
  });
});

const NONSENSE: readonly string[] = [
  '\n\n\n',
  'null',
  '[]',
  '{}',
  '{"dependencies":1,"packages":[null,1,"x",{}],"pins":{},"components":"x","require":[]}',
  '<<<<<<<',
  '}}}))))]]]]',
  '"',
  "'",
  '"""',
  '/*',
  '\ud800',
  '[[package]]\nname = 1\nversion = []\n[[package]]\n[package]\n',
  'packages:\n  - a\n  - b: c\n- d\n',
  '{"a":'.repeat(5000),
  '['.repeat(5000),
  '- '.repeat(3000),
  '<a>'.repeat(5000),
  '('.repeat(5000),
  '../../../etc/passwd\n/etc/passwd\n..\\..\\x\nfile:///etc/passwd\n',
];

describe('every format', () => {
  it('has a sample', () => {
    const tried = new Set([...samples.map(({ file }) => file), 'package.json', 'package-lock.json', '.env']);
    const untried = packageFormats.filter((format) => ![...tried].some((file) => packageFormats.find((one) => one.matches(file)) === format));
    expect(untried.map(({ name }) => name)).toEqual(['SPDX'].filter((name) => untried.some((format) => format.name === name)));
  });

  const lines = 10_000;
  it.each([
    ...samples.map(({ file, text }) => [file, text] as const),
    ['package.json', '{"dependencies":{"a":"1"}}'] as const,
    ['package-lock.json', '{"packages":{"node_modules/a":{"version":"1.0.0"}}}'] as const,
    ['.env', 'A=https://a.example\n'] as const,
  ])(
    '%s: a very long one takes a bounded time',
    (file, text) => {
      const [line = ''] = text
        .split('\n')
        .filter((one) => one.trim().length > 3)
        .slice(-4);
      for (const long of [`${line}\n`.repeat(lines), 'x'.repeat(200_000), `${' '.repeat(500)}\n`.repeat(400), `${text}\n`.repeat(30)]) {
        const started = performance.now();
        read(file, long);
        expect(performance.now() - started).toBeLessThan(5_000);
      }
    },
    60_000,
  );
});

describe('repeated keys', () => {
  it.each([
    ['package.json', '{ "dependencies": { "a": "1.0.0", "b": "1.0.0", "a": "2.0.0" } }', '"a": "2'],
    ['composer.json', '{ "require": { "a/b": "1", "a/b": "2" } }', '"a/b": "2'],
    ['pubspec.yaml', 'name: x\ndependencies:\n  a: ^1.0.0\n  a: ^2.0.0\n', 'a: ^2'],
    ['docker-compose.yml', 'services:\n  a:\n    environment: { X: "https://a.example", X: "https://b.example" }\n', 'X: "https://b'],
    ['Cargo.toml', '[dependencies]\na = "1"\na = "2"\n', 'a = "2'],
  ])('%s says where', (file, text, where) => {
    const { gaps } = read(file, text);
    expect(gaps).toHaveLength(1);
    const at = gaps[0]?.at ?? -1;
    // Where a parser points into the line, the line is enough.
    expect(text.slice(0, at).split('\n').length).toBe(text.slice(0, text.indexOf(where)).split('\n').length);
  });
});

describe('what was made to grow', () => {
  it('XML entities are not resolved', () => {
    const entities = Array.from({ length: 12 }, (_, index) => `<!ENTITY e${index + 1} "${`&e${index};`.repeat(10)}">`).join('');
    const bomb = `<!DOCTYPE project [<!ENTITY e0 "ha">${entities}]><project><dependencies><dependency><groupId>a</groupId><artifactId>&e12;</artifactId></dependency></dependencies></project>`;
    const { dependencies, gaps } = read('pom.xml', bomb);
    expect(gaps.map(({ why }) => why)).toContain('declares entities: not resolved');
    expect(JSON.stringify(dependencies).length).toBeLessThan(500);
  });

  it('external entities are not opened', () => {
    const text = '<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><packages><package id="&x;" version="1"/></packages>';
    expect(JSON.stringify(read('packages.config', text))).not.toContain('root:');
  });

  it('YAML aliases are not copied', () => {
    const levels = Array.from(
      { length: 40 },
      (_, index) => `b${index + 1}: &b${index + 1} { ${['k', 'l', 'm'].map((key) => `${key}: *b${index}`).join(', ')} }`,
    );
    const bomb = `b0: &b0 { A: https://a.example }\n${levels.join('\n')}\nservices:\n  web:\n    environment: *b40\n  api:\n    environment: { <<: [*b40, *b39, *b38] }\n`;
    const started = performance.now();
    expect(read('docker-compose.yml', bomb).declarations.length).toBeLessThan(10);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('an anchor inside of itself ends', () => {
    const text = 'services: &s\n  web:\n    environment:\n      <<: *s\n      A: https://a.example\n';
    expect(read('docker-compose.yml', text).declarations.map(({ key }) => key)).toContain('A');
  });
});

describe('secrets', () => {
  it('come out nowhere', () => {
    const secret = 'AKIAIOSFODNN7EXAMPLE';
    const texts: readonly (readonly [string, string])[] = [
      [
        '.env',
        `A=${secret}\nAPI_KEY=abc-${secret}\nURL=https://user:${secret}@a.example/x?apiKey=${secret}\nclientSecret=x${secret}\nDB=me:${secret}@tcp(db:3306)/x\n`,
      ],
      ['compose.yaml', `services:\n  a:\n    environment:\n      A: ${secret}\n      PASSWORD: "x ${secret}"\n      U: "https://a.example/?token=${secret}"\n`],
      ['.github/workflows/a.yml', `env:\n  A: ${secret}\n  NPM_TOKEN: "x ${secret}"\n`],
    ];
    for (const [file, text] of texts) {
      const manifest = read(file, text);
      expect(manifest.declarations.length).toBeGreaterThan(1);
      expect(JSON.stringify(manifest)).not.toContain(secret);
    }
  });
});
