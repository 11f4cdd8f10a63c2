import type { Dependency } from '../model/manifest.js';
import { dependencyOf, type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { closingOf, withoutComments } from './syntax/comments.js';

/** Package.swift: `.package(url: …, from: …)`. The place is the call. Packages next door (`path:`) are the project's own. */
export const swiftPackage: ManifestFormat = {
  name: 'Package.swift',
  matches: (path) => /^Package(?:@swift-[\d.]+)?\.swift$/.test(nameOf(path)),
  read(file, text) {
    const code = withoutComments(text, false);
    const dependencies: Dependency[] = [];
    let at: number | undefined;
    for (const { 0: lead, index } of code.matchAll(/\.package\s{0,20}\(/g)) {
      const open = index + lead.length - 1;
      const close = closingOf(code, open);
      if (close >= code.length) at ??= index;
      const words = code.slice(open, close + 1);
      const path = repositoryOf(/\burl:\s*"([^"\n]+)"/.exec(words)?.[1] ?? '');
      if (path === undefined) continue;
      const version = /(?:from|exact|revision|branch):\s*"([^"\n]+)"|\bexact\(\s*"([^"\n]+)"|"([\d.]+)"\s*\.\.[.<]/.exec(words);
      const exact = version?.slice(1).find((one) => one !== undefined && /^\d/.test(one));
      dependencies.push(
        dependencyOf(file, { type: 'swift', path, version: exact, start: index, end: Math.min(close + 1, code.length), direct: true, scope: 'production' }),
      );
    }
    const name = /\bPackage\s*\(\s*name:\s*"([^"\n]+)"/.exec(code)?.[1];
    const isPackage = /\bPackage\s*\(/.test(code);
    const gaps =
      isPackage && at === undefined
        ? []
        : [{ stage: 'manifests' as const, file, at: at ?? 0, why: isPackage ? 'a call that is not closed: cut off?' : 'no Package(…) in it' }];
    return manifestOf(file, 'Package.swift', { name, dependencies, gaps });
  },
};

/** `https://github.com/a/b.git` and `git@github.com:a/b` as `github.com/a/b`; undefined where it is no address of a repository. */
export function repositoryOf(url: string): string | undefined {
  const [, host, path = ''] = /^(?:[a-z][a-z+]*:\/\/)?(?:[^@/\s]+@)?([\w-]+(?:\.[\w-]+)+)(?::\d+)?[:/]+([^\s?#]+?)(?:\.git)?\/*$/i.exec(url) ?? [];
  const clean = path.split('/').filter((part) => part !== '' && part !== '.' && part !== '..');
  return host === undefined || clean.length === 0 ? undefined : `${host.toLowerCase()}/${clean.join('/')}`;
}
