import { describe, expect, it } from 'vitest';
import { readManifest } from '../../src/manifests/index.js';
import type { Manifest } from '../../src/model/manifest.js';

function read(file: string, text: string): Manifest {
  const manifest = readManifest(file, text);
  if (manifest === undefined) throw new Error(`no format for ${file}`);
  return manifest;
}

const stretch = (text: string, { span }: { readonly span: { readonly start: number; readonly end: number } }): string => text.slice(span.start, span.end);

describe('the shelf', () => {
  it.each(['package.json', 'a/b/package.json', 'package-lock.json', 'npm-shrinkwrap.json', '.env', 'web/.env.local', '.envrc', '.env.production.local'])(
    'reads %s',
    (file) => expect(readManifest(file, '')?.file).toBe(file),
  );
  it.each(['my-package.json', 'package.json.bak', 'tsconfig.json', '.envoy', 'env', '.env.d.ts', '.env.js', 'requirement.txt', 'compose.txt'])(
    'does not know %s',
    (file) => expect(readManifest(file, '')).toBeUndefined(),
  );
});

describe('package.json', () => {
  const text = `{
  "name": "@acme/app",
  "main": "./dist/index.js",
  "bin": { "acme": "bin/acme.js" },
  "browser": { "./a.js": "./a.browser.js", "fs": false },
  "exports": { ".": { "import": "./dist/index.js", "default": ["./dist/index.cjs"] }, "./x/*": "./x/*.js", "./out": "../out.js" },
  "dependencies": { "posthog-js": "^1.2.3", "@sentry/react": "8.0.0", "ui": "workspace:*" },
  "devDependencies": { "vitest": "latest" },
  "peerDependencies": { "react": ">=18" },
  "optionalDependencies": { "ai": "npm:openai@4.1.0" }
}`;
  const manifest = read('web/package.json', text);

  it('tells the name and the ways in, relative to the root', () => {
    expect(manifest.name).toBe('@acme/app');
    expect(manifest.entries).toEqual(['web/dist/index.js', 'web/a.browser.js', 'web/bin/acme.js', 'web/dist/index.cjs']);
  });

  it('tells each dependency with its scope and what is asked for', () => {
    expect(manifest.dependencies.map(({ name, purl, scope, direct }) => [name, purl, scope, direct])).toEqual([
      ['posthog-js', 'pkg:npm/posthog-js@%5E1.2.3', 'production', true],
      ['@sentry/react', 'pkg:npm/%40sentry/react@8.0.0', 'production', true],
      ['ui', 'pkg:npm/ui', 'production', true],
      ['openai', 'pkg:npm/openai@4.1.0', 'optional', true],
      ['react', 'pkg:npm/react@%3E%3D18', 'peer', true],
      ['vitest', 'pkg:npm/vitest', 'development', true],
    ]);
  });

  it('points at the property', () => {
    expect(manifest.dependencies.map((dependency) => stretch(text, dependency))).toContain('"posthog-js": "^1.2.3"');
    expect(manifest.dependencies.map((dependency) => stretch(text, dependency))).toContain('"ai": "npm:openai@4.1.0"');
  });

  it('keeps its places under a byte order mark and CRLF', () => {
    const windows = `\ufeff${text.replaceAll('\n', '\r\n')}`;
    const { dependencies, gaps } = read('package.json', windows);
    expect(gaps).toEqual([]);
    expect(dependencies.map((dependency) => stretch(windows, dependency))).toContain('"@sentry/react": "8.0.0"');
  });

  it('keeps what it can make out when it is broken, and points at the fault', () => {
    const broken = `{ "dependencies": { "openai": "4.0.0",, "posthog-js" "1", "stripe": "2.0.0" `;
    const { dependencies, gaps } = read('package.json', broken);
    expect(dependencies.map(({ name }) => name)).toEqual(expect.arrayContaining(['openai', 'stripe']));
    expect(gaps).toEqual([
      { stage: 'manifests', file: 'package.json', at: broken.indexOf(',,') + 1, why: 'not valid JSON (property name expected): what can be made out is used' },
    ]);
  });

  it.each([
    ['', /value expected/],
    ['[]', /not a JSON object/],
    ['<<<', /not valid JSON/],
    ['{"dependencies":'.repeat(100_000), /nested too deeply/],
    ['['.repeat(100_000), /nested too deeply/],
  ])('is a gap and no more when it is unusable', (unusable, why) => {
    const { dependencies, gaps } = read('package.json', unusable);
    expect(dependencies).toEqual([]);
    expect(gaps).toHaveLength(1);
    expect(gaps[0]?.why).toMatch(why);
  });

  it('takes values of any type', () => {
    const { dependencies, entries, gaps } = read(
      'package.json',
      `{ "name": 1, "main": {}, "bin": null, "exports": [[["./a.js"]], 3], "dependencies": ["x"], "devDependencies": { "y": { "z": 1 } } }`,
    );
    expect(dependencies).toMatchObject([{ name: 'y', purl: 'pkg:npm/y' }]);
    expect(entries).toEqual(['a.js']);
    expect(gaps).toEqual([]);
  });

  it('takes keys of any name', () => {
    const { dependencies } = read(
      'package.json',
      `{ "__proto__": { "dependencies": { "no": "1" } }, "dependencies": { "__proto__": "1.0.0", "constructor": "2.0.0", "toString": "3.0.0" } }`,
    );
    expect(dependencies.map(({ purl }) => purl)).toEqual(['pkg:npm/__proto__@1.0.0', 'pkg:npm/constructor@2.0.0', 'pkg:npm/tostring@3.0.0']);
    expect(({} as { dependencies?: unknown }).dependencies).toBeUndefined();
  });
});

describe('package-lock.json', () => {
  it.each([2, 3])('tells what is installed, version %i', (lockfileVersion) => {
    const text = JSON.stringify(
      {
        name: 'app',
        lockfileVersion,
        packages: {
          '': { dependencies: { openai: '^4', ai: 'npm:ollama@1' }, devDependencies: { vitest: '^4' } },
          'packages/ui': { name: '@acme/ui', dependencies: { '@sentry/react': '^8', old: '1' } },
          'node_modules/@acme/ui': { resolved: 'packages/ui', link: true },
          'node_modules/openai': { version: '4.1.0' },
          'node_modules/ai': { name: 'ollama', version: '1.0.0' },
          'node_modules/vitest': { version: '4.0.0', dev: true },
          'node_modules/@sentry/react': { version: '8.0.1' },
          'node_modules/old': { version: '2.0.0', optional: true },
          'packages/ui/node_modules/old': { version: '1.0.0' },
          'node_modules/openai/node_modules/node-fetch': { version: '2.7.0', peer: true },
          'node_modules/from-git': { version: 'git+ssh://git@example.com/x.git#abc' },
        },
        dependencies: { openai: { version: '4.1.0' } },
      },
      null,
      2,
    );
    const { dependencies, name } = read('package-lock.json', text);
    expect(name).toBe('app');
    expect(dependencies.map(({ purl, direct, scope }) => `${purl} ${direct ? 'direct' : 'transitive'} ${scope}`)).toEqual([
      'pkg:npm/openai@4.1.0 direct production',
      'pkg:npm/ollama@1.0.0 direct production',
      'pkg:npm/vitest@4.0.0 direct development',
      'pkg:npm/%40sentry/react@8.0.1 direct production',
      'pkg:npm/old@2.0.0 transitive optional',
      'pkg:npm/old@1.0.0 direct production',
      'pkg:npm/node-fetch@2.7.0 transitive peer',
      'pkg:npm/from-git transitive production',
    ]);
    expect(dependencies.map((dependency) => stretch(text, dependency))).toContain('"node_modules/@sentry/react"');
  });

  it('tells what is installed, version 1', () => {
    const text = `{ "lockfileVersion": 1, "dependencies": {
      "openai": { "version": "4.1.0", "requires": { "node-fetch": "^2" }, "dependencies": { "node-fetch": { "version": "2.7.0" } } },
      "node-fetch": { "version": "3.0.0", "dev": true },
      "ai": { "version": "npm:ollama@1.0.0" } } }`;
    const { dependencies } = read('package-lock.json', text);
    expect(dependencies.map(({ purl, direct, scope }) => `${purl} ${direct ? 'direct' : 'transitive'} ${scope}`)).toEqual([
      'pkg:npm/openai@4.1.0 direct production',
      'pkg:npm/node-fetch@2.7.0 transitive production',
      'pkg:npm/node-fetch@3.0.0 transitive development',
      'pkg:npm/ollama@1.0.0 direct production',
    ]);
    expect(dependencies.map((dependency) => stretch(text, dependency))).toEqual(['"openai"', '"node-fetch"', '"node-fetch"', '"ai"']);
  });

  it('keeps what it can make out when it is cut off', () => {
    const { dependencies, gaps } = read('package-lock.json', `{ "packages": { "node_modules/openai": { "version": "4.1.0" }, "node_modules/x": { "versi`);
    expect(dependencies[0]?.purl).toBe('pkg:npm/openai@4.1.0');
    expect(gaps).toHaveLength(1);
  });

  it('is not overrun by packages in packages', () => {
    const { gaps } = read('package-lock.json', `${'{"dependencies":{"a":'.repeat(400)}{}${'}}'.repeat(400)}`);
    expect(gaps.map(({ why }) => why)).toEqual([expect.stringMatching(/100 deep/)]);
  });
});

describe('.env', () => {
  const values = (text: string): Record<string, string> => Object.fromEntries(read('.env', text).declarations.map(({ key, value }) => [key, value]));

  it('reads keys and values as they are written', () => {
    const text = [
      '# hosts',
      'OPENAI_BASE_URL=https://ark.cn-beijing.volces.com/api/v3',
      'export REGION = ap-southeast-1  # Singapore',
      `SINGLE='a # b'`,
      'DOUBLE="a\\nb"',
      'MULTI="one',
      'two"',
      'HASH=a#b',
      'EMPTY=',
      'VITE_POSTHOG.HOST=`https://eu.i.posthog.com`',
      'not a declaration',
      '=nothing',
    ].join('\n');
    const expected = {
      OPENAI_BASE_URL: 'https://ark.cn-beijing.volces.com/api/v3',
      REGION: 'ap-southeast-1',
      SINGLE: 'a # b',
      DOUBLE: 'a\nb',
      MULTI: 'one\ntwo',
      HASH: 'a#b',
      EMPTY: '',
      'VITE_POSTHOG.HOST': 'https://eu.i.posthog.com',
    };
    expect(values(text)).toEqual(expected);
    expect(values(`\ufeff${text.replaceAll('\n', '\r\n')}`)).toEqual({ ...expected, MULTI: 'one\r\ntwo' });
  });

  it('points at the key', () => {
    const text = '\ufeffA=1\r\nexport  BC =2\r\n';
    const { declarations } = read('.env', text);
    expect(declarations.map((declaration) => stretch(text, declaration))).toEqual(['A', 'BC']);
    expect(declarations[0]?.kind).toBe('env');
  });

  it('lets no secret in', () => {
    expect(
      values(
        'OPENAI_API_KEY=sk-1\nDB=postgres://me:pw@db.example:5432/x\nSENTRY_DSN=https://abc@o1.ingest.de.sentry.io/2\nTOKEN="t"\nJWT_SECRET_2=s\nKEYBOARD=us\nTOKEN_URL=https://auth.example',
      ),
    ).toEqual({
      OPENAI_API_KEY: '',
      DB: 'postgres://db.example:5432/x',
      SENTRY_DSN: 'https://o1.ingest.de.sentry.io/2',
      TOKEN: '',
      JWT_SECRET_2: '',
      KEYBOARD: 'us',
      TOKEN_URL: 'https://auth.example',
    });
  });

  it('says where a quote is not closed, and reads on', () => {
    const text = 'A="open\nB=2';
    expect(values(text)).toEqual({ A: 'open', B: '2' });
    expect(read('.env', text).gaps).toMatchObject([{ stage: 'manifests', file: '.env', at: 2 }]);
  });

  it('reads large files in no time', () => {
    expect(read('.env', `${' '.repeat(200_000)}\nA=${' #'.repeat(100_000)}\n${'B='.repeat(50_000)}`).declarations.length).toBe(2);
    expect(read('.env', 'A="x\n'.repeat(20_000)).gaps.length).toBeLessThan(20_001);
  });
});
