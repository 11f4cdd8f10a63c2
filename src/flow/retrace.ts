import { ELEMENTS, type Engine, enqueue, type FnKey, newEngine, OPEN, type Place, type Roots, type Run, settle } from './engine.js';
import { NOTHING } from './values.js';
import type { World } from './world.js';

/** What of a traced run has to be walked again where the world answers otherwise, and what it wrote. */
export interface Affected {
  readonly jobs: ReadonlySet<string>;
  /** Not affected themselves, but they write to what is emptied. */
  readonly helpers: ReadonlySet<string>;
  /** Bindings, return values, receivers, functions entered, … that are emptied. */
  readonly cells: ReadonlySet<string>;
  /** Properties that are emptied, by place. */
  readonly places: ReadonlyMap<string, ReadonlySet<string>>;
  /** Functions that are entered all the same, but not only from where they were. */
  readonly mixed: ReadonlySet<FnKey>;
}

/**
 * Goes on from a traced run in another world: walks only what depends on an answer of the world, and takes the rest as it
 * was. The traced world must let through all that the other one does.
 */
export function retrace(base: Engine, affected: Affected, world: World, roots: Roots, prepare?: (engine: Engine) => void): Run {
  const { jobs, helpers, cells, places, mixed } = affected;
  const keeps = <K extends string, V>(map: ReadonlyMap<K, V>, prefix: string) => new Map([...map].filter(([key]) => !cells.has(`${prefix}${key}`)));
  const again = (key: FnKey) => jobs.has(`Z:${key}`) || helpers.has(`Z:${key}`) || cells.has(`e${key}`);
  const entered = keeps(base.entered, 'e');
  const engine = newEngine(base.program, world, false, {
    bindings: base.bindings.map((list, module) =>
      cells.has(`B${module}`) ? list.map((val, index) => (cells.has(`b${module}:${index}`) ? undefined : val)) : [...list],
    ),
    returns: keeps(base.returns, 'r'),
    receivers: keeps(base.receivers, 't'),
    entered,
    arrivals: new Map([...base.arrivals].filter(([key]) => entered.has(key) && !mixed.has(key)).map(([key, list]) => [key, [...list]])),
    reached: new Map([...base.reached].filter(([key]) => entered.has(key) && !jobs.has(key)).map(([key, bits]) => [key, bits.slice()])),
    created: new Set([...base.created].filter((key) => !cells.has(`c${key}`))),
    getters: new Set([...base.getters].filter((key) => !cells.has(`c${key}`))),
    called: new Set(base.called),
    readers: base.readers,
    inlined: new Map([...base.inlined].filter(([id]) => !jobs.has(`I:${id}`) && !helpers.has(`I:${id}`))),
    writtenKeys: new Set(base.writtenKeys),
    readKeys: new Set(base.readKeys),
    writtenApis: new Set(base.writtenApis),
    rootFns: new Set([...base.rootFns].filter((key) => !again(key))),
    registrations: new Map(base.registrations),
    events: new Map(base.events),
    shown: keeps(base.shown, 's'),
    inherited: (place) => copyOf(base.places.get(place), places.get(place)),
  });
  for (const id of engine.inlined.keys()) {
    const key = id.slice(0, id.indexOf('(')) as FnKey;
    const known = engine.contexts.get(key);
    if (known) known.add(id);
    else engine.contexts.set(key, new Set([id]));
  }
  prepare?.(engine);
  for (const job of [...jobs, ...helpers]) {
    if (/^[IZ]:/.test(job)) continue;
    if (job.startsWith('E:') ? engine.shown.has(job.slice(2)) : engine.entered.has(job as FnKey)) enqueue(engine, job);
  }
  return settle(engine, roots);
}

function copyOf(place: Place | undefined, emptied: ReadonlySet<string> | undefined): Place | undefined {
  if (!place) return undefined;
  const props = new Map(place.props);
  for (const name of emptied ?? []) props.delete(name);
  return {
    props,
    elements: emptied?.has(ELEMENTS) ? NOTHING : place.elements,
    open: place.open && !emptied?.has(OPEN),
    readers: place.readers,
    readersOf: place.readersOf,
    writersOf: place.writersOf,
  };
}

/** A cell by its name, or a property of a place. */
interface Cell {
  readonly name: string;
  readonly place?: string;
  readonly prop?: string;
  readonly writers: ReadonlySet<string>;
}

/** Follows from who asked the world to all that depends on them, by values and by control. */
export function affectedBy(base: Engine): Affected {
  const { trace } = base;
  const asked = trace?.asked ?? new Set<string>();
  const written = cellsOf(base);
  const jobs = new Set<string>();
  const hit = new Set<Cell>();
  let fresh = [...asked].map(jobOf);
  // What only affected jobs lead to is affected; that is known only when all affected jobs are.
  while (fresh.length > 0) {
    spreadValues(base, written, fresh, jobs, hit);
    fresh = unsupported(base, written, jobs);
  }
  return emptied(base, written, jobs, hit);
}

/** A body that waits for a call is the body. */
function jobOf(reader: string): string {
  return reader.startsWith('R:') ? reader.slice(2, reader.lastIndexOf(':')) : reader;
}

const isControl = (name: string): boolean => name.startsWith('e') || name.startsWith('s') || name.startsWith('c');

function cellsOf(base: Engine): ReadonlyMap<string, readonly Cell[]> {
  const byWriter = new Map<string, Cell[]>();
  const add = (cell: Cell) => {
    for (const writer of cell.writers) {
      const known = byWriter.get(writer);
      if (known) known.push(cell);
      else byWriter.set(writer, [cell]);
    }
  };
  for (const [name, writers] of base.trace?.writers ?? []) add({ name, writers });
  for (const [place, { writersOf }] of base.places) for (const [prop, writers] of writersOf) add({ name: '', place, prop, writers });
  return byWriter;
}

function readersOf(base: Engine, cell: Cell): Iterable<string>[] {
  if (cell.place === undefined) return [base.readers.get(cell.name) ?? []];
  const place = base.places.get(cell.place);
  if (!place) return [];
  const all = cell.prop === ELEMENTS || cell.prop === OPEN;
  return [place.readers, ...(all ? place.readersOf.values() : [place.readersOf.get(cell.prop ?? '') ?? []])];
}

function spreadValues(base: Engine, written: ReadonlyMap<string, readonly Cell[]>, from: readonly string[], jobs: Set<string>, hit: Set<Cell>): void {
  const pending = [...from];
  const visit = (reader: string) => {
    const job = jobOf(reader);
    if (!jobs.has(job)) pending.push(job);
  };
  for (let job = pending.pop(); job !== undefined; job = pending.pop()) {
    if (jobs.has(job)) continue;
    jobs.add(job);
    if (job.startsWith('I:')) for (const reader of base.readers.get(job) ?? []) visit(reader);
    for (const cell of written.get(job) ?? []) {
      if (hit.has(cell)) continue;
      hit.add(cell);
      // Whether a function is entered is a matter of all that enter it.
      if (isControl(cell.name)) continue;
      for (const readers of readersOf(base, cell)) for (const reader of readers) visit(reader);
    }
  }
}

/** Jobs that nothing unaffected leads to from the roots. */
function unsupported(base: Engine, written: ReadonlyMap<string, readonly Cell[]>, jobs: ReadonlySet<string>): string[] {
  const supported = supportedBy(base, written, jobs);
  const all = [...base.entered.keys(), ...[...base.shown.keys()].map((mark) => `E:${mark}`), ...[...base.inlined.keys()].map((id) => `I:${id}`)];
  return all.filter((job) => !supported.has(job) && !jobs.has(job));
}

function supportedBy(base: Engine, written: ReadonlyMap<string, readonly Cell[]>, jobs: ReadonlySet<string>): ReadonlySet<string> {
  const calls = new Map<string, string[]>();
  for (const id of base.inlined.keys()) {
    for (const reader of base.readers.get(`I:${id}`) ?? []) {
      const job = jobOf(reader);
      const known = calls.get(job);
      if (known) known.push(`I:${id}`);
      else calls.set(job, [`I:${id}`]);
    }
  }
  const supported = new Set<string>();
  const pending: string[] = [];
  // Modules start by themselves; a function is entered from outside once it exists.
  for (const root of written.keys()) if (root.startsWith('Z:') && (root.endsWith(':0') || !base.trace?.writers.has(`c${root.slice(2)}`))) pending.push(root);
  for (let job = pending.pop(); job !== undefined; job = pending.pop()) {
    if (supported.has(job)) continue;
    supported.add(job);
    if (jobs.has(job)) continue;
    for (const inner of calls.get(job) ?? []) pending.push(inner);
    for (const { name } of written.get(job) ?? []) {
      if (name.startsWith('e')) pending.push(name.slice(1));
      else if (name.startsWith('s')) pending.push(`E:${name.slice(1)}`);
      else if (name.startsWith('c') && written.has(`Z:${name.slice(1)}`)) pending.push(`Z:${name.slice(1)}`);
    }
  }
  return supported;
}

function emptied(base: Engine, written: ReadonlyMap<string, readonly Cell[]>, jobs: ReadonlySet<string>, hit: ReadonlySet<Cell>): Affected {
  const supported = supportedBy(base, written, jobs);
  const cells = new Set<string>();
  const places = new Map<string, Set<string>>();
  const mixed = new Set<FnKey>();
  const helpers = new Set<string>();
  const help = (writer: string) => {
    if (jobs.has(writer) || helpers.has(writer)) return;
    helpers.add(writer);
    if (writer.startsWith('I:')) for (const reader of base.readers.get(writer) ?? []) help(jobOf(reader));
  };
  const createdBySupported = new Set([...supported].flatMap((job) => (jobs.has(job) ? [] : (written.get(job) ?? []).map(({ name }) => name))));
  for (const cell of hit) {
    if (cell.place !== undefined) {
      const known = places.get(cell.place) ?? new Set();
      places.set(cell.place, known.add(cell.prop ?? ''));
    } else if (isControl(cell.name)) {
      if (!createdBySupported.has(cell.name)) cells.add(cell.name);
      else if (cell.name.startsWith('e')) mixed.add(cell.name.slice(1) as FnKey);
      else continue;
    } else {
      cells.add(cell.name);
      if (cell.name.startsWith('b')) cells.add(`B${cell.name.slice(1, cell.name.indexOf(':'))}`);
    }
    for (const writer of cell.writers) help(writer);
  }
  return { jobs, helpers, cells, places, mixed };
}
