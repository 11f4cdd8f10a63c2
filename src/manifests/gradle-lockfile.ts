import type { Dependency } from '../model/manifest.js';
import type { Gap } from '../model/place.js';
import { scopeOfConfiguration } from './gradle-build.js';
import { dependencyOf, type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { MOST_GAPS } from './syntax/tree.js';

/** gradle.lockfile and buildscript-gradle.lockfile: `group:artifact:version=configurations`. The file does not say what is direct. */
export const gradleLockfile: ManifestFormat = {
  name: 'gradle.lockfile',
  matches: (path) => /gradle\.lockfile$/.test(nameOf(path)),
  read(file, text) {
    const dependencies: Dependency[] = [];
    const gaps: Gap[] = [];
    const isBuild = nameOf(file).startsWith('buildscript');
    for (const { 0: line, index } of text.matchAll(/[^\r\n]+/g)) {
      if (/^\ufeff?\s*(?:#|$)|^empty=/.test(line)) continue;
      const [, lead = '', coordinates = '', group, artifact, version, configurations = ''] =
        /^(\ufeff?\s*)(([\w.-]+):([\w.-]+):([^\s=:]+))=(\S*)\s*$/.exec(line) ?? [];
      if (group === undefined || artifact === undefined) {
        if (gaps.length < MOST_GAPS) gaps.push({ stage: 'manifests', file, at: index, why: 'not a line of a Gradle lock file: left out' });
        continue;
      }
      const isDev = isBuild || configurations.split(',').every((name) => scopeOfConfiguration(name) === 'development');
      const start = index + lead.length;
      const end = start + coordinates.length;
      dependencies.push(
        dependencyOf(file, { type: 'maven', path: `${group}/${artifact}`, version, start, end, direct: false, scope: isDev ? 'development' : 'production' }),
      );
    }
    return manifestOf(file, 'gradle.lockfile', { dependencies, gaps });
  },
};
