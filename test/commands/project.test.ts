import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { baselinePrune } from '../../src/commands/baseline/prune.js';
import { baselineUpdate } from '../../src/commands/baseline/update.js';
import { explainCommand } from '../../src/commands/explain.js';
import { initCommand } from '../../src/commands/init.js';
import { lintCommand } from '../../src/commands/lint.js';
import { git, hasGit } from '../discover/folders.js';
import { tell } from './terminal.js';

vi.mock('../../src/catalogs/load.js', async (original) => {
  const real = await original<typeof import('../../src/catalogs/load.js')>();
  const loaded = real.loadCatalogs();
  return { ...real, loadCatalogs: (own: readonly string[] = [], root?: string) => (own.length === 0 ? loaded : real.loadCatalogs(own, root)) };
});

const MIXPANEL = "import mixpanel from 'mixpanel-browser';\nmixpanel.init('b7c0e1', { api_host: 'https://api-js.mixpanel.com' });\n";
const POSTHOG = "import posthog from 'posthog-js';\nposthog.init('phc', { api_host: 'https://us.i.posthog.com' });\n";

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

function app(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'project-'));
  made.push(root);
  add(root, files);
  return root;
}

function add(root: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

/** `rule file` of the open findings. */
async function open(root: string, flags: Readonly<Record<string, unknown>> = {}): Promise<readonly string[]> {
  const { out, err } = await tell(lintCommand, [root], { format: ['json'], ...flags });
  if (out === '') throw new Error(err);
  const { findings } = JSON.parse(out) as { findings: { rule: string; suppressed?: object; at: { file: string } }[] };
  return findings.filter(({ suppressed }) => suppressed === undefined).map(({ rule, at }) => `${rule} ${at.file}`);
}

describe('xborder.yaml', () => {
  it('with a fault ends the run with its file, line and expectation', async () => {
    const root = app({ 'src/a.ts': MIXPANEL, 'xborder.yaml': 'market: [kr]\n' });
    const { code, err, out } = await tell(lintCommand, [root]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('xborder.yaml:1: market: unknown field; expected one of markets');
  });

  it('names entries of its own for the catalog, and reports say what rests on them', async () => {
    const entry = `id: acme
name: Acme
checked: 2026-11-24
entities: { acme: { name: Acme GmbH, seat: DE } }
products:
  - id: acme-relay
    name: Acme relay
    category: analytics
    runsOn: [client]
    sources: [memory]
    data: { auto: [ip], argument: [event] }
    hosts: [{ host: relay.acme.example, places: { processing: US } }]
    touches: [{ role: send, path: 'npm:@acme/relay#send()', data: [arg(0)] }]
    examples: ["import { send } from '@acme/relay'; send('a');"]
`;
    const code = `${MIXPANEL}import posthog from 'posthog-js';\nposthog.init('phc', { api_host: 'https://relay.acme.example' });\n`;
    const root = app({ 'src/a.ts': code, 'own/acme.yaml': entry, 'xborder.yaml': 'catalogs: [own]\n' });
    const { out } = await tell(lintCommand, [root], { format: ['json'] });
    const { usages } = JSON.parse(out) as { usages: { product: string; entries?: object[] }[] };
    expect(usages.filter(({ entries }) => entries !== undefined)).toMatchObject([
      { product: 'acme-relay', entries: [{ file: 'own/acme.yaml', id: 'acme-relay', how: 'added' }] },
    ]);
    expect((await tell(lintCommand, [root])).out).toContain('your own/acme.yaml: acme-relay');
  });

  it('names the markets, unless the command line does', async () => {
    const root = app({ 'src/a.ts': MIXPANEL, 'xborder.yaml': 'markets: [eu]\n' });
    expect(await open(root)).toEqual(['tracker-before-consent src/a.ts']);
    expect(await open(root, { market: ['kr'] })).toEqual(['transfer-without-consent src/a.ts']);
  });

  it('switches rules off and lowers them', async () => {
    const root = app({ 'src/a.ts': MIXPANEL, 'xborder.yaml': 'rules: { transfer-without-consent: off }\n' });
    expect(await open(root)).toEqual([]);
    writeFileSync(join(root, 'xborder.yaml'), 'rules: { transfer-without-consent: note }\n');
    expect([await open(root), (await tell(lintCommand, [root])).code]).toEqual([['transfer-without-consent src/a.ts'], 0]);
  });
});

describe('a binding', () => {
  it('says who stands behind a host of one’s own', async () => {
    const send = "export const record = (name: string) => fetch('https://collect.haneul.example/v2', { method: 'POST', body: name });\n";
    const root = app({ 'src/a.ts': send, 'xborder.yaml': 'bindings: { collect.haneul.example: { recipient: Haneul Metrics, country: us } }\n' });
    const { usages } = JSON.parse((await tell(lintCommand, [root], { format: ['json'] })).out) as {
      usages: { recipients: { entity: string; countries: string[] }[] }[];
    };
    expect(usages.flatMap(({ recipients }) => recipients.map(({ entity, countries }) => `${entity} ${countries}`))).toEqual(['Haneul Metrics US']);
    expect(await open(root)).toEqual(['transfer-without-consent src/a.ts']);
  });
});

describe('init', () => {
  it('writes a register that can be read at once, and counts what is to be filled in', async () => {
    const root = app({ 'src/a.ts': MIXPANEL, 'docs/privacy.md': '# 개인정보 처리방침\n\n개인정보를 소중히 다룹니다.\n' });
    const { code, out } = await tell(initCommand, [root], { market: ['kr,eu'] });
    expect([code, out]).toEqual([0, `${join(root, 'xborder.yaml')}: 1 recipient, 4 values to fill in (search for TODO)\n`]);
    const text = readFileSync(join(root, 'xborder.yaml'), 'utf8');
    for (const part of [
      'markets: [kr, eu]',
      '  ko: docs/privacy.md',
      '  # Mixpanel: src/a.ts:2',
      '- recipient: "Mixpanel, Inc."',
      '#   eu: scc: standard contractual clauses',
    ])
      expect(text).toContain(part);
    const report = JSON.parse((await tell(lintCommand, [root], { format: ['json'] })).out);
    expect(report.gaps).toContainEqual(expect.objectContaining({ stage: 'config', file: 'xborder.yaml', why: expect.stringContaining('TODO') }));
  });

  it('overwrites nothing', async () => {
    const root = app({ 'src/a.ts': MIXPANEL, 'xborder.yaml': 'markets: [kr]\n' });
    expect((await tell(initCommand, [root])).err).toContain('is there already');
    expect(readFileSync(join(root, 'xborder.yaml'), 'utf8')).toBe('markets: [kr]\n');
  });
});

describe('a baseline', () => {
  it('holds what was there, whatever line it moves to, and lets through what comes after', async () => {
    const root = app({ 'src/a.ts': MIXPANEL });
    const baseline = join(root, 'base.json');
    await tell(baselineUpdate, [root], { baseline });
    expect(await open(root, { baseline })).toEqual([]);
    add(root, { 'src/a.ts': `// moved\n\n\n${MIXPANEL}`, 'src/b.ts': POSTHOG });
    expect(await open(root, { baseline })).toEqual(['transfer-without-consent src/b.ts']);
  });

  it('is pruned of what is gone, and gets nothing new', async () => {
    const root = app({ 'src/a.ts': MIXPANEL });
    const baseline = join(root, 'base.json');
    await tell(baselineUpdate, [root], { baseline });
    rmSync(join(root, 'src/a.ts'));
    add(root, { 'src/b.ts': POSTHOG });
    expect((await tell(baselinePrune, [root], { baseline })).out).toBe(`${baseline}: 1 taken out, 0 left\n`);
    expect(await open(root, { baseline })).toEqual(['transfer-without-consent src/b.ts']);
  });

  it('that is missing or of another version ends the run', async () => {
    const root = app({ 'src/a.ts': MIXPANEL, 'base.json': '{ "version": 9, "findings": [] }' });
    expect(await tell(lintCommand, [root], { baseline: join(root, 'base.json') })).toMatchObject({
      code: 2,
      err: expect.stringContaining('expected version 1, found 9'),
    });
    expect(await tell(lintCommand, [root], { baseline: join(root, 'none.json') })).toMatchObject({ code: 2, err: expect.stringContaining('no such file') });
  });
});

describe.skipIf(!hasGit)('--changed', () => {
  it('tells only what a change adds, though the whole program is looked at', async () => {
    const root = app({ 'src/a.ts': MIXPANEL, 'src/consent.ts': 'export const x = 1;\n' });
    git(root, 'init', '-q');
    git(root, 'add', '-A');
    git(root, 'commit', '-qm', 'x');
    expect(await open(root, { changed: true })).toEqual([]);
    add(root, { 'src/b.ts': POSTHOG });
    expect(await open(root, { changed: true })).toEqual(['transfer-without-consent src/b.ts']);
    expect(existsSync(join(root, '.git', 'index.lock'))).toBe(false);
  });
});

describe('explain', () => {
  it('prints the page of a rule, and suggests one for a slip', async () => {
    expect((await tell(explainCommand, ['disclosure-stale', '.'])).out).toMatch(/^# disclosure-stale\n/);
    expect(await tell(explainCommand, ['disclosure-stael', '.'])).toMatchObject({ code: 2, err: expect.stringContaining('did you mean disclosure-stale?') });
  });

  it('tells one finding by its id, set aside or not', async () => {
    const root = app({
      'src/a.ts': MIXPANEL.replace('mixpanel.init', '// xborder-ignore transfer-without-consent: a demo\nmixpanel.init'),
      'src/b.ts': POSTHOG,
    });
    const { findings } = JSON.parse((await tell(lintCommand, [root], { format: ['json'] })).out) as { findings: { id: string; at: { file: string } }[] };
    const of = (file: string) => findings.find(({ at }) => at.file === file)?.id ?? '';
    const { out } = await tell(explainCommand, [of('src/a.ts'), root]);
    expect(out).toContain('Mixpanel receives');
    expect(out).toContain('set aside by comment: a demo');
    expect(out).toContain('xborder-lint explain transfer-without-consent');
    expect(out).not.toContain('PostHog receives');
    expect((await tell(explainCommand, ['0000000f', root])).err).toContain('there is no finding 0000000f for KR');
  });
});
