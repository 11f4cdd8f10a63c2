// One package: which of the paths and options that the catalogs name does it have?
import { openModules } from './modules.mjs';
import { walk, walkOption } from './walk.mjs';

/**
 * Gets the paths by how they stand: `there` (declared), `named` (not declared, but all names stand in the published JavaScript that
 * `scripts` gives: without it a checkout is looked at), `open` (the types say no more from a step on), `absent` (with the step that is missing), `missed` (the same of a checkout); and options likewise.
 */
export function check(claim, folder, aliases, scripts) {
  const found = { there: [], named: [], open: {}, absent: {}, missed: {}, options: [], openOptions: [], absentOptions: [] };
  const specifiers = [...new Set([...claim.paths.values()].map(({ specifier }) => specifier))];
  const { checker, modules } = specifiers.length === 0 ? { modules: new Map() } : openModules(folder, specifiers, aliases);
  let text;
  const isNamed = (names) => {
    text ??= scripts?.() ?? '';
    return text !== '' && names.every((name) => new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(text));
  };
  for (const { path, specifier, name, steps, isType } of claim.paths.values()) {
    const module = modules.get(specifier);
    // Where a checkout builds the module from is not always to be seen; that says nothing about the path.
    if (module === undefined && scripts === undefined) continue;
    const result = outcome(checker, module, name, steps, isType);
    if (result.kind === 'there') found.there.push(path);
    else if ((result.kind === 'open' || !module?.isTyped) && isNamed(namesOf(name, steps))) found.named.push(path);
    // What a checkout lacks may be made when it is built.
    else found[result.kind === 'absent' && scripts === undefined ? 'missed' : result.kind][path] = result.at;
  }
  for (const { product, option, places } of claim.options.values()) {
    const kinds = places.map(({ specifier, name, steps, isType, part }) => {
      const module = modules.get(specifier);
      return module === undefined || name === undefined ? 'open' : walkOption(checker, module, name, steps, part, option, { isType }).kind;
    });
    if (kinds.includes('there')) found.options.push(`${product} ${option}`);
    else if (kinds.includes('open') || isNamed([option.split('.').at(-1)])) found.openOptions.push(`${product} ${option}`);
    else found.absentOptions.push(`${product} ${option}`);
  }
  return tidy(found);
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
  const members = steps.filter((step) => /^\.[\p{L}_$][\p{L}\p{N}_$]*$/u.test(step) && step !== '.await' && step !== '.extends').map((step) => step.slice(1));
  return [...(['*', 'default', undefined].includes(name) ? [] : [name]), ...members];
}

function tidy(found) {
  const entries = Object.entries(found).map(([key, value]) => [
    key,
    Array.isArray(value) ? value.sort() : Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))),
  ]);
  return Object.fromEntries(entries.filter(([, value]) => Object.keys(value).length > 0));
}
