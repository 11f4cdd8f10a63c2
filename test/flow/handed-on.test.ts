import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lint } from '../../src/lint.js';

/** As compilers write it: every function takes any other from a table and hands it to any of some unknown ones. */
function tableOf(count: number): string {
  const functions = Array.from({ length: count }, (_, at) => `function f${at}(a, b) { pick(a)(table[a], table[b], f${(at + 1) % count}); return table[a]; }`);
  return [
    "import * as lib from 'some-lib';",
    ...functions,
    `const table = [${functions.map((_, at) => `f${at}`).join(', ')}];`,
    'const pick = (a) => [lib.a, lib.b, lib.c, lib.d, lib.e, lib.f, lib.g, lib.h][a];',
    "fetch('https://api2.amplitude.com/2/httpapi');",
    'f0(1, 2);',
  ].join('\n');
}

it('a program whose functions are all handed to all is read to its end', () => {
  const root = mkdtempSync(join(tmpdir(), 'handed-on-'));
  try {
    writeFileSync(join(root, 'main.js'), tableOf(1500));
    const result = lint(root, { markets: ['KR'], asOf: '2026-07-01' });
    if (result.kind === 'cannot') throw new Error(result.why);
    expect(result.report.usages.map(({ product, verdict }) => `${product} ${verdict.kind}`)).toEqual(['amplitude ungated']);
  } finally {
    rmSync(root, { recursive: true });
  }
});
