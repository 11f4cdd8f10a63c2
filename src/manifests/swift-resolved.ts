import type { Dependency } from '../model/manifest.js';
import { dependencyOf, type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { repositoryOf } from './swift-package.js';
import { readJson } from './syntax/json.js';
import { itemsOf, propertyOf, textAt, valueAt } from './syntax/tree.js';

/** Package.resolved, versions 1 to 3. The place of a dependency is its pin. The file does not say what is direct. */
export const swiftResolved: ManifestFormat = {
  name: 'Package.resolved',
  matches: (path) => nameOf(path) === 'Package.resolved',
  read(file, text) {
    const { root, gaps } = readJson(file, text);
    const pins = itemsOf(valueAt(root, 'object', 'pins') ?? propertyOf(root, 'pins'));
    const dependencies = pins.flatMap((pin): readonly Dependency[] => {
      const path = repositoryOf(textAt(pin, 'location') ?? textAt(pin, 'repositoryURL') ?? '');
      if (path === undefined) return [];
      const version = textAt(pin, 'state', 'version');
      return [dependencyOf(file, { type: 'swift', path, version, start: pin.offset, end: pin.offset + pin.length, direct: false, scope: 'production' })];
    });
    return manifestOf(file, 'Package.resolved', { dependencies, gaps });
  },
};
