import type { Dependency } from '../model/manifest.js';
import type { Gap } from '../model/place.js';
import { dependencyOf, type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { MOST_GAPS } from './syntax/tree.js';

/** go.mod: what is required, direct unless it says `// indirect`, under the name of what replaces it. The place is module and version. */
export const goMod: ManifestFormat = {
  name: 'go.mod',
  matches: (path) => nameOf(path) === 'go.mod',
  read(file, text) {
    const required: { readonly path: string; readonly version: string; readonly start: number; readonly end: number; readonly direct: boolean }[] = [];
    const replaced = new Map<string, readonly [path: string, version: string]>();
    const gaps: Gap[] = [];
    let block = '';
    let name: string | undefined;
    let opened = 0;
    for (const { 0: whole, index } of text.matchAll(/[^\r\n]+/g)) {
      const line = whole.replace(/\/\/.*$/, '').replace(/^\ufeff/, ' ');
      const [, directive, rest = ''] = block === '' ? (/^\s*([a-z]+)\b(.*)$/.exec(line) ?? []) : [undefined, block, line];
      if (line.trim() === ')') block = '';
      else if (block === '' && directive !== undefined && rest.trim() === '(') {
        block = directive;
        opened = index;
      } else if (directive === 'module') name = rest.trim();
      else if (directive === 'require') {
        const [, lead = '', path, version] = /^(\s*)"?([^\s"]+)"?\s+(v\S+)\s*$/.exec(rest) ?? [];
        const start = index + line.length - rest.length + lead.length;
        if (path !== undefined && version !== undefined)
          required.push({ path, version, start, end: start + rest.trim().length, direct: !/\/\/\s*indirect\b/.test(whole) });
        else if (line.trim() !== '' && gaps.length < MOST_GAPS) gaps.push({ stage: 'manifests', file, at: index, why: 'not a line of go.mod: left out' });
      } else if (directive === 'replace') {
        const [, from, to, version] = /^\s*(\S+)(?:\s+v\S+)?\s+=>\s+(\S+)(?:\s+(v\S+))?\s*$/.exec(rest) ?? [];
        if (from !== undefined && to !== undefined && version !== undefined) replaced.set(from, [to, version]);
      } else if (directive === undefined && line.trim() !== '' && gaps.length < MOST_GAPS)
        gaps.push({ stage: 'manifests', file, at: index, why: 'not a line of go.mod: left out' });
    }
    if (block !== '') gaps.push({ stage: 'manifests', file, at: opened, why: 'a block that is not closed: cut off?' });
    if (name === undefined && gaps.length === 0) gaps.push({ stage: 'manifests', file, at: 0, why: 'names no module' });
    const dependencies = required.map(({ path: asked, version: wanted, ...rest }): Dependency => {
      const [path, version] = replaced.get(asked) ?? [asked, wanted];
      return dependencyOf(file, { type: 'golang', path, version, ...rest, scope: 'production' });
    });
    return manifestOf(file, 'go.mod', { name, dependencies, gaps });
  },
};
