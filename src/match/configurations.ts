import type { Run } from '../flow/engine.js';
import { type Constant, strings, type Val } from '../flow/values.js';
import type { Expr } from '../model/expr.js';
import { type At, behind, boundsOf, partsOf } from './value-leaves.js';

/** A framework or tool that is configured by a module of the project. */
export type Tool = 'next' | 'nuxt' | 'vite' | 'vue' | 'webpack' | 'astro' | 'gatsby' | 'docusaurus' | 'vitepress' | 'proxies';

/** A module that configures a tool, and the objects that it hands over, through whatever is wrapped around them. */
export interface Configuration {
  readonly tool: Tool;
  readonly module: number;
  readonly file: string;
  readonly roots: readonly At[];
}

/** One property of an object as it is written. */
export interface Entry {
  readonly key: string;
  readonly value: At;
  /** Where the property begins; absent where its name is computed. */
  readonly start?: number;
}

const TOOLS: readonly (readonly [RegExp, Tool])[] = [
  [/^next\.config\.[cm]?[jt]s$/, 'next'],
  [/^nuxt\.config\.[cm]?[jt]s$/, 'nuxt'],
  [/^(?:vite|vitest|electron\.vite|svelte|rsbuild|rspack)\.config(?:\.\w+)?\.[cm]?[jt]s$/, 'vite'],
  [/^vue\.config\.[cm]?[jt]s$/, 'vue'],
  [/^(?:webpack(?:\.[\w-]+)*|webpack\.config(?:\.[\w-]+)*|craco\.config|\.umirc)\.[cm]?[jt]s$/, 'webpack'],
  [/^astro\.config\.[cm]?[jt]s$/, 'astro'],
  [/^gatsby-config\.[cm]?[jt]s$/, 'gatsby'],
  [/^docusaurus\.config\.[cm]?[jt]s$/, 'docusaurus'],
  [/^proxy\.conf(?:ig)?(?:\.\w+)?\.[cm]?[jt]s$/, 'proxies'],
];

/** The tool that a file of this name configures; undefined for any other file. */
export function toolOf(file: string): Tool | undefined {
  if (/(?:^|\/)\.vitepress\/config(?:\/index)?\.[cm]?[jt]s$/.test(file)) return 'vitepress';
  const name = file.slice(file.lastIndexOf('/') + 1);
  return TOOLS.find(([pattern]) => pattern.test(name))?.[1];
}

/** The configurations among the modules of a program. Nothing of them is run: what is written in them is read. */
export function configurationsOf(run: Run): readonly Configuration[] {
  return run.engine.program.modules.flatMap((facts, module): readonly Configuration[] => {
    const tool = toolOf(facts.file);
    if (tool === undefined) return [];
    const handed = facts.exports.flatMap((one) => (one.kind === 'value' && (one.name === 'default' || one.name === 'export=') ? [one.value] : []));
    return [{ tool, module, file: facts.file, roots: handed.flatMap((expr) => objectsIn(run, { module, expr })) }];
  });
}

/** The expressions on the way to a value: what leads back to one of them ends there. */
type Way = ReadonlySet<Expr>;

const NO_WAY: Way = new Set();
const LONGEST_WAY = 20;

/** The way one step further; undefined where it leads back or has become too long. */
function further(way: Way, { expr }: At): Way | undefined {
  return way.has(expr) || way.size >= LONGEST_WAY ? undefined : new Set([...way, expr]);
}

/** The objects that a value is made of: what functions give back, and what is handed to functions from elsewhere that wrap it. */
export function objectsIn(run: Run, at: At, before: Way = NO_WAY): readonly At[] {
  const way = further(before, at);
  if (way === undefined) return [];
  const { module, expr } = at;
  const go = (next: At) => objectsIn(run, next, way);
  switch (expr.kind) {
    case 'object':
      return [at];
    case 'function':
    case 'member':
    case 'import':
    case 'call':
    case 'ref': {
      const known = sourcesOf(run, at);
      if (known.length > 0 || expr.kind !== 'call') return known.flatMap(go);
      const call = run.engine.program.modules[module]?.calls[expr.call];
      return (call?.args ?? []).flatMap((arg) => go({ ...at, expr: arg }));
    }
    default:
      return choicesOf(at)?.flatMap(go) ?? [];
  }
}

/** The items of a list, those of lists that are spread into it among them. */
export function itemsOf(run: Run, at: At, before: Way = NO_WAY): readonly At[] {
  const way = further(before, at);
  if (way === undefined) return [];
  const { module, expr } = at;
  const go = (next: At) => itemsOf(run, next, way);
  switch (expr.kind) {
    case 'array':
      return expr.items.flatMap((item) => (item.kind === 'spread' ? go({ ...at, expr: item.of }) : chosen(run, { ...at, expr: item })));
    case 'function':
    case 'member':
    case 'import':
    case 'ref':
      return sourcesOf(run, at).flatMap(go);
    case 'call': {
      const known = sourcesOf(run, at);
      if (known.length > 0) return known.flatMap(go);
      // `[a, b].filter(Boolean)`, `list.concat(more)`.
      const call = run.engine.program.modules[module]?.calls[expr.call];
      if (call?.callee.kind !== 'member' || !/^(?:filter|concat|flat|slice|reverse)$/.test(call.callee.name ?? '')) return [];
      const others = call.callee.name === 'concat' ? call.args : [];
      return [call.callee.object, ...others].flatMap((one) => go({ ...at, expr: one }));
    }
    default:
      return choicesOf(at)?.flatMap(go) ?? [];
  }
}

/** The properties of an object, those of objects that are spread into it among them. */
export function entriesOf(run: Run, at: At, before: Way = NO_WAY): readonly Entry[] {
  return objectsIn(run, at, before).flatMap((one): readonly Entry[] => {
    const way = further(before, one);
    if (one.expr.kind !== 'object' || way === undefined) return [];
    return one.expr.props.flatMap((prop): readonly Entry[] => {
      if ('spread' in prop) return entriesOf(run, { ...one, expr: prop.spread }, way);
      if ('key' in prop) return [{ key: prop.key, value: { ...one, expr: prop.value }, start: prop.start }];
      return strings(run.value(one.module, prop.computed)).map((key) => ({ key, value: { ...one, expr: prop.value } }));
    });
  });
}

/** What stands under a way of names in any of some objects. */
export function under(run: Run, roots: readonly At[], ...names: readonly string[]): readonly At[] {
  return roots.flatMap((root) => partsOf(run, root, names));
}

/** The texts that a value may be, as constants that know where they are written. */
export function textsOf(run: Run, at: At, before: Way = NO_WAY): readonly Constant[] {
  const seen = textsIn(run.value(at.module, at.expr));
  const way = further(before, at);
  if (seen.length > 0 || way === undefined) return seen;
  // What control was not seen to reach has no value, and is read as it is written.
  const next = choicesOf(at) ?? sourcesOf(run, at);
  return next.flatMap((one) => textsOf(run, one, way));
}

/** The place of a value, where that is kept. */
export function placeOf(run: Run, at: At): { readonly start: number; readonly end: number } | undefined {
  const facts = run.engine.program.modules[at.module];
  return facts === undefined ? undefined : boundsOf(facts, at.expr);
}

/** What a function gives back, a name stands for, a module exports or a call of the program yields. */
function sourcesOf(run: Run, at: At): readonly At[] {
  const { module, expr } = at;
  switch (expr.kind) {
    case 'function':
      return returnsOf(run, module, expr.fn);
    case 'import':
      return exportedBy(run, at, ['default', 'export=']);
    case 'member': {
      if (expr.name === undefined) return [];
      const object = { ...at, expr: expr.object };
      const parts = partsOf(run, object, [expr.name]);
      return parts.length > 0 ? parts : [object, ...behind(run, object, 0)].flatMap((one) => exportedBy(run, one, [expr.name ?? '']));
    }
    case 'ref':
    case 'call': {
      const known = behind(run, at, 1);
      if (known.length > 0 || expr.kind === 'call') return known;
      const exported = exportedBy(run, at, ['export=']);
      return exported.length > 0
        ? exported
        : run.value(module, expr).values.flatMap((value) => (value.k === 'fn' ? returnsOf(run, value.module, value.fn) : []));
    }
    default:
      return [];
  }
}

/** What a module of the project, named by `require()` or an import of all of it, exports under some names. */
function exportedBy(run: Run, { module, expr }: At, names: readonly string[]): readonly At[] {
  const { program } = run.engine;
  const imported = expr.kind === 'ref' ? program.modules[module]?.imports.find(({ binding }) => binding === expr.binding)?.specifier : undefined;
  const required = expr.kind === 'import' && expr.specifier.kind === 'literal' ? String(expr.specifier.value) : undefined;
  const specifier = imported ?? required;
  const target = specifier === undefined ? undefined : program.targetOf(module, specifier);
  if (target?.kind !== 'module') return [];
  const exports = program.modules[target.module]?.exports ?? [];
  return exports.flatMap((one) => (one.kind === 'value' && names.includes(one.name) ? [{ module: target.module, expr: one.value }] : []));
}

function returnsOf(run: Run, module: number, fn: number): readonly At[] {
  const points = run.engine.program.modules[module]?.functions[fn]?.flow.points ?? [];
  return points.flatMap((point) => (point.kind === 'return' && point.value !== undefined ? [{ module, expr: point.value }] : []));
}

/** What an expression may come out as, where it is one that only chooses or hands on; undefined for any other. */
function choicesOf(at: At): readonly At[] | undefined {
  const as = (...exprs: readonly Expr[]) => exprs.map((expr) => ({ ...at, expr }));
  switch (at.expr.kind) {
    case 'conditional':
      return as(at.expr.then, at.expr.else);
    case 'logical':
      return at.expr.op === '&&' ? as(at.expr.right) : as(at.expr.left, at.expr.right);
    case 'await':
    case 'spread':
      return as(at.expr.of);
    case 'assigned':
      return as(at.expr.value);
    case 'array':
      return as(...at.expr.items);
    default:
      return undefined;
  }
}

/** An item that is chosen among several is any of them; one that has a name is what it stands for. */
function chosen(run: Run, at: At, before: Way = NO_WAY): readonly At[] {
  const way = further(before, at);
  if (way === undefined) return [];
  const isChoice = at.expr.kind === 'conditional' || at.expr.kind === 'logical';
  const choices = isChoice ? (choicesOf(at) ?? []) : at.expr.kind === 'ref' ? behind(run, at, 0) : [];
  return choices.length === 0 ? [at] : choices.flatMap((one) => chosen(run, one, way));
}

function textsIn(val: Val): readonly Constant[] {
  return val.values.filter((value): value is Constant => value.k === 'const' && typeof value.value === 'string' && value.value !== '');
}
