import { ELEMENTS, type Engine, OPEN, rootOf, split } from './engine.js';
import { aspectCell, type Cell, type Job, jobAt, namedCell, pointJob, shownCell } from './ids.js';

/** What a traced run read and wrote, to be followed against its direction. */
export interface Dependencies {
  readonly base: Engine;
  /** By reader: who wrote what it read. */
  readonly sources: ReadonlyMap<Job, readonly ReadonlySet<Job>[]>;
  readonly before: Map<string, readonly (readonly number[])[]>;
}

/** Gets what a traced run read and wrote, ready to be followed backwards. */
export function dependenciesOf(base: Engine): Dependencies {
  const { ids } = base;
  const sources = new Map<Job, ReadonlySet<Job>[]>();
  const add = (reader: Job, writers: ReadonlySet<Job> | undefined) => {
    if (!writers) return;
    const known = sources.get(reader);
    if (known) known.push(writers);
    else sources.set(reader, [writers]);
  };
  for (const [cell, readers] of base.readers) {
    // The value of an inner call is what that call made of what it read.
    const inner = cell >= ids.firstNamedCell ? new Set([cell - ids.firstNamedCell + ids.firstName]) : undefined;
    for (const reader of readers) {
      add(reader, base.trace?.writers.get(cell));
      add(reader, inner);
    }
  }
  for (const { readers, readersOf, writersOf } of base.places.values()) {
    for (const reader of readers) for (const writers of writersOf.values()) add(reader, writers);
    for (const [name, list] of readersOf) {
      const all = name.startsWith('\0') ? [...writersOf.values()] : [writersOf.get(name), writersOf.get(ELEMENTS), writersOf.get(OPEN)];
      for (const reader of list) for (const writers of all) add(reader, writers);
    }
  }
  return { base, sources, before: new Map() };
}

/**
 * Holds if some answer of the world may decide whether control gets to one of these jobs: by the tests and calls on the way, and by
 * what made the values that these read.
 */
export function hangsOnAnswer({ base, sources, before }: Dependencies, jobs: readonly Job[]): boolean {
  const { ids } = base;
  const asked = base.trace?.asked;
  if (!asked || asked.size === 0) return false;
  const reached = new Set<Job>();
  const read = new Set<Job>();
  const pending: Job[] = [];
  const reach = (job: Job) => {
    if (reached.has(job)) return;
    reached.add(job);
    pending.push(job);
  };
  const readIn = (job: Job): boolean => {
    reach(job);
    if (read.has(job)) return false;
    read.add(job);
    for (const writers of sources.get(job) ?? []) for (const writer of writers) if (!read.has(writer)) toRead.push(writer);
    return asked.has(job);
  };
  const toRead: Job[] = [...jobs];
  for (;;) {
    const next = toRead.pop();
    if (next !== undefined) {
      if (readIn(next)) return true;
      continue;
    }
    const job = pending.pop();
    if (job === undefined) return false;
    const at = jobAt(ids, job);
    if (at.kind === 'point') {
      if (at.point === 0) toRead.push(...writersOf(base, aspectCell(ids, 'entered', at.module, at.fn)));
      for (const point of pointsBefore(base, before, at.module, at.fn)[at.point] ?? []) {
        const from = pointJob(ids, at.module, at.fn, point);
        if (decides(base, at.module, at.fn, point)) toRead.push(from);
        else reach(from);
      }
    } else if (at.kind === 'element') toRead.push(...writersOf(base, shownCell(ids, at.module, at.element)));
    else {
      const root = rootOf(ids, job);
      if (root !== undefined) toRead.push(...writersOf(base, aspectCell(ids, 'exists', ...split(root))));
      else for (const reader of base.readers.get(namedCell(ids, at.name)) ?? []) reach(reader);
    }
  }
}

const writersOf = (base: Engine, cell: Cell): Iterable<Job> => base.trace?.writers.get(cell) ?? [];

/** Control goes on from a test or a call by what they read. */
function decides(base: Engine, module: number, fn: number, point: number): boolean {
  const kind = base.program.modules[module]?.functions[fn]?.flow.points[point]?.kind;
  return kind === 'assume' || kind === 'call';
}

function pointsBefore(base: Engine, known: Map<string, readonly (readonly number[])[]>, module: number, fn: number): readonly (readonly number[])[] {
  const key = `${module}:${fn}`;
  let found = known.get(key);
  if (!found) {
    const next = base.program.modules[module]?.functions[fn]?.flow.next ?? [];
    const before: number[][] = next.map(() => []);
    for (const [from, targets] of next.entries()) for (const to of targets) before[to]?.push(from);
    known.set(key, before);
    found = before;
  }
  return found;
}
