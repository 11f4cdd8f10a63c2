// Brings a fresh checkout to where it can run: dependencies installed, dist built. Plain Node, nothing installed needed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const SOURCES = [
  'src',
  'sdk-catalog',
  'consent-catalog',
  'law-catalog',
  'scripts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
];

/** Installs and builds whatever is missing or stale. Throws an Error with one clear line if that fails. */
export async function prepare() {
  install();
  if (isStale()) {
    const { build } = await import('./build.mjs');
    build();
  }
}

/** Installs the dependencies, unless exactly those of the lock file are there. */
export function install() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) throw new Error(`Node 20.19 or newer is needed; this is ${process.versions.node}.`);
  if (isInstalled()) return;
  tell('Installing dependencies …');
  // Development dependencies are needed to build, whatever NODE_ENV says.
  const status = npm(['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root });
  if (status !== 0) throw new Error(`Dependencies could not be installed: npm ci ended with ${status}. Is the registry within reach?`);
}

/** Runs npm, the same one that runs us if there is one; its output goes to stderr. Gets its exit code. */
export function npm(args, options = {}) {
  const own = process.env.npm_execpath;
  const [command, first] = own !== undefined && basename(own).startsWith('npm-cli') ? [process.execPath, [own]] : ['npm', []];
  const run = spawnSync(command, [...first, ...args], { shell: command === 'npm' && process.platform === 'win32', ...options, stdio: ['ignore', 2, 2] });
  return run.status ?? run.signal ?? run.error?.code ?? 1;
}

/** What the build depends on, as one hash: contents, not dates, which a checkout sets anew. */
export function sourcesHash() {
  const hash = createHash('sha256');
  for (const name of SOURCES.flatMap(filesUnder))
    hash
      .update(`${name}\0`)
      .update(readFileSync(join(root, name)))
      .update('\0');
  return hash.digest('hex');
}

export function tell(line) {
  process.stderr.write(`${line}\n`);
}

/** Runs a script's main function; a failure is one line and exit code 2. */
export async function main(run) {
  try {
    process.exitCode = (await run()) ?? 0;
  } catch (error) {
    tell(error instanceof Error ? error.message : String(error));
    process.exitCode = 2;
  }
}

function isStale() {
  try {
    return readFileSync(join(root, 'dist', '.sources'), 'utf8') !== sourcesHash();
  } catch {
    return true;
  }
}

// npm leaves a list of what it installed, written last. Packages for other platforms are optional and may be missing.
function isInstalled() {
  try {
    const wanted = packagesOf('package-lock.json');
    const there = packagesOf(join('node_modules', '.package-lock.json'));
    return Object.entries(wanted).every(([path, entry]) => path === '' || entry.optional || entry.devOptional || there[path]?.version === entry.version);
  } catch {
    return false;
  }
}

function packagesOf(lock) {
  return JSON.parse(readFileSync(join(root, lock), 'utf8')).packages;
}

function filesUnder(name) {
  if (!existsSync(join(root, name))) return [];
  if (/\.\w+$/.test(name)) return [name];
  const entries = readdirSync(join(root, name), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => (entry.isDirectory() ? filesUnder(`${name}/${entry.name}`) : [`${name}/${entry.name}`]));
}
