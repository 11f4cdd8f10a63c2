import { getNodeValue } from 'jsonc-parser';
import type { Dependency, Manifest } from '../model/manifest.js';
import type { Gap, Span } from '../model/place.js';
import { type ManifestFormat, nameOf } from './manifest-format.js';
import { purlOf } from './purl.js';
import { readJson } from './syntax/json.js';

/**
 * package-lock.json and npm-shrinkwrap.json, versions 1 to 3: every installed package with its exact version. The place
 * of a dependency is its key. Version 1 does not say what is direct: there, it is what no other package asks for.
 */
export const packageLock: ManifestFormat = {
  name: 'package-lock.json',
  matches: (path) => nameOf(path) === 'package-lock.json' || nameOf(path) === 'npm-shrinkwrap.json',
  read(file, text): Manifest {
    const { value, gaps } = readFast(file, text);
    const more: Gap[] = [];
    const keyOf = keyFinder(file, text);
    const dependencies = isObject(value['packages']) ? fromPackages(value['packages'], keyOf) : fromTree(file, value, keyOf, more);
    const name = value['name'];
    return {
      file,
      format: 'package-lock.json',
      ...(typeof name === 'string' ? { name } : {}),
      dependencies,
      declarations: [],
      entries: [],
      gaps: [...gaps, ...more],
    };
  },
};

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objectAt(value: JsonObject, key: string): JsonObject {
  const found = Object.hasOwn(value, key) ? value[key] : undefined;
  return isObject(found) ? found : {};
}

/** Lock files are large, and nearly all are whole: the tolerant parser, ten times slower, reads only those that are not. */
function readFast(file: string, text: string): { readonly value: JsonObject; readonly gaps: readonly Gap[] } {
  try {
    const value: unknown = JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text);
    if (isObject(value)) return { value, gaps: [] };
  } catch {
    // Said below, with the place.
  }
  const { root, gaps } = readJson(file, text);
  const value: unknown = root === undefined ? undefined : getNodeValue(root);
  return { value: isObject(value) ? value : {}, gaps };
}

/** Finds the place of the next key with an object as its value. To be asked in the order of the text. */
function keyFinder(file: string, text: string): (key: string) => Span {
  let from = 0;
  const find = (quoted: string, start: number): number => {
    for (let at = text.indexOf(quoted, start); at >= 0; at = text.indexOf(quoted, at + 1)) {
      OBJECT_FOLLOWS.lastIndex = at + quoted.length;
      if (OBJECT_FOLLOWS.test(text)) return at;
    }
    return -1;
  };
  let misses = 0;
  return (key) => {
    const quoted = JSON.stringify(key);
    const at = misses > MAX_MISSES ? -1 : find(quoted, from);
    if (at < 0) misses += 1;
    if (at < 0) return { file, start: 0, end: 0 };
    // Keys that are numbers come first, wherever they stand.
    if (!/^\d+$/.test(key)) from = at + quoted.length;
    return { file, start: at, end: at + quoted.length };
  };
}

/** Keys are missed where they are written with escapes, which nobody does; each miss costs a look at all the rest. */
const MAX_MISSES = 50;
const OBJECT_FOLLOWS = /\s*:\s*\{/y;
const INSTALLED = 'node_modules/';

/** Versions 2 and 3: one flat list of places, `node_modules/a/node_modules/b`. What is elsewhere is a workspace. */
function fromPackages(packages: JsonObject, keyOf: (key: string) => Span): readonly Dependency[] {
  const direct = directPlaces(packages);
  return Object.entries(packages).flatMap(([place, entry]): readonly Dependency[] => {
    const at = place.lastIndexOf(INSTALLED);
    if (at < 0 || !isObject(entry) || entry['link'] === true) return [];
    // An alias is installed under its own name and says which package it is.
    const name = typeof entry['name'] === 'string' ? entry['name'] : place.slice(at + INSTALLED.length);
    return [dependencyOf(entry, name, keyOf(place), direct.has(place))];
  });
}

function directPlaces(packages: JsonObject): ReadonlySet<string> {
  const direct = new Set<string>();
  for (const [place, entry] of Object.entries(packages)) {
    if (place.includes(INSTALLED) || !isObject(entry)) continue;
    for (const field of ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']) {
      for (const name of Object.keys(objectAt(entry, field))) {
        const own = `${place}/${INSTALLED}${name}`;
        direct.add(Object.hasOwn(packages, own) ? own : INSTALLED + name);
      }
    }
  }
  return direct;
}

const MAX_DEPTH = 100;

/** Version 1: packages inside packages. */
function fromTree(file: string, top: JsonObject, keyOf: (key: string) => Span, gaps: Gap[]): readonly Dependency[] {
  const wanted = new Set<string>();
  const found: { readonly name: string; readonly entry: JsonObject; readonly span: Span; readonly depth: number }[] = [];
  const visit = (holder: JsonObject, depth: number): void => {
    for (const [name, entry] of Object.entries(objectAt(holder, 'dependencies'))) {
      if (!isObject(entry)) continue;
      const span = keyOf(name);
      found.push({ name, entry, span, depth });
      for (const required of Object.keys(objectAt(entry, 'requires'))) wanted.add(required);
      if (depth < MAX_DEPTH) visit(entry, depth + 1);
      else if (gaps.length === 0)
        gaps.push({ stage: 'manifests', file, at: span.start, why: `packages nested more than ${MAX_DEPTH} deep: the rest is not read` });
    }
  };
  visit(top, 0);
  return found.map(({ name, entry, span, depth }) => dependencyOf(entry, name, span, depth === 0 && !wanted.has(name)));
}

function dependencyOf(entry: JsonObject, name: string, span: Span, direct: boolean): Dependency {
  const version = typeof entry['version'] === 'string' ? entry['version'] : '';
  const [, real = name, exact = version] = /^npm:((?:@[^/@]+\/)?[^/@]+)@(.+)$/.exec(version) ?? [];
  return { purl: purlOf('npm', real, /^\d/.test(exact) ? exact : undefined), name: real, span, direct, scope: scopeOf(entry) };
}

function scopeOf(entry: JsonObject): Dependency['scope'] {
  if (entry['dev'] === true || entry['devOptional'] === true) return 'development';
  if (entry['peer'] === true) return 'peer';
  return entry['optional'] === true ? 'optional' : 'production';
}
