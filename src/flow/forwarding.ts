import type { Call } from '../model/facts.js';
import { argument } from './calls.js';
import { callAt, type Engine, type Frame, funcAt } from './engine.js';
import { listOf } from './inline.js';
import { UNDEFINED, type Val, type Value } from './values.js';

type Fn = Extract<Value, { k: 'fn' }>;

/** A function that does nothing but call what a function around it was given: `(_event, ...rest) => heard(...rest)`. */
export interface Forwarder {
  readonly fn: Fn;
  readonly call: Call;
  /** What it calls: a parameter of a function around it. */
  readonly binding: number;
}

/** Gets what a function hands on to, if that is all that it does. */
export function forwarderOf(engine: Engine, fn: Fn): Forwarder | undefined {
  const func = funcAt(engine, fn.module, fn.fn);
  const points = func?.flow.points ?? [];
  const [only, more] = points.filter(({ kind }) => kind === 'call');
  const isPlain = points.every(
    ({ kind }) => kind === 'enter' || kind === 'exit' || kind === 'raise' || kind === 'call' || kind === 'return' || kind === 'join',
  );
  const call = only?.kind === 'call' && !more && isPlain ? callAt(engine, fn.module, only.call) : undefined;
  if (!func || call?.callee.kind !== 'ref') return undefined;
  const { binding } = call.callee;
  for (let outer = func.parent; outer > 0; outer = funcAt(engine, fn.module, outer)?.parent ?? -1)
    if (funcAt(engine, fn.module, outer)?.params.some((param) => param.binding === binding && !param.rest)) return { fn, call, binding };
  return undefined;
}

/** What a forwarder calls in one way in which the function around it was called; undefined where that is not among its arguments. */
export function forwardedIn(way: Frame, { binding }: Forwarder): Val | undefined {
  return way.locals.get(binding);
}

/** The arguments that a forwarder hands on where it is itself given some. */
export function handedOn(engine: Engine, { fn, call }: Forwarder, given: readonly Val[]): Val[] {
  const func = funcAt(engine, fn.module, fn.fn);
  const id = `handed on ${given.map((val) => `${val.any ? '?' : ''}${val.values.map(({ key }) => key).join('|')}`).join(';')}`;
  const locals = new Map<number, Val>();
  for (const [index, param] of (func?.params ?? []).entries())
    locals.set(param.binding, param.rest ? listOf(engine, `rest${fn.module}:${fn.fn}~${id}`, given.slice(index)) : (given[index] ?? UNDEFINED));
  const frame: Frame = { id, module: fn.module, fn: fn.fn, locals, receiver: undefined, parent: undefined, depth: 1 };
  return call.args.flatMap((arg) => argument(engine, fn.module, arg, frame));
}
