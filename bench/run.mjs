// npm run bench -- DIR [--runs N] [--dist DIST] [--json FILE]   a tree, against Biome and oxlint in alternating runs
// npm run bench -- --generated [--shape chain] [--most 100000]  generated apps: does the time grow with the size, and no faster?
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { main, npm, prepare, root, tell } from '../scripts/prepare.mjs';
import { generate, SHAPES } from './generate.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const SIZES = [1000, 10_000, 100_000];
const FAR = 900_000;

/** One tree, all three linters in turn: what stands in the caches of the machine is the same for each. */
function compare(dist, dir, runs) {
  if (dir === undefined || !existsSync(dir)) throw new Error('Name a folder: npm run bench -- DIR');
  const tree = resolve(dir);
  const others = installed();
  const ours = [];
  const walls = { 'xborder-lint': [], biome: [], oxlint: [] };
  for (let run = 0; run < runs; run++) {
    const { ms, stdout } = timed(process.execPath, [join(here, 'one.mjs'), dist, tree]);
    walls['xborder-lint'].push(ms);
    ours.push(JSON.parse(stdout));
    for (const [name, [command, args]] of Object.entries(others)) walls[name].push(timed(command, args(tree), { cwd: here, mayFind: true }).ms);
  }
  const [first] = ours;
  print(`${tree}`);
  print(
    `files ${count(first.files)}   bytes ${megabytes(first.bytes)}   parsed ${count(first.parsed)}   functions ${count(first.functions)}   usages ${count(first.usages)}   findings ${count(first.findings)}`,
  );
  const phases = Object.fromEntries(Object.keys(first.phases).map((name) => [name, median(ours.map((one) => one.phases[name] ?? 0))]));
  const total = Object.values(phases).reduce((sum, ms) => sum + ms, 0);
  for (const [name, ms] of Object.entries(phases)) print(`  ${name.padEnd(10)} ${millis(ms)}  ${String(Math.round((100 * ms) / total)).padStart(3)} %`);
  const peak = Math.max(...ours.map((one) => one.peak));
  print(`  peak memory ${megabytes(peak)}`);
  const own = median(walls['xborder-lint']);
  for (const [name, list] of Object.entries(walls)) {
    if (list.length === 0) continue;
    const ratio = name === 'xborder-lint' ? '' : `   xborder-lint takes ${(own / median(list)).toFixed(2)} ×`;
    print(`${name.padEnd(13)} ${millis(median(list))}  (${list.map((ms) => Math.round(ms)).join(', ')})${ratio}`);
  }
  return { tree, ...first, phases, peak, walls };
}

/** Each shape in each size once; time for a thousand functions should stay the same. */
function growth(dist, only, most) {
  const rows = [];
  for (const shape of Object.keys(SHAPES).filter((name) => only === undefined || name === only)) {
    for (const size of SIZES.filter((one) => one <= most)) {
      const folder = mkdtempSync(join(tmpdir(), 'xborder-bench-'));
      try {
        generate(folder, shape, size);
        const { ms, stdout } = timed(process.execPath, [join(here, 'one.mjs'), dist, folder]);
        const one = JSON.parse(stdout);
        rows.push({ shape, size, ms, ...one });
        const verdicts = Object.entries(one.verdicts).map(([kind, number]) => `${number} ${kind}`);
        const slow = Object.entries(one.phases)
          .sort((a, b) => b[1] - a[1])
          .slice(0, 3)
          .map(([name, took]) => `${name} ${Math.round(took)}`);
        print(
          `${shape.padEnd(6)} ${count(size).padStart(8)} functions ${millis(ms)}  ${(((ms - (rows[0]?.phases.load ?? 0)) / size) * 1000).toFixed(1).padStart(8)} ms a thousand  ${megabytes(one.peak).padStart(9)}  ${verdicts.join(', ')}  (${slow.join(', ')})`,
        );
      } catch (error) {
        print(`${shape.padEnd(6)} ${count(size).padStart(8)} functions: ${error.message}`);
        rows.push({ shape, size, failed: error.message });
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }
  }
  return rows;
}

/** The other linters, installed into this folder where they are not yet. */
function installed() {
  const bin = (name) => join(here, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);
  if (!existsSync(bin('biome')) || !existsSync(bin('oxlint'))) {
    tell('Installing what is compared with …');
    const status = npm([existsSync(join(here, 'package-lock.json')) ? 'ci' : 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: here,
    });
    if (status !== 0) throw new Error(`Biome and oxlint could not be installed: npm ended with ${status}.`);
  }
  return {
    biome: [
      bin('biome'),
      (tree) => ['lint', `--config-path=${join(here, 'recommended.json')}`, '--max-diagnostics=1', '--reporter=summary', '--no-errors-on-unmatched', tree],
    ],
    oxlint: [bin('oxlint'), (tree) => ['-c', join(here, 'oxlintrc.json'), '--disable-nested-config', '--silent', tree]],
  };
}

function timed(command, args, { cwd = here, mayFind = false } = {}) {
  const started = performance.now();
  const run = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 30, timeout: FAR, stdio: ['ignore', 'pipe', 'pipe'] });
  const ms = performance.now() - started;
  if (run.error !== undefined) throw new Error(`${command}: ${run.error.message}`);
  if (run.status !== 0 && !(mayFind && run.status === 1))
    throw new Error(`${command} ended with ${run.status ?? run.signal}: ${run.stderr.trim().split('\n').at(-1)}`);
  return { ms, stdout: run.stdout };
}

function median(list) {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

const count = (number) => number.toLocaleString('en');
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
const millis = (ms) => `${Math.round(ms)} ms`.padStart(10);
const print = (line) => process.stdout.write(`${line}\n`);

await main(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      runs: { type: 'string', default: '3' },
      dist: { type: 'string' },
      json: { type: 'string' },
      generated: { type: 'boolean', default: false },
      shape: { type: 'string' },
      most: { type: 'string', default: '100000' },
    },
  });
  if (values.dist === undefined) await prepare();
  const dist = resolve(values.dist ?? join(root, 'dist'));
  const measured = values.generated ? growth(dist, values.shape, Number(values.most)) : compare(dist, positionals[0], Number(values.runs));
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(measured, undefined, 2)}\n`);
  return 0;
});
