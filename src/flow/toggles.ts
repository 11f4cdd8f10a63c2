import type { Expr } from '../model/expr.js';
import type { Call, ModuleFacts } from '../model/facts.js';
import { callAt, type Engine, type FnKey, type Frame, funcAt, moduleAt, note } from './engine.js';
import { aspectCell } from './ids.js';
import { labelsOfElement } from './labels.js';
import { join, NOTHING, strings, type Val } from './values.js';

/**
 * What `!x` is inside of the handler of a box that shows `x`, or of what such handlers call: what the user set the box to, as
 * `event.target.checked` is. Undefined for any other `!x`.
 */
export function toggled(engine: Engine, module: number, operand: Expr, frame: Frame | undefined): Val | undefined {
  const facts = moduleAt(engine, module);
  if (!engine.world.checked || boxesOf(facts).length === 0) return undefined;
  for (let fn = around(engine, module, frame); fn > 0; fn = facts.functions[fn]?.parent ?? 0) {
    const box = boxHandledBy(engine, module, fn);
    if (box) return shows(facts, box.shown, operand, fn) ? setTo(engine, module, box) : undefined;
    const isOwn = operand.kind !== 'ref' || facts.bindings[operand.binding]?.kind !== 'param';
    const byCallers = isOwn ? boxOfCallers(engine, module, fn, (shown) => shows(facts, shown, operand, fn)) : undefined;
    if (byCallers) return byCallers;
  }
  return undefined;
}

/** As `toggled`, of `[key]: !choices[key]`, where the handlers say which one it is: `toggle('analytics')`. */
export function toggledByKey(engine: Engine, module: number, computed: Expr, value: Expr, key: string, frame: Frame | undefined): Val | undefined {
  const facts = moduleAt(engine, module);
  if (!engine.world.checked || computed.kind !== 'ref' || boxesOf(facts).length === 0 || !isOppositeUnder(value, computed.binding)) return undefined;
  const fn = facts.bindings[computed.binding]?.fn ?? 0;
  const index = facts.functions[fn]?.params.findIndex(({ binding }) => binding === computed.binding) ?? -1;
  if (index < 0 || !isWithin(facts, around(engine, module, frame), fn)) return undefined;
  return boxOfCallers(
    engine,
    module,
    fn,
    (shown, call) => {
      const given = call.args[index];
      return shown.kind === 'member' && given !== undefined && (shown.name === key || (shown.key !== undefined && isSame(shown.key, given)));
    },
    (call) => {
      const given = call.args[index];
      const value = given && engine.evaluate(module, given);
      return value === undefined || value.any || strings(value).includes(key);
    },
  );
}

interface Box {
  readonly element: number;
  /** What the box is checked by. */
  readonly shown: Expr;
  readonly handlers: readonly Expr[];
}

const SHOWN = /^(?:v-bind|bind)?:?(?:checked|isChecked|isSelected|selected|pressed|aria-checked|aria-pressed|value)$/;

const boxes = new WeakMap<ModuleFacts, readonly Box[]>();

/** The elements of a module that are checked by something, and have handlers. */
function boxesOf(facts: ModuleFacts): readonly Box[] {
  let known = boxes.get(facts);
  if (!known) {
    known = facts.elements.flatMap(({ props }, element) => {
      const shown = props
        .flatMap((prop) => ('name' in prop && SHOWN.test(prop.name) ? [bare(prop.value)] : []))
        .find(({ kind }) => kind === 'ref' || kind === 'member');
      const handlers = props.flatMap((prop) => ('name' in prop && /^on:?[A-Za-z]/.test(prop.name) ? [prop.value] : []));
      return shown && handlers.length > 0 ? [{ element, shown, handlers }] : [];
    });
    boxes.set(facts, known);
  }
  return known;
}

/** `!!x`, `x ?? false` */
function bare(expr: Expr): Expr {
  if (expr.kind === 'unary' && expr.op === '!' && expr.of.kind === 'unary' && expr.of.op === '!') return bare(expr.of.of);
  return expr.kind === 'logical' && expr.op !== '&&' ? bare(expr.left) : expr;
}

function around(engine: Engine, module: number, frame: Frame | undefined): number {
  if (frame) return frame.module === module ? frame.fn : 0;
  return engine.at.module === module ? engine.at.fn : 0;
}

function boxHandledBy(engine: Engine, module: number, fn: number): Box | undefined {
  return boxesOf(moduleAt(engine, module)).find(({ handlers }) => handlers.some((handler) => isFunction(engine, module, handler, fn)));
}

function isFunction(engine: Engine, module: number, handler: Expr, fn: number): boolean {
  if (handler.kind === 'function') return handler.fn === fn;
  return handler.kind === 'ref' && engine.evaluate(module, handler).values.some((value) => value.k === 'fn' && value.module === module && value.fn === fn);
}

/** What the boxes are set to whose handlers call a function; undefined where others call it as well. */
function boxOfCallers(
  engine: Engine,
  module: number,
  fn: number,
  fits: (shown: Expr, call: Call) => boolean,
  counts: (call: Call) => boolean = () => true,
): Val | undefined {
  const key: FnKey = `${module}:${fn}`;
  note(engine, aspectCell(engine.ids, 'entered', module, fn));
  let result: Val | undefined = NOTHING;
  for (const { how, from } of engine.arrivals.get(key) ?? []) {
    const point = how === 'call' && from?.module === module ? funcAt(engine, module, from.fn)?.flow.points[from.point] : undefined;
    const call = point?.kind === 'call' ? callAt(engine, module, point.call) : undefined;
    if (call && !counts(call)) continue;
    const box = call && from && boxHandledBy(engine, module, from.fn);
    const set = box && fits(box.shown, call) ? setTo(engine, module, box) : undefined;
    result = set && result && join(result, set);
  }
  return result === NOTHING || engine.rootFns.has(key) ? undefined : result;
}

function setTo(engine: Engine, module: number, { element }: Box): Val | undefined {
  const { start, openEnd } = moduleAt(engine, module).elements[element] ?? { start: 0, openEnd: 0 };
  return engine.world.checked?.({
    path: 'dom:change',
    event: 'change',
    ...labelsOfElement(engine, module, element),
    where: { module, start, end: openEnd },
    args: [],
  });
}

/** Holds if what is turned round is what the box shows: the same, or that in the state that an updater is given. */
function shows(facts: ModuleFacts, shown: Expr, operand: Expr, handler: number): boolean {
  if (isSame(shown, operand)) return true;
  if (shown.kind === 'ref' && operand.kind === 'ref')
    return setterOf(facts, operand.binding, handler)?.toLowerCase() === `set${facts.bindings[shown.binding]?.name.toLowerCase()}`;
  if (shown.kind !== 'member' || operand.kind !== 'member' || operand.object.kind !== 'ref') return false;
  const isUnderSame =
    shown.name !== undefined ? shown.name === operand.name : shown.key !== undefined && operand.key !== undefined && isSame(shown.key, operand.key);
  return isUnderSame && setterOf(facts, operand.object.binding, handler) !== undefined;
}

/** The name of what is handed the function that a binding is a parameter of, where that stands in a handler: `setAll((all) => …)`. */
function setterOf(facts: ModuleFacts, binding: number, handler: number): string | undefined {
  const { kind, fn } = facts.bindings[binding] ?? {};
  if (kind !== 'param' || fn === undefined || fn === handler || !isWithin(facts, fn, handler)) return undefined;
  const callee = facts.calls.find(({ args }) => args.some((arg) => arg.kind === 'function' && arg.fn === fn))?.callee;
  return callee?.kind === 'ref' ? facts.bindings[callee.binding]?.name : callee?.kind === 'member' ? callee.name : undefined;
}

function isWithin(facts: ModuleFacts, inner: number, outer: number): boolean {
  for (let fn = inner; fn > 0; fn = facts.functions[fn]?.parent ?? 0) if (fn === outer) return true;
  return false;
}

/** `!choices[key]` */
function isOppositeUnder(expr: Expr, binding: number): boolean {
  const of = expr.kind === 'unary' && expr.op === '!' ? expr.of : undefined;
  return of?.kind === 'member' && of.name === undefined && of.key?.kind === 'ref' && of.key.binding === binding;
}

function isSame(a: Expr, b: Expr): boolean {
  if (a.kind === 'ref' && b.kind === 'ref') return a.binding === b.binding;
  if (a.kind === 'literal' && b.kind === 'literal') return a.value === b.value;
  if (a.kind !== 'member' || b.kind !== 'member' || a.name !== b.name || !isSame(a.object, b.object)) return false;
  return a.key === undefined ? b.key === undefined : b.key !== undefined && isSame(a.key, b.key);
}
