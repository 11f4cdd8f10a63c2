import { asObject, asText, asTexts, type Json, type JsonObject, readJson } from './json.js';
import { folderOf, joinPath, upwards } from './known-files.js';

/** One package.json of the project. */
export interface Package {
  readonly folder: string;
  readonly name?: string;
  readonly fields: JsonObject;
  /** Names of all dependencies, of every scope. */
  readonly dependencies: ReadonlySet<string>;
}

export interface Packages {
  readonly at: (folder: string) => Package | undefined;
  /** The packages around a folder, nearest first. */
  readonly around: (folder: string) => readonly Package[];
  /** The package of the project that a name stands for: a workspace, or one that is linked by its path. */
  readonly named: (name: string) => Package | undefined;
}

/** Reads all package.json files and what binds them together. Broken ones yield what can be made out; the manifests stage says so. */
export function readPackages(files: readonly string[], readConfig: (path: string) => string | undefined): Packages {
  const byFolder = new Map<string, Package>();
  for (const file of files) {
    if (file !== 'package.json' && !file.endsWith('/package.json')) continue;
    const text = readConfig(file);
    if (text !== undefined) byFolder.set(folderOf(file), readPackage(folderOf(file), text));
  }
  const globs = workspaceGlobs(files, byFolder, readConfig);
  const linked = linkedByPath(byFolder);
  const named = new Map<string, Package>();
  for (const one of byFolder.values()) {
    const isLinked = linked.folders.has(one.folder) || (one.name !== undefined && linked.names.has(one.name)) || isWorkspace(one.folder, globs);
    if (one.name !== undefined && isLinked && !named.has(one.name)) named.set(one.name, one);
  }
  return {
    at: (folder) => byFolder.get(folder),
    around: (folder) =>
      upwards(folder).flatMap((one) => {
        const found = byFolder.get(one);
        return found === undefined ? [] : [found];
      }),
    named: (name) => named.get(name),
  };
}

const SCOPES = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];

function readPackage(folder: string, text: string): Package {
  const fields = asObject(readJson(text).value);
  const name = asText(fields['name']);
  const dependencies = new Set(SCOPES.flatMap((scope) => Object.keys(asObject(fields[scope]))));
  return { folder, ...(name === undefined ? {} : { name }), fields, dependencies };
}

interface Globs {
  readonly folder: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

function workspaceGlobs(files: readonly string[], byFolder: ReadonlyMap<string, Package>, readConfig: (path: string) => string | undefined): readonly Globs[] {
  const all: Globs[] = [];
  const add = (folder: string, patterns: readonly string[]): void => {
    const clean = patterns.map((pattern) => pattern.replace(/^(!?)\.\//, '$1').replace(/\/+$/, ''));
    const isExclusion = (pattern: string): boolean => pattern.startsWith('!');
    all.push({ folder, include: clean.filter((one) => !isExclusion(one)), exclude: clean.filter(isExclusion).map((one) => one.slice(1)) });
  };
  for (const one of byFolder.values()) {
    const field = one.fields['workspaces'];
    add(one.folder, Array.isArray(field) ? asTexts(field) : asTexts(asObject(field)['packages']));
  }
  for (const file of files) {
    if (file === 'pnpm-workspace.yaml' || file.endsWith('/pnpm-workspace.yaml')) add(folderOf(file), pnpmPackages(readConfig(file) ?? ''));
    if (file === 'lerna.json' || file.endsWith('/lerna.json')) add(folderOf(file), asTexts(asObject(readJson(readConfig(file) ?? '').value)['packages']));
  }
  return all.filter((globs) => globs.include.length > 0);
}

/** The list `packages` of a pnpm-workspace.yaml. That list is all we want, and not worth a YAML parser on every run. */
function pnpmPackages(text: string): readonly string[] {
  const [, inline, block] = /^packages:[ \t]*(?:\[([^\]]*)\]|(?:#.*)?\r?\n((?:[ \t]*(?:-.*|#.*)?(?:\r?\n|$))*))/m.exec(text) ?? [];
  const items = inline === undefined ? (block ?? '').split(/\r?\n/).map((line) => /^\s*-\s+(.*)$/.exec(line)?.[1] ?? '') : inline.split(',');
  return items
    .map(
      (item) =>
        /^\s*(?:"([^"]*)"|'([^']*)'|([^#]*))/
          .exec(item)
          ?.slice(1)
          .find((one) => one !== undefined)
          ?.trim() ?? '',
    )
    .filter((item) => item !== '');
}

function isWorkspace(folder: string, globs: readonly Globs[]): boolean {
  return globs.some(({ folder: base, include, exclude }) => {
    if (base !== '' && !folder.startsWith(`${base}/`)) return false;
    const segments = folder.slice(base === '' ? 0 : base.length + 1).split('/');
    const fits = (glob: string): boolean => matchesSegments(glob.split('/'), segments);
    return include.some(fits) && !exclude.some(fits);
  });
}

/** Matches a path with a glob, segment by segment. Goes back to the last `**` only, so that no glob takes long. */
function matchesSegments(glob: readonly string[], path: readonly string[]): boolean {
  return matchesSequence(
    glob.length,
    path.length,
    (g) => glob[g] === '**',
    (g, p) => matchesText(glob[g] ?? '', path[p] ?? ''),
  );
}

function matchesText(glob: string, text: string): boolean {
  return matchesSequence(
    glob.length,
    text.length,
    (g) => glob[g] === '*',
    (g, p) => glob[g] === text[p] || glob[g] === '?',
  );
}

function matchesSequence(globLength: number, length: number, isStar: (g: number) => boolean, fits: (g: number, p: number) => boolean): boolean {
  let g = 0;
  let p = 0;
  let back: { readonly g: number; readonly p: number } | undefined;
  while (p < length) {
    if (g < globLength && isStar(g)) {
      back = { g, p };
      g += 1;
    } else if (g < globLength && fits(g, p)) {
      g += 1;
      p += 1;
    } else if (back !== undefined) {
      back = { g: back.g, p: back.p + 1 };
      g = back.g + 1;
      p = back.p;
    } else return false;
  }
  while (g < globLength && isStar(g)) g += 1;
  return g === globLength;
}

/** Dependencies such as `workspace:*` and `file:../shared` say that a name means a folder of the project. */
function linkedByPath(byFolder: ReadonlyMap<string, Package>): { readonly names: ReadonlySet<string>; readonly folders: ReadonlySet<string> } {
  const names = new Set<string>();
  const folders = new Set<string>();
  for (const one of byFolder.values()) {
    for (const scope of SCOPES) {
      for (const [name, value] of Object.entries(asObject(one.fields[scope]))) {
        const [, protocol, rest] = /^(workspace|file|link|portal):(.*)$/.exec(asText(value as Json) ?? '') ?? [];
        if (protocol === 'workspace') names.add(name);
        else if (rest !== undefined) folders.add(joinPath(one.folder, rest));
      }
    }
  }
  return { names, folders };
}
