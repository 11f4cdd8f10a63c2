import { applyFunction, type Calling } from './calls.js';
import { create, type Engine, type FnKey, joinProp, placeAt, placeFor } from './engine.js';
import { isWritten, markWritten } from './storage.js';
import { ANYTHING, join, NOTHING, strings, type Val, type Value } from './values.js';

/**
 * Parts of a program that call each other by nothing but the name of a channel: processes, pages, workers. `kind` tells what the
 * channels belong to and which way they lead; `names` are the channels that are meant. Where a name cannot be read, all are.
 */
export interface Channels {
  readonly kind: string;
  readonly names: Val;
}

type Fn = Extract<Value, { k: 'fn' }>;

/** How a listener is called, and what its call says to the sender. */
export type Call = (listener: Fn, call: (args: readonly Val[]) => Val) => Val;

const SOME = '*';

/** The names that are meant; undefined where not all can be read. */
function namesOf({ names }: Channels): readonly string[] | undefined {
  const read = strings(names);
  return names.any || read.length < names.values.length || read.length === 0 ? undefined : read;
}

const mark = (what: 'sender' | 'listener', kind: string, name: string): string => `${what} ${kind} ${name}`;
const placeOf = (kind: string): string => `channels ${kind}`;

/**
 * Takes in who listens. Holds if some sender is in the program, which then calls it; if not, it is called from outside. `texts` stand
 * in files that may hold senders.
 */
export function listen(calling: Calling, channels: Channels, listener: Val, texts: readonly string[]): boolean {
  const { engine } = calling;
  const { kind } = channels;
  const names = namesOf(channels) ?? [SOME];
  for (const text of texts) engine.readKeys.add(text);
  const known = [...names, SOME].some((name) => isWritten(engine, mark('sender', kind, name)));
  const isSentTo = known || (names.includes(SOME) && isWritten(engine, mark('sender', kind, 'any')));
  if (!calling.effects) return isSentTo;
  for (const name of names) {
    joinProp(engine, placeOf(kind), name, listener);
    markWritten(engine, mark('listener', kind, name));
  }
  markWritten(engine, mark('listener', kind, 'any'));
  if (!isSentTo) return false;
  for (const value of listener.values) if (value.k === 'fn') createFn(engine, value);
  return !listener.any;
}

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
  const names = namesOf(channels);
  for (const text of texts) engine.readKeys.add(text);
  if (calling.effects) for (const name of [...(names ?? [SOME]), 'any']) markWritten(engine, mark('sender', kind, name));
  if (![...(names ?? ['any']), SOME].some((name) => isWritten(engine, mark('listener', kind, name)))) return undefined;
  let answer = NOTHING;
  for (const listener of listenersOf(engine, kind, names)) {
    if (listener.any) answer = join(answer, ANYTHING);
    for (const value of listener.values)
      if (value.k === 'fn')
        answer = join(
          answer,
          call(value, (args) => applyFunction(calling, value, args, undefined).value),
        );
  }
  return answer;
}

function listenersOf(engine: Engine, kind: string, names: readonly string[] | undefined): Val[] {
  if (!names) return [...placeAt(engine, placeOf(kind)).props.values()];
  return [...names, SOME].map((name) => placeFor(engine, placeOf(kind), name).props.get(name) ?? NOTHING);
}
