import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageVersion, run, sample } from './run.js';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'xborder-lint-cli-'));
  mkdirSync(join(folder, 'clean'));
  writeFileSync(join(folder, 'clean', 'sum.js'), 'export const sum = (a, b) => a + b;\n');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the command', () => {
  it('tells its version and how to use it', async () => {
    expect(await run(['--version'])).toEqual({ status: 0, stdout: `${packageVersion}\n`, stderr: '' });
    const help = await run(['--help']);
    expect(help.status).toBe(0);
    for (const flag of ['--market', '--format', '--fail-on', '--as-of', '--show-gated', '--color', 'Examples:']) expect(help.stdout).toContain(flag);
  });

  it('ends with 0 where there is nothing to report, and says which market it took and how to take another', async () => {
    const clean = await run([join(folder, 'clean')]);
    expect(clean).toMatchObject({ status: 0, stderr: '' });
    expect(clean.stdout.replace(/\s+/g, ' ')).toContain('markets KR (default; choose with --market kr,eu)');
  });

  it('lints the folder it stands in', async () => {
    expect((await run(['--format', 'json'], { cwd: join(folder, 'clean') })).status).toBe(0);
  });

  it('ends with 1 where something was found at or above --fail-on', async () => {
    expect((await run([sample])).status).toBe(1);
    expect((await run([sample, '--fail-on', 'never'])).status).toBe(0);
  });

  it('writes many reports in one run', async () => {
    const [json, sarif] = [join(folder, 'out.json'), join(folder, 'out.sarif')];
    const both = await run([sample, '--format', `json=${json}`, '--format', `sarif=${sarif}`]);
    expect(both.stdout).toContain('recipients:');
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({ version: 1, markets: ['KR'] });
    expect(JSON.parse(readFileSync(sarif, 'utf8'))).toMatchObject({ version: '2.1.0' });
  });

  it('takes markets in any case, and a day', async () => {
    const { stdout } = await run([join(folder, 'clean'), '--market', 'Kr,EU', '--as-of', '2026-01-31', '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({ markets: ['KR', 'EU'] });
  });
});

describe('colours', () => {
  const hasColors = async (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    (await run([join(folder, 'clean'), ...args], { env })).stdout.includes('\u001b[');

  it('are for terminals, and obey the option before the environment', async () => {
    expect(await hasColors([])).toBe(false);
    expect(await hasColors([], { FORCE_COLOR: '1' })).toBe(true);
    expect(await hasColors(['--color', 'never'], { FORCE_COLOR: '1' })).toBe(false);
    expect(await hasColors(['--color', 'always'], { NO_COLOR: '1' })).toBe(true);
  });
});

describe('what it cannot do', () => {
  it.each([
    ['an unknown flag', ['--markte', 'kr'], "unknown option '--markte'; did you mean --market?"],
    ['a flag without its value', ['--market'], "option '--market <list>' argument missing"],
    ['two paths', ['a', 'b'], 'too many arguments'],
    ['an unknown level', ['--fail-on', 'eror'], 'Allowed choices are error, warning, note, never'],
    ['an unknown market', ['--market', 'korea'], 'no law is on file for the market "korea" (did you mean KR?); known markets:'],
    ['an unknown format', ['--format', 'srif'], 'there is no format "srif" (did you mean sarif?)'],
    ['two reports on standard output', ['--format', 'json', '--format', 'sarif'], 'standard output takes one format'],
    ['a day that there is not', ['--as-of', '2026-02-30'], '"2026-02-30" is no date'],
    ['a path that does not exist', ['no/such/app'], 'no/such/app'],
  ])('%s is one line on stderr and exit code 2', async (_, args, line) => {
    const { status, stdout, stderr } = await run(args);
    expect({ status, stdout, lines: stderr.trimEnd().split('\n').length }).toEqual({ status: 2, stdout: '', lines: 1 });
    expect(stderr).toMatch(/^xborder-lint: /);
    expect(stderr).toContain(line);
  });

  it('a report that cannot be written is named, and the others are written', async () => {
    const { status, stdout, stderr } = await run([join(folder, 'clean'), '--format', `json=${join(folder, 'none', 'x.json')}`]);
    expect(status).toBe(2);
    expect(stdout).toContain('nothing to report');
    expect(stderr).toContain('its folder does not exist');
  });

  it('echoes nothing that a terminal would obey', async () => {
    const { status, stderr } = await run([join(folder, 'no\u001b[31m\nsuch\u202e')]);
    expect(status).toBe(2);
    expect(stderr.trimEnd()).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
  });
});

describe('a reader that goes away', () => {
  it('is no fault', async () => {
    const { status, stderr } = await run([sample, '--format', 'json'], { deaf: true });
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  });
});
