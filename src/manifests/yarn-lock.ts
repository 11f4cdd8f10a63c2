import type { Dependency } from '../model/manifest.js';
import { dependencyOf, type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { nameAndVersion } from './npm-wanted.js';
import { type BlockLine, blockLines } from './syntax/blocks.js';

/**
 * yarn.lock, classic and Berry. The place of a dependency is its key, `"name@range", "name@other-range":`. Berry lists
 * what workspaces ask for, and that is direct; classic does not say: there, direct is what no other package asks for.
 */
export const yarnLock: ManifestFormat = {
  name: 'yarn.lock',
  matches: (path) => nameOf(path) === 'yarn.lock',
  read(file, text) {
    const entries = entriesOf(text);
    const isBerry = entries.some((entry) => entry.resolution !== undefined);
    const wantedByWorkspaces = new Set(entries.filter(isWorkspace).flatMap((entry) => entry.wants.map(([name]) => name)));
    const wantedByPackages = new Set(entries.flatMap((entry) => (isWorkspace(entry) ? [] : entry.wants.map((want) => askedAs(want)))));
    const isDirect = (entry: Entry) =>
      isBerry
        ? entry.keys.some((key) => wantedByWorkspaces.has(nameAndVersion(key).name))
        : entry.keys.some((key) => !wantedByPackages.has(key)) || entry.keys.length === 0;
    const dependencies = entries.flatMap((entry): readonly Dependency[] => {
      if (isWorkspace(entry) || entry.version === undefined) return [];
      const path = realName(entry);
      const { start, end } = entry.line;
      if (path === '') return [];
      return [dependencyOf(file, { type: 'npm', path, version: entry.version, start, end, direct: isDirect(entry), scope: 'production' })];
    });
    const isCut = entries.length === 0 || entries.at(-1)?.version === undefined;
    const isEmpty = /^(?:\s*#[^\n]*)*\s*$/.test(text.slice(0, 2000)) && entries.length === 0 && text.trim() !== '';
    const at = entries.at(-1)?.line.start ?? 0;
    const gaps = isCut && !isEmpty ? [{ stage: 'manifests' as const, file, at, why: 'not a whole yarn.lock: what can be made out is used' }] : [];
    return manifestOf(file, 'yarn.lock', { dependencies, gaps });
  },
};

interface Entry {
  readonly line: BlockLine;
  /** `name@range`, each. */
  readonly keys: readonly string[];
  version?: string;
  resolution?: string;
  readonly wants: (readonly [name: string, range: string])[];
}

function entriesOf(text: string): readonly Entry[] {
  const entries: Entry[] = [];
  let inWants = false;
  for (const line of blockLines(text)) {
    const last = entries.at(-1);
    if (line.indent === 0) {
      const isEntry = line.value === '' && line.key.indexOf('@', 1) > 0;
      if (isEntry) entries.push({ line, keys: keysOf(line.key), wants: [] });
      inWants = false;
    } else if (last === undefined) continue;
    else if (line.indent === 2) {
      inWants = line.key === 'dependencies' || line.key === 'optionalDependencies';
      if (line.key === 'version' && line.value !== '') last.version = line.value;
      if (line.key === 'resolution') last.resolution = line.value;
    } else if (inWants) last.wants.push([line.key, line.value]);
  }
  return entries;
}

/** `"a@^1", a@^2` and `"a@npm:^1, a@npm:^2"`. */
function keysOf(key: string): readonly string[] {
  return key.split(',').map((one) => one.trim().replace(/^"|"$/g, ''));
}

function isWorkspace({ resolution, version }: Entry): boolean {
  return resolution?.includes('@workspace:') === true || version === '0.0.0-use.local';
}

function askedAs([name, range]: readonly [string, string]): string {
  return `${name}@${range}`;
}

/** An alias is installed under its own name; Berry says in `resolution`, classic in the range, which package it is. */
function realName({ keys, resolution }: Entry): string {
  const [first = ''] = keys;
  const { name, version } = nameAndVersion(resolution ?? first);
  return resolution === undefined && version.startsWith('npm:') ? nameAndVersion(version.slice(4)).name : name;
}
