import type { Dependency } from '../model/manifest.js';
import { dependencyOf, type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { nameAndVersion } from './npm-wanted.js';
import { readJson } from './syntax/json.js';
import { itemsOf, type Node, propertiesOf, propertyOf, textAt, textOf, valueAt } from './syntax/tree.js';

/** bun.lock, the text form. The place of a dependency is its key. Direct is what a workspace asks for, and its scope is the strictest that one gives it. */
export const bunLock: ManifestFormat = {
  name: 'bun.lock',
  matches: (path) => nameOf(path) === 'bun.lock',
  read(file, text) {
    const { root, gaps } = readJson(file, text);
    const workspaces = propertyOf(root, 'workspaces');
    const asked = askedIn(workspaces);
    const dependencies = propertiesOf(propertyOf(root, 'packages')).flatMap(({ name: key, value, start }): readonly Dependency[] => {
      const { name: path, version } = nameAndVersion(textOf(itemsOf(value)[0]) ?? '');
      if (path === '' || /^(?:workspace|link|file|root):/.test(version)) return [];
      const scope = asked.get(key);
      const exact = /^\d/.test(version) ? version : undefined;
      const end = start + key.length + 2;
      return [dependencyOf(file, { type: 'npm', path, version: exact, start, end, direct: scope !== undefined, scope: scope ?? 'production' })];
    });
    return manifestOf(file, 'bun.lock', { name: textAt(valueAt(workspaces, ''), 'name'), dependencies, gaps });
  },
};

const SCOPES: readonly (readonly [field: string, scope: Dependency['scope']])[] = [
  ['devDependencies', 'development'],
  ['peerDependencies', 'peer'],
  ['optionalDependencies', 'optional'],
  ['dependencies', 'production'],
];

function askedIn(workspaces: Node | undefined): ReadonlyMap<string, Dependency['scope']> {
  const asked = new Map<string, Dependency['scope']>();
  for (const [field, scope] of SCOPES) {
    for (const workspace of propertiesOf(workspaces)) for (const { name } of propertiesOf(propertyOf(workspace.value, field))) asked.set(name, scope);
  }
  return asked;
}
