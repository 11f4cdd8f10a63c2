import type { Dependency } from '../model/manifest.js';
import { dependencyOf, type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { readJson } from './syntax/json.js';
import { propertiesOf, propertyOf, textAt, textOf } from './syntax/tree.js';

/** composer.json: what is required, and for development. The place is the property. PHP itself and its extensions are none. */
export const composerJson: ManifestFormat = {
  name: 'composer.json',
  matches: (path) => nameOf(path) === 'composer.json',
  read(file, text) {
    const { root, gaps } = readJson(file, text);
    const dependencies = (['require', 'require-dev'] as const).flatMap((field) =>
      propertiesOf(propertyOf(root, field)).flatMap(({ name: path, value, start, end }): readonly Dependency[] => {
        if (!path.includes('/')) return [];
        const version = textOf(value);
        const range = version !== undefined && /\d/.test(version) ? version : undefined;
        return [
          dependencyOf(file, { type: 'composer', path, version: range, start, end, direct: true, scope: field === 'require' ? 'production' : 'development' }),
        ];
      }),
    );
    return manifestOf(file, 'composer.json', { name: textAt(root, 'name'), dependencies, gaps });
  },
};
