import { describe, expect, it } from 'vitest';
import { summarise } from '../../src/languages/index.js';
import { remoteImports } from '../../src/match/remote-modules.js';

const loadedBy = (file: string, text: string): readonly string[] => {
  const facts = summarise(file, file.endsWith('.html') ? 'html' : 'javascript', text, false);
  if (facts === undefined) throw new Error('not read');
  return remoteImports(facts).map(({ address, start, end }) => `${address} | ${text.slice(start, end)}`);
};

describe('modules from addresses', () => {
  it('are loaded once, wherever they are named', () => {
    const text = `import 'https://a.example/x.js'; export * from '//b.example/y.js'; import { a, b } from "https://c.example/z.js"; import './own.js';`;
    expect(loadedBy('main.js', text).map((one) => one.replace(/ \| .*/, ''))).toEqual(['https://a.example/x.js', 'https://c.example/z.js', '//b.example/y.js']);
  });

  it('are those that a map of imports leads to, the first of each host', () => {
    const page = '<script type="importmap">{"imports": {"a": "https://a.example/a.js", "b": "https://a.example/b.js", "c": "./c.js"}}</script>';
    expect(loadedBy('index.html', `${page}<script src="https://b.example/x.js"></script>`)).toEqual(['https://a.example/a.js | "https://a.example/a.js"']);
  });

  it.each([
    ['types', 'main.js', "import type { T } from 'https://a.example/x.js';"],
    ['TypeScript, which browsers do not run', 'main.ts', "import { a } from 'https://a.example/x.js';"],
    ['Deno', 'main.js', "import { a } from 'https://a.example/x.js'; Deno.serve(a);"],
    ['what Deno alone can load', 'main.js', "import { a } from 'https://a.example/x.js'; import { b } from 'jsr:@x/b';"],
  ])('are none of a page: %s', (_name, file, text) => {
    expect(loadedBy(file, text)).toEqual([]);
  });
});
