import type { Export, Import, ModuleFacts } from '../model/facts.js';
import type { Engine } from './engine.js';
import { evaluate } from './evaluate.js';
import { isFollowed } from './known.js';
import { memberOf } from './members.js';
import { remembered } from './remembered.js';
import { ANYTHING, type Api, isEmpty, join, joinAll, NOTHING, objectAt, only, rootApi, type Val } from './values.js';

const importIndex = new WeakMap<ModuleFacts, Map<number, Import>>();

function importOf(facts: ModuleFacts, binding: number): Import | undefined {
  let index = importIndex.get(facts);
  if (!index) {
    index = new Map(facts.imports.flatMap((entry) => (entry.binding === undefined ? [] : [[entry.binding, entry] as const])));
    importIndex.set(facts, index);
  }
  return index.get(binding);
}

type Named = Exclude<Export, { kind: 'all' }>;
const exportIndex = new WeakMap<ModuleFacts, Map<string, Named[]>>();

function exportsNamed(facts: ModuleFacts, name: string): readonly Named[] {
  let index = exportIndex.get(facts);
  if (!index) {
    index = new Map();
    for (const entry of facts.exports) {
      if (entry.kind === 'all') continue;
      const same = index.get(entry.name);
      if (same) same.push(entry);
      else index.set(entry.name, [entry]);
    }
    exportIndex.set(facts, index);
  }
  return index.get(name) ?? [];
}

/** Holds if an import is gone when the program runs: a type, or a name that TypeScript code never uses as a value. */
export function isErased(facts: ModuleFacts, entry: Import): boolean {
  return entry.typeOnly || (entry.binding !== undefined && facts.bindings[entry.binding]?.uses === 0 && TYPED.test(facts.file));
}

const TYPED = /\.[cm]?tsx?$/;

/** Gets what an imported binding may hold: an export of the program, or something external. */
export function resolveImport(engine: Engine, module: number, binding: number): Val {
  const facts = engine.program.modules[module];
  const entry = facts && importOf(facts, binding);
  if (!entry) return ANYTHING;
  return importedValue(engine, module, entry.specifier, entry.name ?? '*');
}

/** Gets what `specifier` exports under a name (`*` the namespace, `=` what `require` yields). */
export function importedValue(engine: Engine, module: number, specifier: string, name: string): Val {
  const target = engine.program.targetOf(module, specifier);
  switch (target.kind) {
    case 'module':
      return exportValue(engine, target.module, name, new Set());
    case 'file':
      want(engine, target.file, module);
      return only(rootApi(`file:${target.file}#${name === '=' ? '*' : name}`, true));
    case 'package':
      return only(external(engine, `${packageRoot(specifier)}#${name === '=' ? '*' : name}`));
  }
}

/** A name from outside, dull where no answer can hang on it. */
export function external(engine: Engine, root: string): Api {
  return rootApi(root, !isFollowed(root, engine.program.catalogued));
}

function want(engine: Engine, file: string, module: number): void {
  const asking = engine.wanted.get(file);
  if (asking) asking.add(module);
  else engine.wanted.set(file, new Set([module]));
}

/** `https://cdn.jsdelivr.net/npm/posthog-js@1/+esm` and its like are the package itself. */
function packageRoot(specifier: string): string {
  const cdn =
    /^https?:\/\/(?:cdn\.jsdelivr\.net\/npm|esm\.sh|unpkg\.com|cdn\.skypack\.dev|esm\.run|ga\.jspm\.io\/npm:)\/?((?:@[\w.-]+\/)?[\w.-]+)(?:@[^/]*)?/.exec(
      specifier,
    );
  if (cdn) return `npm:${cdn[1]}`;
  if (/^https?:\/\//.test(specifier)) return `url:${specifier.replace(/^https?:\/\//, '').replace(/[?#].*$/, '')}`;
  const bare = specifier.replace(/^npm:/, '');
  const versioned = /^((?:@[\w.-]+\/)?[\w.-]+)@[\w.^~*-]+(\/.*)?$/.exec(bare);
  return `npm:${versioned ? `${versioned[1]}${versioned[2] ?? ''}` : bare}`;
}

/** Gets an export of a module, through re-exports; mutual ones end. */
export function exportValue(engine: Engine, module: number, name: string, seen: Set<string>): Val {
  const mark = `${module}#${name}`;
  if (seen.has(mark)) return NOTHING;
  seen.add(mark);
  const facts = engine.program.modules[module];
  if (!facts) return ANYTHING;
  const wholes = exportsNamed(facts, 'export=');
  if (name === '*' || name === '=') {
    if (wholes.length > 0) return whole(engine, module, wholes);
    return only(objectAt(`ns:${module}`, 'module'));
  }
  let result = NOTHING;
  let found = false;
  for (const entry of exportsNamed(facts, name)) {
    found = true;
    if (entry.kind === 'value') result = join(result, evaluate(engine, module, entry.value, undefined));
    else result = join(result, reExported(engine, module, entry.specifier, entry.from, seen));
  }
  if (found) return result;
  if (wholes.length > 0) {
    const value = whole(engine, module, wholes);
    return name === 'default' ? value : memberOf(engine, value, name, { module, start: wholes[0]?.start ?? 0, end: wholes[0]?.start ?? 0 });
  }
  let elsewhere = false;
  for (const entry of facts.exports) {
    if (entry.kind !== 'all' || name === 'default') continue;
    const target = engine.program.targetOf(module, entry.specifier);
    if (target.kind === 'package' && isEmpty(result)) continue;
    if (target.kind === 'file') {
      want(engine, target.file, module);
      elsewhere = true;
    } else result = join(result, reExported(engine, module, entry.specifier, name, seen));
  }
  // Which of the files that are not parsed has it is not known.
  if (elsewhere) result = join(result, only(rootApi(`file:${facts.file}#${name}`, true)));
  if (!isEmpty(result)) return result;
  if (name === 'default' && facts.exports.length > 0) return only(objectAt(`ns:${module}`, 'module'));
  const through = facts.exports.find((entry) => entry.kind === 'all' && engine.program.targetOf(module, entry.specifier).kind === 'package');
  if (through?.kind === 'all') return importedValue(engine, module, through.specifier, name);
  return seen.size > 1 ? NOTHING : ANYTHING;
}

/** What a module exports as one: whatever is written to `module.exports` may be it. */
function whole(engine: Engine, module: number, entries: readonly Named[]): Val {
  return joinAll(entries.map((entry) => (entry.kind === 'value' ? evaluate(engine, module, entry.value, undefined) : NOTHING)));
}

function reExported(engine: Engine, module: number, specifier: string, name: string, seen: Set<string>): Val {
  const target = engine.program.targetOf(module, specifier);
  return target.kind === 'module' ? exportValue(engine, target.module, name, seen) : importedValue(engine, module, specifier, name);
}

/**
 * The ways in which catalogs may write the same path: a default import answers for the namespace and the other way
 * round, since bundlers let both through.
 */
export const spellings: (path: string) => readonly string[] = remembered(spell);

function spell(path: string): string[] {
  const namespace = /^((?:npm|url|file):[^#]+)#\*(.*)$/s.exec(path);
  if (namespace) {
    const rest = namespace[2] ?? '';
    const member = /^\.([\w$]+)(.*)$/s.exec(rest);
    return [path, ...(member ? [`${namespace[1]}#${member[1]}${member[2]}`] : []), `${namespace[1]}#default${rest}`];
  }
  const auto = /^npm:#(?:imports|app|components)#([\w$]+)(.*)$/s.exec(path);
  if (auto) return [path, `global:${auto[1]}${auto[2]}`];
  const byDefault = /^((?:npm|url|file):[^#]+)#default\.([\w$]+)(.*)$/s.exec(path);
  if (byDefault) return [path, `${byDefault[1]}#${byDefault[2]}${byDefault[3]}`];
  // A member of what `require` yields may be a member of the default export.
  const named = /^((?:npm|url):[^#]+)#(?!default\b)([\w$]+)(.*)$/s.exec(path);
  return named ? [path, `${named[1]}#default.${named[2]}${named[3]}`] : [path];
}
