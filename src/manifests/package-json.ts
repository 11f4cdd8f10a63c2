import { posix } from 'node:path';
import type { Declaration, Dependency, Manifest } from '../model/manifest.js';
import { type ManifestFormat, nameOf } from './manifest-format.js';
import { wantedBy } from './npm-wanted.js';
import { forwardOf } from './paths.js';
import { purlOf } from './purl.js';
import { readJson } from './syntax/json.js';
import { type Node, type Property, propertiesOf, propertyOf, textOf, textsIn } from './syntax/tree.js';

/**
 * package.json: the project's own name, its direct dependencies by scope, its ways in, and the proxy of a React app's
 * development server (`"proxy": "https://…"`). The place of a dependency is
 * its property, `"name": "range"`. An alias (`"x": "npm:real@1"`) counts as the package that it stands for.
 */
export const packageJson: ManifestFormat = {
  name: 'package.json',
  matches: (path) => nameOf(path) === 'package.json',
  read(file, text): Manifest {
    const { root, gaps } = readJson(file, text);
    const name = textOf(propertyOf(root, 'name'));
    return {
      file,
      format: 'package.json',
      ...(name === undefined ? {} : { name }),
      dependencies: SCOPES.flatMap(([field, scope]) => propertiesOf(propertyOf(root, field)).map((property) => dependencyAt(file, property, scope))),
      declarations: proxyOf(file, root),
      entries: entriesOf(file, root),
      gaps,
    };
  },
};

const SCOPES: readonly (readonly [field: string, scope: Dependency['scope']])[] = [
  ['dependencies', 'production'],
  ['optionalDependencies', 'optional'],
  ['peerDependencies', 'peer'],
  ['devDependencies', 'development'],
];

function dependencyAt(file: string, property: Property, scope: Dependency['scope']): Dependency {
  const { name, version } = wantedBy(property.name, textOf(property.value) ?? '');
  return { purl: purlOf('npm', name, version), name, span: { file, start: property.start, end: property.end }, direct: true, scope };
}

function entriesOf(file: string, root: Node | undefined): readonly string[] {
  const folder = posix.dirname(file);
  const targets = ['main', 'module', 'browser', 'bin', 'exports'].flatMap((field) => textsIn(propertyOf(root, field)));
  const inside = targets.map((target) => posix.join('.', target).replace(/\/+$/, ''));
  // Patterns name no file, and a package has no ways in outside of itself.
  const files = inside.filter((target) => target !== '.' && target !== '' && !target.includes('*') && !target.startsWith('..'));
  return [...new Set(files.map((target) => posix.join(folder, target)))];
}

function proxyOf(file: string, root: Node | undefined): readonly Declaration[] {
  return propertiesOf(root).flatMap(({ name, value, start, end }) => {
    if (name !== 'proxy') return [];
    const named = propertiesOf(value).flatMap((rule) =>
      forwardOf(file, 'dev-proxy', `${rule.name.replace(/[/*]+$/, '')}/*`, textOf(propertyOf(rule.value, 'target')), rule.start, rule.end),
    );
    return [...forwardOf(file, 'dev-proxy', '/*', textOf(value), start, end), ...named];
  });
}
