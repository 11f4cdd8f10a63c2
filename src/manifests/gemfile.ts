import type { Dependency } from '../model/manifest.js';
import { dependencyOf, type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { withoutComments } from './syntax/comments.js';

/** Gemfile: `gem 'name', '~> 1.0'`. The place is the statement. Gems of groups that are all for development are that, too. */
export const gemfile: ManifestFormat = {
  name: 'Gemfile',
  matches: (path) => nameOf(path) === 'Gemfile' || nameOf(path) === 'gems.rb',
  read(file, text) {
    const dependencies: Dependency[] = [];
    const blocks: boolean[] = [];
    for (const { 0: line, index } of withoutComments(text, true).matchAll(/[^\r\n]+/g)) {
      const group = /^\s*group\b(.*)\bdo\s*$/.exec(line)?.[1];
      if (/^\s*end\b/.test(line)) blocks.pop();
      else if (/\bdo\b(?:\s*\|[^|]*\|)?\s*$|^\s*(?:if|unless|case|begin)\b/.test(line)) blocks.push(group !== undefined && isForDevelopment(group));
      const [statement, name, version] = /^\s*gem[ \t]*\(?[ \t]*["']([^"'\n]{1,200})["'](?:[ \t]*,[ \t]*["']([^"'\n]{1,100})["'])?/.exec(line) ?? [];
      if (statement === undefined || name === undefined) continue;
      const own = /\bgroups?:\s*(\[[^\]]*\]|:?["\w]+)|:groups?\s*=>\s*(\[[^\]]*\]|:\w+)/.exec(line);
      const isDev = blocks.includes(true) || (own !== null && isForDevelopment(own[1] ?? own[2] ?? ''));
      const start = index + line.search(/\S/);
      dependencies.push(
        dependencyOf(file, {
          type: 'gem',
          path: name,
          version,
          start,
          end: index + line.trimEnd().length,
          direct: true,
          scope: isDev ? 'development' : 'production',
        }),
      );
    }
    const gaps = blocks.length === 0 ? [] : [{ stage: 'manifests' as const, file, at: text.length, why: 'a block that is not closed: cut off?' }];
    return manifestOf(file, 'Gemfile', { dependencies, gaps });
  },
};

function isForDevelopment(groups: string): boolean {
  const names = groups.match(/[a-z_]\w*/gi) ?? [];
  return names.length > 0 && names.every((name) => /^(?:development|test|dev|ci|lint|docs?|cucumber)$/.test(name));
}
