import type { Declaration } from '../model/manifest.js';
import type { Gap } from '../model/place.js';
import { type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { forwardOf } from './paths.js';
import { withoutComments } from './syntax/comments.js';

/**
 * Configuration of nginx: what `location` hands on by `proxy_pass`, through names that `set` and `upstream` give, and where
 * `return 30x` and `rewrite` send the browser. Other files that are called `.conf` say nothing here. The place is the directive.
 */
export const nginx: ManifestFormat = {
  name: 'nginx',
  matches: (path) => /(?:^|\.)(?:conf|nginx|nginxconf)(?:\.(?:template|tmpl|tpl|j2|erb|in|example|sample|dist|prod\w*))?$/.test(nameOf(path)),
  read(file, text) {
    if (!/\b(?:proxy_pass|location)\b/.test(text)) return manifestOf(file, 'nginx', {});
    const { declarations, gaps } = readBlocks(file, text);
    return manifestOf(file, 'nginx', { declarations, gaps });
  },
};

interface Block {
  readonly head: readonly string[];
  readonly start: number;
  /** `set $name value`, in this block. */
  readonly names: Map<string, string>;
}

const MOST_DEPTH = 30;
const MOST = 2_000;

function readBlocks(file: string, text: string): { readonly declarations: readonly Declaration[]; readonly gaps: readonly Gap[] } {
  const plain = withoutComments(text, true);
  const upstreams = upstreamsIn(plain);
  const declarations: Declaration[] = [];
  const open: Block[] = [{ head: [], start: 0, names: new Map() }];
  let beyond = 0;
  // A quoted text, a name in braces, or anything but what ends or opens a block.
  const statement = /((?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\$\{\w*\}|[^;{}"'])*)([;{}]|["']|$)/g;
  for (let found = statement.exec(plain); found !== null && found[0] !== '' && declarations.length < MOST; found = statement.exec(plain)) {
    const [, body = '', sign] = found;
    const start = found.index + Math.max(0, body.search(/\S/));
    const words = wordsOf(body);
    if (sign === '{') {
      if (open.length >= MOST_DEPTH) beyond++;
      else open.push({ head: words, start, names: new Map() });
    } else if (sign === '}') {
      if (beyond > 0) beyond--;
      else if (open.length > 1) open.pop();
    } else if (words.length > 0) declarations.push(...directiveAt(file, open, upstreams, words, start, found.index + body.trimEnd().length));
  }
  const last = open.length > 1 ? open.at(-1) : undefined;
  const why = `the block ${last?.head.slice(0, 3).join(' ').slice(0, 60)} is not closed`;
  return { declarations, gaps: last === undefined ? [] : [{ stage: 'manifests', file, at: last.start, why }] };
}

function directiveAt(
  file: string,
  open: readonly Block[],
  upstreams: ReadonlyMap<string, string>,
  words: readonly string[],
  start: number,
  end: number,
): readonly Declaration[] {
  const [name, first = '', second = ''] = words;
  const location = open.findLast(({ head }) => head[0] === 'location');
  if (name === 'set') {
    open.at(-1)?.names.set(first.replace(/^\$/, ''), second);
    return [];
  }
  const path = location === undefined ? undefined : patternOf(location.head.slice(1));
  const forward = (kind: 'rewrite' | 'redirect', pattern: string | undefined, target: string) =>
    forwardOf(file, kind, pattern, named(target, open, upstreams), start, end);
  if (name === 'proxy_pass') return forward('rewrite', path, first);
  if (name === 'return' && /^30[1-8]$/.test(first)) return forward('redirect', path, second);
  // `rewrite ^/x/(.*)$ https://… redirect`
  return name === 'rewrite' ? forward('redirect', first.startsWith('^') ? first : `^${first}`, second) : [];
}

/** `= /x`, `^~ /x/`, `~ ^/x/(.*)$`, `/x/` as patterns of paths. */
function patternOf(words: readonly string[]): string | undefined {
  const [first, second] = words;
  if (first === '=') return second;
  // An expression without a beginning is looked for anywhere; one that begins with a slash is meant as a beginning.
  if (first === '~' || first === '~*') return second === undefined ? undefined : second.startsWith('/') ? `^${second}` : second;
  const path = first === '^~' ? second : first;
  return path === undefined || path.startsWith('@') ? undefined : `${path.replace(/\/$/, '')}/*`;
}

/** An address with names of the file put in; names of the request that follow the host stay. */
function named(target: string, open: readonly Block[], upstreams: ReadonlyMap<string, string>): string {
  const whole = target.replace(/\$\{?(\w+)\}?/g, (sign, name: string) => open.findLast(({ names }) => names.has(name))?.names.get(name) ?? sign);
  const [, scheme, host, rest = ''] = /^(https?:\/\/)([^/:$]+)(.*)$/s.exec(whole) ?? [];
  const server = host === undefined ? undefined : upstreams.get(host);
  return scheme === undefined || server === undefined ? whole : `${scheme}${server}${rest}`;
}

/** The first server of each upstream. */
function upstreamsIn(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(/\bupstream\s+([\w.-]{1,100})\s*\{\s*(?:[^{}]{0,500}?;\s*)??server\s+([\w.-]{1,200})/g)].map(([, name = '', server = '']) => [
      name,
      server,
    ]),
  );
}

function wordsOf(body: string): readonly string[] {
  return [...body.slice(0, 4_000).matchAll(/"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|([^\s"']+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  );
}
