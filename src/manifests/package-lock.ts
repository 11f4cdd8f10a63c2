import type { Node } from 'jsonc-parser';
import type { Dependency, Manifest } from '../model/manifest.js';
import type { Gap } from '../model/place.js';
import { isTrue, propertiesOf, type Property, propertyOf, readJson, textOf } from './json.js';
import { type ManifestFormat, nameOf } from './manifest-format.js';
import { npmPurl } from './npm-purl.js';

/**
 * package-lock.json and npm-shrinkwrap.json, versions 1 to 3: every installed package with its exact version. The place
 * of a dependency is its key. Version 1 does not say what is direct: there, it is what no other package asks for.
 */
export const packageLock: ManifestFormat = {
  name: 'package-lock.json',
  matches: (path) => nameOf(path) === 'package-lock.json' || nameOf(path) === 'npm-shrinkwrap.json',
  read(file, text): Manifest {
    const { root, gaps } = readJson(file, text);
    const name = textOf(propertyOf(root, 'name'));
    const packages = propertyOf(root, 'packages');
    const more: Gap[] = [];
    const dependencies = packages === undefined ? fromTree(file, propertyOf(root, 'dependencies'), more) : fromPackages(file, packages);
    return { file, format: 'package-lock.json', ...(name === undefined ? {} : { name }), dependencies, declarations: [], entries: [], gaps: [...gaps, ...more] };
  },
};

const INSTALLED = 'node_modules/';

/** Versions 2 and 3: one flat list of places, `node_modules/a/node_modules/b`. What is elsewhere is a workspace. */
function fromPackages(file: string, packages: Node): readonly Dependency[] {
  const places = propertiesOf(packages);
  const direct = directPlaces(places);
  return places.flatMap((place): readonly Dependency[] => {
    const at = place.name.lastIndexOf(INSTALLED);
    if (at < 0 || isTrue(propertyOf(place.value, 'link'))) return [];
    // An alias is installed under its own name and says which package it is.
    const name = textOf(propertyOf(place.value, 'name')) ?? place.name.slice(at + INSTALLED.length);
    return [dependencyAt(file, place, name, direct.has(place.name))];
  });
}

function directPlaces(places: readonly Property[]): ReadonlySet<string> {
  const known = new Set(places.map((place) => place.name));
  const direct = new Set<string>();
  for (const place of places) {
    if (place.name.includes(INSTALLED)) continue;
    for (const field of ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']) {
      for (const { name } of propertiesOf(propertyOf(place.value, field))) {
        const own = `${place.name}/${INSTALLED}${name}`;
        direct.add(known.has(own) ? own : INSTALLED + name);
      }
    }
  }
  return direct;
}

/** Version 1: packages inside packages. */
function fromTree(file: string, top: Node | undefined, gaps: Gap[]): readonly Dependency[] {
  const wanted = new Set<string>();
  const found: { readonly place: Property; readonly depth: number }[] = [];
  const visit = (node: Node | undefined, depth: number): void => {
    if (depth > MAX_DEPTH) {
      if (gaps.length === 0) gaps.push({ stage: 'manifests', file, at: node?.offset ?? 0, why: `packages nested more than ${MAX_DEPTH} deep: the rest is not read` });
      return;
    }
    for (const place of propertiesOf(node)) {
      found.push({ place, depth });
      for (const { name } of propertiesOf(propertyOf(place.value, 'requires'))) wanted.add(name);
      const inner = propertyOf(place.value, 'dependencies');
      if (inner !== undefined) visit(inner, depth + 1);
    }
  };
  visit(top, 0);
  return found.map(({ place, depth }) => dependencyAt(file, place, place.name, depth === 0 && !wanted.has(place.name)));
}

const MAX_DEPTH = 100;

function dependencyAt(file: string, place: Property, name: string, direct: boolean): Dependency {
  const version = textOf(propertyOf(place.value, 'version'));
  const alias = /^npm:((?:@[^/@]+\/)?[^/@]+)@(.+)$/.exec(version ?? '');
  const real = alias?.[1] ?? name;
  const exact = alias?.[2] ?? version;
  return {
    purl: npmPurl(real, exact !== undefined && /^\d/.test(exact) ? exact : undefined),
    name: real,
    span: { file, start: place.nameStart, end: place.nameEnd },
    direct,
    scope: scopeOf(place.value),
  };
}

function scopeOf(place: Node): Dependency['scope'] {
  if (isTrue(propertyOf(place, 'dev')) || isTrue(propertyOf(place, 'devOptional'))) return 'development';
  if (isTrue(propertyOf(place, 'peer'))) return 'peer';
  return isTrue(propertyOf(place, 'optional')) ? 'optional' : 'production';
}
