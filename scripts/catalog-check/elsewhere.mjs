// Where an access path was read that the package does not prove: the sources that its entry names.
import { parse } from 'yaml';

/**
 * path → address of the best source that its entry names (the vendor's own words before its code, and these before what others say);
 * paths from memory alone are left out. Families are expanded by `expand`.
 */
export function elsewhere({ dossiers, consentFiles, kinds, expand }) {
  const found = new Map();
  const rank = ({ kind }) => kinds.indexOf(kind);
  const add = (path, sources) => {
    const best = sources.filter(({ url }) => url !== undefined).sort((a, b) => rank(a) - rank(b))[0];
    if (best !== undefined && !found.has(path)) found.set(path, best.url);
  };
  for (const { facts } of dossiers) for (const { names, sources } of facts) for (const name of names) add(quoted(name), sources);
  for (const { text } of consentFiles) {
    const { sources = {}, from = [], ...lists } = parse(text) ?? {};
    const entries = Object.values(lists).flatMap((list) => (Array.isArray(list) ? list : []));
    for (const entry of entries) {
      const own = [entry?.from ?? from].flat().flatMap((name) => sources[name] ?? []);
      for (const path of [entry?.path, entry?.of].flat().filter((one) => typeof one === 'string')) for (const one of expand(path) ?? []) add(quoted(one), own);
    }
  }
  return found;
}

/** As the compiler writes it. */
function quoted(path) {
  return path.replace(/=(true|false|-?\d+)\]/g, '="$1"]');
}
