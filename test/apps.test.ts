import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { lint } from '../src/lint.js';
import { leaves, readStoryClaims, told, unmetBy, usagesByLine } from './story.js';

// Compiling the catalogs takes longer than linting a story.
vi.mock('../src/catalogs/load.js', async (original) => {
  const real = await original<typeof import('../src/catalogs/load.js')>();
  const loaded = real.loadCatalogs();
  return { ...real, loadCatalogs: () => loaded };
});

const folder = fileURLToPath(new URL('./apps', import.meta.url));
const stories = readdirSync(folder).filter((name) => statSync(join(folder, name)).isDirectory());

describe.each(stories)('%s', (story) => {
  const root = join(folder, story);
  const result = lint(root, { markets: ['KR'], asOf: '2026-07-01' });
  if (result.kind === 'cannot') throw new Error(result.why);
  const seen = usagesByLine(result.report, result.source);
  const claims = filesUnder(root).flatMap((file) => readStoryClaims(file, readFileSync(join(root, file), 'utf8')));

  it.each(claims.filter((claim) => !claim.missed))('$file:$line is $text', (claim) => {
    expect(unmetBy(claim, seen.get(`${claim.file}:${claim.line}`) ?? [])).toBeUndefined();
  });

  const missed = claims.filter((claim) => claim.missed);
  if (missed.length > 0) {
    it.each(missed)('$file:$line does not come out as it should yet ($text)', (claim) => {
      expect(unmetBy(claim, seen.get(`${claim.file}:${claim.line}`) ?? []), 'it does now: take `missed` away').toBeDefined();
    });
  }

  it('says of every usage from which something can leave what it is', () => {
    const claimed = new Set(claims.map(({ file, line }) => `${file}:${line}`));
    const unclaimed = [...seen].filter(([line, usages]) => usages.some(leaves) && !claimed.has(line));
    expect(unclaimed.map(([line, usages]) => `${line} ${told(usages.filter(leaves))}`)).toEqual([]);
  });
});

describe('claims of stories', () => {
  it('are read from comments of scripts, markup and JSX', () => {
    const text = 'a(); // gated: analytics by onetrust to: US posthog\n<b></b> <!-- missed: defective: inverted -->\n<C /> {/* none */}\n// nothing gated here';
    expect(readStoryClaims('a', text)).toEqual([
      {
        file: 'a',
        line: 1,
        text: 'gated: analytics by onetrust to: US posthog',
        missed: false,
        verdict: 'gated',
        detail: 'analytics by onetrust',
        to: { country: 'US', product: 'posthog' },
      },
      { file: 'a', line: 2, text: 'missed: defective: inverted', missed: true, verdict: 'defective', detail: 'inverted' },
      { file: 'a', line: 3, text: 'none', missed: false, verdict: 'none' },
    ]);
  });

  it('are not passed over when they are misspelt', () => {
    expect(() => readStoryClaims('a', 'x(); // gated for analytics')).toThrow('a:1: not a claim');
  });
});

function filesUnder(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => statSync(join(root, file)).isFile() && !file.endsWith('.md'))
    .sort();
}
