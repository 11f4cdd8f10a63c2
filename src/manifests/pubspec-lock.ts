import type { Dependency } from '../model/manifest.js';
import { dependencyOf, type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { type BlockLine, blockLines } from './syntax/blocks.js';

/** pubspec.lock: every package with its version and whether it is direct. The place is the name. What transitive packages are for, the file does not say. */
export const pubspecLock: ManifestFormat = {
  name: 'pubspec.lock',
  matches: (path) => nameOf(path) === 'pubspec.lock',
  read(file, text) {
    const entries = entriesOf(text);
    const dependencies = entries.flatMap(({ line, fields }): readonly Dependency[] => {
      const asked = fields.get('dependency') ?? '';
      if (line.key === '' || fields.get('source') === 'sdk') return [];
      const { start, end, key: path } = line;
      const scope = asked === 'direct dev' ? 'development' : 'production';
      return [dependencyOf(file, { type: 'pub', path, version: fields.get('version'), start, end, direct: asked.startsWith('direct'), scope })];
    });
    const last = entries.at(-1);
    const isWhole = /^packages:/m.test(text) && (last === undefined || last.fields.has('version'));
    const gaps = isWhole
      ? []
      : [{ stage: 'manifests' as const, file, at: last?.line.start ?? 0, why: 'not a whole pubspec.lock: what can be made out is used' }];
    return manifestOf(file, 'pubspec.lock', { dependencies, gaps });
  },
};

interface Entry {
  readonly line: BlockLine;
  readonly fields: Map<string, string>;
}

function entriesOf(text: string): readonly Entry[] {
  const entries: Entry[] = [];
  let isPackages = false;
  for (const line of blockLines(text)) {
    if (line.indent === 0) isPackages = line.key === 'packages';
    else if (isPackages && line.indent === 2) entries.push({ line, fields: new Map() });
    else if (isPackages && line.indent === 4) entries.at(-1)?.fields.set(line.key, line.value);
  }
  return entries;
}
