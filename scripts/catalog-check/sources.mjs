// Packages as checkouts of their vendors' repositories hold them, for those whose published form says too little.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const ENDINGS = ['.ts', '.tsx', '/index.ts', '/index.tsx', '.d.ts', '/index.d.ts', '.mts', '.js', '/index.js', '.mjs', '.jsx', '/index.jsx'];

/** The packages of all manifests under the given folders: name → folder, version, and where its specifiers lead. */
export function sourcePackages(folders) {
  const packages = new Map();
  for (const top of folders) {
    for (const folder of foldersWithManifest(top)) {
      const manifest = readManifest(folder);
      if (manifest?.name === undefined || packages.has(manifest.name)) continue;
      packages.set(manifest.name, { name: manifest.name, folder, top, version: manifest.version ?? '0.0.0', manifest });
    }
  }
  return packages;
}

/** `paths` of a compiler: for each package of the checkout, where its specifiers lead. */
export function sourcePaths(packages, top, specifiers) {
  const paths = {};
  for (const one of packages.values()) {
    if (one.top !== top) continue;
    const entry = entryOf(one, '.');
    if (entry !== undefined) paths[one.name] = [entry];
    paths[`${one.name}/*`] = ['src/*', '*', 'lib/*'].map((place) => join(one.folder, place));
  }
  for (const specifier of specifiers) {
    const owner = [...packages.values()].find((one) => one.top === top && specifier.startsWith(`${one.name}/`));
    const entry = owner === undefined ? undefined : entryOf(owner, `.${specifier.slice(owner.name.length)}`);
    if (entry !== undefined) paths[specifier] = [entry];
  }
  return paths;
}

function entryOf({ folder, manifest }, subpath) {
  // Declarations that stand in the checkout as they are published.
  const written = subpath === '.' ? (manifest.types ?? manifest.typings) : undefined;
  if (written?.endsWith('.d.ts') && existsSync(join(folder, written))) return join(folder, written);
  const named = [
    ...targetsOf(manifest.exports, subpath),
    ...(subpath === '.' ? [manifest.source, manifest.types, manifest.typings, manifest.module, manifest.main] : []),
  ];
  const places = named.filter((one) => typeof one === 'string').flatMap(originals);
  const own =
    subpath === '.' ? ['src/index', 'src/main', 'index', 'lib/index', `src/${basename(folder)}`, 'src/client'] : [`src${subpath.slice(1)}`, subpath.slice(2)];
  for (const place of [...places, ...own].map((one) => join(folder, one))) {
    const found = [...(/\.[cm]?tsx?$/.test(place) ? [''] : []), ...ENDINGS]
      .map((ending) => place + ending)
      .find((file) => existsSync(file) && /\.\w+$/.test(file));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Files that `exports` names for a subpath, under any condition. */
function targetsOf(exports, subpath) {
  if (exports === undefined || exports === null) return [];
  const leaves = (value) => (typeof value === 'string' ? [value] : value && typeof value === 'object' ? Object.values(value).flatMap(leaves) : []);
  if (typeof exports === 'string' || !Object.keys(exports).some((key) => key.startsWith('.'))) return subpath === '.' ? leaves(exports) : [];
  return Object.entries(exports).flatMap(([key, value]) => {
    if (key === subpath) return leaves(value);
    const [head, tail = ''] = key.split('*');
    if (!key.includes('*') || !subpath.startsWith(head) || !subpath.endsWith(tail)) return [];
    return leaves(value).map((one) => one.replaceAll('*', subpath.slice(head.length, subpath.length - tail.length)));
  });
}

/** `./dist/esm/react/index.d.ts` → where that was built from: `src/react/index`, … */
function originals(built) {
  const bare = built.replace(/^\.\//, '').replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '');
  const parts = bare.split('/');
  return [bare, ...parts.flatMap((_, index) => (index === 0 ? [] : [`src/${parts.slice(index).join('/')}`, parts.slice(index).join('/')]))];
}

function foldersWithManifest(top, depth = 0) {
  if (depth > 5) return [];
  const entries = readdirSync(top, { withFileTypes: true });
  const own = entries.some((entry) => entry.name === 'package.json') ? [top] : [];
  const isBook = (name) =>
    !/^(?:node_modules|test|tests|e2e|examples?|fixtures|__tests__|dist|playground|.*-test-applications|integration.*)$/.test(name) && !name.startsWith('.');
  return [
    ...own,
    ...entries.filter((entry) => entry.isDirectory() && isBook(entry.name)).flatMap((entry) => foldersWithManifest(join(top, entry.name), depth + 1)),
  ];
}

function readManifest(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  } catch {
    return undefined;
  }
}
