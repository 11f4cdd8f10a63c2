import { applyFunction, type Calling } from './calls.js';
import { create, type Engine, type FnKey, type Frame, joinProp, placeAt, propAt } from './engine.js';
import { forwardedIn, forwarderOf, handedOn } from './forwarding.js';
import { register } from './register.js';
import { isWritten, markWritten } from './storage.js';
import { ANYTHING, isEmpty, join, NOTHING, only, type Val, type Value } from './values.js';

/**
 * Parts of a program that call each other by nothing but the name of a channel: processes, pages, workers. `kind` tells what the
 * channels belong to and which way they lead; `names` are the channels that are meant. Where a name cannot be read, all are.
 */
export interface Channels {
  readonly kind: string;
  readonly names: Val;
  /** Whether something is sent on one of them is not sure: who listens may be called from outside as well. */
  readonly isGuessed?: boolean;
}

type Fn = Extract<Value, { k: 'fn' }>;

/** How a listener is called, and what its call says to the sender. */
export type Call = (listener: Fn, call: (args: readonly Val[]) => Val) => Val;

const SOME = '*';

/** The names that are meant, `dyn/*` where only a beginning is known; undefined where not all can be read. */
function namesOf({ names }: Channels): readonly string[] | undefined {
  // No value has got there yet.
  if (isEmpty(names)) return [];
  const read = names.values.flatMap((value) =>
    value.k === 'const' && typeof value.value === 'string' && (value.value !== '' || !value.prefixOnly)
      ? [value.prefixOnly ? `${value.value}${SOME}` : value.value]
      : [],
  );
  return names.any || read.length < names.values.length || read.length === 0 ? undefined : read;
}

/** Names that stand in files that are not parsed yet: these, and who else uses the names, matter. */
function seekNames(engine: Engine, { names }: Channels): void {
  for (const value of names.values) {
    const name = value.k === 'api' ? /^file:[^#]*#([\w$]{4,})/.exec(value.root)?.[1] : undefined;
    if (name !== undefined && name !== 'default') engine.sought.add(name);
  }
}

/** Holds if two channels, of which only beginnings may be known, can be one. */
function meet(a: string, b: string): boolean {
  if (a === b) return true;
  const [begin, other] = a.endsWith(SOME) ? [a.slice(0, -1), b] : b.endsWith(SOME) ? [b.slice(0, -1), a] : [undefined, ''];
  if (begin === undefined) return false;
  return other.endsWith(SOME) ? other.startsWith(begin) || begin.startsWith(other.slice(0, -1)) : other.startsWith(begin);
}

type Side = 'sender' | 'listener';

const mark = (side: Side, kind: string, name: string): string => `${side} ${kind} ${name}`;

/** Somewhere in the program, in whatever world, somebody sends or listens on a channel. */
function setMark(engine: Engine, side: Side, kind: string, name: string): void {
  markWritten(engine, mark(side, kind, name));
  // Who only knows a beginning goes through all of them.
  markWritten(engine, mark(side, kind, ''));
  if (name.endsWith(SOME)) markWritten(engine, mark(side, kind, SOME));
}

function isMarked(engine: Engine, side: Side, kind: string, name: string): boolean {
  if (isWritten(engine, mark(side, kind, name))) return true;
  if (!isWritten(engine, mark(side, kind, name.endsWith(SOME) ? '' : SOME))) return false;
  const begin = mark(side, kind, '');
  return [...engine.writtenKeys].some((key) => key.startsWith(begin) && key !== begin && meet(key.slice(begin.length), name));
}

const placeOf = (kind: string): string => `channels ${kind}`;

/** A listener of some channels, in one way in which the function around it was called. */
export interface Heard extends Channels {
  readonly listener: Val;
  readonly way?: Frame | undefined;
}

/**
 * Takes in who listens. Holds if some sender is in the program, which then calls it; if not, it is called from outside. `texts` stand
 * in files that may hold senders.
 */
export function listen(calling: Calling, heard: readonly Heard[], texts: readonly string[]): boolean {
  const { engine } = calling;
  for (const text of texts) engine.sought.add(text);
  let isCalled = true;
  for (const one of heard) {
    seekNames(engine, one);
    for (const name of namesOf(one) ?? [SOME]) {
      const isSentTo = isMarked(engine, 'sender', one.kind, name);
      if (calling.effects) setMark(engine, 'listener', one.kind, name);
      for (const value of one.listener.values) if (value.k === 'fn' && !takeIn(calling, one, value, name, isSentTo)) isCalled = false;
      if (one.listener.any) isCalled = false;
      if (one.listener.any && calling.effects) joinProp(engine, placeOf(one.kind), name, ANYTHING);
    }
  }
  return isCalled;
}

/** Holds if the program sends on each of some channels. */
export function isSentTo(engine: Engine, channels: Channels): boolean {
  const names = namesOf(channels) ?? [SOME];
  return names.map((name) => isMarked(engine, 'sender', channels.kind, name)).every((isSent) => isSent);
}

/** Holds if what listens is called by a sender, or has been handed to the outside. */
function takeIn(calling: Calling, { kind, way }: Heard, listener: Fn, name: string, isSentTo: boolean): boolean {
  const { engine, effects, module, call } = calling;
  const forwarder = way && forwarderOf(engine, listener);
  const target = way && forwarder && forwardedIn(way, forwarder);
  if (!target) {
    if (effects) joinProp(engine, placeOf(kind), name, only(listener));
    if (effects && isSentTo) createFn(engine, listener);
    return isSentTo;
  }
  // Whoever else is handed on to stands outside the program, or was handed to somebody unknown and is called by them.
  if (!effects) return true;
  if (target.any) joinProp(engine, placeOf(kind), name, ANYTHING);
  joinProp(engine, throughOf(kind), name, only(listener));
  joinProp(engine, throughOf(kind, listener), name, target);
  createFn(engine, listener);
  for (const fn of target.values) {
    if (fn.k !== 'fn') continue;
    if (isSentTo) createFn(engine, fn);
    else register(engine, fn, { path: `${kind}.on()`, labels: [], around: [], where: { module, start: call.start, end: call.end }, args: [] });
  }
  return true;
}

/** Listeners that only hand on what they get; for each, what it hands it on to. */
const throughOf = (kind: string, forwarder?: Fn): string => `${placeOf(kind)} through${forwarder ? ` ${forwarder.module}:${forwarder.fn}` : ''}`;

function createFn(engine: Engine, { module, fn }: Fn): void {
  const key: FnKey = `${module}:${fn}`;
  engine.called.add(key);
  create(engine, key);
}

/**
 * Calls all who listen. Gets what they answer, or undefined where nobody in the program listens. `texts` stand in files that may hold
 * listeners.
 */
export function send(calling: Calling, channels: Channels, call: Call, texts: readonly string[]): Val | undefined {
  const { engine } = calling;
  const { kind } = channels;
  const names = namesOf(channels) ?? [SOME];
  for (const text of texts) engine.sought.add(text);
  seekNames(engine, channels);
  if (calling.effects && !channels.isGuessed) for (const name of names) setMark(engine, 'sender', kind, name);
  if (!names.some((name) => isMarked(engine, 'listener', kind, name))) return undefined;
  let answer = NOTHING;
  const tell = (listener: Fn, given: (args: readonly Val[]) => readonly Val[]): void => {
    const one = call(listener, (args) => applyFunction(calling, listener, given(args), undefined).value);
    answer = join(answer, one);
  };
  for (const [, listener] of heardOn(engine, placeOf(kind), kind, names)) {
    if (listener.any) answer = join(answer, ANYTHING);
    for (const value of listener.values) if (value.k === 'fn') tell(value, (args) => args);
  }
  for (const [name, through] of heardOn(engine, throughOf(kind), kind, names))
    for (const value of through.values) {
      const forwarder = value.k === 'fn' ? forwarderOf(engine, value) : undefined;
      if (!forwarder) continue;
      const place = throughOf(kind, forwarder.fn);
      for (const target of (propAt(engine, place, name) ?? NOTHING).values) if (target.k === 'fn') tell(target, (args) => handedOn(engine, forwarder, args));
    }
  return answer;
}

/** Who listens to some channels, by the channel. */
function heardOn(engine: Engine, place: string, kind: string, names: readonly string[]): readonly (readonly [string, Val])[] {
  const isExact = !names.some((name) => name.endsWith(SOME)) && !isWritten(engine, mark('listener', kind, SOME));
  if (isExact) return names.map((name) => [name, propAt(engine, place, name) ?? NOTHING] as const);
  return [...placeAt(engine, place).props].filter(([channel]) => names.some((name) => meet(channel, name)));
}
