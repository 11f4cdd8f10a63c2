import type { Dependency } from '../model/manifest.js';
import { dependencyOf, type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { readToml } from './syntax/toml.js';
import { type Node, propertiesOf, propertyOf, textAt, textOf, valueAt } from './syntax/tree.js';

/** Cargo.toml: dependencies of the crate, of its targets and of the workspace. The place is the property. A renamed crate counts as what it is. */
export const cargoToml: ManifestFormat = {
  name: 'Cargo.toml',
  matches: (path) => nameOf(path) === 'Cargo.toml',
  read(file, text) {
    const { root, gaps } = readToml(file, text);
    const holders = [root, ...propertiesOf(propertyOf(root, 'target')).map(({ value }) => value), propertyOf(root, 'workspace')];
    const dependencies = holders.flatMap((holder) => SCOPES.flatMap(([field, scope]) => listed(file, propertyOf(holder, field), scope)));
    dependencies.sort((a, b) => a.span.start - b.span.start);
    return manifestOf(file, 'Cargo.toml', { name: textOf(valueAt(root, 'package', 'name')), dependencies, gaps });
  },
};

const SCOPES: readonly (readonly [field: string, scope: Dependency['scope']])[] = [
  ['dependencies', 'production'],
  ['dev-dependencies', 'development'],
  ['build-dependencies', 'development'],
];

function listed(file: string, table: Node | undefined, scope: Dependency['scope']): readonly Dependency[] {
  return propertiesOf(table).map(({ name, value, start, end }) => {
    const path = textAt(value, 'package') ?? name;
    const version = textOf(value) ?? textAt(value, 'version');
    const asked = scope === 'production' && textAt(value, 'optional') === 'true' ? 'optional' : scope;
    return dependencyOf(file, { type: 'cargo', path, version, start, end, direct: true, scope: asked });
  });
}
