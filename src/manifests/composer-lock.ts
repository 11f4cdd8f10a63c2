import type { Dependency } from '../model/manifest.js';
import { dependencyOf, type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { readJson } from './syntax/json.js';
import { itemsOf, propertyOf, textAt, textOf } from './syntax/tree.js';

/** composer.lock: every package with its version. The place is the name. The file does not say what is direct. */
export const composerLock: ManifestFormat = {
  name: 'composer.lock',
  matches: (path) => nameOf(path) === 'composer.lock',
  read(file, text) {
    const { root, gaps } = readJson(file, text);
    const dependencies = (['packages', 'packages-dev'] as const).flatMap((field) =>
      itemsOf(propertyOf(root, field)).flatMap((item): readonly Dependency[] => {
        const name = propertyOf(item, 'name');
        const path = textOf(name);
        if (name === undefined || path === undefined || path === '') return [];
        const scope = field === 'packages' ? 'production' : 'development';
        return [
          dependencyOf(file, {
            type: 'composer',
            path,
            version: textAt(item, 'version'),
            start: name.offset,
            end: name.offset + name.length,
            direct: false,
            scope,
          }),
        ];
      }),
    );
    return manifestOf(file, 'composer.lock', { dependencies, gaps });
  },
};
