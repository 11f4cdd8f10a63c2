import { describe, expect, it } from 'vitest';
import { type Files, typedCalls } from '../../src/typing/index.js';

const PATHS = ['npm:acme#default.new().messages.send()', 'npm:acme#track()[arg(0)="x"]', 'npm:acme#constructor.__proto__()', 'npm:acme#default.*.ping()'];
const ASK = 'export const ask = ({ acme }: { acme: Acme }) => acme.messages.send(1);';
const HEAD = `import type Acme from 'acme';\n`;

describe('the stage takes', () => {
  it('a byte order mark and other line ends: places are those of the file', () => {
    const text = `\uFEFF${HEAD}${ASK}\n`.replace(/\n/g, '\r\n');
    expect(placesOf({ 'a.ts': text })).toEqual(['acme.messages.send(1)']);
  });

  it('code between markup', () => {
    const vue = `<template>\n<p>“{{ a }}”</p></template>\n<script lang="ts">\n${HEAD}</script>\n<script setup lang="ts">\n${ASK}\n</script>`;
    expect(placesOf({ 'A.vue': vue, 'b.astro': `---\n${HEAD}${ASK}\n---\n<p>acme.messages.send(2)</p>` })).toEqual([
      'acme.messages.send(1)',
      'acme.messages.send(1)',
    ]);
  });

  it('text that is no program beside one that is', () => {
    expect(placesOf({ 'a.ts': `${HEAD}class { ( => \n`, 'b.ts': HEAD + ASK, 'c.ts': '' })).toEqual(['acme.messages.send(1)']);
  });

  it.each([
    ['brackets', `${'['.repeat(10_000)}1${']'.repeat(10_000)}`],
    ['functions', `${'() => ('.repeat(10_000)}1${')'.repeat(10_000)}`],
    ['a chain of calls', `(acme: Acme) => acme${'.messages.send()'.repeat(10_000)}`],
  ])('%s 10,000 deep, says that it gave up there, and reads the rest', (_, deep) => {
    const files = { 'a.ts': `${HEAD}export const a = ${deep};\nsend();`, 'b.ts': HEAD + ASK };
    const { value, gaps } = typedCalls(filesOf(files), PATHS);
    expect(value.map(({ span }) => span.file)).toEqual(['b.ts']);
    expect(gaps).toEqual([{ stage: 'match', file: 'a.ts', why: 'the types in it could not be read' }]);
  });

  it('names of the prototype, and any member', () => {
    const text = `import { constructor as c } from 'acme';\nimport acme from 'acme';\nconst held = { c, acme };\nheld.c.__proto__(); held.acme.any.ping(); held.c.toString();`;
    expect(placesOf({ 'a.ts': text })).toEqual(['held.c.__proto__()', 'held.acme.any.ping()']);
  });

  it('modules that hand each other’s types on', () => {
    const files = {
      'a.ts': `export * from './b';\n${HEAD}export type { Acme };`,
      'b.ts': `export * from './a';`,
      'c.ts': `import type { Acme } from './b';\n${ASK}`,
    };
    expect(placesOf(files)).toEqual(['acme.messages.send(1)']);
  });
});

describe('the stage does nothing', () => {
  it('where no package of the catalog is imported', () => expect(placesOf({ 'a.ts': ASK })).toEqual([]));
  it('in files that are not the app’s', () => expect(typedCalls({ ...filesOf({ 'a.ts': HEAD + ASK }), isApp: () => false }, PATHS).value).toEqual([]));
});

it('says how many files it left out', () => {
  const many = Object.fromEntries(Array.from({ length: 1300 }, (_, index) => [`f${index}.ts`, index === 0 ? HEAD + ASK : `import './f0';\nsend();`]));
  expect(gapsOf(many)).toEqual(['types were read in 1200 files; 100 more were left out']);
});

function placesOf(files: Readonly<Record<string, string>>): readonly string[] {
  return typedCalls(filesOf(files), PATHS).value.map(({ span }) => (files[span.file] ?? '').slice(span.start, span.end));
}

function gapsOf(files: Readonly<Record<string, string>>): readonly string[] {
  return typedCalls(filesOf(files), PATHS).gaps.map(({ why }) => why);
}

/** Files of one folder, all of the app. */
function filesOf(files: Readonly<Record<string, string>>): Files {
  const names = Object.keys(files);
  const resolve = (_: string, specifier: string) => (specifier.startsWith('./') ? names.find((name) => name === `${specifier.slice(2)}.ts`) : undefined);
  const importsOf = (file: string) => [...(files[file] ?? '').matchAll(/'(\.\/\w+)'/g)].flatMap(([, specifier = '']) => resolve(file, specifier) ?? []);
  const importers = new Map<string, string[]>();
  for (const name of names) for (const target of importsOf(name)) importers.set(target, [...(importers.get(target) ?? []), name]);
  return {
    survivors: names,
    ambient: [],
    isApp: () => true,
    textOf: (file) => files[file],
    importsOf,
    importersOf: (file) => importers.get(file) ?? [],
    resolve,
  };
}
