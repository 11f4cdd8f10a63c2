import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sdkExamples } from '../../src/catalogs/sdk-examples.js';
import { catalogFiles } from '../../src/catalogs/yaml-files.js';
import { lint } from '../../src/lint.js';

const root = new URL('../../', import.meta.url).pathname;
// All in one folder: an example is a module or a page of its own and nothing imports it.
const examples = sdkExamples(catalogFiles(root, 'sdk-catalog')).map((example, index) => ({
  ...example,
  file: `e${String(index).padStart(3, '0')}-${example.product}.${example.language}`,
}));

let folder = '';
const found = new Map<string, Set<string>>();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'examples-'));
  for (const { file, code } of examples) writeFileSync(join(folder, file), code);
  const result = lint(folder, { markets: ['KR'], asOf: '2026-07-01' });
  if (result.kind === 'cannot') throw new Error(result.why);
  for (const { product, span } of result.report.usages) found.set(span.file, new Set([...(found.get(span.file) ?? []), product]));
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('an example of the sdk-catalog is a usage of its own product and of no other', () => {
  it.each(examples)('$file', ({ file, product }) => {
    expect([...(found.get(file) ?? [])]).toEqual([product]);
  });
});
