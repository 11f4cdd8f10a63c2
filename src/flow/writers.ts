import type { Expr } from '../model/expr.js';
import type { Point } from '../model/flow.js';
import { type Engine, type FnKey, funcAt, moduleAt, split } from './engine.js';
import { type Job, jobAt } from './ids.js';
import type { Wanted } from './origins.js';
import { partsOf } from './parts.js';
import type { Val } from './values.js';

/** A place that gives something a value. */
export interface Writer {
  /** The point whose passing writes it. */
  readonly at: { readonly module: number; readonly fn: number; readonly point: number };
  /** Where the words stand. */
  readonly module: number;
  readonly start: number;
  readonly end: number;
  /** As code would write it, where it is one constant. */
  readonly value?: string;
  /** What is written, where it is no constant. */
  readonly expr?: Expr;
  /** It holds before anybody does anything. */
  readonly isInitial: boolean;
  /** That it writes is seen, but not the words by which it does. */
  readonly isVague?: boolean;
  /** The user's hand on an element writes it: the place whose value tells in which world. */
  readonly heldBy?: string;
}

/** Finds the words by which a job writes what is wanted; `evaluated` gives the functions that it evaluates. Undefined where it has no place. */
export function writerAt(engine: Engine, job: Job, wanted: Wanted, evaluated: () => readonly FnKey[]): Writer | undefined {
  const by = jobAt(engine.ids, job);
  switch (by.kind) {
    case 'element': {
      const element = moduleAt(engine, by.module).elements[by.element];
      const at = engine.shown.get(`${by.module}:${by.element}`) ?? { module: by.module, fn: element?.fn ?? 0, point: 0 };
      return (
        element && {
          at,
          module: by.module,
          start: element.start,
          end: element.openEnd,
          isInitial: false,
          heldBy: wanted.place ?? '',
        }
      );
    }
    case 'name': {
      const inner = /^(\d+):(\d+)\(/.exec(by.name);
      if (!inner) return undefined;
      const [module, fn] = [Number(inner[1]), Number(inner[2])];
      const points = funcAt(engine, module, fn)?.flow.points ?? [];
      for (const [point, one] of points.entries()) {
        const found = inPoint(engine, { module, fn, point }, one, wanted);
        if (found) return found;
      }
      return undefined;
    }
    case 'point': {
      const point = funcAt(engine, by.module, by.fn)?.flow.points[by.point];
      if (!point) return undefined;
      return inPoint(engine, by, point, wanted) ?? inEvaluated(engine, by, wanted, evaluated()) ?? whole(engine, by, point, wanted);
    }
  }
}

type At = Writer['at'];

/** A state's initial value may stand in a function that makes a part of it. */
function inEvaluated(engine: Engine, by: At, { place, prop }: Wanted, keys: readonly FnKey[]): Writer | undefined {
  if (prop === undefined || place === undefined) return undefined;
  for (const key of keys) {
    const [module, fn] = split(key);
    for (const point of funcAt(engine, module, fn)?.flow.points ?? []) {
      const held = point.kind === 'return' && point.value ? propIn(engine, module, point.value, prop, 0) : undefined;
      if (held)
        return { at: by, module, ...held.place, ...valueText(engine, module, held.value), isInitial: isMaker(engine, by, place), ...getter(held.value) };
    }
  }
  return undefined;
}

function inPoint(engine: Engine, at: At, point: Point, wanted: Wanted): Writer | undefined {
  const { module } = at;
  const { place, prop, key, binding, param } = wanted;
  if (place?.startsWith('box:') && isMaker(engine, at, place)) return ofState(engine, at, point, place);
  if (point.kind === 'write') {
    const isTarget =
      binding !== undefined
        ? point.target.kind === 'binding' && point.target.binding === binding
        : point.target.kind === 'property' && (key !== undefined || (prop !== undefined && point.target.name === prop));
    if (isTarget) {
      const isInitial = binding !== undefined && moduleAt(engine, module).bindings[binding]?.start === point.start;
      return { at, module, start: point.start, end: point.start + 1, ...valueText(engine, module, point.value), isInitial };
    }
  }
  if (prop !== undefined && place !== undefined) {
    for (const part of partsOfPoint(engine, module, point)) {
      const held = propIn(engine, module, part, prop, 0);
      if (held)
        return {
          at,
          module,
          ...held.place,
          ...valueText(engine, module, held.value),
          isInitial: isMaker(engine, at, place) || place === `${module}:${held.object}`,
        };
    }
    return undefined;
  }
  const call = point.kind === 'call' ? moduleAt(engine, module).calls[point.call] : undefined;
  if (key !== undefined && call) {
    const removes = call.callee.kind === 'member' && /remove|delete|clear/i.test(call.callee.name ?? '');
    const [first, second] = call.args;
    const value = second ?? (first && (propIn(engine, module, first, key, 0)?.value ?? first));
    return {
      at,
      module,
      start: call.start,
      end: call.end,
      ...(removes ? { value: 'nothing' } : value ? valueText(engine, module, value) : {}),
      isInitial: false,
    };
  }
  if (param && call) {
    const index = funcAt(engine, param[0], param[1])?.params.findIndex((one) => one.binding === param[2]) ?? -1;
    const given = call.args[index];
    return { at, module, start: call.start, end: call.end, ...(given ? valueText(engine, module, given) : {}), isInitial: false };
  }
  if (place !== undefined && prop === undefined) return ofState(engine, at, point, place);
  return undefined;
}

/** A state as a whole: made by a call, and set by calls of its setter. */
function ofState(engine: Engine, at: At, point: Point, place: string): Writer | undefined {
  const made = /^[a-z:]+:(\d+):(\d+)/.exec(place);
  const maker = made ? moduleAt(engine, Number(made[1])).calls[Number(made[2])] : undefined;
  if (maker && made && isMaker(engine, at, place)) {
    const module = Number(made[1]);
    const first = maker.args[0];
    return {
      at,
      module,
      start: maker.start,
      end: maker.end,
      ...(first ? valueText(engine, module, first) : { value: 'undefined' }),
      isInitial: true,
    };
  }
  const call = point.kind === 'call' ? moduleAt(engine, at.module).calls[point.call] : undefined;
  const given = call?.args[0];
  return call && { at, module: at.module, start: call.start, end: call.end, ...(given ? valueText(engine, at.module, given) : {}), isInitial: false };
}

/** Holds if a point makes the state, or stands in the function that does and asks for it. */
function isMaker(engine: Engine, at: At, place: string): boolean {
  const made = /^[a-z:]+:(\d+):(\d+)/.exec(place);
  if (!made) return false;
  const [module, index] = [Number(made[1]), Number(made[2])];
  const maker = moduleAt(engine, module).calls[index];
  const point = at.module === module ? funcAt(engine, at.module, at.fn)?.flow.points[at.point] : undefined;
  if (!maker || !point) return false;
  if (point.kind === 'call') {
    const call = moduleAt(engine, module).calls[point.call];
    return call !== undefined && call.start <= maker.start && maker.end <= call.end;
  }
  return point.kind !== 'write' || mentions(engine, module, point.value, index, 0);
}

function mentions(engine: Engine, module: number, expr: Expr, call: number, depth: number): boolean {
  if (expr.kind === 'call' && expr.call === call) return true;
  return depth < 12 && partsOf(engine, module, expr).some((part) => mentions(engine, module, part, call, depth + 1));
}

function whole(engine: Engine, at: At, point: Point, { place }: Wanted): Writer | undefined {
  const call = point.kind === 'call' ? moduleAt(engine, at.module).calls[point.call] : undefined;
  const isInitial = place !== undefined && isMaker(engine, at, place);
  if (call) return { at, module: at.module, start: call.start, end: call.end, isInitial, isVague: true };
  return 'start' in point ? { at, module: at.module, start: point.start, end: point.start + 1, isInitial, isVague: true } : undefined;
}

interface Held {
  readonly value: Expr;
  /** Where the object begins. */
  readonly object: number;
  readonly place: { readonly start: number; readonly end: number };
}

/** The property of an object literal that an expression yields or hands over, through spreads, choices and functions. */
function propIn(engine: Engine, module: number, expr: Expr, name: string, depth: number): Held | undefined {
  if (depth > 8) return undefined;
  if (expr.kind === 'object') {
    for (const prop of expr.props)
      if ('key' in prop && prop.key === name) return { value: prop.value, object: expr.start, place: { start: prop.start, end: prop.start + name.length } };
    for (const prop of expr.props) {
      const inner = 'spread' in prop ? propIn(engine, module, prop.spread, name, depth + 1) : undefined;
      if (inner) return inner;
    }
    return undefined;
  }
  if (expr.kind === 'function') {
    for (const point of funcAt(engine, module, expr.fn)?.flow.points ?? []) {
      const inner = point.kind === 'return' && point.value ? propIn(engine, module, point.value, name, depth + 1) : undefined;
      if (inner) return inner;
      if (point.kind === 'write' && point.target.kind === 'property' && point.target.name === name)
        return { value: point.value, object: -1, place: { start: point.start, end: point.start + 1 } };
    }
    return undefined;
  }
  for (const part of partsOf(engine, module, expr)) {
    const inner = propIn(engine, module, part, name, depth + 1);
    if (inner) return inner;
  }
  return undefined;
}

function partsOfPoint(engine: Engine, module: number, point: Point): readonly Expr[] {
  switch (point.kind) {
    case 'call':
      return moduleAt(engine, module).calls[point.call]?.args ?? [];
    case 'write':
      return [point.value];
    case 'return':
      return point.value ? [point.value] : [];
    case 'assume':
      return [point.test];
    default:
      return [];
  }
}

function valueText(engine: Engine, module: number, expr: Expr): { readonly value?: string; readonly expr?: Expr } {
  const text = constantText(engine.evaluate(module, expr));
  if (text !== undefined) return { value: text };
  return { expr };
}

/** A value as code would write it, where it is one constant. */
export function constantText(val: Val): string | undefined {
  const [only] = val.values;
  if (val.any || val.values.length !== 1 || only?.k !== 'const' || only.prefixOnly) return undefined;
  if (only.value === undefined) return 'undefined';
  return typeof only.value === 'string' ? `'${only.value.slice(0, 40)}'` : String(only.value);
}

/** A getter is no value that somebody writes: what it returns is. */
const getter = (expr: Expr): { readonly isVague?: true } => (expr.kind === 'function' ? { isVague: true } : {});
