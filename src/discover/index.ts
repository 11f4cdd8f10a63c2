import { realpathSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Gap } from '../model/place.js';
import { condense } from './condense.js';
import { languageOf, type SourceFile } from './kinds.js';
import { listFolder, walkFolder } from './list.js';
import { faultOf } from './read.js';
import { sift } from './sift.js';

export { checkOut } from './check-out.js';
export { condense } from './condense.js';
export { configuresFramework, type SourceFile } from './kinds.js';
export { decode, readBytes } from './read.js';

/** What there is to look at. */
export interface Discovered {
  /** Real, absolute path. */
  readonly root: string;
  /** Sorted by path. */
  readonly files: readonly SourceFile[];
  /** The path of the only file, where one file was asked for instead of a folder. */
  readonly single?: string;
}

export type Discovery =
  | { readonly kind: 'found'; readonly discovered: Discovered; readonly gaps: readonly Gap[] }
  /** Nothing to look at; `why` is a full line that names the path and says what to do. */
  | { readonly kind: 'cannot'; readonly why: string };

/**
 * Lists what is to be looked at under a path; reads no file.
 *
 * A folder: the tracked and the untracked-not-ignored files of its git tree, else an own walk over the directories.
 * One file: it alone, as app code whatever its name; the root is its folder. Its imports are not followed, so that
 * a file in a folder of thousands costs no more than itself.
 *
 * What is left out (installed packages, build output, too large, not readable, links that lead out) is in `gaps`.
 * Never throws for a bad path.
 */
export function discover(path: string): Discovery {
  try {
    const real = realpathSync.native(path);
    const stat = statSync(real);
    if (stat.isDirectory()) return discoverFolder(path, real);
    if (stat.isFile()) return discoverFile(path, real, stat.size);
    return { kind: 'cannot', why: `${path}: neither a file nor a folder.` };
  } catch (error) {
    return { kind: 'cannot', why: whyNotThere(path, error) };
  }
}

function whyNotThere(path: string, error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR') return `${path}: no such file or folder. Check the path.`;
  return `${path}: ${faultOf(error)}.`;
}

function discoverFile(path: string, real: string, size: number): Discovery {
  const name = basename(real);
  const language = languageOf(name);
  if (language === undefined || language === 'text') return { kind: 'cannot', why: `${path}: not a kind of file that can be linted. ${READS}` };
  return { kind: 'found', discovered: { root: dirname(real), files: [{ path: name, size, language, role: 'app' }], single: name }, gaps: [] };
}

function discoverFolder(path: string, root: string): Discovery {
  const listed = listFolder(root);
  let sifted = sift(root, listed);
  let gaps = [...listed.gaps, ...sifted.gaps];
  // A folder that the repository around it ignores lists as empty. Whoever names it wants it looked at.
  if (listed.by === 'git' && !sifted.files.some(isSource)) {
    const walked = walkFolder(root);
    sifted = sift(root, walked);
    gaps = [...walked.gaps, ...sifted.gaps];
  }
  const files = sifted.files;
  const worthwhile = files.some((file) => file.language !== 'text');
  if (!worthwhile && gaps.length === 0) return { kind: 'cannot', why: `${path}: no source files here. ${READS} Check the path.` };
  if (!files.some(isSource)) gaps.push({ stage: 'discover', why: `no source files were found that can be read. ${READS}` });
  return { kind: 'found', discovered: { root, files }, gaps: condense(gaps) };
}

const READS = 'Read are .js .jsx .mjs .cjs .ts .tsx .mts .cts .html .vue .svelte .astro and package.json.';

function isSource(file: SourceFile): boolean {
  return file.language !== 'text' && file.language !== 'manifest';
}
