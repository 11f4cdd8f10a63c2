import type { Func } from '../model/facts.js';
import { handleInlineCall } from './builtins.js';
import { isCookieText } from './cookie-text.js';
import { changed, type Engine, EXIT, type FnKey, type Frame, funcAt, joinElements, joinProp, moduleAt, note, testValue } from './engine.js';
import { evaluate } from './evaluate.js';
import { namedCell, namedJob } from './ids.js';
import { is, join, NOTHING, objectAt, only, outcomes, UNDEFINED, type Val } from './values.js';

const DEEPEST = 7;
const LARGEST = 260;
/** Different arguments that one function is evaluated with by themselves; then what it returns to anyone has to do. */
const MOST_CONTEXTS = 20;
const LONGEST = 1200;

/**
 * Gets what one call of a function yields, with its own arguments: a walk through the body that changes nothing outside
 * it. Undefined where the function is too large, or the nesting too deep, to be worth it.
 */
export function inline(
  engine: Engine,
  module: number,
  fn: number,
  args: readonly Val[],
  receiver: Val | undefined,
  from: Frame | undefined,
): { readonly value: Val; readonly completes: boolean } | undefined {
  const func = funcAt(engine, module, fn);
  if (!func || engine.world.free || func.flow.points.length > LARGEST || !tells(args, from)) return undefined;
  const depth = (from?.depth ?? 0) + 1;
  if (depth > DEEPEST) return undefined;
  const id = `${module}:${fn}(${args.map(nameOf).join(';')})${receiver ? nameOf(receiver) : ''}`;
  note(engine, namedCell(engine.ids, id));
  const known = engine.inlined.get(id);
  if (known) return known;
  if (id.length > LONGEST) return undefined;
  const key: FnKey = `${module}:${fn}`;
  const contexts = engine.contexts.get(key) ?? new Set<string>();
  if (contexts.size >= MOST_CONTEXTS && !contexts.has(id)) return undefined;
  engine.contexts.set(key, contexts.add(id));
  if (engine.busy.has(id)) return { value: NOTHING, completes: false };
  engine.busy.add(id);
  const outer = engine.reader;
  engine.reader = namedJob(engine.ids, id);
  const parent = enclosing(engine, module, func, from);
  const frame: Frame = { id: shorten(id), module, fn, locals: new Map(), receiver: func.arrow ? undefined : receiver, parent, depth };
  for (const [index, param] of func.params.entries())
    frame.locals.set(param.binding, param.rest ? listOf(engine, `rest${module}:${fn}~${frame.id}`, args.slice(index)) : (args[index] ?? UNDEFINED));
  // A second walk sees what a loop wrote in the first.
  let result = walkBody(engine, module, func, frame);
  if (hasBackEdge(func)) result = walkBody(engine, module, func, frame);
  engine.reader = outer;
  engine.busy.delete(id);
  if (engine.stale.delete(id)) changed(engine, namedCell(engine.ids, id));
  else engine.inlined.set(id, result);
  return result;
}

/** A list of its own, of the rest of what a function is given. */
export function listOf(engine: Engine, place: string, items: readonly Val[]): Val {
  for (const [index, item] of items.entries()) {
    joinProp(engine, place, String(index), item);
    joinElements(engine, place, item);
  }
  joinProp(engine, place, 'length', is(items.length));
  return only(objectAt(place, 'array'));
}

/** Only arguments that say something make a call worth a walk of its own: constants, objects, a choice of the user. */
function tells(args: readonly Val[], from: Frame | undefined): boolean {
  return (
    from !== undefined ||
    args.some(
      (arg) =>
        arg.atoms.length > 0 ||
        arg.values.some((value) => value.k === 'const' || value.k === 'object' || value.k === 'choice' || value.k === 'promise' || isCookieText(value)),
    )
  );
}

function nameOf(val: Val): string {
  return `${val.any ? '?' : ''}${val.values.map((value) => value.key).join('|')}${val.atoms.length > 0 ? `~${val.atoms.join('.')}` : ''}`;
}

function shorten(id: string): string {
  if (id.length < 80) return id;
  let hash = 0;
  for (let i = 0; i < id.length; i++) hash = (hash * 31 + id.charCodeAt(i)) | 0;
  return `${id.slice(0, 60)}#${hash}`;
}

/** The frame of the function around, for what a closure captured. */
function enclosing(engine: Engine, module: number, func: Func, from: Frame | undefined): Frame | undefined {
  for (let frame = from; frame; frame = frame.parent) {
    for (let outer = func.parent; outer > 0; outer = funcAt(engine, module, outer)?.parent ?? -1)
      if (frame.module === module && frame.fn === outer) return frame;
  }
  return undefined;
}

const loops = new WeakMap<Func, boolean>();

function hasBackEdge(func: Func): boolean {
  const known = loops.get(func);
  if (known !== undefined) return known;
  const found = func.flow.next.some((targets, from) => targets.some((to) => to <= from && func.flow.points[to]?.kind === 'join'));
  loops.set(func, found);
  return found;
}

function walkBody(engine: Engine, module: number, func: Func, frame: Frame): { readonly value: Val; readonly completes: boolean } {
  const { points, next } = func.flow;
  const seen = new Uint8Array(points.length);
  const pending = [0];
  seen[0] = 1;
  let value = NOTHING;
  let completes = false;
  while (pending.length > 0) {
    const index = pending.shift() as number;
    const point = points[index];
    let passes = true;
    switch (point?.kind) {
      case 'assume': {
        const can = outcomes(testValue(engine, module, point.test, frame));
        passes = (point.outcome ? can.yes : can.no) || point.chained === true;
        break;
      }
      case 'write':
        if (point.target.kind === 'binding' && belongs(engine, module, point.target.binding, frame)) {
          const held = evaluate(engine, module, point.value, frame);
          frame.locals.set(point.target.binding, join(frame.locals.get(point.target.binding) ?? NOTHING, held));
        }
        break;
      case 'return':
        value = join(value, point.value ? evaluate(engine, module, point.value, frame) : UNDEFINED);
        break;
      case 'call':
        passes = handleInlineCall(engine, module, point.call, frame);
        break;
      default:
    }
    if (index === EXIT) {
      completes = true;
    }
    for (const to of next[index] ?? []) {
      const isCatch = points[to]?.kind === 'catch';
      if (seen[to] === 1 || (!passes && !isCatch) || (isCatch && engine.world.noExceptions)) continue;
      if (to === EXIT && point?.kind !== 'return' && passes) value = join(value, UNDEFINED);
      seen[to] = 1;
      pending.push(to);
    }
  }
  return { value, completes };
}

function belongs(engine: Engine, module: number, binding: number, frame: Frame): boolean {
  return moduleAt(engine, module).bindings[binding]?.fn === frame.fn;
}
