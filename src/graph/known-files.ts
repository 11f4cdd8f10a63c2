import { posix } from 'node:path';

/** The files of the project as a resolver sees them. Paths are relative to the root; the root itself is `''`. */
export interface KnownFiles {
  /** The file that a path means as a module: itself, with another extension, or as a folder. */
  readonly probe: (path: string) => string | undefined;
  /** The file of exactly this path; where only the case of letters differs, if it is the only one. */
  readonly exact: (path: string) => string | undefined;
  readonly has: (path: string) => boolean;
}

/** Indexes the files. `mainOf` tells what a package.json in a folder names as the folder's module. */
export function knowFiles(files: readonly string[], mainOf: (folder: string) => string | undefined): KnownFiles {
  const all = new Set(files);
  const folded = foldCase(files);
  const same: Lookup = (path) => (all.has(path) ? path : undefined);
  const alike: Lookup = (path) => same(path) ?? folded.get(path.toLowerCase()) ?? undefined;
  const stems = stemsOf(files);
  const probed = new Map<string, string | null>();
  return {
    has: (path) => all.has(path),
    exact: alike,
    probe: (path) => {
      const before = probed.get(path);
      if (before !== undefined) return before ?? undefined;
      const found = stems.has(stemOf(path)) ? (probeWith(path, same, mainOf) ?? probeWith(path, alike, mainOf)) : undefined;
      probed.set(path, found ?? null);
      return found;
    },
  };
}

/** What all paths that a probe of a name may try have in common. Most names are packages: one look tells that they are no file. */
function stemOf(path: string): string {
  const dot = path.indexOf('.', path.lastIndexOf('/') + 1);
  return (dot < 0 ? path : path.slice(0, dot)).toLowerCase();
}

function stemsOf(files: readonly string[]): ReadonlySet<string> {
  const stems = new Set(['']);
  const folders = new Set(['']);
  for (const file of files) {
    stems.add(stemOf(file));
    for (let at = folderOf(file); !folders.has(at); at = folderOf(at)) {
      folders.add(at);
      stems.add(stemOf(at));
    }
  }
  return stems;
}

type Lookup = (path: string) => string | undefined;

/** Lower-case path → the one file that it can mean, or null where several differ in case alone. */
function foldCase(files: readonly string[]): ReadonlyMap<string, string | null> {
  const folded = new Map<string, string | null>();
  for (const file of files) {
    const key = file.toLowerCase();
    folded.set(key, folded.has(key) ? null : file);
  }
  return folded;
}

function probeWith(path: string, find: Lookup, mainOf: (folder: string) => string | undefined): string | undefined {
  const direct = path === '' ? undefined : (find(path) ?? swapped(path, find) ?? firstOf(path, FILE_ENDINGS, find));
  if (direct !== undefined) return direct;
  const main = mainOf(path);
  const index = joinPath(path, 'index');
  return (main === undefined ? undefined : probeMain(joinPath(path, main), find)) ?? firstOf(index, FILE_ENDINGS, find);
}

function probeMain(path: string, find: Lookup): string | undefined {
  return find(path) ?? swapped(path, find) ?? firstOf(path, FILE_ENDINGS, find) ?? firstOf(joinPath(path, 'index'), FILE_ENDINGS, find);
}

/** TypeScript has its imports written with the extension of what it compiles to. */
function swapped(path: string, find: Lookup): string | undefined {
  const dot = path.lastIndexOf('.');
  const sources = dot < 0 ? undefined : SOURCES_OF.get(path.slice(dot));
  return sources === undefined ? undefined : firstOf(path.slice(0, dot), sources, find);
}

const SOURCES_OF: ReadonlyMap<string, readonly string[]> = new Map([
  ['.js', ['.ts', '.tsx', '.jsx', '.d.ts']],
  ['.jsx', ['.tsx', '.ts', '.js']],
  ['.mjs', ['.mts', '.ts', '.d.mts']],
  ['.cjs', ['.cts', '.ts', '.d.cts']],
]);

/** What may be left out at the end of a specifier, in the order of preference. React Native picks a file by platform. */
const FILE_ENDINGS: readonly string[] = [
  ...['.ts', '.tsx', '.js', '.jsx', '.mjs', '.cjs', '.mts', '.cts', '.vue', '.svelte', '.astro', '.json'],
  ...['.native', '.ios', '.android', '.web'].flatMap((platform) => ['.ts', '.tsx', '.js', '.jsx'].map((extension) => platform + extension)),
  '.d.ts',
];

function firstOf(base: string, endings: readonly string[], find: Lookup): string | undefined {
  for (const ending of endings) {
    const found = find(base + ending);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Joins a folder and a path. What climbs out of the root starts with `..` and is no known file. */
export function joinPath(folder: string, path: string): string {
  let from = folder;
  let rest = path;
  for (;;) {
    if (rest.startsWith('./')) rest = rest.slice(2);
    else if (rest.startsWith('../') && from !== '') {
      from = folderOf(from);
      rest = rest.slice(3);
    } else break;
  }
  if (/^[^./]/.test(rest) && !/\/(?:[./]|$)/.test(rest)) return from === '' ? rest : `${from}/${rest}`;
  const joined = posix.join(from, rest).replace(/^\/+|\/+$/g, '');
  return joined === '.' ? '' : joined;
}

export function folderOf(path: string): string {
  const at = path.lastIndexOf('/');
  return at < 0 ? '' : path.slice(0, at);
}

/** The folders from this one up to the root, which is last. */
export function upwards(folder: string): readonly string[] {
  const all = [folder];
  for (let at = folder; at !== ''; ) {
    at = folderOf(at);
    all.push(at);
  }
  return all;
}
