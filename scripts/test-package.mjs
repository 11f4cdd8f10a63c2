// npm run test:package: what npm would publish, installed into an empty folder, lints the sample as the checkout does.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main, npm, prepare, root, tell } from './prepare.mjs';

await main(async () => {
  await prepare();
  const folder = mkdtempSync(join(tmpdir(), 'xborder-lint-package-'));
  try {
    const app = join(folder, 'app');
    mkdirSync(app);
    writeFileSync(join(app, 'package.json'), '{ "private": true }\n');
    if (npm(['pack', '--pack-destination', folder, '--loglevel=error'], { cwd: root }) !== 0) throw new Error('npm pack failed.');
    const [archive] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
    const installed = npm(['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', join(folder, archive)], { cwd: app });
    if (installed !== 0) throw new Error('The package cannot be installed.');
    const sample = join(root, 'examples', 'hangang-chat');
    const there = findings('npx', ['--no-install', 'xborder-lint'], sample, app);
    const here = findings(process.execPath, [join(root, 'dist', 'cli.js')], sample, root);
    if (there !== here) throw new Error('The installed package finds something else than the checkout.');
    tell(`${archive} works.`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

function findings(command, first, sample, cwd) {
  const options = { cwd, encoding: 'utf8', maxBuffer: 1 << 28, shell: process.platform === 'win32' };
  const run = spawnSync(command, [...first, sample, '--format', 'json'], options);
  if (run.status !== 1) throw new Error(`${command} ended with ${run.status ?? run.signal} on the sample app, not with 1.\n${run.stderr}`);
  const { usages, findings: found } = JSON.parse(run.stdout);
  return JSON.stringify({ usages, found });
}
