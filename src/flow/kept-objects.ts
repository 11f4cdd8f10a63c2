import { type Engine, joinElements, joinProp, openPlace, placeAt, propAt } from './engine.js';
import { memberOf, type Where } from './members.js';
import { isWritten, readKey, readKeys, writeKey } from './storage.js';
import { ANYTHING, isEmpty, join, NOTHING, NULL, objectAt, only, strings, UNDEFINED, type Val } from './values.js';

/**
 * Objects that stand for what a store keeps. Their properties are read and written through the store, so that whoever has one sees
 * what others keep:
 *
 * - `one`: a box whose `value` is kept under a key (a ref, what a hook or a defined item gives);
 * - `all`: each property is a key (`storage.get(null)`, a cookie jar, the data of a settings file);
 * - `changes`: what an observer of a store is given: by key, the old and the new value;
 * - `jar`: the `cookies` of something unknown, of which only those are known that the program writes.
 */
type Kind = 'one' | 'all' | 'changes' | 'change' | 'jar';

const nameOf = (kind: Kind, id: string): string => `kept:${kind}:${id}`;
const aboutOf = (place: string): string => `about ${place}`;

export const isKept = (place: string): boolean => place.startsWith('kept:');

/** Makes a box for what is kept under any of some keys; `initial` before anything is, unless that is unknown. */
export function keptOne(engine: Engine, id: string, keys: Val, initial: Val | undefined): Val {
  const place = nameOf('one', id);
  joinProp(engine, aboutOf(place), 'keys', keys);
  if (initial) joinProp(engine, aboutOf(place), 'initial', initial);
  return only(objectAt(place, 'object'));
}

/** Makes an object of all keys; what is not kept is taken from `initial`, an object. */
export function keptAll(engine: Engine, id: string, initial: Val | undefined): Val {
  const place = nameOf('all', id);
  if (initial) joinProp(engine, aboutOf(place), 'initial', initial);
  openPlace(engine, place);
  return only(objectAt(place, 'object'));
}

/** With more keys in the program a copy of a whole store is only known to hold anything. */
const MOST_KEYS = 400;

/** Also gives the object the properties that the program keeps somewhere, for where it is copied. */
export function withKnownKeys(engine: Engine, all: Val, where: Where): Val {
  for (const value of all.values) {
    if (value.k !== 'object') continue;
    const initial = propAt(engine, aboutOf(value.place), 'initial') ?? NOTHING;
    const chosen = initial.values.flatMap((held) => (held.k === 'object' ? [...placeAt(engine, held.place).props.keys()] : []));
    const keys = engine.writtenKeys.size > MOST_KEYS ? chosen : [...engine.writtenKeys, ...chosen];
    for (const key of new Set(keys)) if (!key.includes(' ')) joinProp(engine, value.place, key, readAllMember(engine, value.place, key, where));
  }
  return all;
}

const JAR = nameOf('jar', '');

/** `request.cookies` of a request that nothing is known of; undefined for other names. */
export function jarOf(engine: Engine, name: string): Val | undefined {
  if (name !== 'cookies' && name !== 'signedCookies') return undefined;
  openPlace(engine, JAR);
  return only(objectAt(JAR, 'object'));
}

export const isJar = (place: string): boolean => place === JAR;

/** What an observer of a store is given. */
export function keptChanges(engine: Engine): Val {
  const place = nameOf('changes', '');
  joinElements(engine, place, keptChange(engine, undefined));
  return only(objectAt(place, 'object'));
}

/** The change of one key, or of any. */
export function keptChange(engine: Engine, key: string | undefined): Val {
  const place = nameOf('change', key ?? '');
  if (key === undefined) openPlace(engine, place);
  else joinProp(engine, aboutOf(place), 'key', only({ k: 'const', key: `cstring:${key}`, value: key }));
  return only(objectAt(place, 'object'));
}

/** Gets the values under the keys of a box. */
export function valueOfKept(engine: Engine, place: string, where: Where): Val {
  const keys = propAt(engine, aboutOf(place), 'keys') ?? NOTHING;
  const initial = propAt(engine, aboutOf(place), 'initial');
  return readKeys(engine, keys, initial ?? UNDEFINED, where, initial !== undefined);
}

/** Gets a property of a kept object; undefined where the store does not answer for it. */
export function keptMember(engine: Engine, place: string, name: string, where: Where): Val | undefined {
  const [, kind, ...id] = place.split(':');
  switch (kind) {
    case 'one':
      return name === 'value' ? valueOfKept(engine, place, where) : undefined;
    case 'all':
      return readAllMember(engine, place, name, where);
    case 'jar':
      engine.sought.add(name);
      return isWritten(engine, name) ? readKey(engine, name, UNDEFINED, where) : undefined;
    case 'changes':
      return changed(engine, name);
    case 'change':
      return readChange(engine, id.join(':'), name, where);
    default:
      return undefined;
  }
}

function readAllMember(engine: Engine, place: string, name: string, where: Where): Val {
  const initial = propAt(engine, aboutOf(place), 'initial');
  const chosen = initial && memberOf(engine, { ...initial, any: false }, name, where);
  const isChosen = chosen !== undefined && !isEmpty(chosen) && chosen.values.some((value) => value.k !== 'const' || value.value !== undefined);
  return readKey(engine, name, isChosen ? chosen : UNDEFINED, where, isChosen);
}

/** Of a key that the program keeps something under there may be a change. */
function changed(engine: Engine, key: string): Val {
  engine.sought.add(key);
  const held = propAt(engine, `storage:${key}`, 'value') ?? NOTHING;
  if (isWritten(engine, key) && isEmpty(held) && !engine.world.free) return UNDEFINED;
  return join(keptChange(engine, key), UNDEFINED);
}

function readChange(engine: Engine, key: string, name: string, where: Where): Val {
  if (key === '' || (name !== 'newValue' && name !== 'oldValue')) return ANYTHING;
  const held = propAt(engine, `storage:${key}`, 'value') ?? NOTHING;
  const now = isEmpty(held) || engine.world.free ? readKey(engine, key, UNDEFINED, where) : held;
  return name === 'newValue' ? now : join(now, UNDEFINED);
}

/** Writes a property of a kept object; holds if the store took it. */
export function writeKept(engine: Engine, place: string, name: string | undefined, value: Val): boolean {
  const kind = place.split(':')[1];
  if (kind === 'all' && name !== undefined) {
    writeKey(engine, name, value);
    return true;
  }
  if (kind !== 'one' || name !== 'value') return false;
  writeToKept(engine, place, value);
  return true;
}

/** Keeps a value under the keys of a box. */
export function writeToKept(engine: Engine, place: string, value: Val): void {
  for (const key of strings(propAt(engine, aboutOf(place), 'keys') ?? NOTHING)) writeKey(engine, key, value);
}

/** Takes away what is kept under the keys of a box. */
export function removeKept(engine: Engine, place: string): void {
  writeToKept(engine, place, NULL);
}
