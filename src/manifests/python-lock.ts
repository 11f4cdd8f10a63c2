import type { Dependency } from '../model/manifest.js';
import { dependencyOf, type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { pypiName } from './requirements-txt.js';
import { readToml } from './syntax/toml.js';
import { itemsOf, type Node, propertiesOf, propertyOf, textAt, textOf } from './syntax/tree.js';

/**
 * The lock files that are lists of `[[package]]`: poetry.lock, uv.lock and pdm.lock. The place is the name. uv.lock holds
 * the project itself, and with it what is direct; the others do not say.
 */
export const pythonLock: ManifestFormat = {
  name: 'poetry.lock',
  matches: (path) => /^(?:poetry|uv|pdm)\.lock$/.test(nameOf(path)),
  read(file, text) {
    const { root, gaps } = readToml(file, withoutFiles(text));
    const packages = itemsOf(propertyOf(root, 'package'));
    const own = packages.filter(isOwn);
    const lasting = namesIn(own.flatMap((one) => [propertyOf(one, 'dependencies'), ...groupsOf(one, 'optional-dependencies')]));
    const direct = new Set([...lasting, ...namesIn(own.flatMap((one) => groupsOf(one, 'dev-dependencies')))]);
    const kept = own.length === 0 ? undefined : reachedFrom(lasting, packages);
    const dependencies = packages.flatMap((one): readonly Dependency[] => {
      const name = propertyOf(one, 'name');
      const path = pypiName(textOf(name) ?? '');
      if (name === undefined || path === '' || isOwn(one)) return [];
      const scope = kept !== undefined && !kept.has(path) ? 'development' : scopeOf(one);
      const { offset: start, length } = name;
      return [dependencyOf(file, { type: 'pypi', path, version: textAt(one, 'version'), start, end: start + length, direct: direct.has(path), scope })];
    });
    const isShort = packages.length === 0 && gaps.length === 0;
    return manifestOf(file, nameOf(file), { dependencies, gaps: isShort ? [{ stage: 'manifests', file, at: 0, why: 'no package in it' }] : gaps });
  },
};

/** Lists of archives and their hashes are most of such a file, and none of our business. Blanks take their place. */
function withoutFiles(text: string): string {
  return text.replace(/^(?:files|wheels) = \[\r?\n(?:[ \t][^\n]*\n)*\]/gm, (list) => list.replace(/[^\n]/g, ' '));
}

/** The project and its workspace members, in uv.lock. */
function isOwn(one: Node): boolean {
  const source = propertyOf(one, 'source');
  return textAt(source, 'editable') !== undefined || textAt(source, 'virtual') !== undefined || textAt(source, 'directory') !== undefined;
}

function groupsOf(one: Node, field: string): readonly Node[] {
  return propertiesOf(propertyOf(one, field)).map(({ value }) => value);
}

function namesIn(lists: readonly (Node | undefined)[]): readonly string[] {
  return lists.flatMap(itemsOf).map((item) => pypiName(textAt(item, 'name') ?? ''));
}

function reachedFrom(names: readonly string[], packages: readonly Node[]): ReadonlySet<string> {
  const byName = new Map(packages.map((one) => [pypiName(textAt(one, 'name') ?? ''), one]));
  const seen = new Set<string>();
  const pending = [...names];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const one = byName.get(name);
    if (one === undefined || seen.has(name)) continue;
    seen.add(name);
    pending.push(...namesIn([propertyOf(one, 'dependencies'), ...groupsOf(one, 'optional-dependencies')]));
  }
  return seen;
}

/** Poetry writes `category` up to version 1.4, and `groups` since 2.0. */
function scopeOf(one: Node): Dependency['scope'] {
  const groups = itemsOf(propertyOf(one, 'groups')).map(textOf);
  if (
    textAt(one, 'category') === 'dev' ||
    (groups.length > 0 && groups.every((group) => group !== 'main' && group !== 'default' && DEVELOPMENT.test(group ?? '')))
  )
    return 'development';
  return textAt(one, 'optional') === 'true' ? 'optional' : 'production';
}

const DEVELOPMENT = /^(?:dev|develop|development|tests?|testing|lint|docs?|typing|ci)$/i;
