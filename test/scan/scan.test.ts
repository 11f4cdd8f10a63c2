import { describe, expect, it } from 'vitest';
import { buildFinder, buildScanner, findText, type Pattern } from '../../src/scan/index.js';

const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'utf8');

function hits(pattern: Omit<Pattern, 'id'>, text: string): boolean {
  return buildScanner([{ id: 7, ...pattern }])
    .scan(bytesOf(text))
    .hits.includes(7);
}

const specifiersOf = (text: string): readonly string[] => buildScanner([]).scan(bytesOf(text)).specifiers;

describe('a package counts', () => {
  const dub = (text: string): boolean => hits({ text: 'dub', kind: 'package' }, text);

  it.each([`import x from 'dub'`, 'require("dub")', 'import(`dub`)', `from 'dub/embed'`, `from "dub@1.2.3"`, `"dub": "^1.0.0"`])('in quotes: %s', (text) =>
    expect(dub(text)).toBe(true),
  );
  it.each(['https://unpkg.com/dub@1/dist.js', 'https://cdn.jsdelivr.net/npm/dub/dist.js', `from "npm:dub"`, `from "npm:dub@1"`])(
    'in the address of a CDN: %s',
    (text) => expect(dub(text)).toBe(true),
  );
  it.each(['dub()', `'dubbing'`, `'a-dub'`, `'./dub'`, `'@acme/dub'`, `'/dub/x'`, 'dub'])('but not in %s', (text) => expect(dub(text)).toBe(false));

  it('with its scope', () => {
    expect(hits({ text: '@sentry/react', kind: 'package' }, `import * as S from '@sentry/react';`)).toBe(true);
    expect(hits({ text: '@sentry/react', kind: 'package' }, `import * as S from '@sentry/react-native';`)).toBe(false);
  });
});

describe('a host counts', () => {
  const host = (text: string): boolean => hits({ text: 'openai.com', kind: 'host' }, text);

  it.each(['https://openai.com/v1', `'api.openai.com'`, '//openai.com', 'openai.com'])('whole, or under a dot: %s', (text) => expect(host(text)).toBe(true));
  it.each(['https://notopenai.com', 'my-openai.com', 'openai.community', 'openai.com-x', 'openaiXcom'])('but not in %s', (text) =>
    expect(host(text)).toBe(false),
  );
});

describe('a global counts', () => {
  const fbq = (text: string): boolean => hits({ text: 'fbq', kind: 'global' }, text);

  it.each(['fbq("init")', 'window.fbq', '"fbq"', 'fbq'])('at word boundaries: %s', (text) => expect(fbq(text)).toBe(true));
  it.each(['myfbq', 'fbq2', '_fbq', 'fbq$'])('but not in %s', (text) => expect(fbq(text)).toBe(false));
});

describe('scanning', () => {
  it('finds texts that lie in and over each other', () => {
    const texts = ['he', 'she', 'his', 'hers', 'ushers'];
    const scanner = buildScanner(texts.map((text, id) => ({ id, text, kind: 'text' })));
    expect(
      scanner
        .scan(bytesOf('ushers'))
        .hits.map((id) => texts[id])
        .sort(),
    ).toEqual(['he', 'hers', 'she', 'ushers']);
    expect(scanner.scan(bytesOf('this')).hits.map((id) => texts[id])).toEqual(['his']);
  });

  it('agrees with a plain search over many texts', () => {
    const words = ['a', 'ab', 'bab', 'bc', 'bca', 'c', 'caa', '한국', '국', 'é'];
    const scanner = buildScanner(words.map((text, id) => ({ id, text, kind: 'text' })));
    for (const text of ['abccab', 'bcaa', 'xyz', '대한국민', 'café', '', 'babbabcaa']) {
      const found = scanner.scan(bytesOf(text)).hits.map((id) => words[id] ?? '');
      expect(found.sort()).toEqual(words.filter((word) => text.includes(word)).sort());
    }
  });

  it('tells each hit once, keeps files apart, and gives the ids it was given', () => {
    const scanner = buildScanner([
      { id: 40, text: 'gtag', kind: 'global' },
      { id: 41, text: 'fbq', kind: 'global' },
    ]);
    expect(scanner.scan(bytesOf('gtag(); gtag(); fbq()')).hits).toEqual([40, 41]);
    expect(scanner.scan(bytesOf('fbq()')).hits).toEqual([41]);
    expect(scanner.scan(bytesOf('nothing')).hits).toEqual([]);
  });

  it('finds one text asked for in two ways', () => {
    const scanner = buildScanner([
      { id: 1, text: 'clarity', kind: 'global' },
      { id: 2, text: 'clarity', kind: 'package' },
    ]);
    expect(scanner.scan(bytesOf(`clarity('set')`)).hits).toEqual([1]);
    expect(scanner.scan(bytesOf(`import 'clarity'`)).hits).toEqual([1, 2]);
  });

  it('takes any bytes', () => {
    const scanner = buildScanner([{ id: 1, text: 'x', kind: 'global' }]);
    expect(scanner.scan(Uint8Array.from([0, 255, 254, 0x78, 128])).hits).toEqual([1]);
    expect(scanner.scan(new Uint8Array(0))).toEqual({ hits: [], specifiers: [] });
  });

  it('manages thousands of patterns', () => {
    const patterns = Array.from({ length: 5_000 }, (_, id): Pattern => ({ id, text: `package-number-${id}`, kind: 'package' }));
    expect(buildScanner(patterns).scan(bytesOf(`import 'package-number-4321'`)).hits).toEqual([4321]);
  });
});

describe('specifiers', () => {
  it.each([
    [`import a, { b } from './a.js';`, './a.js'],
    [`import * as a from "pkg"`, 'pkg'],
    [`import'./effect'`, './effect'],
    [`import type { T } from './types'`, './types'],
    [`export * from './b'`, './b'],
    [`export { x }from"./c"`, './c'],
    [`const x = require('d')`, 'd'],
    ['const x = require ( `e` )', 'e'],
    [`import x = require('f')`, 'f'],
    [`const g = await import('./g')`, './g'],
    [`lazy(() => import(/* webpackChunkName: "h" */ './h'))`, './h'],
    ['import(\n  // the page\n  "./i"\n)', './i'],
    [`importScripts('/sw-lib.js')`, '/sw-lib.js'],
    [`import {\r\n  a,\r\n  b,\r\n} from '../crlf';\r\n`, '../crlf'],
    [`<script async src="/js/app.js?v=1"></script>`, '/js/app.js?v=1'],
    [`<script\n  data-x="a>b"\n  src=app.js></script>`, 'app.js'],
    [`import '한글/모듈'`, '한글/모듈'],
  ])('%s', (text, specifier) => expect(specifiersOf(text)).toEqual([specifier]));

  it.each([
    `Array.from('x')`,
    'require(name)',
    'import(`./locale/${lang}.js`)',
    `important 'x'`,
    `transform 'x'`,
    `jest.requireActual('x')`,
    `from ''`,
    `from 'unfinished`,
    'from "a\nb"',
    `import.meta.env`,
    '<script>let a</script>',
    `<scripty src="x">`,
  ])('none in %s', (text) => expect(specifiersOf(text)).toEqual([]));

  it('come in order and once', () => {
    expect(specifiersOf(`import 'b'; import 'a'; export * from 'b'; require('c')`)).toEqual(['b', 'a', 'c']);
  });
});

describe('a later look', () => {
  const source = bytesOf(`export function track() {} localStorage.getItem('cookie-consent'); const $el = 1; // 동의함`);
  const needles = ['track', 'trac', 'cookie-consent', 'consent', '$el', 'el', '동의', 'missing', ''];
  const expected = ['track', 'cookie-consent', 'consent', '$el', '동의'];

  it('finds names and keys at word boundaries', () => expect(findText(source, needles)).toEqual(expected));
  it('finds the same with a finder that is used again', () => {
    const find = buildFinder(needles);
    expect(find(source)).toEqual(expected);
    expect(find(bytesOf('track'))).toEqual(['track']);
    expect(find(source)).toEqual(expected);
  });
});
