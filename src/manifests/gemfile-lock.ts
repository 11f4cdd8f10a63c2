import type { Dependency } from '../model/manifest.js';
import { dependencyOf, type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';

/** Gemfile.lock: every gem with its version; direct are those under DEPENDENCIES. The place is name and version. What a gem is for stands in the Gemfile. */
export const gemfileLock: ManifestFormat = {
  name: 'Gemfile.lock',
  matches: (path) => nameOf(path) === 'Gemfile.lock' || nameOf(path) === 'gems.locked',
  read(file, text) {
    const gems: { readonly path: string; readonly version: string; readonly start: number; readonly end: number }[] = [];
    const direct = new Set<string>();
    let section = '';
    for (const { 0: line, index } of text.matchAll(/[^\r\n]+/g)) {
      if (/^\ufeff?[A-Z]/.test(line)) section = line.replace('\ufeff', '').trim();
      const [, indent = '', name, version] = /^( +)([^\s(!]+)(?: \(([^)]*)\))?/.exec(line) ?? [];
      if (name === undefined) continue;
      const start = index + indent.length;
      // Four blanks: a gem; six: what it needs.
      if (indent.length === 4 && version !== undefined && /^(?:GEM|GIT|PATH|PLUGIN SOURCE)$/.test(section)) {
        if (section !== 'PATH') gems.push({ path: name, version, start, end: index + line.trimEnd().length });
      } else if (indent.length === 2 && section === 'DEPENDENCIES') direct.add(name);
    }
    const isWhole = /^DEPENDENCIES\b/m.test(text);
    const dependencies = gems.map((gem): Dependency => dependencyOf(file, { type: 'gem', ...gem, direct: direct.has(gem.path), scope: 'production' }));
    const gaps = isWhole ? [] : [{ stage: 'manifests' as const, file, at: text.length, why: 'no list of DEPENDENCIES: cut off?' }];
    return manifestOf(file, 'Gemfile.lock', { dependencies, gaps });
  },
};
