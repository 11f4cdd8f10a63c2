import type { Dependency } from '../model/manifest.js';
import { dependencyOf, type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { propertiesOf, propertyOf, textAt, textOf } from './syntax/tree.js';
import { readYaml } from './syntax/yaml.js';

/** pubspec.yaml: dependencies by scope. The place is the property. Parts of the SDK (`sdk: flutter`) are none. */
export const pubspec: ManifestFormat = {
  name: 'pubspec.yaml',
  matches: (path) => /^pubspec\.ya?ml$/.test(nameOf(path)),
  read(file, text) {
    const { root, gaps } = readYaml(file, text);
    const dependencies = SCOPES.flatMap(([field, scope]) =>
      propertiesOf(propertyOf(root, field)).flatMap(({ name: path, value, start, end }): readonly Dependency[] => {
        if (path === '' || propertyOf(value, 'sdk') !== undefined) return [];
        const version = textOf(value) ?? textAt(value, 'version');
        const range = version !== undefined && /\d/.test(version) ? version : undefined;
        return [dependencyOf(file, { type: 'pub', path, version: range, start, end, direct: true, scope })];
      }),
    );
    return manifestOf(file, 'pubspec.yaml', { name: textAt(root, 'name'), dependencies, gaps });
  },
};

const SCOPES: readonly (readonly [field: string, scope: Dependency['scope']])[] = [
  ['dependencies', 'production'],
  ['dev_dependencies', 'development'],
];
