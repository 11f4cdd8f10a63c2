import type { Declaration } from '../model/manifest.js';
import { type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { forwardOf } from './paths.js';

/** `_redirects` of Netlify and Cloudflare Pages: a path, where it leads, and a status, of which 200 hands the request on. The place is the line. */
export const redirectsFile: ManifestFormat = {
  name: '_redirects',
  matches: (path) => nameOf(path) === '_redirects',
  read(file, text) {
    const declarations: Declaration[] = [];
    const line = /[^\r\n]+/g;
    for (let found = line.exec(text); found !== null && declarations.length < MOST; found = line.exec(text)) {
      const [whole] = found;
      const words = whole
        .replace(/^\ufeff/, '')
        .replace(/(?:^|\s)#.*$/, '')
        .trim()
        .split(/\s+/)
        .slice(0, 20);
      const at = words.findIndex((word, index) => index > 0 && /^https?:\/\//i.test(word));
      if (at < 0) continue;
      const kind = words.slice(at + 1).some((word) => /^2\d\d!?$/.test(word)) ? 'rewrite' : 'redirect';
      const start = found.index + whole.search(/[^\s\ufeff]/);
      declarations.push(...forwardOf(file, kind, words[0]?.replace(/^https?:\/\/[^/]*/i, ''), words[at], start, found.index + whole.trimEnd().length));
    }
    return manifestOf(file, '_redirects', { declarations });
  },
};

/** Of lines that lead elsewhere. */
const MOST = 5_000;
