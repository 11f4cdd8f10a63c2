import { isBuiltin } from 'node:module';
import type { Gap } from '../model/place.js';
import { folderOf, joinPath, type KnownFiles, knowFiles, upwards } from './known-files.js';
import { importsFile, mainTargets, packageFile } from './package-entry.js';
import { type ConfigReader, type PathConfig, readPathConfig } from './tsconfig.js';
import { type Package, type Packages, readPackages } from './workspace.js';

/** For a file, the function that finds the file which a specifier in it means. */
export type ResolverOf = (from: string) => (specifier: string) => string | undefined;

/** Prepares resolving. What cannot be read of the configuration is added to `gaps`, also later, when it is first needed. */
export function makeResolver(files: readonly string[], readConfig: (path: string) => string | undefined, gaps: Gap[]): ResolverOf {
  const read = once(readConfig);
  const packages = readPackages(files, read);
  const known = knowFiles(files, (folder) => mainTargets(packages.at(folder)?.fields ?? {})[0]);
  const reader: ConfigReader = { readConfig: (path) => (known.has(path) ? read(path) : undefined), inPackage: (name) => configInPackage(name, packages), gaps };
  const surroundings = surroundingsBy(known, packages, reader);
  const resolveNamed = (around: Surroundings, name: string): string | undefined => {
    const asked = around.answers.get(name);
    if (asked !== undefined) return asked ?? undefined;
    const found = namedFile(around, name, known, packages);
    around.answers.set(name, found ?? null);
    return found;
  };
  return (from) => {
    const folder = folderOf(from);
    const isPage = PAGE.test(from);
    const around = surroundings(folder);
    return (specifier) => {
      const name = bareOf(specifier);
      if (name === '' || name === '/' || /^(?:[a-z][a-z\d+.-]+:|\/\/)/i.test(name)) return undefined;
      const relative = name.startsWith('.') ? known.probe(joinPath(folder, name)) : undefined;
      if (relative !== undefined || (name.startsWith('.') && !isPage)) return relative;
      if (isPage) return pageFile(folder, name, around, known) ?? resolveNamed(around, name);
      return name.startsWith('/') ? absoluteFile(name, around, known) : resolveNamed(around, name);
    };
  };
}

/** Drops what a bundler or a server reads for itself: `loader!./x`, `./x?raw`, `%PUBLIC_URL%/x`. */
function bareOf(specifier: string): string {
  if (!/[?#!%]/.test(specifier)) return specifier;
  const plain = specifier.slice(specifier.lastIndexOf('!') + 1).replace(/^%PUBLIC_URL%/, '');
  const cut = plain.slice(1).search(/[?#]/);
  return cut < 0 ? plain : plain.slice(0, cut + 1);
}

/** What decides about bare specifiers in a folder. Folders under the same configuration share one. */
interface Surroundings {
  readonly configs: readonly PathConfig[];
  readonly packages: readonly Package[];
  /** Folders that `@/` may stand for, likeliest first. */
  readonly aliasRoots: readonly string[];
  readonly answers: Map<string, string | null>;
}

function surroundingsBy(known: KnownFiles, packages: Packages, reader: ConfigReader): (folder: string) => Surroundings {
  const byFolder = new Map<string, Surroundings>();
  const configOf = once((file) => readPathConfig(file, reader));
  const compute = (folder: string): Surroundings => {
    const done = byFolder.get(folder);
    if (done !== undefined) return done;
    const above = folder === '' ? undefined : compute(folderOf(folder));
    const own = configFilesIn(folder, known).map(configOf);
    const isSame = above !== undefined && own.length === 0 && packages.at(folder) === undefined && !SOURCE_FOLDER.test(folder);
    const around = isSame
      ? above
      : { configs: [...own, ...(above?.configs ?? [])], packages: packages.around(folder), aliasRoots: aliasRootsOf(folder, packages), answers: new Map() };
    byFolder.set(folder, around);
    return around;
  };
  return compute;
}

const SOURCE_FOLDER = /(?:^|\/)(?:src|app|js|source)$/;

function once<T>(make: (key: string) => T): (key: string) => T {
  const made = new Map<string, { readonly value: T }>();
  return (key) => {
    const before = made.get(key);
    if (before !== undefined) return before.value;
    const value = make(key);
    made.set(key, { value });
    return value;
  };
}

/** The first that is there counts; the last two hold the paths where a folder has parts, or a base for folders below. */
function configFilesIn(folder: string, known: KnownFiles): readonly string[] {
  const names = ['tsconfig.json', 'jsconfig.json', 'tsconfig.app.json', 'tsconfig.base.json'];
  return names
    .map((name) => joinPath(folder, name))
    .filter((path) => known.has(path))
    .slice(0, 1);
}

function aliasRootsOf(folder: string, packages: Packages): readonly string[] {
  const homes = [...packages.around(folder).map((one) => one.folder), ''];
  const inHomes = homes.flatMap((home) => ['src', '', 'app', 'resources/js'].map((part) => joinPath(home, part)));
  return [...new Set([...inHomes, ...upwards(folder).filter((one) => SOURCE_FOLDER.test(one))])];
}

function namedFile(around: Surroundings, name: string, known: KnownFiles, packages: Packages): string | undefined {
  if (name.startsWith('#')) {
    const found = around.packages.map((one) => importsFile(one, name, known)).find((file) => file !== undefined);
    if (found !== undefined) return found;
  }
  return configuredFile(around.configs, name, known) ?? workspaceFile(around, name, known, packages) ?? aliasFile(around, name, known);
}

/** By `paths`, then by `baseUrl`, of the nearest configuration first. */
function configuredFile(configs: readonly PathConfig[], name: string, known: KnownFiles): string | undefined {
  for (const config of configs) {
    const found = mappedFile(config, name, known) ?? (config.baseUrl === undefined ? undefined : known.probe(joinPath(config.baseUrl, name)));
    if (found !== undefined) return found;
  }
  return undefined;
}

function mappedFile(config: PathConfig, name: string, known: KnownFiles): string | undefined {
  for (const { before, after, star, targets } of config.paths) {
    if (star ? !(name.length >= before.length + after.length && name.startsWith(before) && name.endsWith(after)) : name !== before) continue;
    const inner = star ? name.slice(before.length, name.length - after.length) : '';
    for (const target of targets) {
      const found = known.probe(
        joinPath(
          '',
          target.replace('*', () => inner),
        ),
      );
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function workspaceFile(around: Surroundings, name: string, known: KnownFiles, packages: Packages): string | undefined {
  const [packageName, subpath] = splitName(name);
  const one = packages.named(packageName) ?? around.packages.find((own) => own.name === packageName);
  return one === undefined ? undefined : packageFile(one, subpath, known);
}

function splitName(name: string): readonly [packageName: string, subpath: string] {
  const slash = name.indexOf('/', name.startsWith('@') ? name.indexOf('/') + 1 : 0);
  return slash < 0 ? [name, ''] : [name.slice(0, slash), name.slice(slash + 1)];
}

/**
 * By custom, where no configuration that we can read says so: `@/x`, `~/x`, `$lib/x`, `@components/x`, `components/x`.
 * ASSUMES: what no package.json around depends on, and is there by that name, is meant.
 */
function aliasFile(around: Surroundings, name: string, known: KnownFiles): string | undefined {
  const [, sign = '', rest = ''] = /^([@~$]{0,2})\/?(.*)$/.exec(name) ?? [];
  if (rest === '' || (sign === '' && !rest.includes('/'))) return undefined;
  const isPlain = name[sign.length] === '/';
  if (!isPlain && (isBuiltin(name) || around.packages.length === 0 || mayBePackage(around.packages, name))) return undefined;
  for (const root of around.aliasRoots) {
    const found = known.probe(joinPath(root, rest));
    if (found !== undefined) return found;
  }
  return undefined;
}

function mayBePackage(packages: readonly Package[], name: string): boolean {
  const [packageName] = splitName(name);
  const scope = packageName.startsWith('@') ? packageName.slice(0, packageName.indexOf('/') + 1) : undefined;
  return packages.some(({ dependencies }) => dependencies.has(packageName) || (scope !== undefined && [...dependencies].some((one) => one.startsWith(scope))));
}

const PAGE =
  /\.(?:x?html?|ejs|eta|hbs|handlebars|mustache|njk|nunjucks|jinja2?|j2|erb|rhtml|php|phtml|liquid|twig|latte|tmpl|tpl|gohtml|jsp[fx]?|ftlh?|vm|cshtml|aspx)$/i;

/** Folders that a server gives out as the root of its addresses. */
const SERVED = ['', 'public', 'static', 'src', 'app', 'www', 'wwwroot', 'dist', 'assets', 'client'];

/** `src="js/app.js"` in a page is relative to the page; in a template, to whatever folder is served. */
function pageFile(folder: string, name: string, around: Surroundings, known: KnownFiles): string | undefined {
  return known.exact(joinPath(folder, name)) ?? absoluteFile(name, around, known);
}

function absoluteFile(name: string, around: Surroundings, known: KnownFiles): string | undefined {
  for (const home of [...around.packages.map((one) => one.folder), '']) {
    for (const served of SERVED) {
      const path = joinPath(joinPath(home, served), name);
      const found = known.exact(path) ?? (name.startsWith('/') ? known.probe(path) : undefined);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** `extends: "tsconfig/nextjs.json"` names a file in a package; `extends: "@acme/tsconfig"` means its tsconfig.json. */
function configInPackage(specifier: string, packages: Packages): string | undefined {
  const [name, subpath] = splitName(specifier);
  const folder = packages.named(name)?.folder;
  return folder === undefined ? undefined : joinPath(folder, subpath === '' ? 'tsconfig.json' : subpath);
}
