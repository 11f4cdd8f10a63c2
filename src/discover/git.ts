import { spawnSync } from 'node:child_process';
import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, sep } from 'node:path';
import { isInside } from './read.js';

/** Paths are relative to the folder. */
export type GitListing =
  | {
      readonly kind: 'listed';
      /** Tracked, and no links. */
      readonly files: readonly string[];
      readonly links: readonly string[];
      readonly untracked: readonly string[];
      /** Submodules, and repositories that are not tracked: git does not look inside. */
      readonly repositories: readonly string[];
    }
  | { readonly kind: 'failed'; readonly why: string };

/**
 * Asks git for the tracked and the untracked-not-ignored files of a folder.
 *
 * The checkout is not trusted. Its configuration can name commands that git runs (a file system monitor, hooks, the
 * transport that fetches a missing object), so each of these is switched off on the command line, which outranks it.
 * User and system configuration are left out for the sake of equal results everywhere.
 */
export function listByGit(folder: string): GitListing {
  const git = findGit(folder);
  if (git === undefined) return { kind: 'failed', why: 'git is not installed' };
  const run = spawnSync(git, ['-C', folder, ...QUIET_CONFIG, 'ls-files', '-z', '--stage', '--cached', '--others', '--exclude-standard'], {
    env: quietEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
    killSignal: 'SIGKILL',
    maxBuffer: 1 << 29,
    windowsHide: true,
  });
  if (run.error !== undefined)
    return { kind: 'failed', why: `git could not list the files (${(run.error as NodeJS.ErrnoException).code ?? run.error.message})` };
  if (run.status !== 0) return { kind: 'failed', why: `git could not list the files (${firstLineOf(run.stderr.toString('utf8'))})` };
  return sortOut(run.stdout.toString('utf8'));
}

/**
 * Asks git about a folder, with all of the checkout's own configuration that could run something switched off. `why` is empty where
 * git said nothing.
 */
export function askGit(
  folder: string,
  args: readonly string[],
  input?: string,
): { readonly kind: 'answered'; readonly output: Buffer } | { readonly kind: 'failed'; readonly why: string } {
  const git = findGit(folder);
  if (git === undefined) return { kind: 'failed', why: 'git is not installed' };
  const run = spawnSync(git, ['-C', folder, ...QUIET_CONFIG, ...args], {
    env: quietEnvironment(),
    ...(input === undefined ? { stdio: ['ignore', 'pipe', 'pipe'] } : { input }),
    timeout: 120_000,
    killSignal: 'SIGKILL',
    maxBuffer: 1 << 30,
    windowsHide: true,
  });
  if (run.error !== undefined) return { kind: 'failed', why: (run.error as NodeJS.ErrnoException).code ?? run.error.message };
  if (run.status === 0) return { kind: 'answered', output: run.stdout };
  const said = run.stderr.toString('utf8');
  return { kind: 'failed', why: said.trim() === '' ? '' : firstLineOf(said) };
}

/** Reads `<mode> <object> <stage>\t<path>` for tracked paths, and bare paths for the rest. A path in conflict is there up to three times. */
function sortOut(output: string): GitListing {
  const listing = { files: new Set<string>(), links: new Set<string>(), untracked: new Set<string>(), repositories: new Set<string>() };
  for (const entry of output.split('\0')) {
    const mode = /^\d{6} [\da-f]{40,64} \d\t/.test(entry) ? entry.slice(0, 6) : undefined;
    const path = mode === undefined ? entry : entry.slice(entry.indexOf('\t') + 1);
    if (path === '') continue;
    if (mode === '160000' || path.endsWith('/')) listing.repositories.add(path.replace(/\/$/, ''));
    else if (mode === '120000') listing.links.add(path);
    else if (mode === undefined) listing.untracked.add(path);
    else listing.files.add(path);
  }
  return { kind: 'listed', files: [...listing.files], links: [...listing.links], untracked: [...listing.untracked], repositories: [...listing.repositories] };
}

const QUIET_CONFIG: readonly string[] = [
  '--no-pager',
  ...['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'core.untrackedCache=false', 'core.excludesFile=', 'core.attributesFile='],
  ...['protocol.allow=never', 'core.sshCommand=false', 'credential.helper=', 'submodule.recurse=false', 'gc.auto=0', 'maintenance.auto=false'],
  // Checkouts in containers often belong to another user, which git refuses; with all of the above off, nothing of theirs can run.
  'safe.directory=*',
].flatMap((setting) => (setting.startsWith('-') ? [setting] : ['-c', setting]));

function quietEnvironment(): NodeJS.ProcessEnv {
  // A hook around us sets GIT_DIR and GIT_INDEX_FILE, which would have git look at another tree.
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.toUpperCase().startsWith('GIT_')));
  return {
    ...own,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    HOME: '/dev/null',
    XDG_CONFIG_HOME: '/dev/null',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
  };
}

/**
 * Finds git on the PATH, but for places that the checkout itself may fill: relative ones, ones inside of it, and the
 * `node_modules/.bin` folders that package runners put in front.
 */
function findGit(folder: string): string | undefined {
  const names = process.platform === 'win32' ? ['git.exe', 'git.cmd'] : ['git'];
  for (const place of (process.env['PATH'] ?? process.env['Path'] ?? '').split(delimiter)) {
    if (!isAbsolute(place) || place.includes(`${sep}node_modules${sep}`)) continue;
    const found = names.map((name) => join(place, name)).find(isProgram);
    if (found !== undefined && !isInside(folder, realpathSync.native(found))) return found;
  }
  return undefined;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function firstLineOf(text: string): string {
  const line = text.split('\n').find((one) => one.trim() !== '') ?? 'no reason given';
  return line.replace(/^fatal: /, '').slice(0, 200);
}
