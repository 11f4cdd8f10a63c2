import { describe, expect, it, vi } from 'vitest';
import { lookOptions } from '../../src/commands/look.js';
import { FOUND, NOT_FOUND } from './samples.js';
import { reportOf, sendsOf } from './with-files.js';

vi.mock('../../src/catalogs/load.js', async (original) => {
  const real = await original<typeof import('../../src/catalogs/load.js')>();
  const loaded = real.loadCatalogs();
  return { ...real, loadCatalogs: () => loaded };
});

// Each sample is a folder of one tree: the checker is started once for all.
const samples: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ...Object.fromEntries(Object.entries(FOUND).map(([name, { files }]) => [name, files])),
  ...NOT_FOUND,
};
const folders = new Map(Object.keys(samples).map((name, index) => [name, `app-${index}`]));
const tree = Object.fromEntries(
  Object.entries(samples).flatMap(([name, files]) => Object.entries(files).map(([path, text]) => [`${folders.get(name)}/${path}`, text])),
);
const byValues = sendsOf(tree, false);
const byTypes = sendsOf(tree, true);
const of = (name: string, sends: readonly string[]) =>
  sends.filter((send) => send.startsWith(`${folders.get(name)}/`)).map((send) => send.slice(send.indexOf('/') + 1));

describe('types tell what values do not', () => {
  it.each(Object.entries(FOUND))('%s', (name, { found }) => {
    expect(of(name, byValues)).toEqual([]);
    expect(of(name, byTypes)).toEqual(found);
  });
});

describe('types do not make an SDK of', () => {
  it.each(Object.keys(NOT_FOUND))('%s', (name) => {
    expect(of(name, byTypes)).toEqual([]);
  });
});

it('types do not make an SDK of a package of the app’s own with the same name', () => {
  const files = {
    'package.json': '{ "name": "app", "workspaces": ["packages/*"] }',
    'packages/ai/package.json': '{ "name": "openai", "main": "index.ts" }',
    'packages/ai/index.ts': 'export class OpenAI { readonly chat = { completions: { create: (ask: object) => ask } }; }',
    'src/ask.ts': `import type { OpenAI } from 'openai';
export function ask({ ai }: { ai: OpenAI }) { return ai.chat.completions.create({}); }`,
  };
  expect(sendsOf(files, true)).toEqual([]);
});

describe('a usage that is known by its type', () => {
  const files = {
    'src/make.ts': `import OpenAI from 'openai';
import { keep } from 'container';
keep('ai', () => new OpenAI({ baseURL: 'https://api.deepseek.com' }));`,
    'src/ask.ts': `import type OpenAI from 'openai';
interface Deps { readonly ai: OpenAI }
export const ask = ({ ai }: Deps) => ai.chat.completions.create({ model: 'm', messages: [] });`,
    'xborder.yaml': 'types: true\n',
  };
  const usage = reportOf(files, false).usages.find(({ span, touch }) => span.file === 'src/ask.ts' && touch === 'send');

  it('is asked for by --types', () => {
    expect(lookOptions({ market: [], catalog: [], types: true })).toEqual({ kind: 'chosen', value: { types: true } });
  });

  it('is found where xborder.yaml asks for types, too', () => expect(usage).toBeDefined());

  it('says so, and where the type is written', () => {
    const [because] = usage?.recipients[0]?.because ?? [];
    expect(because?.note).toBe('known by its type: openai');
    expect(files['src/ask.ts'].slice(because?.span.start, because?.span.end)).toBe('ai');
  });

  it('sends where the clients that the program makes do', () => {
    expect(usage?.recipients.map(({ countries }) => countries.join())).toEqual(['CN']);
  });
});
