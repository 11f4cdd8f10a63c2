import type { Dependency } from '../model/manifest.js';
import { dependencyOf, type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { readToml } from './syntax/toml.js';
import { type Node, type Property, propertiesOf, propertyOf, textAt, textOf } from './syntax/tree.js';

/** Gradle version catalogs, `libs.versions.toml`: libraries and plugins. The place of a dependency is its property; which modules take it stands in their build files. */
export const gradleCatalog: ManifestFormat = {
  name: 'libs.versions.toml',
  matches: (path) => nameOf(path).endsWith('.versions.toml'),
  read(file, text) {
    const { root, gaps } = readToml(file, text);
    const versions = new Map(propertiesOf(propertyOf(root, 'versions')).map(({ name, value }) => [name, value]));
    const dependencies = [
      ...propertiesOf(propertyOf(root, 'libraries')).flatMap((property) => entryAt(file, property, versions, coordinatesOf(property.value), 'production')),
      ...propertiesOf(propertyOf(root, 'plugins')).flatMap((property) => entryAt(file, property, versions, pluginOf(property.value), 'development')),
    ];
    return manifestOf(file, 'libs.versions.toml', { dependencies, gaps });
  },
};

type Versions = ReadonlyMap<string, Node>;

type Coordinates = { readonly group: string | undefined; readonly artifact: string | undefined; readonly version: string | undefined };

function entryAt(file: string, { value, start, end }: Property, versions: Versions, { group, artifact, version }: Coordinates, scope: Dependency['scope']) {
  if (group === undefined || artifact === undefined || group === '' || artifact === '') return [];
  return [dependencyOf(file, { type: 'maven', path: `${group}/${artifact}`, version: version ?? versionIn(value, versions), start, end, direct: true, scope })];
}

function coordinatesOf(value: Node): Coordinates {
  const [group, artifact, version] = (textOf(value) ?? textAt(value, 'module') ?? '').split(':');
  return artifact === undefined ? { group: textAt(value, 'group'), artifact: textAt(value, 'name'), version: undefined } : { group, artifact, version };
}

function pluginOf(value: Node): Coordinates {
  const [id, version] = (textOf(value) ?? textAt(value, 'id') ?? '').split(':');
  return { group: id, artifact: id === '' ? '' : `${id}.gradle.plugin`, version };
}

/** `version = "1"`, `version.ref = "name"`, or a range with `strictly`, `require`, `prefer`. */
function versionIn(value: Node, versions: Versions): string | undefined {
  const version = propertyOf(value, 'version');
  const reference = textAt(version, 'ref');
  return plain(reference === undefined ? version : versions.get(reference));
}

function plain(version: Node | undefined): string | undefined {
  return textOf(version) ?? textAt(version, 'require') ?? textAt(version, 'strictly') ?? textAt(version, 'prefer');
}
