import type { Calling } from '../calls.js';
import { holdsAllCookies, isCookieText, patternValue, withCookieValues } from '../cookie-text.js';
import { elementsAt, joinElements, joinProp, makePlace, openPlace, placeAt, propAt } from '../engine.js';
import { spreadInto } from '../evaluate.js';
import { keptAll } from '../kept-objects.js';
import { awaited, elementsOf } from '../members.js';
import { register } from '../register.js';
import {
  ANYTHING,
  type Api,
  constant,
  is,
  join,
  joinAll,
  NOTHING,
  native,
  objectAt,
  only,
  outcomes,
  promiseOf,
  strings,
  UNDEFINED,
  type Val,
  type Value,
  withAtoms,
} from '../values.js';
import { first, identity, type Known, type Library, type Meaning, ownId, run } from './meaning.js';

const newPromise: Meaning = (calling, _called, site) => {
  const { engine } = calling;
  const place = `promise:${site}`;
  if (calling.effects) run(calling, first(calling), [only(native('resolve', place)), only(native('reject', place))]);
  if (first(calling).any) openPlace(engine, place);
  return only(objectAt(place, 'promise'));
};

const newCollection: Meaning = (calling, _called, site) => {
  const { engine } = calling;
  const place = `map:${ownId(calling, site)}`;
  makePlace(engine, place);
  const entries = elementsOf(engine, first(calling));
  for (const value of entries.values) {
    if (value.k === 'object' && value.what === 'array') {
      const held = propAt(engine, value.place, '1');
      if (held) joinElements(engine, place, held);
      else joinElements(engine, place, only(value));
    } else joinElements(engine, place, only(value));
  }
  if (entries.any) openPlace(engine, place);
  return only(objectAt(place, 'object'));
};

const toBoolean: Meaning = (calling) => {
  const given = first(calling);
  const can = outcomes(given);
  return { values: [...(can.yes ? [constant(true)] : []), ...(can.no ? [constant(false)] : [])], any: false, atoms: given.atoms };
};

const parseJson: Meaning = (calling, _called, site) => {
  const given = withCookieValues(calling.engine, first(calling));
  let result: Val = { ...NOTHING, any: given.any, atoms: given.atoms };
  for (const value of given.values) {
    if (value.k === 'const' && typeof value.value === 'string' && !value.prefixOnly)
      result = join(result, jsonValue(calling, `json:${site}:${value.value.slice(0, 80)}`, value.value));
    else if (value.k === 'const' && value.value !== undefined) result = join(result, only(value));
    else if (value.k === 'object' || value.k === 'choice') result = join(result, only(value));
    else if (value.k === 'api') result = join(result, only(value));
  }
  return result;
};

function stringifyJson(calling: Calling): Val {
  const given = first(calling);
  return {
    ...given,
    values: given.values.map((value) =>
      value.k === 'const' && !value.prefixOnly && value.value !== undefined && typeof value.value !== 'string' ? constant(String(value.value)) : value,
    ),
  };
}

/** Longer texts are data, not settings. */
const LONGEST_JSON = 4000;

function jsonValue(calling: Calling, place: string, text: string): Val {
  if (text.length > LONGEST_JSON) return ANYTHING;
  try {
    return plainValue(calling, place, JSON.parse(text), 0);
  } catch {
    return NOTHING;
  }
}

/** A plain JSON value as values of the program. */
function plainValue(calling: Calling, place: string, value: unknown, depth: number): Val {
  if (value === null || typeof value !== 'object') return is(value as string | number | boolean | null);
  if (depth > 5) return ANYTHING;
  for (const [key, held] of Object.entries(value)) joinProp(calling.engine, place, key, plainValue(calling, `${place}.${key}`, held, depth + 1));
  makePlace(calling.engine, place);
  return only(objectAt(place, Array.isArray(value) ? 'array' : 'object'));
}

/** Of what is assigned to a new object the last value stands; of what another held any may. */
const assign: Meaning = (calling) => {
  const { engine, module, args, call } = calling;
  const isNew = call.args[0]?.kind === 'object';
  const exact = args.map((source) => (isNew ? namesOf(engine, source) : NO_NAMES));
  for (const target of first(calling).values) {
    if (target.k !== 'object') continue;
    for (const [index, source] of args.entries())
      if (index > 0)
        spreadInto(engine, target.place, source, new Set(exact.slice(index + 1).flatMap((names) => [...names])), { module, start: call.start, end: call.end });
  }
  return first(calling);
};

const NO_NAMES: ReadonlySet<string> = new Set();

/** Names of the properties that an object has for certain: those that it was written with. */
function namesOf(engine: Calling['engine'], source: Val): ReadonlySet<string> {
  const [value] = source.values;
  if (source.any || source.values.length !== 1 || value?.k !== 'object') return NO_NAMES;
  const { props, late } = placeAt(engine, value.place);
  return new Set([...props.keys()].filter((name) => !late?.has(name)));
}

function arrayFrom(calling: Calling, _called: Api, site: string): Val {
  const place = `list:${site}`;
  const each = elementsOf(calling.engine, first(calling));
  joinElements(calling.engine, place, calling.args[1] ? run(calling, calling.args[1], [each, ANYTHING]) : each);
  return only(objectAt(place, 'array'));
}

const listOf =
  (pick: (calling: Calling) => Val): Meaning =>
  (calling, _called, site) => {
    const place = `list:${site}`;
    joinElements(calling.engine, place, pick(calling));
    return only(objectAt(place, 'array'));
  };

const entriesOf: Meaning = (calling, _called, site) => {
  const place = `list:${site}`;
  const entry = `entry:${site}`;
  joinProp(calling.engine, entry, '0', ANYTHING);
  joinProp(calling.engine, entry, '1', elementsOf(calling.engine, first(calling)));
  joinElements(calling.engine, place, only(objectAt(entry, 'array')));
  return only(objectAt(place, 'array'));
};

const allOf: Meaning = (calling, _called, site) => {
  const { engine } = calling;
  const place = `all:${site}`;
  for (const value of first(calling).values) {
    if (value.k !== 'object') continue;
    for (const [name, held] of [...placeAt(engine, value.place).props]) joinProp(engine, place, name, awaited(engine, held));
    joinElements(engine, place, awaited(engine, elementsAt(engine, value.place)));
  }
  if (first(calling).any) openPlace(engine, place);
  return promiseOf(only(objectAt(place, 'array')));
};

/** `new URL(path, base)`: what decides is the address that names a host. */
function newUrl(calling: Calling, _called: Api, site: string): Val {
  const [path, base] = calling.args;
  const place = `url:${ownId(calling, site)}`;
  const whole = path && strings(path).some((text) => /^[a-z]+:\/\//i.test(text)) ? path : (base ?? path ?? UNDEFINED);
  joinProp(calling.engine, place, 'href', whole);
  joinProp(calling.engine, place, 'host', ANYTHING);
  joinProp(calling.engine, place, 'searchParams', ANYTHING);
  openPlace(calling.engine, place);
  return withAtoms(only(objectAt(place, 'object')), whole.atoms);
}

/** Objects made of pairs are kept as what they hold; all cookies are one that the page keeps. */
const fromEntries: Meaning = (calling, _called, site) =>
  holdsAllCookies(first(calling)) ? keptAll(calling.engine, ownId(calling, site), undefined) : ANYTHING;

/** `decodeURIComponent(text)`: what is kept in cookies is written so. Undefined for what is no plain text. */
const recoded =
  (recode: (text: string) => string): Meaning =>
  (calling) => {
    const given = first(calling);
    const values = given.values.map((value) => (value.k === 'const' && !value.from && !value.prefixOnly ? plainly(recode, String(value.value)) : value));
    return values.every((value) => (value.k === 'const' && !value.from && !value.prefixOnly) || value.k === 'choice' || isCookieText(value))
      ? { ...given, values }
      : undefined;
  };

function plainly(recode: (text: string) => string, text: string): Value {
  try {
    return constant(recode(text));
  } catch {
    return constant(text);
  }
}

/** `new RegExp(source)`; of one that is put together of something unknown nothing is known. */
const newPattern: Meaning = (calling) => {
  const given = first(calling);
  const sources = strings(given);
  return sources.length > 0 && sources.length === given.values.length && !given.any ? joinAll(sources.map(patternValue)) : undefined;
};

const timer: Meaning = (calling, called) => {
  const { engine, args, effects, module, call } = calling;
  if (effects)
    for (const value of first(calling).values)
      if (value.k === 'fn')
        register(
          engine,
          value,
          { path: `${called.path}.arg(0)`, api: called, event: 'timer', labels: [], around: [], where: { module, start: call.start, end: call.end }, args },
          [],
        );
  return ANYTHING;
};

export const LANGUAGE: Library = {
  calls: [
    ['global:Promise.new()', newPromise],
    ['global:Promise.resolve()', (calling) => promiseOf(awaited(calling.engine, first(calling)))],
    ['global:Promise.reject()', () => promiseOf(NOTHING)],
    ['global:Promise.all()', allOf],
    ['global:Promise.allSettled()', () => ANYTHING],
    ['global:Promise.race()', (calling) => promiseOf(awaited(calling.engine, elementsOf(calling.engine, first(calling))))],
    ['global:Promise.any()', (calling) => promiseOf(awaited(calling.engine, elementsOf(calling.engine, first(calling))))],
    ...['Map', 'Set', 'WeakMap', 'WeakSet'].map((name): Known => [`global:${name}.new()`, newCollection]),
    ['global:Boolean()', toBoolean],
    ['global:String()', identity],
    ['global:JSON.parse()', parseJson],
    ['global:JSON.stringify()', stringifyJson],
    ['global:structuredClone()', identity],
    ['global:Object.freeze()', identity],
    ['global:Object.seal()', identity],
    ['global:Object.assign()', assign],
    ['global:Object.values()', listOf((calling) => elementsOf(calling.engine, first(calling)))],
    ['global:Object.keys()', listOf(() => ANYTHING)],
    ['global:Object.entries()', entriesOf],
    ['global:Object.fromEntries()', fromEntries],
    ...['decodeURIComponent', 'decodeURI', 'unescape'].map((name): Known => [`global:${name}()`, recoded(decodeURIComponent)]),
    ...['encodeURIComponent', 'encodeURI', 'escape'].map((name): Known => [`global:${name}()`, recoded(encodeURIComponent)]),
    ['global:RegExp()', newPattern],
    ['global:RegExp.new()', newPattern],
    ['global:Array.from()', arrayFrom],
    ['global:Array.isArray()', () => ({ values: [constant(true), constant(false)], any: false, atoms: [] })],
    ['global:URL.new()', newUrl],
    ...['setTimeout', 'setInterval', 'requestAnimationFrame', 'requestIdleCallback', 'queueMicrotask', 'setImmediate', 'process.nextTick'].map(
      (name): Known => [`global:${name}()`, timer],
    ),
  ],
};
