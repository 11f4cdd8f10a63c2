// Sources of packages as `--source` names them: a checkout, or a bare repository, also of an older release (`DIR@TAG`).
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { root } from '../prepare.mjs';

const CACHE = join(root, 'node_modules', '.cache', 'catalog-check', 'sources');
/** What types can be read from. */
const CODE = /\.(?:[cm]?[jt]sx?|vue|svelte|astro)$|(?:^|\/)(?:package|tsconfig[\w.]*)\.json$/;
const ASIDE = /(?:^|\/)(?:node_modules|tests?|__tests__|e2e|examples?|fixtures|docs|website|playground)\/|\.(?:test|spec|stories)\.[cm]?[jt]sx?$/;
const MOST_BYTES = 3_000_000;

/**
 * Opens a source. Gets its folder and, of a repository, the commit and the names of its tags; a bare repository is laid out in a
 * cache, its code alone. Throws where there is none.
 */
export function openSource(given) {
  const { folder, ref } = openPlace(given);
  if (!existsSync(join(folder, 'objects'))) return { folder };
  const git = gitOf(folder);
  const commit = git('rev-parse', '--short=12', `${ref}^{commit}`).trim();
  const laid = join(CACHE, `${nameOf(folder)}@${commit}`);
  if (!existsSync(laid)) layOut(folder, commit, laid);
  return {
    folder: laid,
    commit,
    // What stands at a tag is of that release.
    tags: (ref === 'HEAD' ? git('tag').split('\n') : [ref]).filter((tag) => tag !== ''),
  };
}

/** The folder and the ref that `DIR@REF` names; without a ref the end of the repository. Throws where there is no such folder. */
export function openPlace(given) {
  // Folders and tags may have an @ in them, too.
  const splits = [...given.matchAll(/@/g)].map(({ index }) => ({ at: given.slice(0, index), ref: given.slice(index + 1) }));
  const { at, ref } = [{ at: given, ref: 'HEAD' }, ...splits.reverse()].find((one) => existsSync(one.at)) ?? {};
  if (at === undefined) throw new Error(`There is no ${given}.`);
  return { folder: resolve(at), ref };
}

/** What a repository is called: the folder that it stands in. */
export function nameOf(folder) {
  return /^repo$|^\.git$/.test(basename(folder)) ? nameOf(dirname(folder)) : basename(folder);
}

/** Runs git in a repository; gets what it prints. */
export function gitOf(folder) {
  return (...args) => execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] });
}

/** The last release of each release line before the one that stands at the end of a repository, the newest first, as refs. */
export function olderReleases(tags, name, current) {
  const prefixes = [`${name}@`, `${name}-v`, `${name.split('/').at(-1)}@`, `${name.split('/').at(-1)}-v`, ''];
  const lines = new Map();
  for (const prefix of prefixes) {
    for (const tag of tags) {
      const [, number] = tag.startsWith(prefix) ? (/^v?(\d+\.\d+\.\d+)$/.exec(tag.slice(prefix.length)) ?? []) : [];
      if (number === undefined || lineOf(number) === lineOf(current)) continue;
      const last = lines.get(lineOf(number));
      if (last === undefined || isBefore(last.number, number)) lines.set(lineOf(number), { tag, number });
    }
    if (lines.size > 0) break;
  }
  return [...lines.values()].sort((a, b) => (isBefore(a.number, b.number) ? 1 : -1)).map(({ tag }) => tag);
}

/** Release numbers, the parts before a hyphen in order. */
export function isBefore(one, other) {
  const parts = (version) => version.split('-')[0].split('.').map(Number);
  const [a, b] = [parts(one), parts(other)];
  const at = a.findIndex((part, index) => part !== b[index]);
  return at !== -1 && a[at] < (b[at] ?? 0);
}

/** Before 1.0 every minor release may break. */
function lineOf(number) {
  return /^0\.\d+|^\d+/.exec(number)?.[0];
}

function layOut(repository, commit, laid) {
  const part = `${laid}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  const files = filesOf(repository, commit).filter(({ file, size }) => isCode(file, size));
  checkOut(repository, commit, files, part);
  renameSync(part, laid);
}

/** The files of a commit with their sizes. */
export function filesOf(repository, commit) {
  return gitOf(repository)('ls-tree', '-r', '-l', '-z', commit)
    .split('\0')
    .flatMap((row) => {
      const [, size, file] = /^\d+ blob \S+ +(\d+)\t([\s\S]*)$/.exec(row) ?? [];
      return file === undefined ? [] : [{ file, size: Number(size) }];
    });
}

/** Can types be read from it? */
export function isCode(file, size) {
  return size <= MOST_BYTES && CODE.test(file) && !ASIDE.test(file);
}

/** Writes files of a commit below a folder. */
export function checkOut(repository, commit, files, folder) {
  const index = `${folder}.index`;
  const env = { ...process.env, GIT_INDEX_FILE: index };
  execFileSync('git', ['-C', repository, 'read-tree', commit], { env });
  const args = ['--git-dir', repository, '--work-tree', folder, 'checkout-index', '-f', '-q', '-z', '--stdin'];
  execFileSync('git', args, { env, input: files.map(({ file }) => file).join('\0'), stdio: ['pipe', 'ignore', 'ignore'] });
  rmSync(index, { force: true });
}
