import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lint } from '../../src/lint.js';

describe('who the user is', () => {
  it('counts where it is handed over, and not where it is taken back', () => {
    const folder = mkdtempSync(join(tmpdir(), 'named-'));
    writeFileSync(
      join(folder, 'app.ts'),
      `import * as Sentry from '@sentry/browser';
       Sentry.init({ dsn: 'https://k@o1.ingest.de.sentry.io/2' });
       export function signIn(user) { Sentry.setUser({ email: user.email }); Sentry.setTag('plan', user.plan); }
       export function signOut() { Sentry.setUser(null); }`,
    );
    const result = lint(folder, { markets: ['KR'], asOf: '2026-07-01' });
    rmSync(folder, { recursive: true, force: true });
    if (result.kind === 'cannot') throw new Error(result.why);
    const named = result.report.usages.filter(({ touch }) => touch === 'identify').map(({ transmits, verdict }) => [transmits, verdict.kind]);
    expect(named).toEqual([
      [true, 'ungated'],
      [false, 'none'],
      [false, 'none'],
    ]);
  });
});
