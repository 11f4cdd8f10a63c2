import type { Dependency } from '../model/manifest.js';
import type { Gap } from '../model/place.js';
import { dependencyOf, type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { MOST_GAPS } from './syntax/tree.js';

/**
 * requirements*.txt of pip, and the `.in` files that they are made from. The place is the requirement without its hashes.
 * In files that `pip-compile` wrote, what comes in `via` other packages alone is transitive. Other files that are named (`-r`) are read for themselves.
 */
export const requirementsTxt: ManifestFormat = {
  name: 'requirements.txt',
  matches: (path) => /(?:^|[._/-])requirements(?:[._-][^/]*)?\.(?:txt|in)$|(?:^|\/)requirements\/[^/]+\.(?:txt|in)$/.test(path),
  read(file, text) {
    const dependencies: Dependency[] = [];
    const gaps: Gap[] = [];
    const scope =
      /(?:^|[._/-])(?:dev|develop|development|tests?|testing|lint|docs?|ci)(?:[._-]|$)/i.test(file.slice(file.lastIndexOf('requirements'))) ||
      /(?:dev|test|lint|docs?)[._-]requirements/i.test(nameOf(file))
        ? 'development'
        : 'production';
    let continues = false;
    for (const { 0: line, index } of text.matchAll(/[^\r\n]+/g)) {
      const isMore = continues;
      continues = /\\\s*$/.test(line);
      if (isMore || /^\ufeff?\s*(?:#|-|$|\\)/.test(line)) {
        markVia(dependencies, line);
        if (!/^\ufeff?\s*(?:-e|--editable)\b/.test(line)) continue;
      }
      const found = requirementIn(line);
      if (found === undefined) {
        if (gaps.length < MOST_GAPS && !/^\s*(?:[./]|https?:|git\+|file:|-e|--)/.test(line))
          gaps.push({ stage: 'manifests', file, at: index, why: 'not a requirement: left out' });
        continue;
      }
      const { start, length, ...rest } = found;
      dependencies.push(dependencyOf(file, { type: 'pypi', ...rest, start: index + start, end: index + start + length, direct: true, scope }));
    }
    return manifestOf(file, 'requirements.txt', { dependencies, gaps });
  },
};

/** `    # via openai` under a requirement says that another package brings it; `# via -r x.in` that the project asks for it. */
function markVia(dependencies: Dependency[], line: string): void {
  const last = dependencies.at(-1);
  const [, via] = /^\s+#\s+via\s+(\S.*)$/.exec(line) ?? [];
  if (last !== undefined && via !== undefined && !/-r\b|\(pyproject|\.toml|\.in\b|\(setup/.test(via))
    dependencies[dependencies.length - 1] = { ...last, direct: false };
  else if (last !== undefined && !last.direct && /^\s+#\s+(?:-r\b|.*\(pyproject)/.test(line)) dependencies[dependencies.length - 1] = { ...last, direct: true };
}

interface Requirement {
  readonly path: string;
  readonly version: string | undefined;
  readonly start: number;
  readonly length: number;
}

/** A requirement as PEP 508 has it: `name[extra]>=1,<2; marker`, `name @ address`, and pip's `-e git+…#egg=name`. */
export function requirementIn(line: string): Requirement | undefined {
  const egg = /^\ufeff?\s*(?:-e|--editable)\s+\S*#egg=([\w.-]+)/.exec(line);
  if (egg?.[1] !== undefined) return { path: pypiName(egg[1]), version: undefined, start: line.search(/\S/), length: line.trim().length };
  const [, lead = '', whole = '', name, rest = ''] =
    /^(\ufeff?\s*)(([A-Za-z\d](?:[\w.-]{0,100}[A-Za-z\d])?)\s{0,20}(?:\[[^\]]{0,300}\])?([^;#\\]*))/.exec(line) ?? [];
  const asked = rest.replace(/\s--.*$/, '').trim();
  if (name === undefined || !/^(?:$|\(?\s*[=<>!~]|@\s*\S)/.test(asked)) return undefined;
  const bare = whole.replace(/\s--.*$/, '').trimEnd();
  return { path: pypiName(name), version: versionIn(asked), start: lead.length, length: bare.length };
}

/** `==1.0` is the version; anything else that has digits is a range, as written. */
export function versionIn(asked: string): string | undefined {
  const clean = asked.replace(/^\(|\)$/g, '').replace(/\s+/g, '');
  const [, exact] = /^={2,3}([^,*]+)$/.exec(clean) ?? [];
  return exact ?? (/\d/.test(clean) && !clean.startsWith('@') ? clean : undefined);
}

/** Names are one whatever their case, and whatever stands between their parts. */
export function pypiName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}
