import { chmodSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { condense, discover, type SourceFile } from '../../src/discover/index.js';
import type { Gap } from '../../src/model/place.js';
import { addTo, folderWith } from './folders.js';

function found(path: string): {
  readonly root: string;
  readonly files: readonly SourceFile[];
  readonly single?: string;
  readonly gaps: readonly Gap[];
  readonly paths: readonly string[];
} {
  const discovery = discover(path);
  if (discovery.kind === 'cannot') throw new Error(discovery.why);
  return { ...discovery.discovered, gaps: discovery.gaps, paths: discovery.discovered.files.map((file) => file.path) };
}

const told = (gaps: readonly Gap[]): readonly string[] => gaps.map(({ file, why }) => `${file ?? '-'}: ${why}`);

describe('a folder', () => {
  it('is listed with language and role, sorted, by paths relative to it', () => {
    const names = [
      'src/b.ts',
      'src/a.jsx',
      'index.html',
      'App.vue',
      'x.svelte',
      'y.astro',
      'package.json',
      'web/tsconfig.app.json',
      '.env.local',
      'locales/ko.json',
      'PRIVACY.md',
      'logo.png',
      'views/a.ejs',
      'views/b.blade.php',
    ];
    const root = folderWith(Object.fromEntries(names.map((name) => [name, 'x'])));
    expect(found(root).files.map(({ path, language }) => `${path} ${language}`)).toEqual([
      '.env.local manifest',
      'App.vue vue',
      'PRIVACY.md text',
      'index.html html',
      'locales/ko.json text',
      'package.json manifest',
      'src/a.jsx javascript',
      'src/b.ts javascript',
      'views/a.ejs html',
      'views/b.blade.php html',
      'web/tsconfig.app.json manifest',
      'x.svelte svelte',
      'y.astro astro',
    ]);
    expect(found(root)).toMatchObject({ root, gaps: [] });
    expect(found(`${root}/src/..`).root).toBe(root);
    expect(found(root).single).toBeUndefined();
  });

  it('keeps tests, stories, mocks and type declarations, as such', () => {
    const tests = [
      'a.test.ts',
      'a.spec.jsx',
      'test/a.ts',
      'tests/deep/a.ts',
      'src/__tests__/a.ts',
      'src/__mocks__/posthog-js.ts',
      'A.stories.tsx',
      'e2e/a.ts',
      'cypress/a.cy.ts',
      'types.d.ts',
      'x.d.mts',
      'jest.config.js',
      'vitest.setup.ts',
    ];
    const app = ['latest.ts', 'contest/a.ts', 'src/testimonials.ts', 'test-page.ts', 'protests/a.ts'];
    const root = folderWith(Object.fromEntries([...tests, ...app].map((name) => [name, ''])));
    const { files } = found(root);
    expect(
      files
        .filter((file) => file.role === 'test')
        .map((file) => file.path)
        .sort(),
    ).toEqual([...tests].sort());
    expect(
      files
        .filter((file) => file.role === 'app')
        .map((file) => file.path)
        .sort(),
    ).toEqual([...app].sort());
  });

  it('may lie in folders that are called like tests, packages or output', () => {
    const root = folderWith({ 'node_modules/tests/dist/app/a.ts': '' });
    expect(found(join(root, 'node_modules/tests/dist/app')).files).toMatchObject([{ path: 'a.ts', role: 'app' }]);
  });

  it('leaves out what is installed, built, minified or too large, and says so', () => {
    const root = folderWith({
      'src/a.ts': '',
      'node_modules/x/index.js': '',
      '.next/server.js': '',
      'coverage/x.js': '',
      'dist/a.js': '',
      'web/build/a.js': '',
      'vendor/lib.js': '',
      'public/vendor/lib.js': '',
      'src/vendor/page.ts': '',
      'js/jquery.min.js': '',
      'data.json': Buffer.alloc(2_000_001, 'a'),
      'minified.js': Buffer.alloc(20_000_000, 'a'),
      'package-lock.json': Buffer.alloc(3_000_000, ' '),
    });
    const { paths, gaps } = found(root);
    expect(paths).toEqual(['package-lock.json', 'src/a.ts', 'src/vendor/page.ts']);
    expect([...told(gaps)].sort()).toEqual([
      'data.json: larger than 2 MB: generated or data, not looked at',
      'dist: build output by its name: not looked at',
      'js/jquery.min.js: minified or bundled, by its name: lint the sources that it was made from',
      'minified.js: larger than 2 MB: generated or data, not looked at',
      'public/vendor: copies of third-party code: not looked at',
      'vendor: copies of third-party code: not looked at',
      'web/build: build output by its name: not looked at',
    ]);
  });

  it('names twenty files of a kind and counts the rest', () => {
    const root = folderWith(Object.fromEntries(['a.ts', ...Array.from({ length: 25 }, (_, index) => `lib${index}.min.js`)].map((name) => [name, ''])));
    const { gaps } = found(root);
    expect(gaps).toHaveLength(21);
    expect(gaps.at(-1)).toEqual({ stage: 'discover', why: 'and 5 more files: minified or bundled, by its name: lint the sources that it was made from' });
    expect(condense(gaps.slice(0, 20))).toEqual(gaps.slice(0, 20));
  });

  it('follows no link out of itself, into a circle, or to nothing', () => {
    const outside = folderWith({ 'secret.ts': 'x', 'more/b.ts': '' });
    const root = folderWith({
      'a.ts': '',
      'src/back': '-> ..',
      'loop.ts': '-> loop.ts',
      'gone.ts': '-> nowhere.ts',
      'gone.txt.bak': '-> nowhere',
      'out.ts': `-> ${outside}/secret.ts`,
      out: `-> ${outside}/more`,
      etc: '-> /etc',
      'again.ts': '-> a.ts',
    });
    const { paths, gaps } = found(root);
    expect(paths).toEqual(['a.ts']);
    expect([...told(gaps)].sort()).toEqual([
      'etc: a link out of the folder: not followed',
      'gone.ts: a link to nothing',
      'loop.ts: a link that leads back to itself: not followed',
      'out.ts: a link out of the folder: not followed',
      'out: a link out of the folder: not followed',
    ]);
  });

  it('follows a link to a file inside that is not listed otherwise', () => {
    const root = folderWith({ 'dist/x.ts': 'abc', 'a.ts': '', 'x.ts': '-> dist/x.ts' });
    expect(found(root).files.map(({ path, size }) => [path, size])).toEqual([
      ['a.ts', 0],
      ['x.ts', 3],
    ]);
  });

  it.skipIf(process.getuid?.() === 0)('says which folder cannot be read', () => {
    const root = folderWith({ 'a.ts': '', 'closed/b.ts': '' });
    chmodSync(join(root, 'closed'), 0);
    expect(told(found(root).gaps)).toEqual(['closed: cannot be read: no permission']);
    chmodSync(join(root, 'closed'), 0o755);
  });

  it('takes file names of any kind', () => {
    const names = ['한글 파일.ts', ' space.ts', '-dash.ts', 'a\nb.ts', '$(touch x).ts', '__proto__.ts', 'constructor.js', '[id].tsx', "quote'.ts"];
    const root = folderWith(Object.fromEntries(names.map((name) => [name, ''])));
    expect([...found(root).paths].sort()).toEqual([...names].sort());
    expect(readdirSync(root)).toHaveLength(names.length);
  });
});

describe('there is nothing to look at', () => {
  const why = (path: string): string => {
    const discovery = discover(path);
    return discovery.kind === 'cannot' ? discovery.why : 'found';
  };

  it('where the path does not lead anywhere', () => {
    const root = folderWith({ 'a.ts': '' });
    expect(why(`${root}/nowhere`)).toBe(`${root}/nowhere: no such file or folder. Check the path.`);
    expect(why(`${root}/a.ts/b`)).toMatch(/no such file or folder/);
    expect(why(`${root}/${'x'.repeat(300)}`)).toMatch(/too long/);
    expect(why('')).toMatch(/no such file or folder/);
    expect(why('a\0b')).toMatch(/cannot be read/);
  });

  it('where there are no sources', () => {
    const root = folderWith({ 'README.md': '', 'main.py': '' });
    expect(why(root)).toBe(
      `${root}: no source files here. Read are .js .jsx .mjs .cjs .ts .tsx .mts .cts .html .vue .svelte .astro and package.json. Check the path.`,
    );
    expect(why(folderWith({}))).toMatch(/no source files/);
  });

  it('where the only file is of another kind', () => {
    expect(why(`${folderWith({ 'main.py': '' })}/main.py`)).toMatch(/not a kind of file that can be linted/);
  });

  it('but a folder with manifests alone, or with nothing but what is left out, is looked at', () => {
    expect(found(folderWith({ 'package.json': '{}' })).paths).toEqual(['package.json']);
    expect(told(found(folderWith({ 'big.js': Buffer.alloc(3_000_000) })).gaps)).toEqual([
      'big.js: larger than 2 MB: generated or data, not looked at',
      expect.stringMatching(/^-: no source files were found that can be read/),
    ]);
  });
});

describe('one file', () => {
  it('is looked at alone, as app code, whatever its name', () => {
    const root = folderWith({ 'tests/a.test.ts': 'abc', 'tests/b.ts': '' });
    expect(found(`${root}/tests/a.test.ts`)).toMatchObject({
      root: `${root}/tests`,
      single: 'a.test.ts',
      files: [{ path: 'a.test.ts', size: 3, language: 'javascript', role: 'app' }],
      gaps: [],
    });
  });

  it('is looked at where it really lies', () => {
    const root = folderWith({ 'real/a.ts': '' });
    addTo(root, { 'link.ts': '-> real/a.ts' });
    expect(found(`${root}/link.ts`)).toMatchObject({ root: `${root}/real`, single: 'a.ts' });
  });
});
