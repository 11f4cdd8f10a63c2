import { isOneApp } from '../flow/apps.js';
import { type Dependencies, dependenciesOf, hangsOnAnswer } from '../flow/depends.js';
import { explore, type FnKey, type Roots, type Run } from '../flow/engine.js';
import { elementJob, pointJob } from '../flow/ids.js';
import { type Affected, affectedBy, extend, retrace, stoppedIn } from '../flow/retrace.js';
import type { ConsentCatalog, Purpose } from '../model/consent.js';
import type { DeclaredConsent } from '../model/declaration.js';
import type { Gap, Reading } from '../model/place.js';
import type { Program } from '../model/program.js';
import type { SdkCatalog } from '../model/sdk.js';
import type { PointAt, Sighting, SwitchCall } from '../model/sighting.js';
import type { Story } from '../model/story.js';
import type { Confidence, JudgedUsage, Verdict } from '../model/usage.js';
import { type Atom, type Atoms, newAtoms, type State, type Whatif, worldOf } from './atoms.js';
import { isOfBuild } from './builds.js';
import { defectOf } from './defects.js';
import { gatesOn, wayTo } from './evidence.js';
import { judgeMarkup, wokenIn } from './markup.js';
import { mayHold } from './needs.js';
import type { FreeRun } from './roots.js';
import { startVerdict } from './self-starting.js';
import { explainUsage } from './story.js';
import { scopeFault, transferLevel } from './transfer.js';
import { isReachedAt, twinsOf } from './twins.js';

export { type FreeRun, walkFreely } from './roots.js';

export interface GateInput {
  readonly program: Program;
  readonly free: FreeRun;
  readonly sightings: readonly Sighting[];
  readonly switchCalls: readonly SwitchCall[];
  readonly consent: ConsentCatalog;
  readonly sdk: SdkCatalog;
  readonly declared: readonly DeclaredConsent[];
  /** Whose story is told; absent: nobody's. */
  readonly explains?: (sighting: Sighting) => boolean;
}

export interface Gated {
  readonly usages: readonly JudgedUsage[];
  readonly stories: readonly Story[];
}

/** What the gate stage works with: runs of the program in the worlds, each made once. */
export interface Gate {
  readonly input: GateInput;
  readonly atoms: Atoms;
  readonly runs: Map<string, Run>;
  readonly bases: Map<string, Base>;
  readonly prompts: readonly { readonly point: PointAt; readonly unused: boolean; readonly note: string }[];
}

/** Decides for each usage whether control can get there while the user is undecided, or after a refusal. */
export function gate(input: GateInput): Reading<Gated> {
  const atoms = newAtoms(input.program, input.consent, input.declared);
  const state: Gate = { input, atoms, runs: new Map(), bases: new Map(), prompts: [] };
  const verdicts = new Map<Sighting, Verdict>();
  for (const sighting of input.sightings) verdicts.set(sighting, verdictOf(state, sighting));
  const gaps: Gap[] = [...state.runs.values(), ...[...state.bases.values()].map((base) => base.run)].some((run) => !run.settled)
    ? [{ stage: 'gate', why: 'values were still growing when the limit of rounds was reached; verdicts may be too strict' }]
    : [];
  const usages = coverQueues(input.program, coverSends(input.program, verdicts));
  return { value: { usages, stories: input.explains ? storiesOf(state, usages, input.explains) : [] }, gaps };
}

/** Usages stand in the order of the sightings that they were made of. */
function storiesOf(state: Gate, usages: readonly JudgedUsage[], explains: (sighting: Sighting) => boolean): readonly Story[] {
  return state.input.sightings.flatMap((sighting, index) => {
    const judged = usages[index];
    return judged && explains(sighting) ? [explainUsage(state, sighting, judged)] : [];
  });
}

const ALL = 'all';

/** A walk in which no consent is bound: it gets wherever control gets in any world. What hangs on a consent is walked again in each. */
interface Base {
  readonly run: Run;
  readonly roots: Roots;
  affected?: Affected;
  dependencies?: Dependencies;
  /** Calls that some world does not come back from. */
  readonly stops: Set<number>;
}

/**
 * Runs the program in one world, once. Only the consents that count are bound, the others are free; runs that leave out the
 * same ones are one.
 */
export function runIn(state: Gate, world: State, fit: string, counts: (atom: Atom) => boolean, whatif: Whatif = {}): Run {
  const base = baseOf(state, whatif.eagerRender ? 'eager' : 'plain');
  const left = fit === ALL ? [] : state.atoms.list.filter((atom) => !counts(atom)).map((atom) => atom.id);
  return runFrom(state, base, world, `${world}|${left.join(',')}|${JSON.stringify(whatif)}`, counts, whatif);
}

function runFrom(state: Gate, base: Base, world: State, key: string, counts: (atom: Atom) => boolean, whatif: Whatif): Run {
  base.affected ??= affectedBy(base.run.engine, base.stops);
  if (base.affected.jobs.size === 0) return base.run;
  let run = state.runs.get(key);
  if (!run) {
    const holder: { engine?: Run['engine'] } = {};
    const bound = worldOf(state.atoms, world, counts, whatif, () => holder.engine);
    for (let isDone = false; !isDone; ) {
      const { affected } = base;
      run = retrace(base.run.engine, affected, bound, base.roots, (engine) => {
        holder.engine = engine;
      });
      const stopped = stoppedIn(run, affected).filter((job) => !base.stops.has(job));
      isDone = stopped.length === 0;
      for (const job of stopped) base.stops.add(job);
      if (!isDone) base.affected = affectedBy(base.run.engine, base.stops);
    }
    state.runs.set(key, run as Run);
  }
  return run as Run;
}

/** The program where no consent is bound: what it reads and writes in any world. */
export function walkedFreely(state: Gate, whatif: Whatif): Run {
  return baseOf(state, whatif.eagerRender ? 'eager' : 'plain').run;
}

function baseOf(state: Gate, kind: 'plain' | 'eager' | 'everywhere'): Base {
  const known = state.bases.get(kind);
  if (known) return known;
  const { program, free } = state.input;
  const roots = kind === 'everywhere' ? everywhere(state) : free.roots;
  const holder: { engine?: Run['engine'] } = {};
  const world = worldOf(
    state.atoms,
    'undecided',
    () => false,
    kind === 'plain' ? {} : { eagerRender: true },
    () => holder.engine,
  );
  const prepare = (engine: Run['engine']) => {
    holder.engine = engine;
    if (kind === 'everywhere') for (const key of roots.functions.keys()) engine.created.add(key);
    for (const written of free.run.engine.writtenKeys) engine.writtenKeys.add(written);
  };
  const before = kind === 'plain' ? undefined : baseOf(state, kind === 'eager' ? 'plain' : 'eager').run.engine;
  const run = before ? extend(before, world, roots, prepare) : explore(program, world, roots, prepare, true);
  const base: Base = { run, roots, stops: new Set() };
  state.bases.set(kind, base);
  return base;
}

/** Every function that holds a usage may be called by anyone. */
function everywhere(state: Gate): Roots {
  const { program, free, sightings } = state.input;
  const functions = new Map(free.roots.functions);
  for (const { points } of sightings) for (const at of points) functions.set(`${at.module}:${at.fn}` as FnKey, 'its callers were not found');
  return { modules: new Map([...program.modules.keys()].map((module) => [module, 'assumed to run'])), functions };
}

export const anyAtom = (): boolean => true;

/** Control gets to all that a usage needs. */
export function gets(run: Run, sighting: Sighting): boolean {
  if (!sighting.points.every((at) => isReachedAt(run, at)) || !mayHold(run, sighting.needs ?? [])) return false;
  const { element } = sighting;
  if (!element) return true;
  const facts = run.engine.program.modules[element.module];
  return facts?.page !== undefined || run.engine.shown.has(`${element.module}:${element.element}`);
}

/** Is it reached in a world in which only the consents that count are bound? */
export function reachedIn(state: Gate, sighting: Sighting, world: State, fit: string, counts: (atom: Atom) => boolean, whatif: Whatif = {}): boolean {
  const base = baseOf(state, whatif.eagerRender ? 'eager' : 'plain');
  // No world gets where the one in which no consent is bound does not.
  if (!gets(base.run, sighting)) return false;
  return gets(isAffected(base, sighting) ? runIn(state, world, fit, counts, whatif) : base.run, sighting);
}

/** Holds if some answer of a consent may decide whether control gets to a usage. */
function isAffected(base: Base, { points, element, needs }: Sighting): boolean {
  const { engine } = base.run;
  if ((engine.trace?.asked.size ?? 0) === 0) return false;
  // What is handed over may hang on an answer where control gets there with any.
  if (needs?.length) return true;
  base.dependencies ??= dependenciesOf(engine);
  const { ids, program } = engine;
  const jobs = points.flatMap((at) => twinsOf(program.modules[at.module], at).map((point) => pointJob(ids, at.module, at.fn, point)));
  return hangsOnAnswer(base.dependencies, element ? [...jobs, elementJob(ids, element.module, element.element)] : jobs);
}

function verdictOf(state: Gate, sighting: Sighting): Verdict {
  const none = (note: string): Verdict => ({ kind: 'none', grants: [], transfer: 'none', because: [{ span: sighting.span, note }] });
  if (!sighting.transmits) return none('nothing leaves here');
  if (sighting.recipients.length > 0 && sighting.recipients.every((recipient) => recipient.countries.length === 0)) return none('stays in the own network');
  if (sighting.start) return startVerdict(state, sighting, sighting.start, (call) => verdictOf(state, call));
  if (isDead(state, sighting)) return none('nothing in the program gets here');
  const woken = wokenIn(state, sighting).map((one) => byWorlds(state, one, {}));
  const open = woken.find(({ kind }) => kind === 'ungated' || kind === 'defective');
  if (open) return open;
  const markup = judgeMarkup(state, sighting);
  if (markup) return markup;
  return byWorlds(state, sighting, {});
}

function byWorlds(state: Gate, sighting: Sighting, whatif: Whatif): Verdict {
  const undecided = reachedIn(state, sighting, 'undecided', ALL, anyAtom, whatif);
  const refused = reachedIn(state, sighting, 'refused', ALL, anyAtom, whatif);
  if (!undecided && !refused) {
    if (reachedIn(state, sighting, 'granted', ALL, anyAtom, whatif)) return gatedVerdict(state, sighting, whatif);
    if (!whatif.eagerRender) return byWorlds(state, sighting, { eagerRender: true });
    return lost(state, sighting);
  }
  const held = heldVerdict(state, sighting);
  if (held) return held;
  return openVerdict(state, sighting, undecided, refused, whatif);
}

/** Inside functions that nothing refers to. */
function isDead(state: Gate, sighting: Sighting): boolean {
  return sighting.points.some((at) => {
    const functions = state.input.program.modules[at.module]?.functions;
    for (let fn = at.fn; fn > 0; fn = functions?.[fn]?.parent ?? 0) if (state.input.free.dead.has(`${at.module}:${fn}`)) return true;
    return false;
  });
}

/** No world gets there: the way in was not understood. Inside its own function it may still be plain that nothing asks. */
function lost(state: Gate, sighting: Sighting): Verdict {
  const because = [{ span: sighting.span, note: 'how the program gets here was not found' }];
  const base = baseOf(state, 'everywhere');
  if (
    gets(base.run, sighting) &&
    (['undecided', 'refused'] as const).some((world) => gets(runFrom(state, base, world, `${world}|everywhere`, anyAtom, { eagerRender: true }), sighting))
  )
    return { kind: 'ungated', grants: [], transfer: 'none', because };
  return { kind: isOfBuild(state, sighting) ? 'none' : 'unknown', grants: [], transfer: 'none', because };
}

const LADDER: readonly Confidence[] = ['high', 'medium', 'low'];

function gatedVerdict(state: Gate, sighting: Sighting, whatif: Whatif): Verdict {
  const holds = (fit: string, counts: (atom: Atom) => boolean) =>
    !reachedIn(state, sighting, 'undecided', fit, counts, whatif) && !reachedIn(state, sighting, 'refused', fit, counts, whatif);
  const fits = fitting(state, sighting.category);
  const fitName = `fit:${[...fits].sort().join(',')}`;
  const counts = (atom: Atom) => atom.purposes.some((purpose) => fits.has(purpose));
  const gates = gatesOn(state, sighting, whatif);
  const grants = [...new Set(gates.atoms.flatMap((atom) => atom.purposes))].filter((purpose) => purpose !== 'other');
  const level = transferLevel(state, holds);
  if (!holds(fitName, counts)) {
    const because = gates.evidence;
    return { kind: 'defective', defect: 'wrong-purpose', grants, transfer: 'none', confidence: 'high', because };
  }
  const confidence =
    LADDER.find((least) => holds(`${fitName}:${least}`, (atom) => counts(atom) && LADDER.indexOf(atom.confidence) <= LADDER.indexOf(least))) ?? 'low';
  const scope = scopeFault(state, sighting, gates.atoms, level);
  if (scope) return { kind: 'defective', defect: 'wrong-scope', grants, transfer: 'none', confidence, because: gates.evidence };
  return { kind: 'gated', grants, transfer: level, confidence, because: gates.evidence };
}

function fitting(state: Gate, category: string): ReadonlySet<Purpose> {
  return new Set<Purpose>([...(state.input.consent.fits[category] ?? state.input.consent.fits['*'] ?? []), 'any', 'transfer']);
}

/** The calls of a product's own switches in the apps in which a usage runs. */
export function switchCallsOf({ input }: Gate, { product, span }: Sighting): readonly SwitchCall[] {
  return input.switchCalls.filter((call) => call.product === product && isOneApp(input.program, call.span.file, span.file));
}

/** The SDK's own switch holds it back until something that is itself gated releases it. */
function heldVerdict(state: Gate, sighting: Sighting): Verdict | undefined {
  const { held } = sighting;
  if (!held) return undefined;
  const releases = switchCallsOf(state, sighting).filter((call) => call.does === 'release');
  const open = releases.filter((call) => {
    const at: Sighting = { ...sighting, points: [call.point], needs: call.needs };
    return reachedIn(state, at, 'undecided', ALL, anyAtom) || reachedIn(state, at, 'refused', ALL, anyAtom);
  });
  const because = [
    { span: held.span, note: `starts held back by ${held.switch.option ?? 'its own switch'}` },
    ...releases.map((call) => ({ span: call.span, note: 'released here' })),
  ];
  const residue = held.residue;
  if (open.length > 0) return undefined;
  if (residue === 'pings' || residue === 'all')
    return { kind: 'defective', defect: 'still-sends', grants: [], transfer: 'none', confidence: 'high', residue, because };
  return { kind: 'withheld', grants: [], transfer: 'none', confidence: 'high', residue, because };
}

function openVerdict(state: Gate, sighting: Sighting, undecided: boolean, refused: boolean, whatif: Whatif): Verdict {
  const world: State = undecided ? 'undecided' : 'refused';
  const because = wayTo(runIn(state, world, ALL, anyAtom, whatif), sighting);
  const defect = defectOf(state, sighting, undecided, refused, whatif) ?? stillSends(state, sighting);
  if (!defect) return { kind: 'ungated', grants: [], transfer: 'none', because };
  return {
    kind: 'defective',
    defect: defect.name,
    grants: [],
    transfer: 'none',
    confidence: defect.confidence,
    ...(defect.residue ? { residue: defect.residue } : {}),
    because: defect.because.length > 0 ? [...because, ...defect.because] : because,
  };
}

/** A switch that only lowers what is sent is thrown before the start: pings leave all the same. */
function stillSends(
  state: Gate,
  sighting: Sighting,
):
  | {
      readonly name: 'still-sends';
      readonly confidence: Confidence;
      readonly because: JudgedUsage['verdict']['because'];
      readonly residue: SwitchCall['residue'];
    }
  | undefined {
  if (sighting.touch === 'endpoint') return undefined;
  const held = switchCallsOf(state, sighting).find((call) => call.does === 'hold' && (call.residue === 'pings' || call.residue === 'all'));
  return held && { name: 'still-sends', confidence: 'high', because: [{ span: held.span, note: 'this only lowers what is sent' }], residue: held.residue };
}

const OPENNESS: Readonly<Record<Verdict['kind'], number>> = { ungated: 5, defective: 4, unknown: 3, withheld: 2, gated: 1, none: 0 };

/** What runs on a server is not started by what runs in the browser. */
function isOneProcess(start: Sighting, send: Sighting): boolean {
  return start.runsOn === send.runsOn || start.runsOn === 'unknown' || send.runsOn === 'unknown';
}

/** Where nothing leaves before the start, sends are covered by the gates of all starts of their instance in their app. */
function coverSends(program: Program, verdicts: ReadonlyMap<Sighting, Verdict>): JudgedUsage[] {
  const starts = new Map<string, Sighting[]>();
  for (const sighting of verdicts.keys()) {
    if (!sighting.instance || !sighting.startCoversSend) continue;
    if (sighting.touch !== 'init' && sighting.touch !== 'start' && sighting.touch !== 'component' && !sighting.start) continue;
    if (verdicts.get(sighting)?.kind === 'none') continue;
    starts.set(sighting.instance, [...(starts.get(sighting.instance) ?? []), sighting]);
  }
  return [...verdicts].map(([sighting, own]) => {
    const { points: _points, element: _element, instance, startCoversSend: _covers, held: _held, start: _start, needs: _needs, ...usage } = sighting;
    const isSend = sighting.touch === 'send' || sighting.touch === 'identify';
    const inits =
      instance && isSend ? starts.get(instance)?.filter((start) => isOneProcess(start, sighting) && isOneInstance(program, start, sighting)) : undefined;
    if (!inits?.length || own.kind === 'none') return { ...usage, verdict: own };
    const worst = inits.reduce((a, b) => (OPENNESS[verdicts.get(a)?.kind ?? 'none'] >= OPENNESS[verdicts.get(b)?.kind ?? 'none'] ? a : b));
    const theirs = verdicts.get(worst);
    if (!theirs) return { ...usage, verdict: own };
    // A send that is gated by itself stays so, whatever the start does.
    if (OPENNESS[own.kind] <= OPENNESS[theirs.kind] && own.kind !== 'ungated' && own.kind !== 'defective') return { ...usage, verdict: own };
    if (OPENNESS[theirs.kind] < OPENNESS[own.kind]) return { ...usage, verdict: { ...theirs, because: theirs.because }, coveredBy: worst.id };
    return { ...usage, verdict: own, coveredBy: worst.id };
  });
}

/** An object is followed wherever it goes, and what starts by itself was told by its folder; a module's one instance is there once in every app. */
function isOneInstance(program: Program, start: Sighting, send: Sighting): boolean {
  return start.start !== undefined || start.instance !== start.product || isOneApp(program, start.span.file, send.span.file);
}

/**
 * What goes through a name of the page waits in a queue until the library is there: where every load of a product in an app is gated,
 * so is what the app hands to its name.
 */
function coverQueues(program: Program, usages: readonly JudgedUsage[]): JudgedUsage[] {
  const loads = new Map<string, JudgedUsage[]>();
  for (const usage of usages)
    if (usage.touch === 'script-tag' || usage.touch === 'load') loads.set(usage.product, [...(loads.get(usage.product) ?? []), usage]);
  return usages.map((usage) => {
    if (!usage.callee?.startsWith('global:') || OPENNESS[usage.verdict.kind] < OPENNESS.unknown) return usage;
    const [load, ...others] = (loads.get(usage.product) ?? []).filter(({ span }) => isOneApp(program, span.file, usage.span.file));
    if (!load) return usage;
    return [load, ...others].every(({ verdict }) => verdict.kind === 'gated') ? { ...usage, verdict: load.verdict, coveredBy: load.id } : usage;
  });
}
