import type { Dependency } from '../model/manifest.js';
import { dependencyOf, type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { readToml } from './syntax/toml.js';
import { itemsOf, propertyOf, textAt, textOf } from './syntax/tree.js';

/** Cargo.lock. The place is the name. Crates without a source are the project's own, and what they ask for is direct. */
export const cargoLock: ManifestFormat = {
  name: 'Cargo.lock',
  matches: (path) => nameOf(path) === 'Cargo.lock',
  read(file, text) {
    const { root, gaps } = readToml(file, text);
    const packages = itemsOf(propertyOf(root, 'package'));
    const own = packages.filter((one) => propertyOf(one, 'source') === undefined);
    const direct = new Set(own.flatMap((one) => itemsOf(propertyOf(one, 'dependencies')).map((item) => (textOf(item) ?? '').split(' ').slice(0, 2).join(' '))));
    const dependencies = packages.flatMap((one): readonly Dependency[] => {
      const name = propertyOf(one, 'name');
      const path = textOf(name);
      if (name === undefined || path === undefined || path === '' || propertyOf(one, 'source') === undefined) return [];
      const version = textAt(one, 'version');
      const isDirect = direct.has(path) || direct.has(`${path} ${version}`);
      return [dependencyOf(file, { type: 'cargo', path, version, start: name.offset, end: name.offset + name.length, direct: isDirect, scope: 'production' })];
    });
    const isShort = packages.length === 0 && gaps.length === 0;
    return manifestOf(file, 'Cargo.lock', { dependencies, gaps: isShort ? [{ stage: 'manifests', file, at: 0, why: 'no package in it' }] : gaps });
  },
};
