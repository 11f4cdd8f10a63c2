import { type FnKey, split } from '../flow/engine.js';
import { spellings } from '../flow/names.js';
import { lookUp } from '../flow/paths.js';
import { apis } from '../flow/values.js';
import type { Evidence } from '../model/place.js';
import type { Sighting, SwitchCall } from '../model/sighting.js';
import type { Confidence, Defect, Residue } from '../model/usage.js';
import type { Whatif } from './atoms.js';
import { leadingTo, spanOfPoint } from './evidence.js';
import { anyAtom, type Gate, reachedIn, runIn, switchCallsOf } from './index.js';

export interface Fault {
  readonly name: Defect;
  readonly confidence: Confidence;
  readonly because: readonly Evidence[];
  readonly residue?: Residue;
}

/**
 * Names what is wrong with the consent that is attached to an open usage; undefined where none is. A name is found by
 * asking what would have made the gate hold: the same program is walked with that one thing changed. `how` is what the walk that got
 * there assumed.
 */
export function defectOf(state: Gate, sighting: Sighting, undecided: boolean, refused: boolean, how: Whatif): Fault | undefined {
  const fault = (name: Defect, because: readonly Evidence[] = []): Fault => ({ name, confidence: 'high', because });
  if (state.atoms.list.length > 0) {
    if (!reachedIn(state, sighting, 'granted', 'all', anyAtom, how)) return fault(otherBranchSends(state, sighting) ? 'other-branch-sends' : 'inverted');
    const worthAsking = state.input.program.modules.length <= LARGE && wouldHold(state, sighting, { ...how, ...EVERYTHING });
    const implicit: readonly (readonly [Defect, Whatif])[] = state.atoms.list.some((atom) => atom.mayBeImplicit)
      ? [['implicit-act', { implicitIsGrant: true }]]
      : [];
    for (const [name, whatif] of worthAsking ? [...implicit, ...questions(undecided, refused)] : [])
      if (wouldHold(state, sighting, { ...how, ...whatif })) return fault(nameBy(state, name));
  }
  const released = switchCallsOf(state, sighting).filter((call) => call.does === 'release' && isGatedCall(state, sighting, call));
  if (released.length > 0 && sighting.touch !== 'send')
    return fault(
      'after-send',
      released.map((call) => ({ span: call.span, note: 'the choice is applied only here' })),
    );
  const later = consentAfter(state, sighting);
  if (later) return fault('after-send', [later]);
  const ignored = ignoredPrompt(state, sighting);
  if (ignored) return fault('result-ignored', [ignored]);
  const other = otherWayGated(state, sighting);
  if (other) return fault('bypassed', [other]);
  return undefined;
}

/** What to change, and what it would be called, likeliest first. */
function questions(undecided: boolean, refused: boolean): readonly (readonly [Defect, Whatif])[] {
  const always: (readonly [Defect, Whatif])[] = [
    ['not-awaited', { awaited: true }],
    ['fails-open', { noExceptions: true }],
    ['default-granted', { noDefaults: true }],
    ['default-granted', { emptyState: true }],
    ['region-bypass', { strictOr: true }],
  ];
  const onRefusal: (readonly [Defect, Whatif])[] = [
    ['truthy-not-granted', { falsyUntilGrant: true }],
    ['answered-not-granted', { answeredIsGrant: true }],
    ['answered-not-granted', { answeredIsGrant: true, falsyUntilGrant: true }],
  ];
  const onSilence: (readonly [Defect, Whatif])[] = [['opt-out-test', { undecidedIsRefused: true }]];
  // A number or text that is truthy before the user chose is no test for silence: it is no test.
  if (undecided && !refused) return [...always, ['truthy-not-granted', { falsyUntilGrant: true }], ...onSilence, ...onRefusal];
  return [...always, ...onRefusal, ...onSilence, ['not-awaited', { awaited: true, falsyUntilGrant: true }]];
}

/** In larger programs the walks that find a name would take too long: the usage is open all the same. */
const LARGE = 260;

/** All changes at once: where even this does not hold, no single one will. */
const EVERYTHING: Whatif = {
  awaited: true,
  noExceptions: true,
  noDefaults: true,
  emptyState: true,
  strictOr: true,
  falsyUntilGrant: true,
  answeredIsGrant: true,
  implicitIsGrant: true,
  undecidedIsRefused: true,
};

function wouldHold(state: Gate, sighting: Sighting, whatif: Whatif): boolean {
  return (
    !reachedIn(state, sighting, 'undecided', 'all', anyAtom, whatif) &&
    !reachedIn(state, sighting, 'refused', 'all', anyAtom, whatif) &&
    reachedIn(state, sighting, 'granted', 'all', anyAtom, whatif)
  );
}

/** A category that is always on is no question at all. */
function nameBy(state: Gate, name: Defect): Defect {
  const constant =
    name === 'answered-not-granted' &&
    state.atoms.list.some((atom) => atom.purposes.length === 1 && atom.purposes[0] === 'other' && atom.what === 'api' && atom.answeredOnly);
  return constant ? 'constant' : name;
}

function isGatedCall(state: Gate, sighting: Sighting, { point, needs }: SwitchCall): boolean {
  const at: Sighting = { ...sighting, points: [point], needs };
  const { element: _element, ...bare } = at;
  const open = (['undecided', 'refused'] as const).some((world) => reachedIn(state, bare, world, 'all', anyAtom));
  return !open && reachedIn(state, bare, 'granted', 'all', anyAtom);
}

/** The granted user takes the other branch, which starts the same product. */
function otherBranchSends(state: Gate, sighting: Sighting): boolean {
  return state.input.sightings.some(
    (other) =>
      other !== sighting &&
      other.product === sighting.product &&
      other.touch === sighting.touch &&
      other.span.file === sighting.span.file &&
      reachedIn(state, other, 'granted', 'all', anyAtom),
  );
}

/** Further down in the same body consent is asked. */
function consentAfter(state: Gate, sighting: Sighting): Evidence | undefined {
  const at = sighting.points.at(-1);
  if (!at || state.atoms.list.length === 0 || sighting.touch === 'endpoint') return undefined;
  const run = runIn(state, 'undecided', 'all', anyAtom);
  const flow = run.engine.program.modules[at.module]?.functions[at.fn]?.flow;
  if (!flow) return undefined;
  const before = leadingTo(flow.next, at.point);
  for (const [index, point] of flow.points.entries()) {
    if (point.kind !== 'assume' || before.has(index) || !leadingTo(flow.next, index).has(at.point)) continue;
    const { atoms } = run.value(at.module, point.test);
    if (atoms.length > 0) return { span: spanOfPoint(run, { ...at, point: index }), note: 'consent is asked only after it was sent' };
  }
  return undefined;
}

/** The user is asked just before, and the answer is thrown away. */
function ignoredPrompt(state: Gate, sighting: Sighting): Evidence | undefined {
  const at = sighting.points[0];
  const run = runIn(state, 'undecided', 'all', anyAtom);
  const facts = at && run.engine.program.modules[at.module];
  const flow = at && facts?.functions[at.fn]?.flow;
  if (!at || !flow || !facts) return undefined;
  const before = leadingTo(flow.next, at.point);
  for (const [index, point] of flow.points.entries()) {
    if (point.kind !== 'call' || !before.has(index) || index === at.point) continue;
    const call = facts.calls[point.call];
    if (!call?.unused) continue;
    const asked = apis(run.value(at.module, call.callee)).some((api) =>
      spellings(`${api.path}()`).some((path) => lookUp(state.atoms.prompts, path).length > 0),
    );
    if (asked) return { span: spanOfPoint(run, { ...at, point: index }), note: 'the user is asked here and the answer is not looked at' };
  }
  return undefined;
}

/** Another way to the same place goes through a gate; this one does not. */
function otherWayGated(state: Gate, sighting: Sighting): Evidence | undefined {
  if (state.atoms.list.length === 0) return undefined;
  const granted = runIn(state, 'granted', 'all', anyAtom);
  const closed = [runIn(state, 'undecided', 'all', anyAtom), runIn(state, 'refused', 'all', anyAtom)];
  const seen = new Set<FnKey>();
  const pending: FnKey[] = sighting.points.filter((at) => at.fn > 0).map((at) => `${at.module}:${at.fn}` as FnKey);
  for (let key = pending.pop(); key !== undefined; key = pending.pop()) {
    if (seen.has(key) || seen.size > 60) continue;
    seen.add(key);
    for (const arrival of granted.engine.arrivals.get(key) ?? []) {
      const { from } = arrival;
      if (!from) continue;
      const caller: FnKey = `${from.module}:${from.fn}`;
      const barred = closed.every((run) => !run.isReached(from.module, from.fn, from.point));
      if (barred && granted.isReached(from.module, from.fn, from.point))
        return { span: spanOfPoint(granted, from), note: 'this way in is gated, the other is not' };
      if (split(caller)[1] > 0) pending.push(caller);
    }
  }
  return undefined;
}
