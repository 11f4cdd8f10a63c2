// Packages as checkouts of their vendors' repositories hold them, for those whose published form says too little.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { FRAMEWORKS } from './published.mjs';
import { isBefore } from './snapshots.mjs';

const ENDINGS = [
  '.ts',
  '.tsx',
  '/index.ts',
  '/index.tsx',
  '/public_api.ts',
  '/public-api.ts',
  '.d.ts',
  '/index.d.ts',
  '.mts',
  '.js',
  '/index.js',
  '.mjs',
  '.cjs',
  '.jsx',
  '/index.jsx',
];
const MAINS = [
  'src/index',
  'src/main',
  'index',
  'index.node',
  'src/index.node',
  'lib/index',
  'src/client',
  'src/lib/index',
  'src/public_api',
  'src/public-api',
];

/** The packages of all manifests of a source: name → folder, manifest, version. */
export function sourcePackages({ folder: top, tags = [] }) {
  const packages = new Map();
  for (const folder of foldersWithManifest(top)) {
    const manifest = readManifest(folder);
    if (typeof manifest?.name !== 'string') continue;
    const repository = repositoryOf(manifest) ?? repositoryOf(readManifest(top));
    const one = { name: manifest.name, folder, version: versionOf(manifest, tags), manifest, ...(repository === undefined ? {} : { repository }) };
    // A workspace may have the name of the package in it.
    const before = packages.get(one.name);
    if (before === undefined || (entriesOf(before, '.').length === 0 && entriesOf(one, '.').length > 0)) packages.set(one.name, one);
  }
  return packages;
}

/** Where a manifest says that its source is kept: `github.com/owner/name`. */
function repositoryOf(manifest) {
  const address = typeof manifest?.repository === 'string' ? manifest.repository : manifest?.repository?.url;
  if (typeof address !== 'string') return undefined;
  const [, host, path] =
    /^(?:git\+)?(?:https?|ssh|git):\/\/(?:[^@/]*@)?([^/]+)\/([^/#]+\/[^/#]+?)(?:\.git)?(?:[/#].*)?$/.exec(address.replace(/^git@([^:]+):/, 'ssh://$1/')) ?? [];
  if (host !== undefined) return `${host}/${path}`;
  const short = /^(?:github:)?([\w.-]+\/[\w.-]+)$/.exec(address)?.[1];
  return short === undefined ? undefined : `github.com/${short}`;
}

/** What is numbered on release only has the number of its latest tag. */
function versionOf({ name, version = '0.0.0' }, tags) {
  if (!/^0\.0\.\d|-(?:test|dev|development|automated)$/.test(version)) return version;
  const numbers = (prefix) => tags.filter((tag) => tag.startsWith(prefix)).flatMap((tag) => /^v?(\d+\.\d+\.\d+)$/.exec(tag.slice(prefix.length))?.[1] ?? []);
  const own = numbers(`${name}@`);
  const parts = (number) => number.split('.').map(Number);
  return (
    (own.length > 0 ? own : numbers(''))
      .sort(
        (a, b) =>
          parts(a)
            .map((part, at) => part - parts(b)[at])
            .find((gap) => gap !== 0) ?? 0,
      )
      .at(-1) ?? version
  );
}

/**
 * How the claimed package of a source is to be read: by specifier the files that may stand behind it (`entries`), the package's other
 * ones, which may add to the types of these (`beside`), and where the specifiers of all packages lead (`paths`).
 */
export function sourceView(own, [home, ...others], specifiers) {
  const packages = new Map();
  // Of packages in several sources the newest counts.
  for (const one of others.flatMap((other) => [...other.values()])) {
    const before = packages.get(one.name);
    if (before === undefined || isBefore(before.version, one.version)) packages.set(one.name, one);
  }
  for (const one of home.values()) packages.set(one.name, one);
  return {
    paths: Object.assign({ '*': [join(FRAMEWORKS, '@types', '*'), join(FRAMEWORKS, '*')] }, ...[...packages.values()].map(pathsOf)),
    entries: new Map(specifiers.map((specifier) => [specifier, entriesOf(own, `.${specifier.slice(own.name.length)}`)])),
    beside: ['.', ...subpathsOf(own)].slice(0, 40).flatMap((subpath) => entriesOf(own, subpath).slice(0, 1)),
  };
}

const known = new WeakMap();

/** Where the specifiers of a package lead. */
function pathsOf(one) {
  const before = known.get(one);
  if (before !== undefined) return before;
  const paths = { [`${one.name}/*`]: ['src/*', '*', 'lib/*'].map((place) => join(one.folder, place)) };
  for (const subpath of ['.', ...subpathsOf(one)]) {
    const [file] = entriesOf(one, subpath);
    if (file !== undefined) paths[`${one.name}${subpath.slice(1)}`] = [file];
  }
  known.set(one, paths);
  return paths;
}

/** Subpaths that `exports` names one by one. */
function subpathsOf({ manifest }) {
  const keys = manifest.exports !== null && typeof manifest.exports === 'object' ? Object.keys(manifest.exports) : [];
  return keys.filter((key) => key.startsWith('./') && !/\*|\.(?:json|css|[cm]?js)$/.test(key));
}

/** The files that may stand behind a subpath, the likeliest first. */
function entriesOf({ folder, manifest }, subpath) {
  const isMain = subpath === '.';
  // A folder may have a manifest of its own that says what stands behind it.
  const inner = isMain ? undefined : readManifest(join(folder, subpath));
  if (inner !== undefined) {
    const within = entriesOf({ folder: join(folder, subpath), manifest: inner }, '.');
    if (within.length > 0) return within;
  }
  const written = isMain ? (manifest.types ?? manifest.typings) : undefined;
  // Declarations that stand in the source as they are published.
  const published = written?.endsWith?.('.d.ts') && existsSync(join(folder, written)) ? [join(folder, written)] : [];
  const named = [
    ...targetsOf(manifest.exports, subpath),
    ...(isMain ? [manifest.source, manifest.types, manifest.typings, manifest['react-native'], manifest.module, manifest.main, manifest.browser] : []),
  ];
  const places = named.filter((one) => typeof one === 'string').flatMap(originals);
  const own = isMain ? MAINS.concat(`src/${basename(folder)}`) : [`src${subpath.slice(1)}`, subpath.slice(2), `lib${subpath.slice(1)}`];
  const found = [...places, ...own].flatMap((one) => {
    const place = join(folder, one);
    const ending = [...(/\.[cm]?tsx?$/.test(place) ? [''] : []), ...ENDINGS].find((end) => existsSync(place + end));
    return ending === undefined ? [] : [place + ending];
  });
  // What stands beside the manifest gathers what stands below.
  const top = isMain ? ['index.ts', 'index.tsx'].map((file) => join(folder, file)).filter((file) => existsSync(file)) : [];
  // `index` is for everybody, `index.node` and the like for some.
  const forAll = found.filter((file) => /\/index\.[cm]?tsx?$/.test(file));
  const all = [...new Set([...published, ...top, ...forAll, ...found])].slice(0, 8);
  if (all.length > 0) return all;
  const built = [...named, ...(isMain ? [] : [subpath])].filter((one) => typeof one === 'string');
  return [...new Set(built.flatMap((one) => namesakes(folder, stem(one))))].slice(0, 4);
}

/** `./dist/nodejs.min.mjs` → `nodejs` */
function stem(file) {
  return basename(file)
    .replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '')
    .replace(/\.(?:min|es|esm|cjs|umd|bundle|production)(?:\.min)?$/, '');
}

/** Files of that name anywhere in a package, for what is built into another place. */
function namesakes(folder, name, depth = 0) {
  if (name === 'index' || depth > 4) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return isBook(entry.name) ? namesakes(join(folder, entry.name), name, depth + 1) : [];
    return /\.[cm]?tsx?$/.test(entry.name) && stem(entry.name) === name ? [join(folder, entry.name)] : [];
  });
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
  return [
    ...own,
    ...entries.filter((entry) => entry.isDirectory() && isBook(entry.name)).flatMap((entry) => foldersWithManifest(join(top, entry.name), depth + 1)),
  ];
}

function isBook(name) {
  return (
    !/^(?:node_modules|test|tests|e2e|examples?|fixtures|__tests__|dist|playground|.*-test-applications|integration.*)$/.test(name) && !name.startsWith('.')
  );
}

function readManifest(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  } catch {
    return undefined;
  }
}
