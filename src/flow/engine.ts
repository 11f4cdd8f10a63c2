import type { Expr } from '../model/expr.js';
import type { Call, Func, ModuleFacts } from '../model/facts.js';
import type { Program } from '../model/program.js';
import { handleCall } from './calls.js';
import { evaluate } from './evaluate.js';
import { type Handed, handedOf, isHanded } from './handed.js';
import { type Aspect, aspectCell, bindingCell, type Cell, type Ids, type Job, jobAt, namedCell, namedJob, numberProgram, pointJob } from './ids.js';
import { assumeBuilt, writeProperty } from './members.js';
import { isErased } from './names.js';
import { renderElement, renderValue, showElement } from './render.js';
import { ANYTHING, join, NOTHING, outcomes, type Site, UNDEFINED, type Val } from './values.js';
import { newWorklist, put, take, type Worklist } from './worklist.js';
import type { Registration, World } from './world.js';

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
  /** Properties that it was not made with: they are missing until they are assigned. */
  late?: Set<string> | undefined;
  /** Elements, and values under keys that could not be read. */
  elements: Val;
  /** More properties than are known. */
  open: boolean;
  /** All that it holds, put together; absent since it has grown. */
  all?: Val | undefined;
  /** What of it may be called; absent since it has grown. */
  handed?: Handed | undefined;
  /** Who looked at all of it, and who at one property. */
  readonly readers: Set<Job>;
  readonly readersOf: Map<string, Set<Job>>;
  /** Who wrote each property, `ELEMENTS` and `OPEN` among them; kept in a traced run only. */
  readonly writersOf: Map<string, Set<Job>>;
}

/** Stand among the names of properties for what a place holds under keys that could not be read, and for its being open. */
export const ELEMENTS = '\0elements';
export const OPEN = '\0open';
/** Stands among the names of properties for those of `Handed`. */
export const HANDED = '\0handed';

/** What a traced run remembers, so that a run in another world need walk only what differs there. */
export interface Trace {
  readonly writers: Map<Cell, Set<Job>>;
  /** Who asked the world something that has another answer in another world. */
  readonly asked: Set<Job>;
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
  /** By function and point, flags: `REACHED`, and what became of it. */
  readonly reached: Map<FnKey, Uint8Array>;
  readonly created: Set<FnKey>;
  readonly called: Set<FnKey>;
  readonly ids: Ids;
  /** What is to be looked at (again): points and elements. */
  readonly worklist: Worklist;
  /** Who read what: when it changes, they are looked at again. */
  readonly readers: Map<Cell, Set<Job>>;
  readonly trace: Trace | undefined;
  /** Gets a place that this run has not touched yet from the run that it goes on from. */
  readonly inherited: ((place: string) => Place | undefined) | undefined;
  /** The run in the world that lets through all that this one may; absent in that run. */
  readonly base: Engine | undefined;
  /** The point, element or inner call that is being evaluated. */
  reader: Job | undefined;
  readonly inlined: Map<string, { readonly value: Val; readonly completes: boolean }>;
  readonly busy: Set<string>;
  /** Inner calls of which something changed while they were being evaluated. */
  readonly stale: Set<string>;
  /** Contexts in which each function was evaluated by itself. */
  readonly contexts: Map<FnKey, Set<string>>;
  /** Storage keys that the program writes, and channels on which it sends or listens. */
  readonly writtenKeys: Set<string>;
  /** External objects that the program writes properties of. */
  readonly writtenApis: Set<string>;
  /** Texts that stand in files which may hold an answer: storage keys that are read, names of what is shared. */
  readonly sought: Set<string>;
  /** Where script elements and the like get their address: place of the write and the value. */
  readonly loads: Map<
    string,
    { readonly module: number; readonly fn: number; readonly point: number; readonly start: number; readonly value: Val; readonly tag: string }
  >;
  readonly rootFns: Set<FnKey>;
  /** Files of the project that a value was looked for in, and that are not parsed, with the modules that asked. */
  readonly wanted: Map<string, Set<number>>;
  /** Functions that run where a property is read: getters and initial values of fields. */
  readonly getters: Set<FnKey>;
  /** What each function that was handed out was handed to. */
  readonly registrations: Map<string, { readonly key: FnKey; readonly registration: Registration }>;
  readonly events: Map<string, Registration>;
  /** Handler → component that it was given to → element that gave it, and the name under which it did. */
  readonly given: Map<string, Map<FnKey, Map<FnKey, string>>>;
  /** Elements that are rendered, and the point that led to it. */
  readonly shown: Map<string, { readonly module: number; readonly fn: number; readonly point: number }>;
  /** Gets what an expression may yield by what is known so far. */
  readonly evaluate: (module: number, expr: Expr) => Val;
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

/** Looks at one point or element, on average, after which a run is given up as not settling. */
const MOST_LOOKS = 60;
/** The flow point where a body ends normally. */
export const EXIT = 1;

/**
 * Walks a program from its roots in one world until nothing new is reached and no value grows. `prepare` sees the engine
 * before the first step. A `traced` run can be gone on from in another world (see `retrace`).
 */
export function explore(program: Program, world: World, roots: Roots, prepare?: (engine: Engine) => void, traced = false): Run {
  const engine = newEngine(program, world, traced);
  prepare?.(engine);
  return settle(engine, roots);
}

/** Enters the roots and walks until nothing changes any more. */
export function settle(engine: Engine, roots: Roots): Run {
  const { world } = engine;
  const budget = { left: (engine.ids.firstName + 1000) * MOST_LOOKS };
  for (const [module, why] of roots.modules) asRoot(engine, `${module}:0`, () => enter(engine, module, 0, { how: 'entry', note: why }));
  for (let before = -1; before !== engine.entered.size && budget.left > 0; ) {
    drain(engine, budget);
    before = engine.entered.size;
    for (const [key, why] of roots.functions) {
      if ((!world.free && !engine.created.has(key)) || engine.rootFns.has(key)) continue;
      const [module, fn] = split(key);
      const func = funcAt(engine, module, fn);
      asRoot(engine, key, () => {
        if (world.starts && func?.name !== undefined && !world.starts(func.name, { module, start: func.start, end: func.start })) return;
        if (func?.cls !== undefined && !func.isStatic) assumeBuilt(engine, module, func.cls);
        enterUnknown(engine, key, { how: 'entry', note: why });
      });
    }
    for (const key of engine.getters) {
      const [module, fn] = split(key);
      asRoot(engine, key, () => enter(engine, module, fn, { how: 'call', note: 'read as a property' }));
    }
    drain(engine, budget);
  }
  const settled = budget.left > 0;
  return {
    engine,
    settled,
    isReached: (module, fn, point) => ((engine.reached.get(`${module}:${fn}`)?.[point] ?? 0) & REACHED) !== 0,
    value: (module, expr) => evaluate(engine, module, expr, undefined),
  };
}

/** What is entered from outside is done in the name of `Z:` and the function. */
function asRoot(engine: Engine, key: FnKey, act: () => void): void {
  if (engine.trace) engine.reader = rootJob(engine, key);
  act();
  engine.reader = undefined;
}

const ROOT = 'root ';

export const rootJob = (engine: Engine, key: FnKey): Job => namedJob(engine.ids, `${ROOT}${key}`);

/** The function that a job enters from outside; undefined for any other job. */
export function rootOf(ids: Ids, job: Job): FnKey | undefined {
  const at = jobAt(ids, job);
  return at.kind === 'name' && at.name.startsWith(ROOT) ? (at.name.slice(ROOT.length) as FnKey) : undefined;
}

export function newEngine(program: Program, world: World, traced: boolean, from?: Partial<Engine>): Engine {
  const ids = from?.ids ?? numberProgram(program);
  const engine: Engine = {
    evaluate: (module, expr) => evaluate(engine, module, expr, undefined),
    program,
    world,
    bindings: from?.bindings ?? program.modules.map((module) => new Array(module.bindings.length)),
    places: new Map(),
    returns: new Map(),
    receivers: new Map(),
    entered: new Map(),
    arrivals: new Map(),
    reached: new Map(),
    created: new Set(),
    called: new Set(),
    ids,
    worklist: newWorklist(ids.firstName),
    readers: new Map(),
    trace: traced ? { writers: new Map(), asked: new Set() } : undefined,
    inherited: undefined,
    base: undefined,
    reader: undefined,
    inlined: new Map(),
    busy: new Set(),
    stale: new Set(),
    contexts: new Map(),
    writtenKeys: new Set(),
    sought: new Set(),
    writtenApis: new Set(),
    loads: new Map(),
    rootFns: new Set(),
    wanted: new Map(),
    getters: new Set(),
    registrations: new Map(),
    events: new Map(),
    given: new Map(),
    shown: new Map(),
    at: { module: 0, fn: 0, point: 0 },
    ...from,
  };
  return engine;
}

export const moduleAt = (engine: Engine, module: number): ModuleFacts => engine.program.modules[module] as ModuleFacts;
export const funcAt = (engine: Engine, module: number, fn: number): Func | undefined => engine.program.modules[module]?.functions[fn];
export const callAt = (engine: Engine, module: number, call: number): Call | undefined => engine.program.modules[module]?.calls[call];

/** Gets a place to read from. */
export function placeAt(engine: Engine, place: string): Place {
  const found = makePlace(engine, place);
  if (engine.reader !== undefined) found.readers.add(engine.reader);
  return found;
}

/** Gets a place to read one property from: other properties may grow without a second look. */
export function placeFor(engine: Engine, place: string, name: string): Place {
  const found = makePlace(engine, place);
  if (engine.reader === undefined) return found;
  const readers = found.readersOf.get(name);
  if (readers) readers.add(engine.reader);
  else found.readersOf.set(name, new Set([engine.reader]));
  return found;
}

/** Gets one property of what is kept at a place. */
export function propAt(engine: Engine, place: string, name: string): Val | undefined {
  return placeFor(engine, place, name).props.get(name);
}

/** Gets the elements of what is kept at a place. */
export function elementsAt(engine: Engine, place: string): Val {
  return placeFor(engine, place, ELEMENTS).elements;
}

/** Gets what is kept at a place as somebody sees it who may call the functions in it. */
export function handedAt(engine: Engine, place: string): Handed {
  const found = placeFor(engine, place, HANDED);
  found.handed ??= handedOf(found);
  return found.handed;
}

/** Gets a place that nothing is read from. */
export function makePlace(engine: Engine, place: string): Place {
  let found = engine.places.get(place);
  if (!found) {
    found = engine.inherited?.(place) ?? {
      props: new Map(),
      elements: NOTHING,
      open: false,
      readers: new Set(),
      readersOf: new Map(),
      writersOf: new Map(),
    };
    engine.places.set(place, found);
  }
  return found;
}

/** Opens a place: it may hold more than is known. */
export function openPlace(engine: Engine, place: string): void {
  const target = makePlace(engine, place);
  wroteIn(engine, target, OPEN);
  if (target.open) return;
  target.open = true;
  grown(engine, target);
}

/** Joins a value into a property; whoever read the place looks again. */
export function joinProp(engine: Engine, place: string, name: string, val: Val): void {
  const target = makePlace(engine, place);
  wroteIn(engine, target, name);
  const old = target.props.get(name) ?? NOTHING;
  const next = join(old, val);
  if (next !== old || !target.props.has(name)) {
    target.props.set(name, next);
    grown(engine, target, name);
    if (isHanded(name, val)) lookAgain(engine, target.readersOf.get(HANDED) ?? []);
  }
}

/** Joins what is assigned to a property; one that the object was not made with is missing until then. */
export function joinAssigned(engine: Engine, place: string, name: string, val: Val, isMaking: () => boolean): void {
  const target = makePlace(engine, place);
  // A run that goes on from another has emptied some of what is written again.
  if ((engine.trace || !engine.inherited) && !target.props.has(name) && !isMaking()) {
    target.late ??= new Set();
    target.late.add(name);
  }
  joinProp(engine, place, name, target.late?.has(name) ? join(val, UNDEFINED) : val);
}

export function joinElements(engine: Engine, place: string, val: Val): void {
  const target = makePlace(engine, place);
  wroteIn(engine, target, ELEMENTS);
  const next = join(target.elements, val);
  if (next !== target.elements) {
    target.elements = next;
    grown(engine, target);
  }
}

export function joinBinding(engine: Engine, module: number, binding: number, val: Val): void {
  const list = engine.bindings[module];
  if (!list) return;
  wrote(engine, bindingCell(engine.ids, module, binding));
  const old = list[binding] ?? NOTHING;
  const next = join(old, val);
  if (next === old && list[binding]) return;
  list[binding] = next;
  changed(engine, bindingCell(engine.ids, module, binding));
}

/** So many arrivals of a function are kept; with so many not all may be known. */
export const MOST_ARRIVALS = 400;

/** Marks a function as entered and has it walked in this round. */
export function enter(engine: Engine, module: number, fn: number, arrival: Arrival): void {
  const key: FnKey = `${module}:${fn}`;
  wrote(engine, aspectCell(engine.ids, 'entered', module, fn));
  const known = engine.arrivals.get(key);
  const isNew = !known || (known.length < MOST_ARRIVALS && !known.some((a) => a.how === arrival.how && samePoint(a, arrival)));
  if (isNew && known) known.push(arrival);
  else if (isNew) engine.arrivals.set(key, [arrival]);
  if (engine.entered.has(key)) {
    if (isNew) changed(engine, aspectCell(engine.ids, 'entered', module, fn));
    return;
  }
  engine.entered.set(key, arrival);
  changed(engine, aspectCell(engine.ids, 'entered', module, fn));
  visit(engine, key, module, fn, 0);
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
  // What it returns is shown from now on.
  const flags = engine.reached.get(key);
  for (const [point, flag] of flags?.entries() ?? [])
    if (flag !== 0 && func.flow.points[point]?.kind === 'return') enqueue(engine, pointJob(engine.ids, module, fn, point));
  enter(engine, module, fn, arrival);
}

export function split(key: FnKey): [number, number] {
  const at = key.indexOf(':');
  return [Number(key.slice(0, at)), Number(key.slice(at + 1))];
}

export function siteOf(module: number, call: number): Site {
  return `${module}:${call}`;
}

function drain(engine: Engine, budget: { left: number }): void {
  const { ids, worklist } = engine;
  for (let job = take(worklist); job !== undefined && budget.left > 0; job = take(worklist)) {
    budget.left--;
    engine.reader = job;
    const at = jobAt(ids, job);
    if (at.kind === 'element') showElement(engine, at.module, at.element);
    else if (at.kind === 'point') look(engine, at.module, at.fn, at.point);
    engine.reader = undefined;
  }
}

export function enqueue(engine: Engine, job: Job): void {
  put(engine.worklist, job);
}

/** Remembers that what is being evaluated depends on something. */
export function note(engine: Engine, what: Cell): void {
  if (engine.reader === undefined) return;
  const known = engine.readers.get(what);
  if (known) known.add(engine.reader);
  else engine.readers.set(what, new Set([engine.reader]));
}

/** Remembers who writes a cell. */
export function wrote(engine: Engine, cell: Cell): void {
  if (!engine.trace || engine.reader === undefined) return;
  const known = engine.trace.writers.get(cell);
  if (known) known.add(engine.reader);
  else engine.trace.writers.set(cell, new Set([engine.reader]));
}

function wroteIn(engine: Engine, place: Place, name: string): void {
  if (!engine.trace || engine.reader === undefined) return;
  const known = place.writersOf.get(name);
  if (known) known.add(engine.reader);
  else place.writersOf.set(name, new Set([engine.reader]));
}

/** Something has grown: whoever read it looks again. */
export function changed(engine: Engine, what: Cell): void {
  const readers = engine.readers.get(what);
  if (readers) lookAgain(engine, readers);
}

function grown(engine: Engine, place: Place, name?: string): void {
  place.all = undefined;
  place.handed = undefined;
  lookAgain(engine, place.readers);
  if (name !== undefined) lookAgain(engine, place.readersOf.get(name) ?? []);
  else for (const readers of place.readersOf.values()) lookAgain(engine, readers);
}

function lookAgain(engine: Engine, readers: Iterable<Job>): void {
  const { ids } = engine;
  for (const reader of readers) {
    if (reader < ids.firstName) {
      if (engine.inherited === undefined || isUnderWay(engine, reader)) enqueue(engine, reader);
      continue;
    }
    const id = ids.nameAt[reader - ids.firstName] ?? '';
    if (engine.inlined.delete(id)) changed(engine, namedCell(ids, id));
    else if (engine.busy.has(id)) engine.stale.add(id);
  }
}

/** Who read a value in the run before this one need not be reached in this. */
export function isUnderWay(engine: Engine, reader: Job): boolean {
  const at = jobAt(engine.ids, reader);
  if (at.kind === 'element') return engine.shown.has(`${at.module}:${at.element}`);
  return at.kind === 'point' && ((engine.reached.get(`${at.module}:${at.fn}`)?.[at.point] ?? 0) & VISITED) !== 0;
}

/** What is being evaluated has asked the world something that another world answers otherwise. */
export function asked(engine: Engine): void {
  if (engine.reader !== undefined) engine.trace?.asked.add(engine.reader);
}

function aspectOf(engine: Engine, aspect: Aspect, key: FnKey): Cell {
  const [module, fn] = split(key);
  return aspectCell(engine.ids, aspect, module, fn);
}

/** A function value exists. */
export function create(engine: Engine, key: FnKey): void {
  if (engine.trace) wrote(engine, aspectOf(engine, 'exists', key));
  engine.created.add(key);
}

/** A function runs where a property is read. */
export function addGetter(engine: Engine, key: FnKey): void {
  if (engine.trace) wrote(engine, aspectOf(engine, 'exists', key));
  engine.getters.add(key);
}

/** Joins what a function is called on. */
export function giveReceiver(engine: Engine, key: FnKey, receiver: Val): void {
  const cell = aspectOf(engine, 'receiver', key);
  wrote(engine, cell);
  const old = engine.receivers.get(key) ?? NOTHING;
  const next = join(old, receiver);
  if (next === old) return;
  engine.receivers.set(key, next);
  changed(engine, cell);
}

/** What a function was seen to return so far. */
export function returnsOf(engine: Engine, key: FnKey): Val | undefined {
  note(engine, aspectOf(engine, 'returned', key));
  return engine.returns.get(key);
}

/** What a function was seen to be called on so far. */
export function receiversOf(engine: Engine, key: FnKey): Val | undefined {
  note(engine, aspectOf(engine, 'receiver', key));
  return engine.receivers.get(key);
}

/** Holds if a function was seen to come back. */
export function comesBack(engine: Engine, key: FnKey): boolean {
  note(engine, aspectOf(engine, 'leaves', key));
  return ((engine.reached.get(key)?.[EXIT] ?? 0) & REACHED) !== 0;
}

/** Control got to a point and, where it asks something, through it. */
export const REACHED = 1;
/** Control stands before a point. */
export const VISITED = 2;
/** What follows a point was visited. */
export const PASSED = 4;

function visit(engine: Engine, key: FnKey, module: number, fn: number, point: number): void {
  let flags = engine.reached.get(key);
  if (!flags) {
    flags = new Uint8Array(funcAt(engine, module, fn)?.flow.points.length ?? 0);
    engine.reached.set(key, flags);
  }
  const flag = flags[point] ?? 0;
  if ((flag & VISITED) !== 0) return;
  flags[point] = flag | VISITED;
  enqueue(engine, pointJob(engine.ids, module, fn, point));
}

/** Looks at one point, and visits what follows it where control goes on. */
function look(engine: Engine, module: number, fn: number, point: number): void {
  const key: FnKey = `${module}:${fn}`;
  const flow = funcAt(engine, module, fn)?.flow;
  const flags = engine.reached.get(key);
  if (!flow || !flags) return;
  const goesOn = passes(engine, module, fn, point);
  const isCall = flow.points[point]?.kind === 'call';
  // A call is made although control does not come back from it; exceptions leave it, too.
  if (!goesOn && !isCall) return;
  const flag = flags[point] ?? 0;
  if (goesOn ? (flag & PASSED) !== 0 : (flag & REACHED) !== 0) return;
  flags[point] = flag | REACHED | (goesOn ? PASSED : 0);
  if (point === EXIT && (flag & REACHED) === 0) {
    const cell = aspectCell(engine.ids, 'leaves', module, fn);
    wrote(engine, cell);
    changed(engine, cell);
  }
  for (const next of flow.next[point] ?? []) {
    const isHandler = flow.points[next]?.kind === 'catch';
    if ((goesOn || isHandler) && !(isHandler && engine.world.noExceptions)) visit(engine, key, module, fn, next);
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
    case 'call':
      return handleCall(engine, module, point.call) || engine.world.free;
    case 'element':
      if (facts.page) {
        enterScript(engine, module, point.element);
        renderElement(engine, module, point.element);
      } else if (engine.world.free || engine.world.eagerRender || facts.elements[point.element]?.atOnce) renderElement(engine, module, point.element);
      else evaluate(engine, module, { kind: 'jsx', element: point.element }, undefined);
      return true;
    case 'assume': {
      if (engine.world.free) return true;
      const can = outcomes(testValue(engine, module, point.test));
      return (point.outcome ? can.yes : can.no) || (point.chained === true && isAlwaysMissing(engine, module, point.test));
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
      const cell = aspectCell(engine.ids, 'returned', module, fn);
      wrote(engine, cell);
      const old = engine.returns.get(key) ?? NOTHING;
      const next = join(old, value);
      if (next !== old) {
        engine.returns.set(key, next);
        changed(engine, cell);
      }
      if (engine.rootFns.has(key)) renderValue(engine, value);
      return true;
    }
    default:
      return true;
  }
}

/** Holds if what a `?.` asks is missing in every world: it is given in a way that the program does not show. */
function isAlwaysMissing({ base }: Engine, module: number, test: Expr): boolean {
  return !base || !outcomes(testValue(base, module, test)).no;
}

/** A page runs its scripts where they stand. */
function enterScript(engine: Engine, module: number, element: number): void {
  const script = engine.program.scriptsOf.get(module)?.get(element);
  if (script !== undefined) enter(engine, script, 0, { how: 'import', from: { ...engine.at }, note: 'a script of the page' });
}

/** A module runs after what it imports; an import is unconditional relative to its importer. */
function enterImports(engine: Engine, module: number): void {
  const facts = moduleAt(engine, module);
  for (const entry of facts.imports) {
    if (isErased(facts, entry)) continue;
    const target = engine.program.targetOf(module, entry.specifier);
    if (target.kind === 'module') enter(engine, target.module, 0, { how: 'import', from: { module, fn: 0, point: 0 }, note: `imports ${entry.specifier}` });
  }
}

export function testValue(engine: Engine, module: number, test: Expr, frame?: Frame): Val {
  const value = evaluate(engine, module, test, frame);
  if (!engine.world.awaited) return value;
  return {
    ...value,
    values: value.values.filter((v) => !(v.k === 'object' && v.what === 'promise') && v.k !== 'promise'),
    any: value.any,
    ...promised(engine, value),
  };
}

function promised(engine: Engine, value: Val): Partial<Val> {
  let inner = NOTHING;
  let found = false;
  for (const v of value.values) {
    if (v.k === 'promise') {
      inner = join(inner, v.of);
      found = true;
    } else if (v.k === 'object' && v.what === 'promise') {
      inner = join(inner, elementsAt(engine, v.place));
      found = true;
    }
  }
  if (!found) return {};
  const rest: Val = { ...value, values: value.values.filter((v) => v.k !== 'promise' && !(v.k === 'object' && v.what === 'promise')) };
  return join(rest, inner);
}
