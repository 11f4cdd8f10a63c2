import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { askGit } from './git.js';
import { languageOf } from './kinds.js';

/** What a project was at another commit, in a folder of its own; or one line that says why it cannot be had. */
export type CheckOut = { readonly kind: 'out'; readonly folder: string; readonly remove: () => void } | { readonly kind: 'cannot'; readonly why: string };

/** Larger files are no source; they are left out here as there. */
const LARGEST = 2_000_000;

/**
 * Writes the files of a folder as they were where the current work left `ref` into a temporary folder: only kinds that are read, no
 * links, nothing that git would run. Whoever asks removes it.
 */
export function checkOut(folder: string, ref: string): CheckOut {
  const commit = askGit(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  if (commit.kind === 'failed')
    return { kind: 'cannot', why: `--changed: ${commit.why === '' ? `git knows no commit "${ref}" here; name a branch, a tag or a commit` : commit.why}` };
  const named = commit.output.toString('utf8').trim();
  const fork = askGit(folder, ['merge-base', named, 'HEAD']);
  const from = fork.kind === 'failed' ? named : fork.output.toString('utf8').trim();
  const listed = askGit(folder, ['ls-tree', '-r', '-z', '-l', from]);
  if (listed.kind === 'failed') return { kind: 'cannot', why: `--changed: git could not list the files of ${ref} (${listed.why})` };
  const files = filesIn(listed.output.toString('utf8'));
  const read = askGit(folder, ['cat-file', '--batch'], files.map(({ object }) => `${object}\n`).join(''));
  if (read.kind === 'failed') return { kind: 'cannot', why: `--changed: git could not read the files of ${ref} (${read.why})` };
  const out = mkdtempSync(join(tmpdir(), 'xborder-lint-'));
  const remove = () => rmSync(out, { recursive: true, force: true });
  try {
    writeAll(out, files, read.output);
  } catch (error) {
    remove();
    throw error;
  }
  return { kind: 'out', folder: out, remove };
}

interface Blob {
  readonly object: string;
  readonly path: string;
}

/** Reads `<mode> <type> <object> <size>\t<path>`. Paths that lead elsewhere are left out: objects of a checkout are not trusted. */
function filesIn(listing: string): readonly Blob[] {
  return listing.split('\0').flatMap((entry) => {
    const found = /^100\d{3} blob ([\da-f]{40,64}) +(\d+)\t([\s\S]+)$/.exec(entry);
    const [, object = '', size = '', path = ''] = found ?? [];
    if (found === null || Number(size) > LARGEST || languageOf(path) === undefined) return [];
    const isPlain = path.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..' && !segment.includes('\\'));
    return isPlain ? { object, path } : [];
  });
}

/** Takes `<object> blob <size>\n<content>\n` apart, in the order in which was asked. */
function writeAll(out: string, files: readonly Blob[], answer: Buffer): void {
  let at = 0;
  for (const { path } of files) {
    const end = answer.indexOf(10, at);
    const header = answer.subarray(at, end).toString('utf8').split(' ');
    if (end < 0 || header[1] !== 'blob') {
      at = end + 1;
      continue;
    }
    const size = Number(header[2]);
    const file = join(out, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, answer.subarray(end + 1, end + 1 + size));
    at = end + 1 + size + 1;
  }
}
