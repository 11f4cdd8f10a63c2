import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { lint } from '../../src/lint.js';
import type { Report } from '../../src/model/report.js';

/** What is sent from where: `file:line callee`, with types and without. */
export function sendsOf(files: Readonly<Record<string, string>>, types: boolean): readonly string[] {
  const report = reportOf(files, types);
  return report.usages
    .filter(({ transmits, touch }) => transmits && touch !== 'dependency')
    .map(({ span, callee }) => `${span.file}:${(files[span.file] ?? '').slice(0, span.start).split('\n').length} ${callee}`);
}

/** Lints files that are there for as long as that takes. */
export function reportOf(files: Readonly<Record<string, string>>, types: boolean): Report {
  const folder = mkdtempSync(join(tmpdir(), 'typed-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(join(folder, dirname(name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const result = lint(folder, { types });
    if (result.kind === 'cannot') throw new Error(result.why);
    return result.report;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
