import type { Expr } from '../model/expr.js';
import type { Call, Func } from '../model/facts.js';
import { builtinCall, callbacks } from './builtins.js';
import {
  callAt,
  comesBack,
  type Engine,
  elementsAt,
  enter,
  type FnKey,
  type Frame,
  funcAt,
  giveReceiver,
  handedAt,
  joinBinding,
  joinElements,
  joinProp,
  moduleAt,
  placeAt,
  propAt,
  returnsOf,
  siteOf,
} from './engine.js';
import { evaluate, receiverOf, spreadInto } from './evaluate.js';
import { mayAct } from './given.js';
import { inline } from './inline.js';
import { isJar } from './kept-objects.js';
import { libraryCall, libraryMember, libraryNative } from './libraries/index.js';
import { elementsOf, fieldValue, madeBy, memberOf, WINDOW } from './members.js';
import { importedValue, spellings } from './names.js';
import { hasManyWaysIn, register } from './register.js';
import { renderValue } from './render.js';
import { storageCall } from './storage.js';
import {
  ANYTHING,
  type Api,
  is,
  isEmpty,
  join,
  NOTHING,
  objectAt,
  only,
  promiseOf,
  step,
  strings,
  UNDEFINED,
  type Val,
  type Value,
  withAtoms,
} from './values.js';

export interface Outcome {
  readonly value: Val;
  /** Control may come back from the call. */
  readonly completes: boolean;
}

/** A call as it is being made. */
export interface Calling {
  readonly engine: Engine;
  readonly module: number;
  readonly call: Call;
  readonly index: number;
  readonly args: readonly Val[];
  readonly frame: Frame | undefined;
  /** The call is made now; else only its value is asked for. */
  readonly effects: boolean;
}

/** Makes the call at a point: enters what it calls, hands out its functions. Holds if control may come back. */
export function handleCall(engine: Engine, module: number, index: number): boolean {
  return perform(engine, module, index, undefined, true).completes;
}

/** Gets what a call may yield. */
export function callValue(engine: Engine, module: number, index: number, frame: Frame | undefined): Val {
  const mark = `v${module}:${index}:${frame?.id ?? ''}`;
  if (engine.busy.has(mark)) return NOTHING;
  engine.busy.add(mark);
  const { value } = perform(engine, module, index, frame, false);
  engine.busy.delete(mark);
  return value;
}

function perform(engine: Engine, module: number, index: number, frame: Frame | undefined, effects: boolean): Outcome {
  const call = callAt(engine, module, index);
  if (!call) return { value: ANYTHING, completes: true };
  if (call.callee.kind === 'global' && call.callee.name === 'import') {
    const specifier = call.args[0];
    const value = specifier ? importValue(engine, module, { kind: 'import', specifier, call: index }, frame) : ANYTHING;
    if (effects && specifier) enterImported(engine, module, evaluate(engine, module, specifier, frame));
    return { value, completes: true };
  }
  const args = call.args.flatMap((arg) => argument(engine, module, arg, frame));
  const calling: Calling = { engine, module, call, index, args, frame, effects };
  const { callee } = call;
  if (callee.kind === 'super') return superCall(calling);
  if (callee.kind === 'member' && (callee.name !== undefined || callee.key)) {
    const object = evaluate(engine, module, callee.object, frame);
    const names = callee.name !== undefined ? [callee.name] : keyNames(evaluate(engine, module, callee.key as Expr, frame));
    if (names.length > 0) return all(names.map((name) => callMember(calling, object, name)));
  }
  return applyAll(calling, evaluate(engine, module, callee, frame), undefined);
}

/** Items of a list that are told apart when it is spread into a call. */
export const MOST_SPREAD = 20;

function keyNames(key: Val): string[] {
  return key.any ? [] : strings(key).slice(0, 8);
}

/** Gets what an argument hands over: a spread list as so many as it holds. */
export function argument(engine: Engine, module: number, arg: Expr, frame: Frame | undefined): Val[] {
  if (arg.kind !== 'spread') return [evaluate(engine, module, arg, frame)];
  const list = evaluate(engine, module, arg.of, frame);
  const [first] = list.values;
  if (list.values.length === 1 && !list.any && first?.k === 'object' && first.what === 'array') {
    const length = propAt(engine, first.place, 'length')?.values;
    const count = length?.length === 1 && length[0]?.k === 'const' ? Number(length[0].value) : undefined;
    const known = count ?? [...placeAt(engine, first.place).props.keys()].filter((key) => /^\d+$/.test(key)).length;
    if (count !== undefined ? count < MOST_SPREAD : known > 0 && known < MOST_SPREAD)
      return Array.from({ length: known }, (_, i) => memberOf(engine, list, String(i), { module, start: 0, end: 0 }));
  }
  const each = elementsOf(engine, list);
  return [each, each, each];
}

function all(outcomes: readonly Outcome[]): Outcome {
  let value = NOTHING;
  let completes = false;
  for (const outcome of outcomes) {
    value = join(value, outcome.value);
    completes ||= outcome.completes;
  }
  return { value, completes };
}

function callMember(calling: Calling, object: Val, name: string): Outcome {
  const { engine, module, call } = calling;
  const where = { module, start: call.start, end: call.end };
  const catalogued = readByPath(calling);
  if (catalogued) return { value: catalogued, completes: true };
  const results: Outcome[] = [];
  for (const value of object.values) {
    const single = withAtoms(only(value), object.atoms);
    const known = builtinCall(calling, value, name, single);
    const isUnknown = (value.k === 'api' && value.dull) || (value.k === 'object' && isJar(value.place));
    const byName = !known && isUnknown ? memberByName(calling, name) : undefined;
    if (known) results.push({ ...known, value: withAtoms(known.value, object.atoms) });
    else if (byName) results.push(byName);
    else results.push(applyAll(calling, memberOf(engine, single, name, where), value));
  }
  if (object.any)
    results.push(
      memberByName(calling, name) ??
        askedOfUnknown(calling, name) ??
        applyAll(calling, memberOf(engine, { ...ANYTHING, atoms: object.atoms }, name, where), undefined),
    );
  return results.length === 0 ? { value: NOTHING, completes: call.optional } : all(results);
}

/** A method of something unknown that a library knows by its name. */
function memberByName(calling: Calling, name: string): Outcome | undefined {
  const { callee } = calling.call;
  const object = callee.kind === 'member' ? callee.object : undefined;
  const owner =
    object?.kind === 'member' ? object.name : object?.kind === 'ref' ? moduleAt(calling.engine, calling.module).bindings[object.binding]?.name : undefined;
  const value = libraryMember(calling, name, owner);
  return value && { value, completes: true };
}

/** A call by its path from a global name: the world may know it although its object is known as a value, too. */
function readByPath(calling: Calling): Val | undefined {
  const { engine, call, args } = calling;
  const path = engine.world.read && globalPath(call.callee);
  if (!path) return undefined;
  const api: Api = { k: 'api', key: `${path}()`, root: path.split('.')[0] ?? path, steps: [], path: `${path}()` };
  return engine.world.read?.(api, args);
}

function globalPath(expr: Expr): string | undefined {
  if (expr.kind === 'global') return WINDOW.has(expr.name) ? 'global:' : `global:${expr.name}`;
  if (expr.kind !== 'member' || expr.name === undefined) return undefined;
  const object = globalPath(expr.object);
  if (object === undefined) return undefined;
  return object === 'global:' ? `global:${expr.name}` : `${object}.${expr.name}`;
}

/** `given.has(ConsentKind.Overseas)`: what is asked of something unknown names it. */
function askedOfUnknown(calling: Calling, name: string): Outcome | undefined {
  const { engine, module, call } = calling;
  const [arg] = call.args;
  if (!arg || !/^(?:has|includes|get|contains)$/.test(name)) return undefined;
  const of =
    arg.kind === 'member' && arg.name !== undefined && arg.object.kind === 'ref' ? moduleAt(engine, module).bindings[arg.object.binding]?.name : undefined;
  const named = of && arg.kind === 'member' ? `${of}.${arg.name}` : arg.kind === 'literal' && typeof arg.value === 'string' ? arg.value : undefined;
  const value = named === undefined ? undefined : engine.world.unknown?.(named, undefined, { module, start: call.start, end: call.end });
  return value && { value, completes: true };
}

function applyAll(calling: Calling, callee: Val, receiver: Value | undefined): Outcome {
  const results: Outcome[] = callee.values.map((value) => {
    const outcome = apply(calling, value, receiver);
    return { ...outcome, value: withAtoms(outcome.value, callee.atoms) };
  });
  if (callee.any) {
    escape(calling, undefined);
    results.push({ value: withAtoms(ANYTHING, callee.atoms), completes: true });
  }
  if (results.length === 0) return { value: NOTHING, completes: calling.call.optional || calling.engine.world.free };
  return all(results);
}

/** Calls one value. */
export function apply(calling: Calling, callee: Value, receiver: Value | undefined): Outcome {
  switch (callee.k) {
    case 'fn':
      return calling.call.isNew ? makeOf(calling, callee) : applyFunction(calling, callee, calling.args, receiver ? only(receiver) : undefined);
    case 'class':
      return { value: instantiate(calling, callee, calling.args), completes: true };
    case 'api':
      return {
        value: applyApi(calling, callee),
        completes: !calling.call.awaited || isFulfilled(calling, step(callee, '()', siteOf(calling.module, calling.index))),
      };
    case 'native':
      return { value: applyNative(calling, callee), completes: true };
    case 'choice':
      escape(calling, undefined);
      return { value: only(callee), completes: true };
    case 'const':
      if (callee.value !== undefined && callee.value !== null) return { value: NOTHING, completes: true };
      return { value: calling.call.optional ? UNDEFINED : NOTHING, completes: calling.call.optional };
    default:
      return { value: ANYTHING, completes: true };
  }
}

/** Holds if the promise that an external call gives may be kept in this world: `await ask()` goes no further where the user refuses. */
export function isFulfilled({ engine, module, call, args }: Calling, called: Api | undefined): boolean {
  if (!called || called.dull || !engine.world.enters) return true;
  const path = `${called.path}.then().arg(0)`;
  const where = { module, start: call.start, end: call.end };
  return engine.world.enters({ path, api: { ...called, key: `${called.key}.then().arg(0)`, path }, labels: [], around: [], where, args });
}

/** Calls a function of the program with given arguments. */
export function applyFunction(calling: Calling, callee: Extract<Value, { k: 'fn' }>, args: readonly Val[], receiver: Val | undefined): Outcome {
  const { engine } = calling;
  const func = funcAt(engine, callee.module, callee.fn);
  if (!func) return { value: ANYTHING, completes: true };
  const key: FnKey = `${callee.module}:${callee.fn}`;
  if (!mayAct(calling, callee)) return { value: ANYTHING, completes: true };
  if (calling.effects) {
    passArguments(calling, callee, args);
    if (receiver && !func.arrow) giveReceiver(engine, key, receiver);
    engine.called.add(key);
    enter(engine, callee.module, callee.fn, { how: 'call', from: { ...engine.at }, note: `calls ${func.name ?? 'a function'}()` });
  }
  const own =
    calling.call.unused && !calling.call.awaited && !throws(func) ? undefined : inline(engine, callee.module, callee.fn, args, receiver, calling.frame);
  const result = own ?? {
    value: returnsOf(engine, key) ?? (comesBack(engine, key) ? UNDEFINED : NOTHING),
    completes: comesBack(engine, key),
  };
  if (func.isGenerator) return { value: ANYTHING, completes: true };
  if (func.isAsync) return { value: promiseOf(result.value), completes: result.completes || !calling.call.awaited };
  return result;
}

/** `new Tracker()` of a plain function: an object of its own, unless the function gives back another. */
function makeOf(calling: Calling, callee: Extract<Value, { k: 'fn' }>): Outcome {
  const made = only(objectAt(madeBy(callee), 'object'));
  const { value, completes } = applyFunction(calling, callee, calling.args, made);
  return { value: join({ ...value, values: value.values.filter(({ k }) => k !== 'const') }, made), completes };
}

const throwing = new WeakMap<Func, boolean>();

/** Holds if a body throws: then it is worth a walk of its own although nobody looks at its value. */
function throws(func: Func): boolean {
  let known = throwing.get(func);
  if (known === undefined) {
    known = func.flow.next.some((targets) => targets.some((to) => func.flow.points[to]?.kind === 'raise'));
    throwing.set(func, known);
  }
  return known;
}

/** Arguments join into parameters; an address remembers the call that first passed it on. */
function passArguments(calling: Calling, callee: Extract<Value, { k: 'fn' }>, args: readonly Val[]): void {
  const { engine } = calling;
  const func = funcAt(engine, callee.module, callee.fn);
  const site = siteOf(calling.module, calling.index);
  for (const [index, param] of (func?.params ?? []).entries()) {
    if (param.rest) {
      const place = `rest${callee.module}:${callee.fn}`;
      for (const [at, arg] of args.slice(index).entries()) joinProp(engine, place, String(at), arg);
      joinProp(engine, place, 'length', is(Math.max(args.length - index, 0)));
      joinBinding(engine, callee.module, param.binding, only(objectAt(place, 'array')));
      return;
    }
    const given = args[index] ?? UNDEFINED;
    const values = given.values.map((value) =>
      value.k === 'const' && value.from && !value.passedAt ? { ...value, key: `${value.key}>${site}`, passedAt: site } : value,
    );
    joinBinding(engine, callee.module, param.binding, { ...given, values });
  }
}

/** Makes an instance: fields first, then the constructor, that of the base where there is none. */
export function instantiate(calling: Calling, callee: Extract<Value, { k: 'class' }>, args: readonly Val[]): Val {
  const place = `i${callee.module}:${callee.cls}`;
  const instance = only(objectAt(place, 'instance'));
  if (calling.effects) construct(calling, callee, args, instance, place, 0);
  return instance;
}

function construct(calling: Calling, callee: Extract<Value, { k: 'class' }>, args: readonly Val[], instance: Val, place: string, depth: number): void {
  const { engine } = calling;
  const shape = moduleAt(engine, callee.module).classes[callee.cls];
  if (!shape || depth > 8) return;
  for (const field of shape.fields) {
    if (field.isStatic || !field.value) continue;
    joinProp(engine, place, field.name, fieldValue(engine, callee.module, field.value));
  }
  const constructor = shape.methods.find((method) => method.kind === 'constructor');
  if (constructor) {
    const key: FnKey = `${callee.module}:${constructor.fn}`;
    giveReceiver(engine, key, instance);
    engine.called.add(key);
    passArguments(calling, { k: 'fn', key: '', module: callee.module, fn: constructor.fn }, args);
    enter(engine, callee.module, constructor.fn, { how: 'call', from: { ...engine.at }, note: `makes a ${shape.name ?? 'class'}` });
    return;
  }
  const base = shape.base ? evaluate(engine, callee.module, shape.base, undefined) : NOTHING;
  for (const value of base.values) if (value.k === 'class') construct(calling, value, args, instance, place, depth + 1);
}

function superCall(calling: Calling): Outcome {
  const { engine, module, args, frame } = calling;
  if (!calling.effects) return { value: UNDEFINED, completes: true };
  const cls = funcAt(engine, module, calling.call.fn)?.cls;
  const shape = cls === undefined ? undefined : moduleAt(engine, module).classes[cls];
  const base = shape?.base ? evaluate(engine, module, shape.base, frame) : NOTHING;
  const instance = receiverOf(engine, module, frame);
  for (const value of base.values) if (value.k === 'class') construct(calling, value, args, instance, `i${module}:${cls}`, 0);
  return { value: UNDEFINED, completes: true };
}

/** A call of something external. The world, storage and libraries are asked what it means; else it is one step further. */
function applyApi(calling: Calling, callee: Api): Val {
  const { engine, args, call } = calling;
  const site = siteOf(calling.module, calling.index);
  if (callee.dull) {
    escape(calling, callee);
    const name = lastName(callee);
    const where = { module: calling.module, start: call.start, end: call.end };
    const named = name === undefined ? undefined : (engine.world.unknown?.(name, callee, where) ?? askedByKey(calling, callee, where));
    return named ?? join(only(callee), wrappedComponents(calling));
  }
  const called = step(callee, call.isNew ? 'new()' : '()', site);
  if (!called) {
    escape(calling, callee);
    return ANYTHING;
  }
  const where = { module: calling.module, start: call.start, end: call.end };
  for (const path of spellings(called.path)) {
    const known = libraryCall(calling, path, called);
    if (known) return known;
    const kept = storageCall(calling, path);
    if (kept) return kept.isAsync ? promiseOf(kept.value) : kept.value;
  }
  escape(calling, callee);
  const answered = engine.world.read?.(called, args);
  if (answered) return answered;
  const name = lastName(callee);
  const named = name === undefined ? undefined : (engine.world.unknown?.(name, callee, where) ?? askedByKey(calling, callee, where));
  if (named) return named;
  // What a server answers is data, and so is what the language makes: nothing that is done with it leads back to an SDK.
  return only(RESPONSE.test(called.path) || OF_LANGUAGE.test(called.path) ? { ...called, dull: true } : called);
}

const OF_LANGUAGE = /^global:(?:Object|Array|JSON|Promise|String|Boolean)[.(]/;
const RESPONSE =
  /^(?:global:fetch|npm:[^#]*(?:fetch|undici)#\w+|(?:npm:axios#(?:default|axios)|global:axios)(?:\.create\(\))?(?:\.(?:get|post|put|patch|delete|head|request))?|npm:(?:ky|got|ofetch)#[\w$]+(?:\.\w+)?)\(\)$/;

/** `getCookie('consent')`: the key that is asked of an unknown reader names the value. */
function askedByKey(calling: Calling, callee: Api, where: { module: number; start: number; end: number }): Val | undefined {
  const [key] = calling.args;
  if (!key || calling.args.length > 2 || key.any || key.values.length !== 1 || !/(?:^|[.#:])(?:get|read|load|fetch|use|has|is)\w*$/i.test(callee.path))
    return undefined;
  const [text] = strings(key);
  return text === undefined ? undefined : calling.engine.world.unknown?.(text, callee, where);
}

/** What an unknown higher-order component is given is what it shows. */
function wrappedComponents(calling: Calling): Val {
  const { engine, args } = calling;
  const values = args.flatMap((arg) => arg.values.filter((value) => (value.k === 'fn' && isComponent(engine, value, 'npm:')) || value.k === 'class'));
  return { values, any: false, atoms: [] };
}

function lastName(api: Api): string | undefined {
  const last = api.steps.at(-1)?.op;
  if (last?.startsWith('.')) return last.slice(1);
  return last === undefined ? api.root.replace(/^.*[#:]/, '') : undefined;
}

/** Who is handed a function by one of these lets go of it. */
const LETS_GO = /^(?:remove(?:Event)?Listener|removeHandler|off|unlisten|unsubscribe|unbind|detachEvent)$/;

/** What is handed to something unknown may be called by it, and shown. */
export function escape(calling: Calling, callee: Api | undefined): void {
  if (!calling.effects) return;
  const { engine, args, call } = calling;
  const name = call.callee.kind === 'member' || call.callee.kind === 'global' ? call.callee.name : undefined;
  if (name !== undefined && LETS_GO.test(name)) return;
  const around = args.flatMap((arg) => strings(arg));
  const seen = new Set<string>();
  for (const [index, arg] of args.entries()) hand(calling, callee, arg, `.arg(${index})`, [], around, seen);
  if (callee && isComponentWrapper(callee.path)) return;
  for (const arg of args) if (arg.values.some((value) => value.k === 'element')) renderValue(engine, arg);
}

const LOADS = /(?:lazy|dynamic|loadable|defineAsyncComponent)$/i;

function hand(
  calling: Calling,
  callee: Api | undefined,
  arg: Val,
  suffix: string,
  labels: readonly string[],
  around: readonly string[],
  seen: Set<string>,
): void {
  const { engine, call } = calling;
  const site = siteOf(calling.module, calling.index);
  const operation = call.isNew ? '.new()' : '()';
  const tellsNothing = arg.values.length > MOST_HANDLERS;
  for (const value of arg.values) {
    if (value.k === 'fn') {
      if ((tellsNothing || !callee || callee.dull) && hasManyWaysIn(engine, value)) continue;
      if (callee && isComponent(engine, value, callee.path)) {
        joinElements(engine, `wrapped:${site}`, only(value));
        // A loader runs where what it loads is shown. A component that nobody is seen to show is shown by somebody else: a page's default export.
        if (LOADS.test(callee.path)) engine.called.add(`${value.module}:${value.fn}`);
        continue;
      }
      const event = eventOf(callee, calling.args);
      register(engine, value, {
        path: event && callee && WINDOW_LISTENER.test(callee.path) ? `event:${event}` : `${callee?.path ?? 'unknown:'}${operation}${suffix}`,
        ...(callee?.dull
          ? { api: callee }
          : callee
            ? {
                api: {
                  ...callee,
                  key: `${callee.key}${operation}@${site}`,
                  path: `${callee.path}${operation}`,
                  steps: [...callee.steps, { op: call.isNew ? 'new()' : '()', site }],
                },
              }
            : {}),
        ...(event ? { event } : {}),
        labels,
        around,
        where: { module: calling.module, start: call.start, end: call.end },
        args: calling.args,
      });
    } else if (value.k === 'class' && callee) joinElements(engine, `wrapped:${site}`, only(value));
    else if (
      value.k === 'object' &&
      (value.what === 'object' || value.what === 'array') &&
      seen.size < (callee && !callee.dull ? MOST_HANDED : FEW_HANDED) &&
      !seen.has(value.place)
    ) {
      seen.add(value.place);
      const { leading, texts, elements } = handedAt(engine, value.place);
      if (leading.length === 0 && elements.values.length === 0) continue;
      for (const [name, held] of leading)
        hand(
          calling,
          callee,
          held,
          /^\d+$/.test(name) ? suffix : `${suffix}.${name}`,
          texts.length > 0 ? [...texts, name] : [...labels, name],
          [...texts, ...around],
          seen,
        );
      if (value.what === 'object') hand(calling, callee, elements, suffix, labels, around, seen);
    }
  }
}

/** Objects within objects that are looked through for functions. */
const MOST_HANDED = 40;
/** … of an unknown library. */
const FEW_HANDED = 6;
/** With so many that may be meant, who takes one of them tells nothing of it. */
const MOST_HANDLERS = 12;

const WINDOW_LISTENER = /^global:(?:window\.|document\.|self\.|globalThis\.)?(?:document\.)?addEventListener$/;

function eventOf(callee: Api | undefined, args: readonly Val[]): string | undefined {
  const last = callee?.steps.at(-1)?.op ?? callee?.root;
  if (!last || !/(?:^|[.:])(?:addEventListener|on|once|addListener|subscribe|listen)$/.test(last)) return undefined;
  return strings(args[0] ?? UNDEFINED)[0];
}

const WRAPPERS =
  /(?:#|\.)(?:memo|forwardRef|observer|lazy|dynamic|withErrorBoundary|withProfiler|withRouter|withTranslation|connect\(\)|styled|defineComponent|defineAsyncComponent|component\$)$|^npm:next\/dynamic#default$|^npm:@loadable\/component#/;

function isComponentWrapper(path: string): boolean {
  return WRAPPERS.test(path);
}

/** A component that is wrapped is not called now: it is rendered where the wrapper is. */
function isComponent(engine: Engine, value: Extract<Value, { k: 'fn' }>, path: string): boolean {
  if (isComponentWrapper(path)) return true;
  const name = funcAt(engine, value.module, value.fn)?.name;
  return (
    name !== undefined && /^[A-Z]/.test(name) && !/^global:/.test(path) && moduleAt(engine, value.module).elements.some((element) => element.fn === value.fn)
  );
}

function applyNative(calling: Calling, callee: Extract<Value, { k: 'native' }>): Val {
  const { engine, args, effects } = calling;
  const known = libraryNative(calling, callee.name, callee.place);
  if (known) return known;
  if (!effects) return UNDEFINED;
  const given = args[0] ?? UNDEFINED;
  switch (callee.name) {
    case 'set':
      keepState(engine, callee.place, { ...given, values: given.values.filter((value) => !isUpdater(value)) }, false);
      if (given.values.some(isUpdater)) keepState(engine, callee.place, updated(calling, given, [stateAt(engine, callee.place)]), true);
      return UNDEFINED;
    case 'merge':
      mergeInto(calling, callee.place, given);
      return UNDEFINED;
    case 'dispatch': {
      // What is dispatched decides what the reducer makes of the state.
      const reducer = propAt(engine, callee.place, 'reducer');
      keepState(engine, callee.place, callbacks(calling, reducer, [stateAt(engine, callee.place), given]), true);
      return UNDEFINED;
    }
    case 'resolve':
      joinElements(engine, callee.place, given);
      return UNDEFINED;
    case 'subscribe':
      results(calling, given, [elementsAt(engine, callee.place)]);
      return UNDEFINED;
    default:
      escape(calling, undefined);
      return UNDEFINED;
  }
}

/** Merges a part, or what a function makes of the state, into a state. */
export function mergeInto(calling: Calling, place: string, given: Val): void {
  const { engine, module, call } = calling;
  spreadInto(engine, place, results(calling, given, [only(objectAt(place, 'object'))]), undefined, { module, start: call.start, end: call.end });
}

/** A state, as what makes the next one of it is given it: all objects that it was as one, so that none is made of the other without end. */
function stateAt(engine: Engine, place: string): Val {
  const { elements } = placeAt(engine, place);
  const objects = elements.values.filter((value) => value.k === 'object' && value.what === 'object');
  if (objects.length === 0) return elements;
  const whole = `${place}:now`;
  spreadInto(engine, whole, { values: objects.filter((value) => value.k !== 'object' || value.place !== whole), any: false, atoms: elements.atoms });
  const others = elements.values.filter((value) => value.k !== 'object' || value.what !== 'object');
  return { ...elements, values: [...others, objectAt(whole, 'object')] };
}

function keepState(engine: Engine, place: string, val: Val, isMadeOfState: boolean): void {
  if (!isMadeOfState) {
    joinElements(engine, place, val);
    return;
  }
  const objects = val.values.filter((value) => value.k === 'object' && value.what === 'object');
  spreadInto(engine, `${place}:now`, { values: objects, any: false, atoms: [] });
  const others = val.values.filter((value) => value.k !== 'object' || value.what !== 'object');
  joinElements(engine, place, { ...val, values: objects.length > 0 ? [...others, objectAt(`${place}:now`, 'object')] : others });
}

function isUpdater(value: Value): boolean {
  return value.k === 'fn' || value.k === 'native';
}

const updated = (calling: Calling, given: Val, args: readonly Val[]): Val =>
  results(calling, { ...given, any: false, values: given.values.filter(isUpdater) }, args);

/** A function stands for what it returns when it is given the old value. */
export function results(calling: Calling, given: Val, args: readonly Val[]): Val {
  let value: Val = { ...given, values: given.values.filter((v) => !isUpdater(v)) };
  for (const v of given.values) if (isUpdater(v)) value = join(value, apply({ ...calling, args }, v, undefined).value);
  return value;
}

/** Gets what a dynamic import or a `require` yields; the former is a promise. */
export function importValue(engine: Engine, module: number, expr: Extract<Expr, { kind: 'import' }>, frame: Frame | undefined): Val {
  let result = NOTHING;
  const isRequire = sourceIsRequire(engine, module, expr.call);
  for (const specifier of strings(evaluate(engine, module, expr.specifier, frame))) result = join(result, importedValue(engine, module, specifier, '='));
  if (isEmpty(result)) result = ANYTHING;
  return isRequire ? result : promiseOf(result);
}

function sourceIsRequire(engine: Engine, module: number, call: number): boolean {
  return callAt(engine, module, call)?.required ?? false;
}

function enterImported(engine: Engine, module: number, specifier: Val): void {
  for (const name of strings(specifier)) {
    const target = engine.program.targetOf(module, name);
    if (target.kind === 'module') enter(engine, target.module, 0, { how: 'import', from: { ...engine.at }, note: `imports ${name}` });
  }
}
