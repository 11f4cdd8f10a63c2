import { type Dirent, existsSync, lstatSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Gap } from '../model/place.js';
import { listByGit } from './git.js';
import { OUTPUT_FOLDERS, vendoredFolder } from './kinds.js';
import { faultOf } from './read.js';

/** What a folder holds, by paths relative to it, in no order. Some may be gone. */
export interface Listing {
  readonly by: 'git' | 'walk';
  readonly files: readonly string[];
  /** Symbolic links as far as they are known to be some; to files or folders, not followed. */
  readonly links: readonly string[];
  readonly gaps: readonly Gap[];
}

/** Lists a folder: by git where it lies in a git tree, else by an own walk. */
export function listFolder(root: string): Listing {
  if (!isInGitTree(root)) return walkFolder(root);
  const listing: Growing = { files: [], links: [], gaps: [] };
  const fault = addByGit(root, '', listing, 0);
  if (fault === undefined) return { by: 'git', ...listing };
  const walked = walkFolder(root);
  return { ...walked, gaps: [{ stage: 'discover', why: `${fault}: all files are looked at, ignored ones too` }, ...walked.gaps] };
}

function isInGitTree(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return true;
    if (dirname(at) === at) return false;
  }
}

interface Growing {
  readonly files: string[];
  readonly links: string[];
  readonly gaps: Gap[];
}

const MAX_NESTED = 8;

/** Adds what git lists under a prefix, the contents of repositories inside it included. Returns why git could not. */
function addByGit(root: string, prefix: string, listing: Growing, depth: number): string | undefined {
  const listed = listByGit(join(root, prefix));
  if (listed.kind === 'failed') return listed.why;
  for (const file of listed.files) listing.files.push(prefix + file);
  for (const link of listed.links) listing.links.push(prefix + link);
  for (const file of listed.untracked) (isLink(join(root, prefix + file)) ? listing.links : listing.files).push(prefix + file);
  for (const inner of listed.repositories) addRepository(root, prefix + inner, listing, depth);
  return undefined;
}

function addRepository(root: string, path: string, listing: Growing, depth: number): void {
  if (vendoredFolder(path) !== undefined || isLink(join(root, path))) return;
  if (!existsSync(join(root, path, '.git')))
    listing.gaps.push({ stage: 'discover', file: path, why: 'a git submodule that is not checked out: not looked at' });
  else if (depth >= MAX_NESTED || addByGit(root, `${path}/`, listing, depth + 1) !== undefined) addWalk(root, path, listing);
}

function isLink(full: string): boolean {
  try {
    return lstatSync(full).isSymbolicLink();
  } catch {
    return false;
  }
}

/** Lists all files under a folder, but for folders that hold no sources of the project. */
export function walkFolder(root: string): Listing {
  const listing: Growing = { files: [], links: [], gaps: [] };
  addWalk(root, '', listing);
  return { by: 'walk', ...listing };
}

function addWalk(root: string, start: string, listing: Growing): void {
  const folders = [start];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of entriesOf(root, folder, listing.gaps)) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) enter(path, entry.name, folders, listing.gaps);
      else if (entry.isSymbolicLink()) listing.links.push(path);
      else if (entry.isFile()) listing.files.push(path);
    }
  }
}

function entriesOf(root: string, folder: string, gaps: Gap[]): readonly Dirent[] {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true });
  } catch (error) {
    gaps.push({ stage: 'discover', ...(folder === '' ? {} : { file: folder }), why: faultOf(error) });
    return [];
  }
}

function enter(path: string, name: string, folders: string[], gaps: Gap[]): void {
  if (SILENT.has(name)) return;
  const why = OUTPUT_FOLDERS.has(name) ? 'build output by its name' : vendoredFolder(path);
  if (why === undefined) folders.push(path);
  else gaps.push({ stage: 'discover', file: path, why: `${why}: not looked at` });
}

/** Nobody expects sources of the project in these. */
const SILENT: ReadonlySet<string> = new Set([
  ...['node_modules', 'bower_components', 'jspm_packages', '.yarn', '.pnpm-store', 'Pods'],
  ...['.git', '.hg', '.svn', '.idea', '.vscode', '.gradle', '__pycache__', '.venv', 'venv'],
  ...['.next', '.nuxt', '.output', '.svelte-kit', '.astro', '.angular', '.docusaurus', '.expo', '.vercel', '.netlify', '.wrangler'],
  ...['.cache', '.turbo', '.nx', '.parcel-cache', '.nyc_output', 'coverage'],
]);
