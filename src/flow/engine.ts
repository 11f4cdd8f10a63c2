import type { Call, Func, ModuleFacts } from '../model/facts.js';
import type { Expr } from '../model/expr.js';
import type { Program } from '../model/program.js';
import { handleCall } from './calls.js';
import { evaluate } from './evaluate.js';
import { renderElement, renderValue } from './render.js';
import { ANYTHING, isEmpty, join, NOTHING, outcomes, type Site, type Val } from './values.js';
import type { Registration, World } from './world.js';
import { writeProperty } from './members.js';

export type FnKey = `${number}:${number}`;

/** What led control to a function. */
export interface Arrival {
  readonly how: 'entry' | 'call' | 'callback' | 'render' | 'import';
  /** The point of another function that led here. */
  readonly from?: { readonly module: number; readonly fn: number; readonly point: number };
  readonly note: string;
}

export interface Place {
  readonly props: Map<string, Val>;
  /** Elements, and values under keys that could not be read. */
  elements: Val;
  /** More properties than are known. */
  open: boolean;
}

/** Values for parameters and locals of one call that is evaluated by itself. */
export interface Frame {
  readonly id: string;
  readonly module: number;
  readonly fn: number;
  readonly locals: Map<number, Val>;
  readonly receiver: Val | undefined;
  readonly parent: Frame | undefined;
  readonly depth: number;
}

export interface Engine {
  readonly program: Program;
  readonly world: World;
  readonly bindings: (Val | undefined)[][];
  readonly places: Map<string, Place>;
  readonly returns: Map<FnKey, Val>;
  readonly receivers: Map<FnKey, Val>;
  readonly entered: Map<FnKey, Arrival>;
  /** Every way in, not only the first. */
  readonly arrivals: Map<FnKey, Arrival[]>;
  readonly reached: Map<FnKey, Uint8Array>;
  readonly created: Set<FnKey>;
  readonly called: Set<FnKey>;
  readonly queue: FnKey[];
  readonly rendered: Set<string>;
  readonly inlined: Map<string, { readonly value: Val; readonly completes: boolean }>;
  readonly busy: Set<string>;
  /** Storage keys that the program writes. */
  readonly writtenKeys: Set<string>;
  /** Storage keys that the program reads. */
  readonly readKeys: Set<string>;
  /** Where script elements and the like get their address: place of the write and the value. */
  readonly loads: Map<string, { readonly module: number; readonly fn: number; readonly point: number; readonly start: number; readonly value: Val; readonly tag: string }>;
  readonly rootFns: Set<FnKey>;
  /** Files of the project that a value was looked for in, and that are not parsed. */
  readonly wanted: Set<string>;
  /** Functions that wait for another to come back. */
  readonly waiting: Map<FnKey, Set<FnKey>>;
  readonly done: Set<FnKey>;
  /** Functions that run where a property is read: getters and initial values of fields. */
  readonly getters: Set<FnKey>;
  /** What each function that was handed out was handed to. */
  readonly registrations: Map<string, { readonly key: FnKey; readonly registration: Registration }>;
  readonly events: Map<string, Registration>;
  /** Elements that are rendered, and the point that led to it. */
  readonly shown: Map<string, { readonly module: number; readonly fn: number; readonly point: number }>;
  /** Gets what an expression may yield by what is known so far. */
  readonly evaluate: (module: number, expr: Expr) => Val;
  version: number;
  rounds: number;
  /** The point that is being processed. */
  at: { module: number; fn: number; point: number };
}

export interface Run {
  readonly engine: Engine;
  readonly isReached: (module: number, fn: number, point: number) => boolean;
  readonly value: (module: number, expr: Expr) => Val;
  readonly settled: boolean;
}

export interface Roots {
  /** Modules that start by themselves, or whose importers are not all known. */
  readonly modules: ReadonlyMap<number, string>;
  /** Functions with callers that nobody knows. */
  readonly functions: ReadonlyMap<FnKey, string>;
}

const MOST_ROUNDS = 24;
/** The flow point where a body ends normally. */
export const EXIT = 1;

/**
 * Walks a program from its roots in one world until nothing new is reached and no value grows. `prepare` sees the engine
 * before the first step.
 */
export function explore(program: Program, world: World, roots: Roots, prepare?: (engine: Engine) => void): Run {
  const engine = newEngine(program, world);
  prepare?.(engine);
  let settled = false;
  while (!settled && engine.rounds < MOST_ROUNDS) {
    const before = engine.version;
    engine.rounds++;
    engine.rendered.clear();
    engine.inlined.clear();
    for (const [module, why] of roots.modules) enter(engine, module, 0, { how: 'entry', note: why });
    for (const key of engine.entered.keys()) engine.queue.push(key);
    drain(engine);
    for (const [key, why] of roots.functions) {
      if (!world.free && !engine.created.has(key)) continue;
      enterUnknown(engine, key, { how: 'entry', note: why });
    }
    drain(engine);
    for (const key of engine.getters) {
      const [module, fn] = split(key);
      enter(engine, module, fn, { how: 'call', note: 'read as a property' });
    }
    drain(engine);
    settled = engine.version === before;
  }
  return {
    engine,
    settled,
    isReached: (module, fn, point) => engine.reached.get(`${module}:${fn}`)?.[point] === 1,
    value: (module, expr) => evaluate(engine, module, expr, undefined),
  };
}

function newEngine(program: Program, world: World): Engine {
  const engine: Engine = {
    evaluate: (module, expr) => evaluate(engine, module, expr, undefined),
    program,
    world,
    bindings: program.modules.map((module) => new Array(module.bindings.length)),
    places: new Map(),
    returns: new Map(),
    receivers: new Map(),
    entered: new Map(),
    arrivals: new Map(),
    reached: new Map(),
    created: new Set(),
    called: new Set(),
    queue: [],
    rendered: new Set(),
    inlined: new Map(),
    busy: new Set(),
    writtenKeys: new Set(),
    readKeys: new Set(),
    loads: new Map(),
    rootFns: new Set(),
    wanted: new Set(),
    waiting: new Map(),
    done: new Set(),
    getters: new Set(),
    registrations: new Map(),
    events: new Map(),
    shown: new Map(),
    version: 0,
    rounds: 0,
    at: { module: 0, fn: 0, point: 0 },
  };
  return engine;
}

export const moduleAt = (engine: Engine, module: number): ModuleFacts => engine.program.modules[module] as ModuleFacts;
export const funcAt = (engine: Engine, module: number, fn: number): Func | undefined => engine.program.modules[module]?.functions[fn];
export const callAt = (engine: Engine, module: number, call: number): Call | undefined => engine.program.modules[module]?.calls[call];

export function placeAt(engine: Engine, place: string): Place {
  let found = engine.places.get(place);
  if (!found) {
    found = { props: new Map(), elements: NOTHING, open: false };
    engine.places.set(place, found);
  }
  return found;
}

/** Joins a value into a property; the run goes on while anything grows. */
export function joinProp(engine: Engine, place: string, name: string, val: Val): void {
  const target = placeAt(engine, place);
  const old = target.props.get(name) ?? NOTHING;
  const next = join(old, val);
  if (next !== old || !target.props.has(name)) {
    target.props.set(name, next);
    engine.version++;
  }
}

export function joinElements(engine: Engine, place: string, val: Val): void {
  const target = placeAt(engine, place);
  const next = join(target.elements, val);
  if (next !== target.elements) {
    target.elements = next;
    engine.version++;
  }
}

export function joinBinding(engine: Engine, module: number, binding: number, val: Val): void {
  const list = engine.bindings[module];
  if (!list) return;
  const old = list[binding] ?? NOTHING;
  const next = join(old, val);
  if (next === old && list[binding]) return;
  list[binding] = next;
  if (next !== old) engine.version++;
}

/** Marks a function as entered and has it walked in this round. */
export function enter(engine: Engine, module: number, fn: number, arrival: Arrival): void {
  const key: FnKey = `${module}:${fn}`;
  const known = engine.arrivals.get(key);
  if (!known) engine.arrivals.set(key, [arrival]);
  else if (known.length < 400 && !known.some((a) => a.how === arrival.how && samePoint(a, arrival))) known.push(arrival);
  if (engine.entered.has(key)) return;
  engine.entered.set(key, arrival);
  engine.version++;
  engine.queue.push(key);
}

function samePoint(a: Arrival, b: Arrival): boolean {
  return a.from?.module === b.from?.module && a.from?.fn === b.from?.fn && a.from?.point === b.from?.point;
}

/** Enters a function whose caller nobody knows; what it returns is rendered. */
export function enterUnknown(engine: Engine, key: FnKey, arrival: Arrival, args: readonly Val[] = []): void {
  const [module, fn] = split(key);
  const func = funcAt(engine, module, fn);
  if (!func) return;
  for (const [index, param] of func.params.entries()) joinBinding(engine, module, param.binding, args[index] ?? ANYTHING);
  engine.rootFns.add(key);
  enter(engine, module, fn, arrival);
}

export function split(key: FnKey): [number, number] {
  const at = key.indexOf(':');
  return [Number(key.slice(0, at)), Number(key.slice(at + 1))];
}

export function siteOf(module: number, call: number): Site {
  return `${module}:${call}`;
}

function drain(engine: Engine): void {
  engine.done.clear();
  for (let next = 0; next < engine.queue.length; next++) {
    const key = engine.queue[next] as FnKey;
    if (engine.done.has(key)) continue;
    engine.done.add(key);
    walk(engine, key);
  }
  engine.queue.length = 0;
}

/** A function comes back for the first time: those that wait for it go on. */
function comesBack(engine: Engine, key: FnKey): void {
  for (const waiter of engine.waiting.get(key) ?? []) {
    engine.done.delete(waiter);
    engine.queue.push(waiter);
  }
  engine.waiting.delete(key);
}

function walk(engine: Engine, key: FnKey): void {
  const [module, fn] = split(key);
  const flow = funcAt(engine, module, fn)?.flow;
  if (!flow) return;
  let bits = engine.reached.get(key);
  if (!bits) {
    bits = new Uint8Array(flow.points.length);
    engine.reached.set(key, bits);
  }
  const seen = new Uint8Array(flow.points.length);
  const pending = [0];
  seen[0] = 1;
  while (pending.length > 0) {
    const point = pending.shift() as number;
    if (!passes(engine, module, fn, point)) {
      if (flow.points[point]?.kind === 'call') spread(engine, flow, point, seen, pending, true);
      continue;
    }
    if (bits[point] !== 1) {
      bits[point] = 1;
      engine.version++;
      if (point === EXIT) comesBack(engine, key);
    }
    spread(engine, flow, point, seen, pending, false);
  }
}

function spread(engine: Engine, flow: Func['flow'], point: number, seen: Uint8Array, pending: number[], onlyHandlers: boolean): void {
  for (const next of flow.next[point] ?? []) {
    const kind = flow.points[next]?.kind;
    if (seen[next] === 1 || (onlyHandlers && kind !== 'catch') || (kind === 'catch' && engine.world.noExceptions)) continue;
    seen[next] = 1;
    pending.push(next);
  }
}

/** Does what a point does; holds if control goes on from it. */
function passes(engine: Engine, module: number, fn: number, index: number): boolean {
  const facts = moduleAt(engine, module);
  const point = facts.functions[fn]?.flow.points[index];
  engine.at = { module, fn, point: index };
  switch (point?.kind) {
    case 'enter':
      if (fn === 0) enterImports(engine, module);
      return true;
    case 'call': {
      const completes = handleCall(engine, module, point.call);
      if (!completes) markReached(engine, module, fn, index);
      return completes || engine.world.free;
    }
    case 'element':
      if (engine.world.free || engine.world.eagerRender) renderElement(engine, module, point.element);
      else evaluate(engine, module, { kind: 'jsx', element: point.element }, undefined);
      return true;
    case 'assume': {
      if (engine.world.free) return true;
      const can = outcomes(testValue(engine, module, point.test));
      return point.outcome ? can.yes : can.no;
    }
    case 'write': {
      const value = evaluate(engine, module, point.value, undefined);
      if (point.target.kind === 'binding') joinBinding(engine, module, point.target.binding, value);
      else writeProperty(engine, module, point.target, value, point.start);
      return true;
    }
    case 'return': {
      const value = point.value ? evaluate(engine, module, point.value, undefined) : NOTHING;
      const key: FnKey = `${module}:${fn}`;
      const old = engine.returns.get(key) ?? NOTHING;
      const next = join(old, value);
      if (next !== old) {
        engine.returns.set(key, next);
        engine.version++;
      }
      if (engine.rootFns.has(key)) renderValue(engine, value);
      return true;
    }
    default:
      return true;
  }
}

/** A module runs after what it imports; an import is unconditional relative to its importer. */
function enterImports(engine: Engine, module: number): void {
  const facts = moduleAt(engine, module);
  for (const entry of facts.imports) {
    if (entry.typeOnly) continue;
    if (entry.binding !== undefined && facts.bindings[entry.binding]?.uses === 0 && TYPED.test(facts.file)) continue;
    const target = engine.program.targetOf(module, entry.specifier);
    if (target.kind === 'module') enter(engine, target.module, 0, { how: 'import', from: { module, fn: 0, point: 0 }, note: `imports ${entry.specifier}` });
  }
}

const TYPED = /\.[cm]?tsx?$/;

/** The call itself happens although control does not come back from it. */
function markReached(engine: Engine, module: number, fn: number, point: number): void {
  const bits = engine.reached.get(`${module}:${fn}`);
  if (bits && bits[point] !== 1) {
    bits[point] = 1;
    engine.version++;
  }
}

export function testValue(engine: Engine, module: number, test: Expr, frame?: Frame): Val {
  const value = evaluate(engine, module, test, frame);
  if (!engine.world.awaited) return value;
  return { ...value, values: value.values.filter((v) => !(v.k === 'object' && v.what === 'promise') && v.k !== 'promise'), any: value.any, ...promised(engine, value) };
}

function promised(engine: Engine, value: Val): Partial<Val> {
  let inner = NOTHING;
  let found = false;
  for (const v of value.values) {
    if (v.k === 'promise') {
      inner = join(inner, v.of);
      found = true;
    } else if (v.k === 'object' && v.what === 'promise') {
      inner = join(inner, placeAt(engine, v.place).elements);
      found = true;
    }
  }
  if (!found) return {};
  const rest: Val = { ...value, values: value.values.filter((v) => v.k !== 'promise' && !(v.k === 'object' && v.what === 'promise')) };
  return join(rest, inner);
}

export { isEmpty };
