import type { Expr } from '../model/expr.js';
import { ELEMENTS, type Engine, type FnKey, funcAt, moduleAt, split } from './engine.js';
import { type Cell, cellAt, type Job, jobAt, namedJob } from './ids.js';
import { nameIn, nameOfMade } from './naming.js';
import { isEmpty, NOTHING, type Val } from './values.js';
import { constantText, type Writer, writerAt } from './writers.js';

/** Something that an expression reads and that does not stay what it is at first, with all that gives it a value. */
export interface Origin {
  readonly name: string;
  readonly kind: 'stored' | 'state' | 'property' | 'variable' | 'parameter';
  readonly writers: readonly Writer[];
}

type At = { readonly module: number; readonly fn: number; readonly point: number };

const MOST_JOBS = 600;
const MOST_ORIGINS = 6;
const DEEPEST = 14;

/**
 * Follows what an expression at a point reads back to storage, states, properties and variables: nearest first, up to a number. Asks
 * a traced run; its values are those of all worlds.
 */
export function originsOf(engine: Engine, at: At, expr: Expr, name?: string): readonly Origin[] {
  if (!engine.trace) return [];
  const search: Search = { engine, pending: [], seen: new Set(), found: new Map(), asked: 0 };
  ask(search, at, expr, name ?? nameIn(engine, at.module, expr), 0);
  for (let index = 0; index < search.pending.length && index < MOST_JOBS && search.found.size < MOST_ORIGINS; index++) {
    const task = search.pending[index] as Task;
    for (const read of readsIn(search).get(task.job) ?? []) follow(search, read, task);
  }
  const known = [...search.found.values()].filter(({ writers, kind }) => writers.length > 0 || kind === 'stored');
  const found = [
    ...new Map(known.map((origin) => [`${origin.name} ${origin.writers.map(({ module, start }) => `${module}:${start}`).join()}`, origin])).values(),
  ];
  const plain = found.filter(({ writers }) => writers.length === 0 || writers.some(({ isVague }) => !isVague));
  const moving = plain.filter(({ writers }) => writers.length === 0 || !writers.every(({ isInitial, value }) => isInitial && value !== undefined));
  return moving.length > 0 ? moving.concat(plain.filter(isDefault)) : plain.length > 0 ? plain : found;
}

interface Task {
  readonly job: Job;
  /** What the value goes by where it is looked for. */
  readonly name: string | undefined;
  readonly depth: number;
}

interface Search {
  readonly engine: Engine;
  readonly pending: Task[];
  readonly seen: Set<Job>;
  readonly found: Map<string, Origin>;
  /** Expressions that were evaluated in a name of their own. */
  asked: number;
  /** What each job read, as it was when so many were. */
  reads?: { readonly asked: number; readonly by: ReadonlyMap<Job, readonly Read[]> };
}

type Read = { readonly cell: Cell } | { readonly place: string; readonly prop: string };

/** Evaluates an expression in a name of its own: whatever it reads is read by that name. */
function ask(search: Search, at: At, expr: Expr, name: string | undefined, depth: number): void {
  const { engine } = search;
  const job = namedJob(engine.ids, `asked ${at.module}:${at.fn}:${at.point}:${search.found.size}:${search.asked}`);
  search.asked++;
  const [reader, where] = [engine.reader, engine.at];
  engine.reader = job;
  engine.at = { ...at };
  engine.evaluate(at.module, expr);
  engine.reader = reader;
  engine.at = where;
  push(search, job, name, depth);
}

/** Asks all that a function returns. */
function askReturns(search: Search, module: number, fn: number, name: string | undefined, depth: number): void {
  for (const [point, one] of funcAt(search.engine, module, fn)?.flow.points.entries() ?? [])
    if (one.kind === 'return' && one.value) ask(search, { module, fn, point }, one.value, name, depth);
}

function push(search: Search, job: Job, name: string | undefined, depth: number): void {
  if (depth > DEEPEST || search.seen.has(job)) return;
  search.seen.add(job);
  search.pending.push({ job, name, depth });
}

function readsIn(search: Search): ReadonlyMap<Job, readonly Read[]> {
  if (search.reads?.asked !== search.asked) search.reads = { asked: search.asked, by: readsOf(search.engine) };
  return search.reads.by;
}

/** What each job read. */
function readsOf(engine: Engine): ReadonlyMap<Job, readonly Read[]> {
  const reads = new Map<Job, Read[]>();
  const add = (job: Job, read: Read) => {
    const list = reads.get(job);
    if (list) list.push(read);
    else reads.set(job, [read]);
  };
  for (const [cell, jobs] of engine.readers) for (const job of jobs) add(job, { cell });
  for (const [place, { readers, readersOf }] of engine.places) {
    for (const [prop, jobs] of readersOf) for (const job of jobs) add(job, { place, prop });
    if (HOLDERS.test(place)) for (const job of readers) add(job, { place, prop: ELEMENTS });
  }
  return reads;
}

/** Places that hold a state as a whole. */
const HOLDERS = /^(?:state|atom|context|default|subject|stream):/;
/** Places by which the engine itself remembers something. */
const OWN = /^(?:pair:|about |kept:|kept hook|storehook:|storeapi:|wrapped:|children:|rest|split:|atomget:|exposed|regex|map:|event:|dom:)/;

function follow(search: Search, read: Read, task: Task): void {
  if ('place' in read) followPlace(search, read.place, read.prop, task);
  else followCell(search, read.cell, task);
}

function followCell(search: Search, cell: Cell, { name, depth }: Task): void {
  const { engine } = search;
  const at = cellAt(engine.ids, cell);
  const writers = engine.trace?.writers.get(cell) ?? new Set<Job>();
  switch (at.kind) {
    case 'binding':
      followBinding(search, at, writers, depth);
      return;
    case 'returned':
      for (const job of writers) push(search, job, name ?? funcAt(engine, at.module, at.fn)?.name, depth + 1);
      return;
    case 'name':
      if (at.name.startsWith('key listener ')) return;
      if (at.name.startsWith('key ')) addStored(search, at.name.slice(4), depth);
      else if (/^\d+:\d+\(/.test(at.name)) push(search, namedJob(engine.ids, at.name), name, depth + 1);
      return;
    default:
  }
}

function followBinding(search: Search, at: { readonly module: number; readonly binding: number }, jobs: ReadonlySet<Job>, depth: number): void {
  const { engine } = search;
  const declared = moduleAt(engine, at.module).bindings[at.binding];
  const held = engine.bindings[at.module]?.[at.binding];
  if (!declared || !held || isCode(held)) return;
  if (declared.kind === 'import' || declared.kind === 'function' || declared.kind === 'class') return;
  const own = [...jobs].filter((job) => {
    const by = jobAt(engine.ids, job);
    const point = by.kind === 'point' && by.module === at.module ? funcAt(engine, by.module, by.fn)?.flow.points[by.point] : undefined;
    return point?.kind === 'write' && point.target.kind === 'binding' && point.target.binding === at.binding;
  });
  if (own.length > 1 || (declared.kind !== 'const' && own.length === 1 && declared.fn === 0)) {
    add(search, `binding ${at.module}:${at.binding}`, declared.name, 'variable', own, { binding: at.binding }, depth);
    return;
  }
  for (const job of own) push(search, job, declared.name, depth + 1);
  if (declared.kind !== 'param' || own.length > 0 || !held.values.some((value) => value.k === 'const' || value.k === 'choice')) return;
  add(search, `binding ${at.module}:${at.binding}`, declared.name, 'parameter', [...jobs], { param: [at.module, declared.fn, at.binding] }, depth);
}

function followPlace(search: Search, place: string, prop: string, task: Task): void {
  const { engine } = search;
  const held = engine.places.get(place);
  const jobs = [...(held?.writersOf.get(prop) ?? [])];
  if (!held || jobs.length === 0) return;
  if (place.startsWith('storage:')) {
    addStored(search, place.slice('storage:'.length), task.depth);
    return;
  }
  if (place.startsWith('about ') && prop === 'initial') {
    addDefault(search, place, jobs, task);
    return;
  }
  const props = /^props:(\d+):(\d+)$/.exec(place);
  if (props) {
    followAttribute(search, Number(props[1]), Number(props[2]), prop, task.depth);
    return;
  }
  if (prop === ELEMENTS) {
    if (place.startsWith('context:') || isPiped(engine, place)) for (const job of jobs) push(search, job, task.name, task.depth + 1);
    else if (!isCode(held.elements)) add(search, `${place} *`, nameOfMade(engine, place) ?? task.name ?? 'the state', 'state', jobs, { place }, task.depth);
    return;
  }
  const value = held.props.get(prop);
  if (OWN.test(place)) {
    for (const job of jobs) push(search, job, task.name, task.depth + 1);
    return;
  }
  if (value === undefined || isCode(value) || /^(?:\d+|length|\0.*)$/.test(prop)) return;
  // An object that another one holds is only on the way.
  if (!value.any && value.values.every(({ k }) => k === 'object' || k === 'fn' || k === 'api')) return;
  add(
    search,
    `${place} ${prop}`,
    place.startsWith('box:') ? (nameOfMade(engine, place) ?? task.name ?? prop) : prop,
    /^(?:box|store|pinia):/.test(place) ? 'state' : 'property',
    jobs,
    {
      place,
      prop,
    },
    task.depth,
  );
}

/** A stream that is made of another one. */
function isPiped(engine: Engine, place: string): boolean {
  const made = /^stream:(\d+):(\d+)$/.exec(place);
  const callee = made ? moduleAt(engine, Number(made[1])).calls[Number(made[2])]?.callee : undefined;
  return callee?.kind === 'member' && callee.name === 'pipe';
}

/** What a component is given under a name. */
function followAttribute(search: Search, module: number, element: number, name: string, depth: number): void {
  const { engine } = search;
  const made = moduleAt(engine, module).elements[element];
  const shown = engine.shown.get(`${module}:${element}`);
  for (const prop of made?.props ?? [])
    if (made && 'name' in prop && prop.name === name)
      ask(search, shown?.module === module ? shown : { module, fn: made.fn, point: 0 }, prop.value, name, depth + 1);
}

function addStored(search: Search, key: string, depth: number): void {
  const jobs = [...(search.engine.places.get(`storage:${key}`)?.writersOf.get('value') ?? [])];
  add(search, `stored ${key}`, key, 'stored', jobs, { key }, depth);
}

/** What a kept value is before anything is kept. */
function addDefault(search: Search, place: string, jobs: readonly Job[], { name }: Task): void {
  const { engine } = search;
  const value = constantText(engine.places.get(place)?.props.get('initial') ?? NOTHING);
  const writers = jobs.slice(0, 1).flatMap((job) => writerAt(engine, job, { place, prop: 'initial' }, () => []) ?? []);
  search.found.set(`default ${place}`, {
    name: name ?? 'the default',
    kind: 'state',
    writers: writers.map(({ isVague: _, ...writer }) => ({ ...writer, ...(value === undefined ? {} : { value }), isInitial: true })),
  });
}

const isDefault = ({ kind, writers }: Origin): boolean => kind === 'state' && writers.length === 1 && writers[0]?.isInitial === true;

/** What is written, for whoever looks for the words of it. */
export interface Wanted {
  readonly place?: string;
  readonly prop?: string;
  readonly key?: string;
  readonly binding?: number;
  /** Module, function and binding of a parameter. */
  readonly param?: readonly [number, number, number];
}

function add(search: Search, id: string, name: string, kind: Origin['kind'], jobs: readonly Job[], wanted: Wanted, depth: number): void {
  if (search.found.has(id)) return;
  const { engine } = search;
  const writers = jobs.flatMap((job) => writerAt(engine, job, wanted, reachedFrom(search, job)) ?? []);
  const plain = writers.filter(({ isVague }) => !isVague);
  const distinct = [...new Map((plain.length > 0 ? plain : writers).map((writer) => [`${writer.module}:${writer.start}`, writer])).values()];
  search.found.set(id, {
    name,
    kind,
    writers: distinct.sort((a, b) => Number(b.isInitial) - Number(a.isInitial) || a.module - b.module || a.start - b.start),
  });
  // What is no constant has a past of its own.
  for (const { at, module, value, expr } of distinct) {
    if (value !== undefined || expr === undefined) continue;
    if (expr.kind === 'function') askReturns(search, module, expr.fn, undefined, depth + 1);
    else ask(search, { ...at, module }, expr, undefined, depth + 1);
  }
  const { prop } = wanted;
  if (plain.length > 0 || prop === undefined) return;
  // How it is written was not seen: by whoever writes it, from something that has the same name.
  for (const [place, { readers, readersOf, writersOf }] of [...engine.places])
    if (writersOf.has(prop) && jobs.some((job) => readers.has(job) || readersOf.get(prop)?.has(job)))
      for (const job of jobs.slice(0, 1)) followPlace(search, place, prop, { job, name, depth: depth + 1 });
}

/** Functions that were evaluated on behalf of a job, nearest first. */
function reachedFrom(search: Search, job: Job): () => readonly FnKey[] {
  const { engine } = search;
  return () => {
    const reads = readsIn(search);
    const found = new Set<FnKey>();
    const seen = new Set<Job>([job]);
    // A set may grow while it is gone through.
    for (const one of seen) {
      if (seen.size > 200) break;
      for (const read of reads.get(one) ?? []) {
        if ('place' in read) continue;
        const cell = cellAt(engine.ids, read.cell);
        if (cell.kind === 'returned') {
          found.add(`${cell.module}:${cell.fn}`);
          for (const writer of engine.trace?.writers.get(read.cell) ?? []) seen.add(writer);
        } else if (cell.kind === 'name' && /^\d+:\d+\(/.test(cell.name)) {
          found.add(cell.name.slice(0, cell.name.indexOf('(')) as FnKey);
          seen.add(namedJob(engine.ids, cell.name));
        }
      }
    }
    return [...found].filter((key) => split(key)[1] > 0);
  };
}

/** Functions and what comes from outside: nothing that is true or false by an answer. */
function isCode(val: Val): boolean {
  return isEmpty(val) || (!val.any && val.values.every(({ k }) => k === 'fn' || k === 'class' || k === 'native'));
}
