import {
  ELEMENTS,
  type Engine,
  enqueue,
  type FnKey,
  HANDED,
  isUnderWay,
  newEngine,
  OPEN,
  PASSED,
  type Place,
  placeAt,
  REACHED,
  type Roots,
  type Run,
  rootJob,
  rootOf,
  settle,
  split,
  type Trace,
  VISITED,
} from './engine.js';
import { aspectCell, type Cell, cellAt, elementJob, type Ids, type Job, jobAt, namedCell, namedJob, pointJob } from './ids.js';
import { NOTHING, type Val } from './values.js';
import type { World } from './world.js';

/** What of a traced run has to be looked at again where the world answers otherwise, and what is emptied before. */
export interface Affected {
  readonly jobs: ReadonlySet<Job>;
  /** Not affected themselves, but they write to what is emptied. */
  readonly helpers: ReadonlySet<Job>;
  /** Affected or not, control gets there all the same. */
  readonly supported: ReadonlySet<Job>;
  /** Bindings, return values, receivers, functions and elements that are emptied. */
  readonly cells: ReadonlySet<Cell>;
  /** Properties that are emptied, by place. */
  readonly places: ReadonlyMap<string, ReadonlySet<string>>;
  /** Functions that are entered all the same, but not only from where they were. */
  readonly mixed: ReadonlySet<FnKey>;
}

/**
 * Goes on from a traced run in another world: looks only at what depends on an answer of the world, and takes the rest as it
 * was. The traced world must let through all that the other one does.
 */
export function retrace(base: Engine, affected: Affected, world: World, roots: Roots, prepare?: (engine: Engine) => void, trace?: Trace): Run {
  const { jobs, helpers, cells, places, mixed } = affected;
  const { ids } = base;
  const without = (map: ReadonlyMap<FnKey, Val>, aspect: 'returned' | 'receiver') => {
    const copy = new Map(map);
    for (const cell of cells) {
      const at = cellAt(ids, cell);
      if (at.kind === aspect) copy.delete(`${at.module}:${at.fn}`);
    }
    return copy;
  };
  const again = (key: FnKey) => jobs.has(rootJob(base, key)) || helpers.has(rootJob(base, key)) || !isEntered(key);
  const isEntered = (key: FnKey) => !cells.has(aspectCell(ids, 'entered', ...split(key)));
  const exists = (key: FnKey) => !cells.has(aspectCell(ids, 'exists', ...split(key)));
  const bindings = base.bindings.map((list) => [...list]);
  for (const cell of cells) {
    const at = cellAt(ids, cell);
    // Nothing yet, which is not a parameter that nobody passes.
    if (at.kind === 'binding') (bindings[at.module] as (Val | undefined)[])[at.binding] = NOTHING;
  }
  const engine = newEngine(base.program, world, false, {
    ids,
    bindings,
    ...(trace ? { trace } : {}),
    returns: without(base.returns, 'returned'),
    receivers: without(base.receivers, 'receiver'),
    entered: new Map([...base.entered].filter(([key]) => isEntered(key))),
    arrivals: new Map([...base.arrivals].filter(([key]) => isEntered(key) && !mixed.has(key)).map(([key, list]) => [key, [...list]])),
    reached: flagsIn(base, affected),
    created: new Set([...base.created].filter(exists)),
    getters: new Set([...base.getters].filter(exists)),
    called: new Set(base.called),
    readers: base.readers,
    inlined: new Map([...base.inlined].filter(([id]) => !jobs.has(namedJob(ids, id)) && !helpers.has(namedJob(ids, id)))),
    writtenKeys: new Set(base.writtenKeys),
    sought: new Set(base.sought),
    writtenApis: new Set(base.writtenApis),
    rootFns: new Set([...base.rootFns].filter((key) => !again(key))),
    registrations: new Map(base.registrations),
    events: new Map(base.events),
    given: new Map([...base.given].map(([handler, all]) => [handler, new Map([...all].map(([component, givers]) => [component, new Map(givers)]))])),
    shown: new Map([...base.shown].filter(([mark]) => affected.supported.has(elementJob(ids, ...split(mark as FnKey))))),
    base: trace ? undefined : base,
    inherited: (place) => copyOf(base.places.get(place), places.get(place)),
  });
  for (const id of engine.inlined.keys()) {
    const key = id.slice(0, id.indexOf('(')) as FnKey;
    const known = engine.contexts.get(key);
    if (known) known.add(id);
    else engine.contexts.set(key, new Set([id]));
  }
  prepare?.(engine);
  for (const list of [jobs, helpers]) for (const job of list) if (job < ids.firstName && isUnderWay(engine, job)) enqueue(engine, job);
  return settle(engine, roots);
}

/** Nothing is affected: a run that goes on from another keeps all of it. */
const NOT_AFFECTED: Affected = { jobs: new Set(), helpers: new Set(), supported: new Set(), cells: new Set(), places: new Map(), mixed: new Set() };

/**
 * Goes on from a traced run in a world that shows more elements, or from more roots: what it has reached stays, and the trace goes
 * on, too.
 */
export function extend(base: Engine, world: World, roots: Roots, prepare: (engine: Engine) => void): Run {
  const supported = new Set<Job>([...base.shown.keys()].map((mark) => elementJob(base.ids, ...split(mark as FnKey))));
  const begin = (engine: Engine) => {
    for (const place of base.places.keys()) placeAt(engine, place);
    for (const [key, flags] of base.reached) {
      const [module, fn] = split(key);
      const points = base.program.modules[module]?.functions[fn]?.flow.points;
      for (const [point, flag] of flags.entries())
        if ((flag & VISITED) !== 0 && points?.[point]?.kind === 'element') enqueue(engine, pointJob(base.ids, module, fn, point));
    }
    prepare(engine);
  };
  return retrace(base, { ...NOT_AFFECTED, supported }, world, roots, begin, base.trace);
}

/** Calls that were taken to come back, and did not: what follows them is affected, too. */
export function stoppedIn(run: Run, affected: Affected): Job[] {
  const { engine } = run;
  return [...affected.jobs].filter((job) => {
    const at = jobAt(engine.ids, job);
    if (at.kind !== 'point' || !affected.supported.has(job)) return false;
    const flow = engine.program.modules[at.module]?.functions[at.fn]?.flow;
    if (flow?.points[at.point]?.kind !== 'call') return false;
    const flag = engine.reached.get(`${at.module}:${at.fn}`)?.[at.point] ?? 0;
    return (flag & PASSED) === 0;
  });
}

/** Where control stands before anything is looked at again. */
function flagsIn(base: Engine, { jobs, supported }: Affected): Map<FnKey, Uint8Array> {
  const copy = new Map<FnKey, Uint8Array>();
  for (const [key, flags] of base.reached) {
    const [module, fn] = split(key);
    const first = pointJob(base.ids, module, fn, 0);
    const mine = flags.slice();
    for (let point = 0; point < mine.length; point++) {
      if (jobs.has(first + point)) mine[point] = supported.has(first + point) ? VISITED : 0;
    }
    copy.set(key, mine);
  }
  return copy;
}

function copyOf(place: Place | undefined, emptied: ReadonlySet<string> | undefined): Place | undefined {
  if (!place) return undefined;
  const props = new Map(place.props);
  for (const name of emptied ?? []) props.delete(name);
  return {
    props,
    late: place.late,
    elements: emptied?.has(ELEMENTS) ? NOTHING : place.elements,
    open: place.open && !emptied?.has(OPEN),
    readers: place.readers,
    readersOf: place.readersOf,
    writersOf: place.writersOf,
  };
}

/** A cell, or a property of a place, with who wrote it. */
interface Written {
  readonly cell?: Cell;
  readonly place?: string;
  readonly prop?: string;
  readonly writers: ReadonlySet<Job>;
}

type ByWriter = ReadonlyMap<Job, readonly Written[]>;

/**
 * Follows from who asked the world to all that depends on them, by values and by control. Calls are taken to come back as they
 * did, but for `stops`: whether they do is seen in the other world (`stoppedIn`).
 */
export function affectedBy(base: Engine, stops: ReadonlySet<Job>): Affected {
  const written = byWriter(base);
  const inner = innerCalls(base);
  const jobs = new Set<Job>();
  const hit = new Set<Written>();
  let fresh: readonly Job[] = [...(base.trace?.asked ?? []), ...stops];
  let supported: ReadonlySet<Job> = new Set();
  // What only affected jobs lead to is affected; that is known only when all affected jobs are.
  while (fresh.length > 0) {
    spreadValues(base, written, fresh, jobs, hit);
    supported = supportedBy(base, written, inner, jobs, stops);
    fresh = everyJob(base, written).filter((job) => !supported.has(job) && !jobs.has(job));
  }
  return emptied(base, supported, jobs, hit);
}

function byWriter(base: Engine): ByWriter {
  const index = new Map<Job, Written[]>();
  const add = (entry: Written) => {
    for (const writer of entry.writers) {
      const known = index.get(writer);
      if (known) known.push(entry);
      else index.set(writer, [entry]);
    }
  };
  for (const [cell, writers] of base.trace?.writers ?? []) add({ cell, writers });
  for (const [place, { writersOf }] of base.places) for (const [prop, writers] of writersOf) add({ place, prop, writers });
  return index;
}

/** Inner calls by who asked for them. */
function innerCalls(base: Engine): ReadonlyMap<Job, readonly Job[]> {
  const calls = new Map<Job, Job[]>();
  for (const id of base.inlined.keys()) {
    const call = namedJob(base.ids, id);
    for (const reader of base.readers.get(namedCell(base.ids, id)) ?? []) {
      const known = calls.get(reader);
      if (known) known.push(call);
      else calls.set(reader, [call]);
    }
  }
  return calls;
}

function everyJob(base: Engine, written: ByWriter): Job[] {
  const { ids } = base;
  // What is entered from outside is not entered where only affected jobs made it exist.
  const all: Job[] = [...written.keys()].filter((job) => rootOf(ids, job) !== undefined);
  for (const [key, flags] of base.reached) {
    const first = pointJob(ids, ...split(key), 0);
    for (const [point, flag] of flags.entries()) if ((flag & VISITED) !== 0) all.push(first + point);
  }
  for (const mark of base.shown.keys()) all.push(elementJob(ids, ...split(mark as FnKey)));
  for (const id of base.inlined.keys()) all.push(namedJob(ids, id));
  return all;
}

const isControl = (ids: Ids, cell: Cell | undefined): boolean => {
  if (cell === undefined || cell < ids.firstAspect || cell >= ids.firstNamedCell) return false;
  const { kind } = cellAt(ids, cell);
  return kind === 'entered' || kind === 'exists' || kind === 'shown';
};

function readersOf(base: Engine, { cell, place, prop }: Written): Iterable<Job>[] {
  if (cell !== undefined) return [base.readers.get(cell) ?? []];
  const held = base.places.get(place ?? '');
  if (!held) return [];
  const all = prop === ELEMENTS || prop === OPEN;
  return [held.readers, ...(all ? held.readersOf.values() : [held.readersOf.get(prop ?? '') ?? [], held.readersOf.get(HANDED) ?? []])];
}

function spreadValues(base: Engine, written: ByWriter, from: readonly Job[], jobs: Set<Job>, hit: Set<Written>): void {
  const { ids } = base;
  const pending = [...from];
  for (let job = pending.pop(); job !== undefined; job = pending.pop()) {
    if (jobs.has(job)) continue;
    jobs.add(job);
    if (job >= ids.firstName) pending.push(...(base.readers.get(job - ids.firstName + ids.firstNamedCell) ?? []));
    for (const entry of written.get(job) ?? []) {
      if (hit.has(entry)) continue;
      hit.add(entry);
      // Whether a function is entered is a matter of all that enter it.
      if (isControl(ids, entry.cell)) continue;
      for (const readers of readersOf(base, entry)) for (const reader of readers) if (!jobs.has(reader)) pending.push(reader);
    }
  }
}

/** Follows control from the roots, not through tests and calls out of what is affected. */
function supportedBy(base: Engine, written: ByWriter, inner: ReadonlyMap<Job, readonly Job[]>, jobs: ReadonlySet<Job>, stops: ReadonlySet<Job>): Set<Job> {
  const { ids } = base;
  const supported = new Set<Job>();
  const pending: Job[] = [];
  // Modules start by themselves; a function is entered from outside once it exists.
  const roots = new Set<Job>();
  for (const job of written.keys()) {
    const root = rootOf(ids, job);
    if (root === undefined) continue;
    roots.add(job);
    const [module, fn] = split(root);
    if (fn === 0 || !base.trace?.writers.has(aspectCell(ids, 'exists', module, fn))) pending.push(job);
  }
  for (let job = pending.pop(); job !== undefined; job = pending.pop()) {
    if (supported.has(job)) continue;
    supported.add(job);
    if (job < ids.firstElement) pending.push(...following(base, job, jobs.has(job), stops.has(job)));
    if (jobs.has(job)) continue;
    pending.push(...(inner.get(job) ?? []));
    for (const { cell } of written.get(job) ?? []) {
      if (!isControl(ids, cell)) continue;
      const at = cellAt(ids, cell as Cell);
      if (at.kind === 'entered') pending.push(pointJob(ids, at.module, at.fn, 0));
      else if (at.kind === 'shown') pending.push(elementJob(ids, at.module, at.element));
      else if (at.kind === 'exists') {
        const root = rootJob(base, `${at.module}:${at.fn}`);
        if (roots.has(root)) pending.push(root);
      }
    }
  }
  return supported;
}

/** Points that control goes on to from a point, in any world. */
function following(base: Engine, job: Job, isAffected: boolean, stops: boolean): Job[] {
  const at = jobAt(base.ids, job);
  if (at.kind !== 'point') return [];
  const flow = base.program.modules[at.module]?.functions[at.fn]?.flow;
  const flags = base.reached.get(`${at.module}:${at.fn}`);
  if (!flow || !flags || (isAffected && flow.points[at.point]?.kind === 'assume')) return [];
  const first = job - at.point;
  const passed = ((flags[at.point] ?? 0) & PASSED) !== 0 && !stops;
  const called = ((flags[at.point] ?? 0) & REACHED) !== 0;
  return (flow.next[at.point] ?? []).filter((to) => passed || (called && flow.points[to]?.kind === 'catch')).map((to) => first + to);
}

function emptied(base: Engine, supported: ReadonlySet<Job>, jobs: ReadonlySet<Job>, hit: ReadonlySet<Written>): Affected {
  const { ids } = base;
  const cells = new Set<Cell>();
  const places = new Map<string, Set<string>>();
  const mixed = new Set<FnKey>();
  const helpers = new Set<Job>();
  const help = (writer: Job) => {
    if (jobs.has(writer) || helpers.has(writer)) return;
    helpers.add(writer);
    if (writer >= ids.firstName) for (const reader of base.readers.get(writer - ids.firstName + ids.firstNamedCell) ?? []) help(reader);
  };
  for (const entry of hit) {
    const { cell, place, prop, writers } = entry;
    if (place !== undefined) {
      const known = places.get(place) ?? new Set();
      places.set(place, known.add(prop ?? ''));
    } else if (cell !== undefined) {
      const remains = isControl(ids, cell) && [...writers].some((writer) => supported.has(writer) && !jobs.has(writer));
      if (!remains) cells.add(cell);
      else {
        const at = cellAt(ids, cell);
        if (at.kind !== 'entered') continue;
        mixed.add(`${at.module}:${at.fn}`);
      }
    }
    for (const writer of writers) help(writer);
  }
  return { jobs, helpers, supported, cells, places, mixed };
}
