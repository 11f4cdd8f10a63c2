import { type FnKey, type Run, split } from '../flow/engine.js';
import type { Evidence } from '../model/place.js';
import type { PointAt, Sighting } from '../model/sighting.js';
import type { Atom, Whatif } from './atoms.js';
import { anyAtom, type Gate, runIn } from './index.js';
import { mayHold } from './needs.js';
import { isReachedAt } from './twins.js';

/** The way by which a run got to a usage: entry first, the usage last. */
export function wayTo(run: Run, sighting: Sighting): Evidence[] {
  const at = sighting.points[0];
  const steps: Evidence[] = [];
  if (!at) return [{ span: sighting.span, note: 'here' }];
  const seen = new Set<FnKey>();
  let key: FnKey = `${at.module}:${at.fn}`;
  while (!seen.has(key) && steps.length < 40) {
    seen.add(key);
    const arrival = run.engine.entered.get(key);
    if (!arrival) break;
    const [module, fn] = split(key);
    const facts = run.engine.program.modules[module];
    const func = facts?.functions[fn];
    if (!arrival.from) {
      steps.unshift({
        span: { file: facts?.file ?? '', start: func?.start ?? 0, end: Math.min(func?.end ?? 0, (func?.start ?? 0) + 1) },
        note: fn === 0 ? `starts here: ${arrival.note}` : arrival.note,
      });
      break;
    }
    steps.unshift({ span: spanOfPoint(run, arrival.from), note: arrival.note });
    key = `${arrival.from.module}:${arrival.from.fn}`;
  }
  steps.push({ span: sighting.span, note: sighting.productName });
  return steps;
}

export function spanOfPoint(run: Run, at: PointAt): { file: string; start: number; end: number } {
  const facts = run.engine.program.modules[at.module];
  const file = facts?.file ?? '';
  const func = facts?.functions[at.fn];
  const point = func?.flow.points[at.point];
  switch (point?.kind) {
    case 'call': {
      const call = facts?.calls[point.call];
      return { file, start: call?.start ?? 0, end: call?.end ?? 0 };
    }
    case 'element': {
      const element = facts?.elements[point.element];
      return { file, start: element?.start ?? 0, end: element?.openEnd ?? 0 };
    }
    case 'assume':
      return { file, start: point.start, end: point.end };
    case 'write':
    case 'return':
      return { file, start: point.start, end: point.start + 1 };
    default:
      return { file, start: func?.start ?? 0, end: (func?.start ?? 0) + 1 };
  }
}

/** A place where the granted world goes on and the other two do not. */
export interface Barrier {
  readonly at: PointAt;
  readonly atoms: readonly number[];
  readonly key: FnKey;
}

/** The gates that a granted user crosses on the way to a usage, and the consents they rest on. */
export function gatesOn(state: Gate, sighting: Sighting, whatif: Whatif): { readonly atoms: readonly Atom[]; readonly evidence: readonly Evidence[] } {
  const granted = runIn(state, 'granted', 'all', anyAtom, whatif);
  const closed = [runIn(state, 'undecided', 'all', anyAtom, whatif), runIn(state, 'refused', 'all', anyAtom, whatif)];
  const atoms = new Map<number, Atom>();
  const evidence: Evidence[] = [];
  const add = (ids: readonly number[], at: PointAt | undefined, note: string) => {
    for (const id of ids) {
      const found = state.atoms.list[id];
      if (found) atoms.set(id, found);
    }
    if (at) evidence.push({ span: spanOfPoint(granted, at), note });
  };
  const seen = new Set<FnKey>();
  const visit = (at: PointAt, depth: number) => {
    const key: FnKey = `${at.module}:${at.fn}`;
    if (seen.has(key) || depth > 30) return;
    seen.add(key);
    const enteredElsewhere = closed.some((run) => run.engine.entered.has(key));
    for (const barrier of barriersIn(granted, closed, at)) add(barrier.atoms, barrier.at, noteOf(state, barrier.atoms));
    if (enteredElsewhere) return;
    for (const arrival of granted.engine.arrivals.get(key) ?? []) {
      const registered = [...granted.engine.registrations.values()].filter((entry) => entry.key === key);
      if (
        arrival.how === 'callback' &&
        arrival.from &&
        closed.every((run) => run.isReached(arrival.from?.module ?? 0, arrival.from?.fn ?? 0, arrival.from?.point ?? 0))
      ) {
        for (const { registration } of registered) {
          const own = state.atoms.list.filter(
            (entry) =>
              (entry.what === 'event' || entry.what === 'api') &&
              entry.span.file === (granted.engine.program.modules[registration.where.module]?.file ?? '') &&
              entry.span.start === registration.where.start,
          );
          for (const entry of own) {
            atoms.set(entry.id, entry);
            evidence.push({ span: entry.span, note: entry.note });
          }
        }
        continue;
      }
      // A promise that only a grant keeps: the call that follows it is made in any case.
      for (const entry of arrival.from ? actsIn(state, granted, arrival.from) : []) {
        atoms.set(entry.id, entry);
        evidence.push({ span: entry.span, note: entry.note });
      }
      if (arrival.from) visit(arrival.from, depth + 1);
    }
  };
  for (const at of sighting.points) visit(at, 0);
  for (const { module, expr } of sighting.needs ?? []) {
    const read = [granted, ...closed].flatMap((run) => run.value(module, expr).atoms);
    if (read.length > 0) add(read, sighting.points[0], noteOf(state, [...new Set(read)]));
  }
  if (sighting.element) {
    const shown = granted.engine.shown.get(`${sighting.element.module}:${sighting.element.element}`);
    if (shown) visit(shown, 0);
  }
  // The consents may lie behind stored values and state: then all that were read are named.
  if (atoms.size === 0) for (const found of state.atoms.list) if (matters(state, sighting, found, whatif)) add([found.id], undefined, found.note);
  for (const found of atoms.values()) if (evidence.length === 0) evidence.push({ span: found.span, note: found.note });
  return { atoms: [...atoms.values()], evidence };
}

/** Acts of the user that a call asks for itself, anywhere in its chain. */
function actsIn({ atoms }: Gate, run: Run, at: PointAt): readonly Atom[] {
  const facts = run.engine.program.modules[at.module];
  const point = facts?.functions[at.fn]?.flow.points[at.point];
  const call = point?.kind === 'call' ? facts?.calls[point.call] : undefined;
  if (!facts || !call) return [];
  return atoms.list.filter(({ what, span }) => what === 'answer' && span.file === facts.file && span.start >= call.start && span.start < call.end);
}

/** Does the gate fall when this one consent is free? */
function matters(state: Gate, sighting: Sighting, found: Atom, whatif: Whatif): boolean {
  if (state.atoms.list.length > 8 || state.input.program.modules.length > 80) return found.confidence === 'high';
  const without = (candidate: Atom) => candidate.key !== found.key;
  return (['undecided', 'refused'] as const).some((world) => {
    const run = runIn(state, world, `not:${found.key}`, without, whatif);
    return sighting.points.every((at) => isReachedAt(run, at)) && mayHold(run, sighting.needs ?? []);
  });
}

function noteOf(state: Gate, ids: readonly number[]): string {
  const names = ids.map((id) => state.atoms.list[id]?.note).filter((note) => note !== undefined);
  return names.length > 0 ? `asks ${names.slice(0, 3).join(', ')}` : 'goes on only after the user agreed';
}

/** Points before a place in its own body that only a granted user passes. */
export function barriersIn(granted: Run, closed: readonly Run[], at: PointAt): Barrier[] {
  const facts = granted.engine.program.modules[at.module];
  const flow = facts?.functions[at.fn]?.flow;
  if (!flow) return [];
  const before = leadingTo(flow.next, at.point);
  const found: Barrier[] = [];
  for (const [index, point] of flow.points.entries()) {
    if (!before.has(index) || !granted.isReached(at.module, at.fn, index)) continue;
    if (point.kind !== 'assume' && point.kind !== 'call') continue;
    const enters = flow.next.some((targets, from) => targets.includes(index) && closed.some((run) => run.isReached(at.module, at.fn, from)));
    const isBarred = closed.every((run) => !run.isReached(at.module, at.fn, index));
    const stops =
      point.kind === 'call' &&
      closed.some((run) => run.isReached(at.module, at.fn, index)) &&
      (flow.next[index] ?? []).every((to) => closed.every((run) => !run.isReached(at.module, at.fn, to)));
    if (point.kind === 'assume' ? !(isBarred && enters) && !halfBarred(closed, at, index, flow.next) : !stops) continue;
    const test = point.kind === 'assume' ? granted.value(at.module, point.test) : granted.value(at.module, { kind: 'call', call: point.call });
    const atoms = [...test.atoms, ...closed.flatMap((run) => (point.kind === 'assume' ? run.value(at.module, point.test).atoms : []))];
    if (point.kind === 'assume' && atoms.length === 0 && !isBarred) continue;
    found.push({ at: { ...at, point: index }, atoms: [...new Set(atoms)], key: `${at.module}:${at.fn}` });
  }
  return found;
}

/** Barred in one of the worlds although control stands before it there. */
function halfBarred(closed: readonly Run[], at: PointAt, index: number, next: readonly (readonly number[])[]): boolean {
  return closed.some(
    (run) => !run.isReached(at.module, at.fn, index) && next.some((targets, from) => targets.includes(index) && run.isReached(at.module, at.fn, from)),
  );
}

/** All points from which a point can be reached. */
export function leadingTo(next: readonly (readonly number[])[], point: number): ReadonlySet<number> {
  const previous: number[][] = next.map(() => []);
  for (const [from, targets] of next.entries()) for (const to of targets) previous[to]?.push(from);
  const seen = new Set<number>([point]);
  const pending = [point];
  for (let current = pending.pop(); current !== undefined; current = pending.pop()) {
    for (const from of previous[current] ?? []) {
      if (seen.has(from)) continue;
      seen.add(from);
      pending.push(from);
    }
  }
  return seen;
}
