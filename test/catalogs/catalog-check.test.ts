// The comparison of access paths with what packages declare, on a package made here.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeApart } from '../../src/catalogs/paths.js';

// Scripts are plain JavaScript without declarations.
const script = (name: string) => import(new URL(`../../scripts/catalog-check/${name}.mjs`, import.meta.url).href);
const { check } = await script('check');
const { codeOf } = await script('published');
const { copyOf, openCopies } = await script('copies');
const { isBefore, olderReleases } = await script('snapshots');
const { sourcePackages, sourceView } = await script('sources');

let folder = '';
const FILES = {
  'package.json': '{ "private": true }',
  'packages/core/package.json': '{ "name": "@acme/core", "version": "2.1.0", "main": "dist/index.js" }',
  'packages/core/src/index.ts': `export interface Core { track(event: string): void }
export function init(options: { apiHost?: string }): Core { return { track() {} }; }
export function withScope<T>(...rest: [callback: (scope: Core) => T] | [scope: Core, callback: (scope: Core) => T]): T { throw rest; }`,
  'packages/web/package.json': `{ "name": "@acme/web", "version": "0.0.0", "exports": { ".": { "browser": "./dist/browser.mjs", "node": "./dist/node.mjs" }, "./more": "./dist/more.js" } }`,
  'packages/web/src/browser.ts': "export * from '@acme/core';\nexport const page = () => {};",
  'packages/web/src/node.ts': "export * from '@acme/core';\nexport const flush = () => {};",
  'packages/web/src/more.ts': "import '@acme/core';\ndeclare module '@acme/core' { interface Core { more(): void } }",
  'packages/old/package.json': '{ "name": "acme-old", "version": "1.0.0", "main": "index.js" }',
  'packages/old/index.js': 'module.exports = function Acme() {}; module.exports.prototype.send = make("send"); function make(name) { return window[name]; }',
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'source-'));
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** How paths of a package stand, as its source has it. */
function standing(name: string, paths: readonly string[]) {
  const packages = sourcePackages({ folder, tags: ['v3.0.0', '@acme/web@2.4.0', '@acme/web@2.10.1'] });
  const own = packages.get(name);
  if (own === undefined) throw new Error(`no ${name}`);
  const claims = paths.map((path) => {
    const { root = '', steps = [] } = takeApart(path) ?? {};
    const [, specifier = '', exported] = /^npm:([^#]+)(?:#(.+))?$/.exec(root) ?? [];
    return [path, { path, specifier, name: exported, steps, isType: false }] as const;
  });
  const claim = { name, paths: new Map(claims), options: new Map() };
  const specifiers = [...new Set(claims.map(([, one]) => one.specifier))];
  const found = check(claim, own.folder, () => codeOf(own.folder), sourceView(own, [packages], specifiers));
  return { version: own.version, there: [], ...found };
}

describe('a path is there in a source', () => {
  it('if a package that it is made of has it, for any platform, modules beside it included', () => {
    const paths = ['npm:@acme/web#init().track()', 'npm:@acme/web#page()', 'npm:@acme/web#flush()', 'npm:@acme/web#init().more()'];
    expect(standing('@acme/web', paths).there).toEqual([...paths].sort());
  });

  it('if it goes into what a callback receives, behind any of the forms of a call', () => {
    const paths = ['npm:@acme/core#withScope().arg(0).param(0).track()', 'npm:@acme/core#withScope().arg(1).param(0).track()'];
    expect(standing('@acme/core', paths).there).toEqual(paths);
  });
});

describe('a path is not taken for there', () => {
  it('if the source lacks it: it is missed, with the step', () =>
    expect(standing('@acme/core', ['npm:@acme/core#init().drop()'])).toMatchObject({ there: [], missed: { 'npm:@acme/core#init().drop()': '.drop' } }));

  it('if code without types only names it', () =>
    expect(standing('acme-old', ['npm:acme-old#default.new().send()', 'npm:acme-old#default.new().gone()'])).toMatchObject({
      named: ['npm:acme-old#default.new().send()'],
      open: { 'npm:acme-old#default.new().gone()': expect.any(String) },
    }));
});

describe('a copy of a package', () => {
  const KEPT = {
    'node_modules/acme-lite/package.json': '{ "name": "acme-lite", "version": "1.4.0", "dependencies": { "acme-parts": "^1.0.0" } }',
    'node_modules/acme-lite/index.js': "module.exports = require('acme-parts');",
    'node_modules/acme-lite/node_modules/acme-parts/package.json': '{ "name": "acme-parts", "version": "1.0.1" }',
    'node_modules/acme-lite/node_modules/acme-parts/index.js': 'exports.send = () => {};',
    'node_modules/@types/acme-lite/package.json': '{ "name": "@types/acme-lite", "version": "1.3.0" }',
    'node_modules/@types/acme-lite/index.d.ts': 'export function send(): void;',
    'node_modules/other/package.json': '{ "name": "other", "version": "9.0.0" }',
  };
  let copies: { repository: string; commit: string };
  beforeAll(() => {
    const app = join(folder, 'owner+app');
    for (const [name, text] of Object.entries(KEPT)) {
      mkdirSync(dirname(join(app, name)), { recursive: true });
      writeFileSync(join(app, name), text);
    }
    const git = (...args: string[]) => execFileSync('git', ['-C', app, '-c', 'user.name=a', '-c', 'user.email=a@acme.example', ...args]);
    for (const args of [
      ['init', '-q'],
      ['add', '-f', '.'],
      ['commit', '-q', '-m', 'kept'],
    ])
      git(...args);
    copies = { ...openCopies(join(app, '.git')), laid: join(folder, 'laid') };
  });

  it('is read with its version, what it is made of and the types that another package declares', () => {
    const copy = copyOf(copies, 'acme-lite');
    expect(copy).toMatchObject({ version: '1.4.0', types: '1.3.0' });
    const laid = (file: string) => existsSync(join(copy.folder, 'node_modules', file));
    expect([laid('acme-lite/index.js'), laid('acme-parts/index.js'), laid('@types/acme-lite/index.d.ts'), laid('other')]).toEqual([true, true, true, false]);
  });

  it('says where it was read; there is none of what the repository does not keep', () => {
    expect(copies.repository).toBe('github.com/owner/app');
    expect(copies.commit).toMatch(/^[0-9a-f]{12}$/);
    expect(copyOf(copies, 'acme-full')).toBeUndefined();
  });
});

describe('releases', () => {
  it('of what is numbered on release only are read from its tags', () => expect(standing('@acme/web', ['npm:@acme/web#page()']).version).toBe('2.10.1'));

  it('are compared by number', () =>
    expect([isBefore('2.9.0', '2.10.0'), isBefore('3.0.0', '2.10.0'), isBefore('1.0.0-beta', '1.0.0')]).toEqual([true, false, false]));

  it('that came before are the last of each major, the newest first', () =>
    expect(olderReleases(['v1.0.0', 'v1.2.0', 'v2.0.0', 'v0.9.1', 'v0.8.0', 'v2.1.0-rc.1'], '@acme/core', '2.1.0')).toEqual(['v1.2.0', 'v0.9.1', 'v0.8.0']));
});
