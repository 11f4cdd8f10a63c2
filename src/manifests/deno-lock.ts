import type { Dependency } from '../model/manifest.js';
import { installedAs, packageIn } from './deno-json.js';
import { dependencyOf, type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { readJson } from './syntax/json.js';
import { type Node, propertiesOf, propertyOf, textOf, textsIn, valueAt } from './syntax/tree.js';

/** deno.lock, versions 2 to 5: packages of npm and JSR, and modules that are copies of npm packages. The place of a dependency is its key. */
export const denoLock: ManifestFormat = {
  name: 'deno.lock',
  matches: (path) => nameOf(path) === 'deno.lock',
  read(file, text) {
    const { root, gaps } = readJson(file, text);
    const old = propertyOf(root, 'packages');
    const specifiers = valueAt(old, 'specifiers') ?? propertyOf(root, 'specifiers') ?? valueAt(root, 'npm', 'specifiers');
    const direct = directIn(root, specifiers);
    const packages = [
      ...listed('npm', valueAt(root, 'npm', 'packages') ?? valueAt(old, 'npm') ?? propertyOf(root, 'npm')),
      ...listed('jsr', valueAt(old, 'jsr') ?? propertyOf(root, 'jsr')),
    ];
    const dependencies = packages.map(({ type, key, start }): Dependency => {
      const { name: path, version } = installedAs(key);
      const isDirect = direct.has(`${type}:${path}@${version}`);
      return dependencyOf(file, { type, path, version, start, end: start + key.length + 2, direct: isDirect, scope: 'production' });
    });
    return manifestOf(file, 'deno.lock', { dependencies: [...dependencies, ...remote(file, root)], gaps });
  },
};

function listed(type: string, node: Node | undefined): readonly { readonly type: string; readonly key: string; readonly start: number }[] {
  return propertiesOf(node).flatMap(({ name: key, start }) => (key.indexOf('@', 1) > 0 ? [{ type, key, start }] : []));
}

/** What the project itself asks for, where the file says so; else all that is asked for by name. */
function directIn(root: Node | undefined, specifiers: Node | undefined): ReadonlySet<string> {
  const asked = new Set(textsIn(propertyOf(root, 'workspace')));
  const chosen = propertiesOf(specifiers).filter(({ name }) => asked.size === 0 || asked.has(name));
  return new Set(
    chosen.flatMap(({ name, value }) => {
      const wanted = packageIn(/^(?:npm|jsr):/.test(name) ? name : `npm:${name}`);
      const resolved = (textOf(value) ?? '').replace(/^(?:npm|jsr):/, '');
      const { version } = installedAs(/^\d/.test(resolved) ? `x@${resolved}` : resolved);
      return wanted === undefined ? [] : [`${wanted.type}:${wanted.path}@${version}`];
    }),
  );
}

function remote(file: string, root: Node | undefined): readonly Dependency[] {
  const seen = new Set<string>();
  return propertiesOf(propertyOf(root, 'remote')).flatMap(({ name, start }) => {
    const found = packageIn(name);
    const key = `${found?.path}@${found?.version}`;
    if (found === undefined || found.path.startsWith('v1') || seen.has(key)) return [];
    seen.add(key);
    return [dependencyOf(file, { ...found, start, end: start + name.length + 2, direct: true, scope: 'production' })];
  });
}
