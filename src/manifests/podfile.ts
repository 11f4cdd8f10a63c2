import type { Dependency } from '../model/manifest.js';
import { dependencyOf, type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { withoutComments } from './syntax/comments.js';

/** Podfile: `pod 'Name/Part', '~> 1.0'`. The place is the statement. Pods of test targets, and those for Debug alone, are for development. */
export const podfile: ManifestFormat = {
  name: 'Podfile',
  matches: (path) => nameOf(path) === 'Podfile',
  read(file, text) {
    const code = withoutComments(text, true);
    const dependencies: Dependency[] = [];
    const blocks: boolean[] = [];
    for (const { 0: line, index } of code.matchAll(/[^\r\n]+/g)) {
      const isTest = /^\s*(?:abstract_)?target\s*\(?\s*["'][^"']*tests?["']/i.test(line);
      if (/^\s*end\b/.test(line)) blocks.pop();
      else if (/\bdo\b(?:\s*\|[^|]*\|)?\s*$|^\s*(?:if|unless|def|case|begin)\b/.test(line)) blocks.push(isTest);
      const [statement, name, version] = /\bpod[ \t]*\(?[ \t]*["']([^"'\n]{1,200})["'](?:[ \t]*,[ \t]*["']([^"'\n]{1,100})["'])?/.exec(line) ?? [];
      if (statement === undefined || name === undefined) continue;
      const isDebug = /:?configurations?(?:[ \t]*=>|:)[ \t]*\[?[ \t]*["':]Debug["']?[ \t]*\]?[ \t]*(?:,|\)|$)/.test(line);
      const start = index + line.indexOf(statement);
      const end = index + line.trimEnd().length;
      const scope = isDebug || blocks.includes(true) ? 'development' : 'production';
      dependencies.push(dependencyOf(file, { type: 'cocoapods', ...partedPod(name), version, start, end, direct: true, scope }));
    }
    const gaps = blocks.length === 0 ? [] : [{ stage: 'manifests' as const, file, at: text.length, why: 'a block that is not closed: cut off?' }];
    return manifestOf(file, 'Podfile', { dependencies, gaps });
  },
};

/** `Firebase/Analytics` is the part `Analytics` of `Firebase`. */
export function partedPod(name: string): { readonly path: string; readonly subpath: string | undefined } {
  const slash = name.indexOf('/');
  return slash < 0 ? { path: name, subpath: undefined } : { path: name.slice(0, slash), subpath: name.slice(slash + 1) };
}
