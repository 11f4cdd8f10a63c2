import { asObject, asText, type Json, type JsonObject } from './json.js';
import { joinPath, type KnownFiles } from './known-files.js';
import type { Package } from './workspace.js';

/** The file that a package of the project gives for `name` (`subpath` is `''`) or `name/subpath`. */
export function packageFile(one: Package, subpath: string, known: KnownFiles): string | undefined {
  const key = subpath === '' ? '.' : `./${subpath}`;
  const exported = one.fields['exports'];
  const named = [...targetsFor(exported, key), ...(subpath === '' ? mainTargets(one.fields) : [])];
  for (const target of named) {
    const found = targetFile(one.folder, target, known);
    if (found !== undefined) return found;
  }
  for (const folder of subpath === '' ? ['src', ''] : ['', 'src', 'lib']) {
    const found = known.probe(joinPath(joinPath(one.folder, folder), subpath));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The file that the `imports` of a package give for `#name`. */
export function importsFile(one: Package, specifier: string, known: KnownFiles): string | undefined {
  for (const target of targetsFor(one.fields['imports'], specifier)) {
    const found = target.startsWith('.') ? targetFile(one.folder, target, known) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What `package.json` names as the module of its folder, for a folder that is imported by its path. */
export function mainTargets(fields: JsonObject): readonly string[] {
  return ['source', 'module', 'main', 'browser', 'types'].flatMap((field) => asText(fields[field]) ?? []);
}

/** The targets of a key of `exports` or `imports`, whatever the conditions; sources before builds, types last. */
function targetsFor(table: Json, key: string): readonly string[] {
  const entries = Object.entries(asObject(table));
  const isTable = entries.some(([name]) => name.startsWith('.') || name.startsWith('#'));
  if (!isTable) return key === '.' ? leavesOf(table, 1, 0).map((leaf) => leaf.target) : [];
  for (const [name, value] of entries.sort(([a], [b]) => b.length - a.length)) {
    const star = matchStar(name, key);
    if (star === undefined) continue;
    const leaves = leavesOf(value, 1, 0).sort((a, b) => a.rank - b.rank);
    return leaves.map((leaf) => leaf.target.replaceAll('*', star));
  }
  return [];
}

/** What the star of a pattern stands for; empty where the whole is equal; undefined where it does not match. */
function matchStar(pattern: string, text: string): string | undefined {
  if (pattern === text) return '';
  const star = pattern.indexOf('*');
  if (star < 0) return undefined;
  const before = pattern.slice(0, star);
  const after = pattern.slice(star + 1);
  const fits = text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after);
  return fits ? text.slice(before.length, text.length - after.length) : undefined;
}

interface Leaf {
  readonly target: string;
  readonly rank: number;
}

const MAX_DEPTH = 20;

function leavesOf(value: Json, rank: number, depth: number): Leaf[] {
  if (depth > MAX_DEPTH) return [];
  if (typeof value === 'string') return [{ target: value, rank }];
  if (Array.isArray(value)) return value.flatMap((item: Json) => leavesOf(item, rank, depth + 1));
  return Object.entries(asObject(value)).flatMap(([condition, inner]) => leavesOf(inner, RANKS.get(condition) ?? rank, depth + 1));
}

const RANKS: ReadonlyMap<string, number> = new Map([
  ['source', 0],
  ['development', 0],
  ['types', 2],
  ['typings', 2],
]);

/** A target is mostly a build that is not there yet: what it was built from stands in `src`, by the same name. */
function targetFile(folder: string, target: string, known: KnownFiles): string | undefined {
  const built = known.probe(joinPath(folder, target));
  if (built !== undefined) return built;
  const segments = joinPath('', target)
    .replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '')
    .split('/');
  while (segments.length > 1 && BUILDS.has(segments[0] ?? '')) segments.shift();
  const rest = segments.join('/');
  return known.probe(joinPath(folder, `src/${rest}`)) ?? known.probe(joinPath(folder, rest));
}

const BUILDS: ReadonlySet<string> = new Set(['dist', 'build', 'lib', 'out', 'es', 'esm', 'cjs', 'commonjs', 'module', 'types', 'typings', 'src']);
