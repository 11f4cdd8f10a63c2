import type { Run } from '../flow/engine.js';
import { type FnKey, split } from '../flow/engine.js';
import { originsOf } from '../flow/origins.js';
import { outcomes } from '../flow/values.js';
import type { Writer } from '../flow/writers.js';
import type { Expr } from '../model/expr.js';
import type { Evidence, Span } from '../model/place.js';
import type { PointAt, Sighting } from '../model/sighting.js';
import type { Answer, Caller, GateTold, OriginTold, Story, WorldTold, WriterTold } from '../model/story.js';
import type { JudgedUsage } from '../model/usage.js';
import type { Atom, Whatif } from './atoms.js';
import { gatesOn, spanOfPoint, wayTo } from './evidence.js';
import { anyAtom, type Gate, gets, runIn, walkedFreely } from './index.js';
import { judgeMarkup } from './markup.js';
import { missOn } from './misses.js';
import { answerOf, fittingAtom, remedyFor, transferTold } from './reasons.js';
import { type Stop, stopsAt, stopsBefore } from './stops.js';
import { isReachedAt } from './twins.js';

export const ANSWERS: readonly Answer[] = ['undecided', 'refused', 'granted'];
const CALLERS = 8;

/** What a story is told from: the program in each of the three worlds, and as it is where no consent is bound. */
export interface Telling {
  readonly state: Gate;
  readonly sighting: Sighting;
  readonly judged: JudgedUsage;
  readonly runs: Readonly<Record<Answer, Run>>;
  readonly free: Run;
}

/** Tells why a usage was judged as it was. Walks nothing that the verdicts have not walked, but asks again what was read and written. */
export function explainUsage(state: Gate, sighting: Sighting, judged: JudgedUsage): Story {
  const whatif = seenWith(state, sighting);
  const walked = sighting.start !== undefined || judgeMarkup(state, sighting) !== undefined ? undefined : whatif;
  const telling: Telling = {
    state,
    sighting,
    judged,
    runs: {
      undecided: runIn(state, 'undecided', 'all', anyAtom, whatif ?? {}),
      refused: runIn(state, 'refused', 'all', anyAtom, whatif ?? {}),
      granted: runIn(state, 'granted', 'all', anyAtom, whatif ?? {}),
    },
    free: walkedFreely(state, whatif ?? {}),
  };
  const { verdict } = judged;
  const isTold = walked !== undefined && verdict.kind !== 'none';
  const stops = isTold ? ANSWERS.map((answer) => stopsIn(telling, answer)) : [];
  const crossed = isTold && verdict.kind === 'gated' ? gatesOn(state, sighting, walked).atoms : [];
  const isOpen = verdict.kind === 'ungated' || verdict.kind === 'defective';
  const gates = gatesTold(telling, stops.flat());
  const known = verdict.kind === 'ungated' && !sighting.start ? fittingAtom(state, sighting) : undefined;
  const { callers, more } = callersOf(telling);
  return {
    usage: judged.id,
    worlds: isTold ? ANSWERS.map((answer, index) => worldTold(telling, answer, stops[index] ?? [])) : [],
    gates,
    ...(isTold && isOpen ? { miss: missOn(telling) } : {}),
    callers: isTold ? callers : [],
    moreCallers: isTold ? more : 0,
    transfer: transferTold(
      verdict.transfer,
      crossed.length > 0 || verdict.transfer === 'none' ? crossed : state.atoms.list.filter(({ transfer }) => transfer === verdict.transfer),
      !isOpen,
    ),
    remedy: remedyFor(judged, sighting.start !== undefined),
    ...(known ? { known: { span: known.span, note: answerOf(known) } } : {}),
  };
}

/** With which reading of what is rendered the usage is reached at all; undefined where none. */
function seenWith(state: Gate, sighting: Sighting): Whatif | undefined {
  const readings: readonly Whatif[] = [{}, { eagerRender: true }];
  return readings.find((whatif) => ANSWERS.some((answer) => gets(runIn(state, answer, 'all', anyAtom, whatif), sighting)));
}

function stopsIn({ runs, free, sighting }: Telling, answer: Answer): readonly Stop[] {
  if (gets(runs[answer], sighting)) return [];
  return stopsBefore(gets(runs.granted, sighting) ? runs.granted : free, runs[answer], sighting);
}

function worldTold({ runs, sighting }: Telling, answer: Answer, stops: readonly Stop[]): WorldTold {
  const run = runs[answer];
  const isReached = gets(run, sighting);
  return { answer, isReached, way: isReached ? wayTo(run, sighting) : [], stops: stops.map(({ span, note }) => ({ span, note })) };
}

function gatesTold(telling: Telling, stops: readonly Stop[]): readonly GateTold[] {
  const distinct = new Map(stops.map((stop) => [`${stop.span.file}:${stop.span.start}`, stop]));
  return [...distinct.values()].map((stop) => {
    const atoms = askedBy(telling, stop);
    const purposes = [...new Set(atoms.flatMap((atom) => atom.purposes))].filter((purpose) => purpose !== 'other');
    return {
      span: stop.span,
      grants: purposes.length > 0 ? purposes : telling.judged.verdict.grants,
      asks: [...new Set(atoms.map(askedIn))],
      origins: stop.at && stop.test ? originsTold(telling, stop.at, stop.test, stop.name) : [],
    };
  });
}

/** The consents that a stop asks: those of its test, or the act that is waited for at its place. */
function askedBy({ state, runs }: Telling, { at, test, span }: Stop): readonly Atom[] {
  if (!at || !test) return state.atoms.list.filter((atom) => atom.span.file === span.file && atom.span.start === span.start);
  const ids = new Set(ANSWERS.flatMap((answer) => runs[answer].value(at.module, test).atoms));
  return [...ids].flatMap((id) => state.atoms.list[id] ?? []);
}

const KNOWN_BY: Readonly<Record<Atom['what'], string>> = {
  api: '',
  event: '',
  answer: '',
  box: '',
  name: ', known by its name alone',
  storage: ', known by its name alone',
  record: '',
  declared: ' in xborder.yaml',
};

const askedIn = (atom: Atom): string =>
  atom.key.startsWith('starts:') ? 'nothing: the name alone says that the user answers here' : `${answerOf(atom)}${KNOWN_BY[atom.what]}`;

/** What a test reads, with every writer and how far the user's answers let control get to each. */
export function originsTold(telling: Telling, at: PointAt, test: Expr, called?: string): readonly OriginTold[] {
  return originsOf(telling.free.engine, at, test, called).map(({ name, kind, writers }) => ({
    name,
    kind,
    writers: writers.map((writer) => writerTold(telling, writer)),
  }));
}

function writerTold(telling: Telling, writer: Writer): WriterTold {
  const { free } = telling;
  const span: Span = { file: free.engine.program.modules[writer.module]?.file ?? '', start: writer.start, end: writer.end };
  const answers = answersFor(telling, writer);
  const [earliest] = answers;
  const act = writer.isInitial || earliest === undefined || earliest === 'undecided' ? undefined : actBefore(telling, writer, earliest);
  return { span, ...(writer.value === undefined ? {} : { value: writer.value }), isFirst: writer.isInitial, answers, ...(act ? { act } : {}) };
}

/** The answers with which a writer is reached; where the user's hand writes, those with which the value may be on. */
function answersFor({ runs }: Telling, { heldBy, at }: Writer): readonly Answer[] {
  const holds = (answer: Answer) => {
    if (heldBy === undefined) return isReachedAt(runs[answer], at);
    const held = runs[answer].engine.places.get(heldBy);
    return held !== undefined && outcomes(held.elements).yes;
  };
  return ANSWERS.filter(holds);
}

/** What the user does before control gets to a writer: the callback that the undecided world waits for. */
function actBefore({ runs }: Telling, { at }: Writer, when: Answer): Evidence | undefined {
  const stops = stopsAt(runs[when], runs.undecided, at);
  const found = stops.find(({ test }) => test === undefined) ?? stops[0];
  return found && { span: found.span, note: found.act };
}

/** Every known way into the body that holds a usage. */
function callersOf({ sighting, free, runs }: Telling): { readonly callers: readonly Caller[]; readonly more: number } {
  const at = sighting.points[0];
  if (!at) return { callers: [], more: 0 };
  const key: FnKey = `${at.module}:${at.fn}`;
  const all = (free.engine.arrivals.get(key) ?? []).map(({ from, note }): Caller => {
    const [module, fn] = split(key);
    const facts = free.engine.program.modules[module];
    const start = facts?.functions[fn]?.start ?? 0;
    const span = from ? spanOfPoint(free, from) : { file: facts?.file ?? '', start, end: start + 1 };
    const same = (other: typeof from) => other?.module === from?.module && other?.fn === from?.fn && other?.point === from?.point;
    const isOpen = (answer: Answer) => {
      const { entered, arrivals } = runs[answer].engine;
      if (!entered.has(key) || !arrivals.get(key)?.some((arrival) => same(arrival.from))) return false;
      return from === undefined || isReachedAt(runs[answer], from);
    };
    return { span, note, answers: ANSWERS.filter(isOpen) };
  });
  const distinct = [...new Map(all.map((caller) => [`${caller.span.file}:${caller.span.start}`, caller])).values()];
  return { callers: distinct.slice(0, CALLERS), more: Math.max(0, distinct.length - CALLERS) };
}
