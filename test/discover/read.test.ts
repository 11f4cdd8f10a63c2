import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decode, readBytes } from '../../src/discover/index.js';
import { folderWith } from './folders.js';

function textOr(root: string, path: string): string {
  const bytes = readBytes(root, path);
  return Buffer.isBuffer(bytes) ? decode(bytes) : `${bytes.file}: ${bytes.why}`;
}

describe('a file is read', () => {
  const text = '\ufeffconst a = "한글";\r\n';

  it('as it is, with its byte order mark and its line ends', () => expect(textOr(folderWith({ 'a.ts': text }), 'a.ts')).toBe(text));
  it('when it is empty', () => expect(textOr(folderWith({ 'a.ts': '' }), 'a.ts')).toBe(''));
  it('in UTF-16, either way around, as UTF-8', () => {
    const little = Buffer.from(text, 'utf16le');
    const root = folderWith({ 'le.ts': little, 'be.ts': Buffer.from(little).swap16(), 'odd.ts': Buffer.concat([little, Buffer.from([1])]) });
    for (const name of ['le.ts', 'be.ts', 'odd.ts']) {
      expect(textOr(root, name)).toBe(text);
      expect(readBytes(root, name)).toEqual(Buffer.from(text, 'utf8'));
    }
    expect(decode(little)).toBe(text);
  });
  it('when its bytes are no text in UTF-8', () => expect(textOr(folderWith({ 'a.ts': Buffer.from([0x61, 0xc0, 0x62]) }), 'a.ts')).toBe('a\ufffdb'));
  it('through a link inside', () => expect(textOr(folderWith({ 'real/b.ts': 'b', 'a.ts': '-> real/b.ts' }), 'a.ts')).toBe('b'));
  it('when it has a long line, but is small, or no plain script', () => {
    const root = folderWith({
      'a.js': 'a'.repeat(40_000),
      'b.json': `"${'a'.repeat(60_000)}"`,
      'c.js': `${'a'.repeat(60_000)}${'\n'.repeat(200)}`,
      'd.tsx': 'a'.repeat(60_000),
    });
    expect([...['a.js', 'b.json', 'c.js', 'd.tsx'].map((name) => textOr(root, name).length)]).toEqual([40_000, 60_002, 60_200, 60_000]);
  });
});

describe('a gap stands for a file', () => {
  it('that is minified', () => expect(textOr(folderWith({ 'a.js': `${'x='.repeat(30_000)}\n` }), 'a.js')).toMatch(/^a\.js: minified code/));
  it('that is too large', () => expect(textOr(folderWith({ 'a.js': Buffer.alloc(20_000_000, 'a') }), 'a.js')).toMatch(/larger than 2 MB/));
  it('not that holds one zero byte among a lot of text', () =>
    expect(textOr(folderWith({ 'a.ts': `const key = \`\${a}\0\${b}\`;\n${'// and so on\n'.repeat(200)}` }), 'a.ts')).toContain('const key'));
  it('that is a copy of a library, by the notice or the wrapper that it begins with', () => {
    const code = 'function noop() {}\n'.repeat(600);
    const notice = '/*! Date Picker v2.4.1 | (c) 2019 Acme | MIT License */\n';
    const wrapper =
      "(function (root, factory) { if (typeof exports === 'object') factory(exports); else if (typeof define === 'function' && define.amd) define(['exports'], factory); })\n";
    for (const first of [notice, wrapper])
      expect(textOr(folderWith({ 'js/picker.js': first + code }), 'js/picker.js')).toMatch(/^js\/picker\.js: a copy of a published library/);
    expect(textOr(folderWith({ 'js/shop.js': `// Shop of Acme, version 2\n${code}` }), 'js/shop.js')).toContain('noop');
  });
  it('that is a bundle of modules, laid out to be read or not; not a source that speaks of exports', () => {
    const code = 'function noop() {\n\treturn 1;\n}\n'.repeat(2000);
    const loaders = [
      'var o = (t[r] = { i: r, l: !1, exports: {} });\n',
      'var module = installedModules[moduleId] = {\n  i: moduleId,\n  l: false,\n  exports: {}\n};\n',
      'var module = installedModules[moduleId] = {\n  exports: {},\n  id: moduleId,\n  loaded: false\n};\n',
      'var module = __webpack_module_cache__[moduleId] = {\n  exports: {}\n};\n',
      '/** @license React v16.8.6\n * react-dom.production.min.js\n */\n',
    ];
    for (const loader of loaders)
      for (const text of [loader + code, code + loader]) expect(textOr(folderWith({ 'main.js': text }), 'main.js')).toMatch(/^main\.js: a bundle/);
    expect(textOr(folderWith({ 'own.js': `${code}module.exports = { i: 1, exports: {} };\n` }), 'own.js')).toContain('noop');
    expect(textOr(folderWith({ 'small.js': loaders[0] ?? '' }), 'small.js')).toContain('exports');
  });
  it('that a compiler wrote around a WebAssembly module; not the code that uses it', () => {
    const glue = 'var ENVIRONMENT_IS_NODE = false;\nvar HEAPU8, HEAP32;\n';
    for (const path of ['wasm/glue.ts', 'wasm/glue.js'])
      expect(textOr(folderWith({ [path]: glue }), path)).toMatch(/^wasm\/glue\.[jt]s: written by a compiler to load WebAssembly/);
    expect(textOr(folderWith({ 'src/use.ts': 'load().then((made) => made.HEAPU8.set(bytes));\n' }), 'src/use.ts')).toContain('HEAPU8');
  });
  it('that is binary, whatever its name', () => expect(textOr(folderWith({ 'a.ts': Buffer.from([0x47, 0x40, 0, 0x10]) }), 'a.ts')).toMatch(/^a\.ts: binary/));
  it('that is not there', () => expect(textOr(folderWith({ 'b.ts': '' }), 'a.ts')).toBe('a.ts: is not there'));
  it('that is a folder', () => expect(textOr(folderWith({ 'a.ts/': '' }), 'a.ts')).toMatch(/not a regular file|EISDIR/));
  it('that is a link in a circle', () => expect(textOr(folderWith({ 'a.ts': '-> b.ts', 'b.ts': '-> a.ts' }), 'a.ts')).toMatch(/leads back to itself/));
  it('that is outside, by a link or by its path', () => {
    const outside = folderWith({ 'secret.ts': 'x' });
    const root = folderWith({ 'a.ts': `-> ${outside}/secret.ts`, b: `-> ${outside}`, 'c/': '' });
    expect(textOr(root, 'a.ts')).toBe('a.ts: a link out of the folder: not followed');
    expect(textOr(root, 'b/secret.ts')).toBe('b/secret.ts: a link out of the folder: not followed');
    expect(textOr(root, `../${outside.split('/').at(-1)}/secret.ts`)).toMatch(/is outside of the folder/);
    expect(textOr(root, 'c/../../x')).toMatch(/is outside of the folder/);
    expect(textOr(root, '..')).toMatch(/is outside of the folder/);
  });
  it.skipIf(process.getuid?.() === 0)('that may not be read', () => {
    const root = folderWith({ 'a.ts': '' });
    chmodSync(join(root, 'a.ts'), 0);
    expect(textOr(root, 'a.ts')).toBe('a.ts: cannot be read: no permission');
  });
  it.skipIf(process.platform === 'win32')('that is a pipe, which would never end', () => {
    const root = folderWith({ 'x/': '' });
    spawnSync('mkfifo', [join(root, 'a.ts')]);
    expect(textOr(root, 'a.ts')).toBe('a.ts: not a regular file');
  });
});
