import type { Declaration, Manifest } from '../model/manifest.js';
import type { Gap } from '../model/place.js';
import { type ManifestFormat, nameOf } from './manifest-format.js';
import { withoutSecrets } from './secrets.js';

/**
 * .env files: `KEY=value`, with quotes, `export`, comments, and values over several lines. The place of a declaration is
 * its key. Values serve to look up hosts and switches: credentials in addresses are cut out, and the value of a key that
 * speaks of a secret is left empty, so that neither can come out at the other end.
 */
export const envFile: ManifestFormat = {
  name: '.env',
  matches: (path) => ENV_NAME.test(nameOf(path)),
  read(file, text): Manifest {
    const declarations: Declaration[] = [];
    const gaps: Gap[] = [];
    const line = /[^\r\n]+/g;
    for (let found = line.exec(text); found !== null; found = line.exec(text)) {
      const start = /^[\ufeff\s]*(?:export\s+)?([A-Za-z_][\w.-]*)[ \t]*=[ \t]*/.exec(found[0]);
      const key = start?.[1];
      if (start === null || key === undefined) continue;
      const valueAt = found.index + start[0].length;
      const { value, end } = readValue(text, valueAt);
      if (end < 0) gaps.push({ stage: 'manifests', file, at: valueAt, why: `the quote that opens the value of ${key} is not closed` });
      const at = found.index + start[0].indexOf(key);
      declarations.push({ kind: 'env', key, value: withoutSecrets(key, value), span: { file, start: at, end: at + key.length } });
      if (end > line.lastIndex) line.lastIndex = end;
    }
    return { file, format: '.env', dependencies: [], declarations, entries: [], gaps };
  },
};

/** `.env`, `.env.local`, `.envrc`, `production.env`, `env.example`; not the modules that are named after it. */
const ENV_NAME =
  /^(?:\.env(?:rc|[._-](?!(?:.*\.)?(?:d\.ts|[cm]?[jt]sx?|json|ya?ml|md|vault|enc|gpg)$).*)?|[\w-]+(?:\.[\w-]+)*\.env|env\.(?:example|sample|template|dist))$/;

/** Reads a value from where it starts; `end` is -1 where a quote is not closed, and the line is all there is. */
function readValue(text: string, at: number): { readonly value: string; readonly end: number } {
  const quote = text[at];
  if (quote !== '"' && quote !== "'" && quote !== '`') {
    const rest = lineFrom(text, at);
    return { value: rest.replace(/(?:^|\s)#.*$/, '').trim(), end: at + rest.length };
  }
  for (let end = at + 1; end < text.length; end++) {
    if (text[end] === '\\' && quote === '"') end += 1;
    else if (text[end] === quote) return { value: unescape(text.slice(at + 1, end), quote), end: end + 1 };
  }
  return { value: lineFrom(text, at + 1).trim(), end: -1 };
}

function lineFrom(text: string, at: number): string {
  const end = text.slice(at).search(/[\r\n]/);
  return end < 0 ? text.slice(at) : text.slice(at, at + end);
}

function unescape(value: string, quote: string): string {
  return quote === '"' ? value.replace(/\\([\\"$nr])/g, (_, escaped: string) => (escaped === 'n' || escaped === 'r' ? '\n' : escaped)) : value;
}
