import type { Dependency } from '../model/manifest.js';
import { dependencyOf, type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { pypiName, versionIn } from './requirements-txt.js';
import { readJson } from './syntax/json.js';
import { nameSpan, propertiesOf, propertyOf, textAt } from './syntax/tree.js';

/** Pipfile.lock. The place is the name. Direct is what names the index it comes from, as Pipenv writes for what the Pipfile asks for. */
export const pipfileLock: ManifestFormat = {
  name: 'Pipfile.lock',
  matches: (path) => nameOf(path) === 'Pipfile.lock',
  read(file, text) {
    const { root, gaps } = readJson(file, text);
    const dependencies = SCOPES.flatMap(([field, scope]) =>
      propertiesOf(propertyOf(root, field)).map((property): Dependency => {
        const { start, end } = nameSpan(file, property);
        const version = versionIn(textAt(property.value, 'version') ?? '');
        const direct = propertyOf(property.value, 'index') !== undefined;
        return dependencyOf(file, { type: 'pypi', path: pypiName(property.name), version, start, end, direct, scope });
      }),
    );
    return manifestOf(file, 'Pipfile.lock', { dependencies, gaps });
  },
};

const SCOPES: readonly (readonly [field: string, scope: Dependency['scope']])[] = [
  ['default', 'production'],
  ['develop', 'development'],
];
