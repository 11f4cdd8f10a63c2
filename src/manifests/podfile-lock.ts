import type { Dependency } from '../model/manifest.js';
import { dependencyOf, type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { partedPod } from './podfile.js';

/** Podfile.lock: every pod with its version; direct are those under DEPENDENCIES. The place is the name with its version. */
export const podfileLock: ManifestFormat = {
  name: 'Podfile.lock',
  matches: (path) => nameOf(path) === 'Podfile.lock',
  read(file, text) {
    const pods: { readonly name: string; readonly version: string | undefined; readonly start: number; readonly end: number }[] = [];
    const direct = new Set<string>();
    let section = '';
    for (const { 0: line, index } of text.matchAll(/[^\r\n]+/g)) {
      section = /^\ufeff?([A-Z][A-Z ]*):/.exec(line)?.[1] ?? section;
      // Two blanks: a pod; four: what it needs.
      const [, lead = '', written = '', name, version] = /^( {2}- "?)(([^\s("]+)(?: \(([^)]*)\))?)/.exec(line) ?? [];
      if (name === undefined) continue;
      const start = index + lead.length;
      if (section === 'PODS')
        pods.push({ name, version: version !== undefined && /^\d/.test(version) ? version : undefined, start, end: start + written.length });
      else if (section === 'DEPENDENCIES') direct.add(name);
    }
    const dependencies = pods.map(({ name, version, start, end }): Dependency => {
      return dependencyOf(file, { type: 'cocoapods', ...partedPod(name), version, start, end, direct: direct.has(name), scope: 'production' });
    });
    const isWhole = /^DEPENDENCIES:/m.test(text);
    const gaps = isWhole ? [] : [{ stage: 'manifests' as const, file, at: text.length, why: 'no list of DEPENDENCIES: cut off?' }];
    return manifestOf(file, 'Podfile.lock', { dependencies, gaps });
  },
};
