import type { Expr } from '../model/expr.js';
import type { Call, Func, ModuleFacts } from '../model/facts.js';
import { argument, type Calling, MOST_SPREAD } from './calls.js';
import { callAt, type Engine, type FnKey, type Frame, funcAt, MOST_ARRIVALS, moduleAt, note, propAt, split } from './engine.js';
import { evaluate } from './evaluate.js';
import { aspectCell } from './ids.js';
import { listOf } from './inline.js';
import { partsOf } from './parts.js';
import { UNDEFINED, type Val } from './values.js';

/** How far up callers are gone through, and how many ways there may be; beyond that arguments are taken together. */
const FARTHEST = 3;
const MOST_WAYS = 60;

/**
 * Gets the arguments of a call, once for each way in which the function around it was called: `save('theme', 'dark')` and
 * `save('asked', true)` keep two values under two keys, not each under both. One list, of all that the arguments may be, where the
 * callers are not all known.
 */
export function ownArguments(calling: Calling): readonly (readonly (Val | undefined)[])[] {
  return ownWays(calling).map(({ args }) => args);
}

/** As `ownArguments`, with what the functions around were given; without that where the arguments are taken together. */
export function ownWays(calling: Calling): readonly { readonly args: readonly (Val | undefined)[]; readonly frame?: Frame }[] {
  const { engine, module, call, frame } = calling;
  const frames = frame ? undefined : waysTo(engine, module, call, FARTHEST);
  if (!frames) return [{ args: calling.args }];
  return frames.map((way) => ({ args: call.args.flatMap((arg) => argument(engine, module, arg, way)), frame: way }));
}

/** The ways to a call that takes what a function around it was given, each with the arguments of one caller of that function. */
function waysTo(engine: Engine, module: number, call: Call, far: number): Frame[] | undefined {
  for (let fn = call.fn; fn > 0 && far > 0; fn = funcAt(engine, module, fn)?.parent ?? 0) {
    const func = funcAt(engine, module, fn);
    if (func && takesParams(engine, module, call, func)) return waysInto(engine, module, fn, func, call.fn, far);
  }
  return undefined;
}

function waysInto(engine: Engine, module: number, fn: number, func: Func, inner: number, far: number): Frame[] | undefined {
  const key: FnKey = `${module}:${fn}`;
  note(engine, aspectCell(engine.ids, 'entered', module, fn));
  const arrivals = engine.arrivals.get(key) ?? [];
  if (engine.rootFns.has(key) || arrivals.length >= MOST_ARRIVALS) return undefined;
  const ways: Frame[] = [];
  for (const { how, from } of arrivals) {
    const point = how === 'call' && from ? funcAt(engine, from.module, from.fn)?.flow.points[from.point] : undefined;
    const caller = point?.kind === 'call' && from ? callAt(engine, from.module, point.call) : undefined;
    if (!from || !caller) return undefined;
    for (const outer of waysTo(engine, from.module, caller, far - 1) ?? [undefined]) {
      if (!calls(engine, from.module, caller, key, outer)) return undefined;
      const way = wayOf(engine, key, func, from.module, caller, outer);
      if (!way) return undefined;
      ways.push({ ...way, fn: inner });
    }
    if (ways.length > MOST_WAYS) return undefined;
  }
  return ways;
}

function wayOf(engine: Engine, key: FnKey, func: Func, from: number, caller: Call, outer: Frame | undefined): Frame | undefined {
  const [module, fn] = split(key);
  const id = `${from}:${caller.start}${outer ? `<${outer.id}` : ''}`;
  const given = listed(engine, from, caller, outer);
  if (!given) return undefined;
  const locals = new Map<number, Val>();
  for (const [index, param] of func.params.entries())
    locals.set(param.binding, param.rest ? listOf(engine, `rest${key}~${id}`, given.slice(index)) : (given[index] ?? UNDEFINED));
  return { id, module, fn, locals, receiver: undefined, parent: undefined, depth: 1 };
}

/** The arguments of a call one by one; undefined where a list is spread among them that is not known in full. */
function listed(engine: Engine, module: number, call: Call, frame: Frame | undefined): Val[] | undefined {
  const all: Val[] = [];
  for (const arg of call.args) {
    if (arg.kind === 'spread' && !isKnownList(engine, evaluate(engine, module, arg.of, frame))) return undefined;
    all.push(...argument(engine, module, arg, frame));
  }
  return all;
}

function isKnownList(engine: Engine, val: Val): boolean {
  const [list] = val.values;
  if (val.any || val.values.length !== 1 || list?.k !== 'object' || list.what !== 'array') return false;
  const length = propAt(engine, list.place, 'length');
  const [count] = length?.values ?? [];
  return length?.values.length === 1 && !length.any && count?.k === 'const' && Number(count.value) < MOST_SPREAD;
}

/** Holds if a call calls this very function, not something that calls it in turn. */
function calls(engine: Engine, module: number, call: Call, key: FnKey, frame: Frame | undefined): boolean {
  return evaluate(engine, module, call.callee, frame).values.some((value) => value.k === 'fn' && `${value.module}:${value.fn}` === key);
}

/** Holds if the arguments of a call take what a function was given; not where the function writes over that. */
function takesParams(engine: Engine, module: number, call: Call, func: Func): boolean {
  const params = new Set(func.params.map(({ binding }) => binding));
  return params.size > 0 && call.args.some((arg) => names(arg, params, engine, module)) && !isWrittenOver(engine, module, params);
}

const written = new WeakMap<ModuleFacts, ReadonlySet<number>>();

function isWrittenOver(engine: Engine, module: number, bindings: ReadonlySet<number>): boolean {
  const facts = moduleAt(engine, module);
  let known = written.get(facts);
  if (!known) {
    known = new Set(
      facts.functions.flatMap(({ flow }) =>
        flow.points.flatMap((point) => (point.kind === 'write' && point.target.kind === 'binding' ? [point.target.binding] : [])),
      ),
    );
    written.set(facts, known);
  }
  for (const binding of bindings) if (known.has(binding)) return true;
  return false;
}

/** Holds if an expression takes one of some bindings. */
function names(expr: Expr, bindings: ReadonlySet<number>, engine: Engine, module: number): boolean {
  if (expr.kind === 'ref') return bindings.has(expr.binding);
  return partsOf(engine, module, expr).some((part) => names(part, bindings, engine, module));
}
