import { lstatSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Gap } from '../model/place.js';
import { isGenerated, languageOf, OUTPUT_FOLDERS, roleOf, type SourceFile, vendoredFolder } from './kinds.js';
import type { Listing } from './list.js';
import { faultOf, isInside, LEADS_OUT, limitOf, tooLarge } from './read.js';

interface Sifted {
  readonly files: readonly SourceFile[];
  readonly gaps: readonly Gap[];
}

/** Of all that is listed, keeps the files that some stage reads, sorted; says what was left out. Reads no content. */
export function sift(root: string, listing: Listing): Sifted {
  const files: SourceFile[] = [];
  const gaps = new Map<string, string>();
  const foldersOf = judgeFolders(root, listing.files);
  const known = new Set(listing.files);
  for (const path of listing.files) {
    if (languageOf(path) === undefined) continue;
    const folder = foldersOf(path);
    if (folder !== undefined) gaps.set(folder.path, folder.why);
    else addFile(path, join(root, path), files, gaps);
  }
  for (const link of listing.links) addLink(root, link, known, files, gaps);
  files.sort((a, b) => byCodeUnit(a.path, b.path));
  const left = [...gaps].sort(([a], [b]) => byCodeUnit(a, b));
  return { files, gaps: left.map(([file, why]): Gap => ({ stage: 'discover', file, why })) };
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function addFile(path: string, full: string, files: SourceFile[], gaps: Map<string, string>): void {
  const language = languageOf(path);
  if (language === undefined) return;
  const stat = statOf(full);
  // Tracked, but deleted here: there is nothing to say about it.
  if (stat === undefined) return;
  if (typeof stat === 'string') gaps.set(path, stat);
  else if (!stat.isFile()) return;
  else if (isGenerated(path)) gaps.set(path, 'minified or bundled, by its name: lint the sources that it was made from');
  else if (stat.size > limitOf(path)) gaps.set(path, tooLarge(path));
  else files.push({ path, size: stat.size, language, role: roleOf(path) });
}

function statOf(full: string): Stats | string | undefined {
  try {
    return lstatSync(full, { throwIfNoEntry: false });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOTDIR' ? undefined : faultOf(error);
  }
}

/** A link counts only where it leads to a file inside that is not listed by its own name: nothing is looked at twice. */
function addLink(root: string, path: string, known: ReadonlySet<string>, files: SourceFile[], gaps: Map<string, string>): void {
  const language = languageOf(path);
  const isRead = language !== undefined;
  // Nobody misses a licence text, or a picture.
  const matters = isRead && language !== 'text';
  try {
    const real = realpathSync.native(join(root, path));
    const isFolder = statSync(real).isDirectory();
    if (!isInside(root, real)) {
      if (matters || isFolder) gaps.set(path, LEADS_OUT);
    } else if (isRead && !isFolder && !known.has(relative(root, real).split(sep).join('/'))) addFile(path, real, files, gaps);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ELOOP' || matters) gaps.set(path, code === 'ENOENT' ? 'a link to nothing' : faultOf(error));
  }
}

/** Makes the function that says of a file whether it lies in a folder that is left out: the outermost such folder, and why. */
function judgeFolders(root: string, files: readonly string[]): (path: string) => Left | undefined {
  const folders = allFolders(files);
  const judged = new Map<string, Left | undefined>();
  const judge = (folder: string): Left | undefined => {
    if (folder === '') return undefined;
    if (judged.has(folder)) return judged.get(folder);
    const above = judge(parentOf(folder));
    const why = above === undefined ? whyLeft(root, folder, folders) : undefined;
    const left = above ?? (why === undefined ? undefined : { path: folder, why });
    judged.set(folder, left);
    return left;
  };
  return (path) => judge(parentOf(path));
}

interface Left {
  readonly path: string;
  readonly why: string;
}

function whyLeft(root: string, folder: string, folders: ReadonlySet<string>): string | undefined {
  const vendored = vendoredFolder(folder);
  if (vendored !== undefined) return `${vendored}: not looked at`;
  const above = parentOf(folder);
  const sources = above === '' ? 'src' : `${above}/src`;
  if (OUTPUT_FOLDERS.has(folder.slice(folder.lastIndexOf('/') + 1)) && folders.has(sources)) return 'build output beside its sources: not looked at';
  // Git lists what was a folder when it was tracked; by now it may be a link to anywhere.
  const stat = statOf(join(root, folder));
  return stat !== undefined && typeof stat !== 'string' && stat.isSymbolicLink() ? 'a folder in git, and a link here: not followed' : undefined;
}

function allFolders(files: readonly string[]): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const file of files) {
    for (let at = parentOf(file); at !== '' && !folders.has(at); at = parentOf(at)) folders.add(at);
  }
  return folders;
}

function parentOf(path: string): string {
  const at = path.lastIndexOf('/');
  return at < 0 ? '' : path.slice(0, at);
}
