import type { Dependency } from '../model/manifest.js';
import { dependencyOf, type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { nameAndVersion } from './npm-wanted.js';
import { type BlockLine, blockLines } from './syntax/blocks.js';

/**
 * pnpm-lock.yaml, versions 5 to 9. The place of a dependency is its key under `packages`. Direct is what an importer asks
 * for; development is what only development dependencies lead to (said by the file up to version 6, followed since).
 */
export const pnpmLock: ManifestFormat = {
  name: 'pnpm-lock.yaml',
  matches: (path) => nameOf(path) === 'pnpm-lock.yaml',
  read(file, text) {
    const lock = lockOf(text);
    const lasting = lastingIn(lock);
    const direct = new Set(lock.asked.map(({ key }) => withoutPeers(key)));
    const hasScopes = lock.snapshots.size > 0;
    const dependencies = [...lock.packages].flatMap(([key, entry]): readonly Dependency[] => {
      const { name, version } = nameAndVersion(key);
      if (name === '' || /^(?:link|file):/.test(version)) return [];
      const isDev = hasScopes ? !lasting.has(key) : entry.isDev;
      const scope = isDev ? 'development' : entry.isOptional ? 'optional' : 'production';
      const { start, end } = entry.line;
      const exact = /^\d/.test(version) ? version : undefined;
      return [dependencyOf(file, { type: 'npm', path: name, version: exact, start, end, direct: direct.has(key), scope })];
    });
    const isLock = /^\ufeff?['"]?lockfileVersion/m.test(text.slice(0, 5000));
    const why = isLock ? 'no packages in it, though some are asked for: cut off?' : 'not a pnpm lock file: no lockfileVersion';
    const isShort = !isLock || (dependencies.length === 0 && lock.asked.some(({ key }) => /@\d/.test(key)));
    return manifestOf(file, 'pnpm-lock.yaml', { dependencies, gaps: isShort ? [{ stage: 'manifests', file, at: 0, why }] : [] });
  },
};

interface Entry {
  readonly line: BlockLine;
  isDev: boolean;
  isOptional: boolean;
}

interface Lock {
  readonly asked: { readonly key: string; readonly isDev: boolean }[];
  /** `name@version` → its entry. */
  readonly packages: Map<string, Entry>;
  /** `name@version(peers)` → the keys of what it asks for. */
  readonly snapshots: Map<string, string[]>;
}

const GROUPS = ['dependencies', 'devDependencies', 'optionalDependencies'];

function lockOf(text: string): Lock {
  const lock: Lock = { asked: [], packages: new Map(), snapshots: new Map() };
  let section = '';
  /** The keys above a line, by their depth in steps of two blanks. */
  const above: string[] = [];
  let entry: Entry | undefined;
  let wants: string[] | undefined;
  for (const line of blockLines(text)) {
    const depth = line.indent >> 1;
    above.length = Math.min(above.length, depth);
    above[depth] = line.key;
    if (depth === 0) section = line.key;
    else if (section === 'packages') {
      if (depth === 1) {
        const key = withoutPeers(keyOf(line.key));
        const known: Entry = { line, isDev: false, isOptional: false };
        entry = lock.packages.get(key) ?? known;
        lock.packages.set(key, entry);
      } else if (depth === 2 && entry && line.value === 'true') {
        if (line.key === 'dev') entry.isDev = true;
        if (line.key === 'optional') entry.isOptional = true;
      }
    } else if (section === 'snapshots') {
      if (depth === 1) {
        wants = [];
        lock.snapshots.set(line.key, wants);
      } else if (depth === 3 && GROUPS.includes(above[2] ?? '')) wants?.push(resolved(line.key, line.value));
    } else ask(lock, section === 'importers' ? above.slice(2) : above, line);
  }
  return lock;
}

/** `dependencies: { name: version }`, or with `specifier` and `version` under the name. */
function ask(lock: Lock, above: readonly string[], line: BlockLine): void {
  const [group = '', name = '', field] = above;
  if (!GROUPS.includes(group) || name === '' || above.length > 3 || line.value === '') return;
  if (field === undefined || field === 'version') lock.asked.push({ key: resolved(name, line.value), isDev: group === 'devDependencies' });
}

/** What a name and the version beside it stand for: an alias names the package itself. */
function resolved(name: string, version: string): string {
  const isAlias = !/^\d/.test(version) && /^(?:\/|@?[^@()]+@)/.test(version.replace(/\(.*$/s, ''));
  return isAlias ? keyOf(version) : `${name}@${version}`;
}

/** `/name/1.0.0_peer`, `/name@1.0.0(peer)` and `name@1.0.0` as `name@1.0.0(peer)`. */
function keyOf(key: string): string {
  if (!key.startsWith('/')) return key;
  const old = /^\/((?:@[^/]+\/)?[^/@]+)\/([^/_]+)(?:_.*)?$/.exec(key);
  return old ? `${old[1]}@${old[2]}` : key.slice(1);
}

function withoutPeers(key: string): string {
  const at = key.indexOf('(');
  const bare = at < 0 ? key : key.slice(0, at);
  return bare.replace(/^((?:@[^/@]+\/)?[^@/]+@\d[^_]*)_.*$/, '$1');
}

/** Everything that more than development dependencies lead to. */
function lastingIn(lock: Lock): ReadonlySet<string> {
  const seen = new Set<string>();
  const pending = lock.asked.filter(({ isDev }) => !isDev).map(({ key }) => key);
  for (let key = pending.pop(); key !== undefined; key = pending.pop()) {
    if (seen.has(key)) continue;
    seen.add(key);
    pending.push(...(lock.snapshots.get(key) ?? []));
  }
  return new Set([...seen].map(withoutPeers));
}
