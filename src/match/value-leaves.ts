import { callAt, type Engine, funcAt, type Run } from '../flow/engine.js';
import { apis, type Val } from '../flow/values.js';
import type { Expr } from '../model/expr.js';
import type { Call, ModuleFacts } from '../model/facts.js';
import { isNeutral } from './data-words.js';

/** An expression in its module, with what the parameters around it were given on the way here. */
export interface At {
  readonly module: number;
  readonly expr: Expr;
  readonly given?: ReadonlyMap<string, At>;
}

/** A name that a value bears on its way. */
export interface Borne {
  readonly name: string;
  readonly owner?: string;
  readonly module: number;
  readonly start: number;
  readonly end: number;
  /** The binding, where it is one. */
  readonly binding?: number;
}

/** Where a value comes from that arrives in an argument, and all it was called on the way. */
export interface Leaf {
  readonly at: At;
  /** Properties of object literals that it is put under, outermost first. */
  readonly keys: readonly string[];
  /** Nearest to the call first. */
  readonly names: readonly Borne[];
  /** It arrives as it is, not as a part of a longer text. */
  readonly whole: boolean;
}

interface Way {
  readonly keys: readonly string[];
  readonly names: readonly Borne[];
  readonly whole: boolean;
  /** Functions that may still be gone through. */
  readonly hops: number;
}

export interface Walk {
  readonly run: Run;
  /** How many expressions may still be looked at. */
  left: number;
  readonly seen: Set<string>;
  readonly emit: (leaf: Leaf) => void;
}

/** Calls that give back the text or list that they are called on, or a part of it. */
const KEEPS =
  /^(?:slice|substring|substr|trim|trimStart|trimEnd|toLowerCase|toUpperCase|toLocaleLowerCase|replace|replaceAll|toString|normalize|concat|join|padEnd|padStart|at|filter|map|reverse|flat|flatMap|toFixed|toJSON|pop|shift|find|split|repeat)$/;
/** Functions that give back what they are given in another form. */
const WRAPS =
  /^(?:stringify|parse|String|encodeURIComponent|encodeURI|escape|structuredClone|assign|from|fromEntries|btoa|atob|toRaw|unref|toValue|Blob|Buffer|URLSearchParams|URL|Array|freeze)$/;
const HIDES = /hash|sha\d|md5|digest|hmac|encrypt|mask|redact|anonymi[sz]e|scrub|pseudonymi|obfuscat|censor/i;
const READS_FIELD = /^(?:get|getAll|getValues|watch|getItem|field|value)$/;
const MEMO = /^(?:useMemo|computed|createMemo|\$derived|useDeferredValue|ref|shallowRef)$/;
const MOST_BEHIND = 6;
const MOST_CALLERS = 12;

/** Follows what arrives in an argument to where it comes from: through names, literals and one function of the program. */
export function walkValue(walk: Walk, at: At, keys: readonly string[] = []): void {
  visit(walk, at, { keys, names: [], whole: true, hops: 1 });
}

/** Gets what stands under a name in the object that an expression yields; nothing where that cannot be seen. */
export function partsOf(run: Run, at: At, names: readonly string[], depth = 0): readonly At[] {
  const [name, ...rest] = names;
  if (name === undefined) return [at];
  if (depth > 8) return [];
  const { module, expr } = at;
  switch (expr.kind) {
    case 'object':
      return expr.props.flatMap((prop): readonly At[] => {
        if ('key' in prop) return prop.key === name ? partsOf(run, { ...at, expr: prop.value }, rest, depth + 1) : [];
        return 'spread' in prop ? partsOf(run, { ...at, expr: prop.spread }, names, depth + 1) : [];
      });
    case 'conditional':
      return [expr.then, expr.else].flatMap((one) => partsOf(run, { ...at, expr: one }, names, depth + 1));
    case 'logical':
      return [expr.left, expr.right].flatMap((one) => partsOf(run, { ...at, expr: one }, names, depth + 1));
    case 'await':
    case 'spread':
      return partsOf(run, { ...at, expr: expr.of }, names, depth + 1);
    case 'assigned':
      return partsOf(run, { ...at, expr: expr.value }, names, depth + 1);
    case 'ref':
    case 'call':
      return behind(run, at, 1).flatMap((one) => partsOf(run, one, names, depth + 1));
    case 'member':
      return expr.name === undefined ? [] : partsOf(run, { ...at, module, expr: expr.object }, [expr.name, ...names], depth + 1);
    default:
      return [];
  }
}

function visit(walk: Walk, at: At, way: Way): void {
  if (walk.left-- <= 0) return;
  const { expr } = at;
  const go = (next: Expr, other: Partial<Way> = {}) => visit(walk, { ...at, expr: next }, { ...way, ...other });
  switch (expr.kind) {
    case 'template':
      for (const part of expr.parts) go(part, { whole: way.whole && expr.parts.length === 1 && expr.strings.every((text) => text === '') });
      return;
    case 'binary':
      if (expr.op !== '+') return;
      go(expr.left, { whole: false });
      go(expr.right, { whole: false });
      return;
    case 'logical':
      if (expr.op !== '&&') go(expr.left);
      go(expr.right);
      return;
    case 'conditional':
      go(expr.then);
      go(expr.else);
      return;
    case 'await':
    case 'spread':
    case 'rest':
      go(expr.of);
      return;
    case 'assigned':
      go(expr.value);
      return;
    case 'array':
      for (const item of expr.items) go(item);
      return;
    case 'object':
      for (const prop of expr.props) {
        if ('spread' in prop) go(prop.spread);
        else if ('computed' in prop) go(prop.value);
        else if (prop.getter !== true) go(prop.value, { keys: [...way.keys, prop.key] });
      }
      return;
    case 'member':
      visitMember(walk, at, expr, way);
      return;
    case 'ref':
      visitRef(walk, at, expr, way);
      return;
    case 'call':
      visitCall(walk, at, expr.call, way);
      return;
    case 'global':
      walk.emit({ at, ...way, names: [...way.names, { name: expr.name, module: at.module, start: expr.start, end: expr.end }] });
      return;
    default:
  }
}

function visitMember(walk: Walk, at: At, expr: Extract<Expr, { kind: 'member' }>, way: Way): void {
  const facts = walk.run.engine.program.modules[at.module];
  const name = expr.name ?? (expr.key?.kind === 'literal' ? String(expr.key.value) : undefined);
  if (name === 'length' || name === 'size') return;
  const owner = facts === undefined ? undefined : lastName(facts, expr.object);
  const borne: Borne[] =
    name === undefined || isNeutral(name) ? [] : [{ name, ...(owner === undefined ? {} : { owner }), module: at.module, start: expr.start, end: expr.end }];
  const names = [...way.names, ...borne];
  const parts = name === undefined ? [] : partsOf(walk.run, { ...at, expr: expr.object }, [name]);
  for (const part of parts.slice(0, MOST_BEHIND)) visit(walk, part, { ...way, names });
  if (parts.length > 0) return;
  // `input.value` is the input; `message.kind` is not the message.
  if (borne.length === 0 && !isField(walk, at, expr)) visit(walk, { ...at, expr: expr.object }, { ...way, names });
  else walk.emit({ at, ...way, names });
}

/** What the user typed into an element of the page. */
function isField({ run }: Walk, at: At, expr: Extract<Expr, { kind: 'member' }>): boolean {
  return expr.name === 'value' && run.value(at.module, expr.object).values.some((value) => value.k === 'object' && value.what === 'dom');
}

function visitRef(walk: Walk, at: At, expr: Extract<Expr, { kind: 'ref' }>, way: Way): void {
  const facts = walk.run.engine.program.modules[at.module];
  const binding = facts?.bindings[expr.binding];
  if (binding === undefined) return;
  const mark = `${at.module}:${expr.binding}:${way.keys.join('.')}`;
  if (walk.seen.has(mark)) return;
  walk.seen.add(mark);
  const borne: Borne = { name: binding.name, module: at.module, start: expr.start, end: expr.start + binding.name.length, binding: expr.binding };
  const names = [...way.names, borne];
  const given = at.given?.get(`${at.module}:${expr.binding}`);
  const isParam = binding.kind === 'param';
  const sources = behind(walk.run, at, way.hops);
  for (const source of sources) visit(walk, source, { ...way, names, hops: isParam && given === undefined ? way.hops - 1 : way.hops });
  if (sources.length === 0 || (isParam && given === undefined && walk.run.value(at.module, expr).any)) walk.emit({ at, ...way, names });
}

function visitCall(walk: Walk, at: At, index: number, way: Way): void {
  const call = callAt(walk.run.engine, at.module, index);
  const facts = walk.run.engine.program.modules[at.module];
  if (call === undefined || facts === undefined) return;
  const name = lastName(facts, call.callee) ?? '';
  const go = (expr: Expr) => visit(walk, { ...at, expr }, way);
  if (HIDES.test(name)) return;
  if (call.callee.kind === 'member' && KEEPS.test(name)) {
    go(call.callee.object);
    if (name === 'concat') for (const arg of call.args) go(arg);
    return;
  }
  if (WRAPS.test(name)) {
    for (const arg of call.args) go(arg);
    return;
  }
  const [first] = call.args;
  if (MEMO.test(name) && first?.kind === 'function') {
    for (const value of returned(walk.run.engine, at.module, first.fn)) visit(walk, { module: at.module, expr: value }, way);
    return;
  }
  if (READS_FIELD.test(name) && first?.kind === 'literal' && typeof first.value === 'string') {
    walk.emit({ at, ...way, names: [...way.names, { name: first.value, module: at.module, start: call.start, end: call.end }] });
    return;
  }
  const results = way.hops > 0 ? behind(walk.run, at, way.hops) : [];
  for (const result of results) visit(walk, result, { ...way, hops: way.hops - 1 });
  if (results.length > 0) return;
  const said = name.replace(/^(?:get|fetch|load|read|use|select|generate|current)(?=[A-Z])/, '');
  const borne: Borne[] = said === '' || isNeutral(said) ? [] : [{ name: said, module: at.module, start: call.start, end: call.end }];
  walk.emit({ at, ...way, names: [...way.names, ...borne] });
  // An external maker of commands: `new PutObjectCommand({ Body })`.
  if (call.isNew) for (const arg of call.args) go(arg);
}

/** What a name stands for, what a call of the program gives back, or what callers hand to a parameter. */
export function behind(run: Run, at: At, hops: number): readonly At[] {
  const { module, expr } = at;
  const facts = run.engine.program.modules[module];
  if (facts === undefined) return [];
  if (expr.kind === 'call') return hops > 0 ? resultsOf(run, at, expr.call) : [];
  if (expr.kind !== 'ref') return [];
  const given = at.given?.get(`${module}:${expr.binding}`);
  if (given !== undefined) return [given];
  const binding = facts.bindings[expr.binding];
  switch (binding?.kind) {
    case 'const':
    case 'let':
    case 'var':
      return (writesOf(facts).get(expr.binding) ?? []).slice(0, MOST_BEHIND).map((value) => ({ ...at, expr: value }));
    case 'import':
      return exported(run, module, expr.binding);
    case 'param':
      return hops > 0 ? [...(writesOf(facts).get(expr.binding) ?? []).map((value) => ({ ...at, expr: value })), ...passed(run, module, expr.binding)] : [];
    default:
      return [];
  }
}

/** What the callers that were seen hand to a parameter. */
function passed(run: Run, module: number, binding: number): readonly At[] {
  const { engine } = run;
  const facts = engine.program.modules[module];
  const fn = facts?.bindings[binding]?.fn ?? -1;
  const index = facts?.functions[fn]?.params.findIndex((param) => param.binding === binding && !param.rest) ?? -1;
  if (index < 0) return [];
  return (engine.arrivals.get(`${module}:${fn}`) ?? []).slice(0, MOST_CALLERS).flatMap(({ how, from }): readonly At[] => {
    if (how !== 'call' || from === undefined) return [];
    const point = engine.program.modules[from.module]?.functions[from.fn]?.flow.points[from.point];
    const call = point?.kind === 'call' ? callAt(engine, from.module, point.call) : undefined;
    const arg = call?.args[index];
    return arg === undefined || call?.args.slice(0, index + 1).some(({ kind }) => kind === 'spread') ? [] : [{ module: from.module, expr: arg }];
  });
}

/** What a function of the program gives back, with the arguments in place of its parameters. */
function resultsOf(run: Run, at: At, index: number): readonly At[] {
  const { engine } = run;
  const call = callAt(engine, at.module, index);
  if (call === undefined) return [];
  return run.value(at.module, call.callee).values.flatMap((value): readonly At[] => {
    const func = value.k === 'fn' ? funcAt(engine, value.module, value.fn) : undefined;
    if (value.k !== 'fn' || func === undefined) return [];
    const given = new Map(
      func.params.flatMap((param, i) =>
        call.args[i] === undefined || param.rest ? [] : [[`${value.module}:${param.binding}`, { ...at, expr: call.args[i] } as At] as const],
      ),
    );
    return returned(engine, value.module, value.fn).map((expr) => ({ module: value.module, expr, given }));
  });
}

function returned(engine: Engine, module: number, fn: number): readonly Expr[] {
  const points = funcAt(engine, module, fn)?.flow.points ?? [];
  return points.flatMap((point) => (point.kind === 'return' && point.value !== undefined ? [point.value] : [])).slice(0, MOST_BEHIND);
}

function exported(run: Run, module: number, binding: number): readonly At[] {
  const { program } = run.engine;
  const entry = program.modules[module]?.imports.find((one) => one.binding === binding);
  const target = entry === undefined ? undefined : program.targetOf(module, entry.specifier);
  if (entry === undefined || target?.kind !== 'module') return [];
  const found = program.modules[target.module]?.exports.find((one) => one.kind === 'value' && one.name === entry.name);
  return found?.kind === 'value' ? [{ module: target.module, expr: found.value }] : [];
}

const writes = new WeakMap<ModuleFacts, ReadonlyMap<number, readonly Expr[]>>();

/** All that is ever written to each binding of a module. */
function writesOf(facts: ModuleFacts): ReadonlyMap<number, readonly Expr[]> {
  const known = writes.get(facts);
  if (known !== undefined) return known;
  const index = new Map<number, Expr[]>();
  for (const { flow } of facts.functions) {
    for (const point of flow.points) {
      if (point.kind !== 'write' || point.target.kind !== 'binding') continue;
      const list = index.get(point.target.binding);
      if (list) list.push(point.value);
      else index.set(point.target.binding, [point.value]);
    }
  }
  writes.set(facts, index);
  return index;
}

/** The last part of a name: `email` of `user.email`, `track` of `track()`. */
export function lastName(facts: ModuleFacts, expr: Expr): string | undefined {
  switch (expr.kind) {
    case 'ref':
      return facts.bindings[expr.binding]?.name;
    case 'global':
      return expr.name;
    case 'member':
      return expr.name ?? (expr.key?.kind === 'literal' ? String(expr.key.value) : lastName(facts, expr.object));
    case 'call': {
      const call: Call | undefined = facts.calls[expr.call];
      return call === undefined ? undefined : lastName(facts, call.callee);
    }
    case 'await':
    case 'rest':
      return lastName(facts, expr.of);
    case 'logical':
      return lastName(facts, expr.left);
    default:
      return undefined;
  }
}

/** Where an expression stands, as far as that is kept. */
export function boundsOf(facts: ModuleFacts, expr: Expr): { readonly start: number; readonly end: number } | undefined {
  switch (expr.kind) {
    case 'ref':
      return { start: expr.start, end: expr.start + (facts.bindings[expr.binding]?.name.length ?? 0) };
    case 'call': {
      const call = facts.calls[expr.call];
      return call === undefined ? undefined : { start: call.start, end: call.end };
    }
    case 'await':
      return boundsOf(facts, expr.of);
    default:
      return 'start' in expr && 'end' in expr ? { start: expr.start, end: expr.end } : undefined;
  }
}

/** Holds if all that is known of a value are constants, or what the environment sets. */
export function isFixed(val: Val): boolean {
  return !val.any && val.values.every((value) => value.k === 'const') && val.values.length > 0;
}

/** Names from outside that a value may come from. */
export function rootsOf(val: Val): readonly string[] {
  return apis(val).flatMap(({ root, path }) => [root, path]);
}
