import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { lint } from '../../src/lint.js';

vi.mock('../../src/catalogs/load.js', async (original) => {
  const real = await original<typeof import('../../src/catalogs/load.js')>();
  const loaded = real.loadCatalogs();
  return { ...real, loadCatalogs: () => loaded };
});

/** Usages of a script: product, touch, countries. */
function usagesOf(text: string): readonly string[] {
  const root = mkdtempSync(join(tmpdir(), 'renamed-'));
  try {
    writeFileSync(join(root, 'main.js'), text);
    const result = lint(root, { markets: ['KR'], asOf: '2026-07-01' });
    if (result.kind === 'cannot') throw new Error(result.why);
    return result.report.usages.map(({ product, touch, recipients }) => `${product} ${touch} ${recipients.flatMap(({ countries }) => countries).join(' ')}`);
  } finally {
    rmSync(root, { recursive: true });
  }
}

describe('a product under a name that the site chose', () => {
  it('is known by a call that only it has, and so are its other calls', () => {
    expect(usagesOf("window.md.quick('autoTrackSinglePage');\nwindow.md.track('buy', { price });\nmd.login(id);")).toEqual([
      'sensorsdata start unknown',
      'sensorsdata send unknown',
      'sensorsdata identify unknown',
    ]);
  });

  it('sends where its init says, never to the vendor by default', () => {
    const init = (host: string) => `stats.init({ server_url: 'https://${host}/sa', heatmap: {} }); stats.quick('autoTrack');`;
    expect(usagesOf(init('sa.tea.example'))).toEqual(['sensorsdata init unknown', 'sensorsdata start unknown']);
    expect(usagesOf(init('tea.datasink.sensorsdata.cn'))).toEqual(['sensorsdata init CN', 'sensorsdata start CN']);
  });

  it('is not known by calls that others have, too', () => {
    expect(usagesOf("sensorsdata; md.quick('sort'); md.track('buy'); md.init({ server_url: 'x' });")).toEqual([]);
    expect(usagesOf("import list from './list'; list.quick('autoTrack'); list.track('x');")).toEqual([]);
  });
});
