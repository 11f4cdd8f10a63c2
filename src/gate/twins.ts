import type { Run } from '../flow/engine.js';
import type { ModuleFacts } from '../model/facts.js';
import type { Flow } from '../model/flow.js';
import type { PointAt } from '../model/sighting.js';

/** Control gets to a point, or to one at which the same call stands: a `finally` is lowered once for each way through it. */
export function isReachedAt(run: Run, at: PointAt): boolean {
  if (at.point === 0) return run.engine.entered.has(`${at.module}:${at.fn}`);
  return twinsOf(run.engine.program.modules[at.module], at).some((point) => run.isReached(at.module, at.fn, point));
}

/** The points of a body where the call of a point is made, the point among them. */
export function twinsOf(facts: ModuleFacts | undefined, at: PointAt): readonly number[] {
  const flow = facts?.functions[at.fn]?.flow;
  const point = flow?.points[at.point];
  const call = point?.kind === 'call' ? facts?.calls[point.call] : undefined;
  if (!facts || !flow || !call) return [at.point];
  return callsOf(facts, flow).get(`${call.start}:${call.end}`) ?? [at.point];
}

const known = new WeakMap<Flow, ReadonlyMap<string, readonly number[]>>();

function callsOf(facts: ModuleFacts, flow: Flow): ReadonlyMap<string, readonly number[]> {
  const index = known.get(flow);
  if (index) return index;
  const made = new Map<string, number[]>();
  for (const [number, point] of flow.points.entries()) {
    const call = point.kind === 'call' ? facts.calls[point.call] : undefined;
    if (!call) continue;
    const key = `${call.start}:${call.end}`;
    const list = made.get(key);
    if (list) list.push(number);
    else made.set(key, [number]);
  }
  known.set(flow, made);
  return made;
}
