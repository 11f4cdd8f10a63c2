// One package: which of the paths and options that the catalogs name does it have?
import { openModules } from './modules.mjs';
import { walk, walkOption } from './walk.mjs';

/**
 * Gets the paths by how they stand: `there` (declared), `named` (not declared, but all names stand in the code that `scripts` gives),
 * `open` (the types say no more from a step on), `absent` (with the step that is missing), `missed` (the same of a source, given by
 * `source`: where its entries are and where other packages lead); and options likewise.
 */
export function check(claim, folder, scripts, source) {
  const found = { there: [], named: [], open: {}, absent: {}, missed: {}, options: [], openOptions: [], absentOptions: [] };
  const specifiers = [...new Set([...claim.paths.values()].map(({ specifier }) => specifier))];
  const { checker, modules } = specifiers.length === 0 ? { modules: new Map() } : openModules(folder, specifiers, source);
  let text;
  const isNamed = (names) => {
    text ??= scripts();
    const stands = (name) => new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(text);
    return text !== '' && names.length > 0 && names.every((name) => stands(name) || stands(camel(name)));
  };
  for (const { path, specifier, name, steps, isType } of claim.paths.values()) {
    const candidates = modules.get(specifier) ?? [];
    // Where a source builds the module from is not always to be seen; that says nothing about the path.
    if (candidates.length === 0 && source !== undefined) {
      if (isNamed(namesOf(name, steps))) found.named.push(path);
      continue;
    }
    const result = best((candidates.length === 0 ? [undefined] : candidates).map((module) => outcome(checker, module, name, steps, isType)));
    if (result.kind === 'there') found.there.push(path);
    // Declarations that were written by hand may lack what the code has.
    else if ((result.kind === 'open' || !candidates.some(isSound)) && isNamed(namesOf(name, steps))) found.named.push(path);
    // What a source lacks may be made when it is built.
    else found[result.kind === 'absent' && source !== undefined ? 'missed' : result.kind][path] = result.at;
  }
  for (const { product, option, places } of claim.options.values()) {
    const kinds = places.flatMap(({ specifier, name, steps, isType, part }) => {
      const candidates = modules.get(specifier) ?? [];
      return candidates.length === 0 || name === undefined
        ? ['open']
        : candidates.map((module) => walkOption(checker, module, name, steps, part, option, { isType }).kind);
    });
    if (kinds.includes('there')) found.options.push(`${product} ${option}`);
    else if (kinds.includes('open') || isNamed([option.split('.').at(-1)])) found.openOptions.push(`${product} ${option}`);
    else found.absentOptions.push(`${product} ${option}`);
  }
  return tidy(found);
}

/** Its types are the code's own. */
function isSound({ file, isTyped }) {
  return isTyped && !/\.d\.[cm]?ts$/.test(file);
}

/** A browser, a server and a phone may each get another file: what one of them has is there. */
function best(results) {
  return results.find(({ kind }) => kind === 'there') ?? results.find(({ kind }) => kind === 'open') ?? results[0];
}

function outcome(checker, module, name, steps, isType) {
  if (module === undefined) return { kind: name === undefined ? 'open' : 'absent', at: 'module' };
  if (name === undefined) return { kind: 'there' };
  const result = walk(checker, module, name, steps, { isType });
  // What is inferred from JavaScript is a lower bound.
  return result.kind === 'absent' && !module.isTyped ? { kind: 'open', at: result.at } : result;
}

/** Names that must stand in the code if the path exists. */
function namesOf(name, steps) {
  const members = steps.flatMap((step) => {
    if (step === '.await' || step === '.extends') return [];
    return /^\.prop\((?:on)?([\w:-]+)\)$/.exec(step)?.[1] ?? /^\.([\p{L}_$][\p{L}\p{N}_$]*)$/u.exec(step)?.[1] ?? [];
  });
  return [...(['*', 'default', undefined].includes(name) ? [] : [name]), ...members];
}

/** Attributes are written with hyphens or without. */
function camel(name) {
  return name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
}

function tidy(found) {
  const entries = Object.entries(found).map(([key, value]) => [
    key,
    Array.isArray(value) ? value.sort() : Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))),
  ]);
  return Object.fromEntries(entries.filter(([, value]) => Object.keys(value).length > 0));
}
