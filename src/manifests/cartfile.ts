import type { Dependency } from '../model/manifest.js';
import type { Gap } from '../model/place.js';
import { dependencyOf, type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { repositoryOf } from './swift-package.js';
import { withoutComments } from './syntax/comments.js';
import { MOST_GAPS } from './syntax/tree.js';

/** Cartfile, Cartfile.private and Cartfile.resolved: `github "owner/name" ~> 1.0`. The place is the line. What is resolved may be indirect. */
export const cartfile: ManifestFormat = {
  name: 'Cartfile',
  matches: (path) => /^Cartfile(?:\.private|\.resolved)?$/.test(nameOf(path)),
  read(file, text) {
    const dependencies: Dependency[] = [];
    const gaps: Gap[] = [];
    const name = nameOf(file);
    for (const { 0: line, index } of withoutComments(text, true).matchAll(/[^\r\n]+/g)) {
      if (line.trim() === '' || line.trim() === '\ufeff') continue;
      const [whole, kind, from = '', quoted, version] = /(github|git|binary)\s+"([^"]*)"(?:\s+(?:"([^"]*)"|(?:[~=>]*\s*)([\w.-]+)))?/.exec(line) ?? [];
      const repository = kind === 'github' && !from.includes('://') ? `github.com/${from}` : repositoryOf(from);
      if (whole === undefined || repository === undefined || from === '') {
        if (gaps.length < MOST_GAPS) gaps.push({ stage: 'manifests', file, at: index, why: 'not a line of a Cartfile: left out' });
        continue;
      }
      const start = index + line.indexOf(whole);
      const exact = [quoted, version].find((one) => one !== undefined && /^v?\d/.test(one));
      const [type, path] = repository.startsWith('github.com/') ? ['github', repository.slice('github.com/'.length)] : ['generic', repository];
      const scope = name.endsWith('.private') ? 'development' : 'production';
      dependencies.push(dependencyOf(file, { type, path, version: exact, start, end: start + whole.length, direct: !name.endsWith('.resolved'), scope }));
    }
    return manifestOf(file, 'Cartfile', { dependencies, gaps });
  },
};
