import type { Calling } from '../calls.js';
import { ownArguments } from '../contexts.js';
import { joinProp, propAt } from '../engine.js';
import { keptAll, withKnownKeys } from '../kept-objects.js';
import { isWritten, readKey, stored, writeKey, writeStorageText } from '../storage.js';
import { BOOLEAN, constant, isEmpty, join, NOTHING, native, objectAt, only, outcomes, strings, UNDEFINED, type Val } from '../values.js';
import { first, type Known, type Library, type Meaning, type MemberMeaning, ownId, whereOf } from './meaning.js';

/** Writes a cookie: its name and its value stand at some places of the arguments. */
const write =
  (nameAt: number): Meaning =>
  (calling) => {
    for (const args of calling.effects ? ownArguments(calling) : []) keepText(calling, args[nameAt], args[nameAt + 1]);
    return UNDEFINED;
  };

function keepText({ engine }: Calling, name: Val | undefined, value: Val | undefined): void {
  for (const key of strings(name ?? UNDEFINED)) writeKey(engine, key, stored(value ?? UNDEFINED, true));
}

const remove =
  (nameAt: number): Meaning =>
  (calling) => {
    for (const key of calling.effects ? strings(calling.args[nameAt] ?? UNDEFINED) : []) writeKey(calling.engine, key, UNDEFINED);
    return UNDEFINED;
  };

const read =
  (nameAt: number): Meaning =>
  (calling) =>
    textOf(calling, calling.args[nameAt] ?? UNDEFINED);

function textOf(calling: Calling, names: Val): Val | undefined {
  const keys = strings(names);
  return keys.length === 0 ? undefined : keys.map((key) => readKey(calling.engine, key, UNDEFINED, whereOf(calling))).reduce(join);
}

/** All cookies, as an object. */
const all: Meaning = (calling, _called, site) => withKnownKeys(calling.engine, keptAll(calling.engine, ownId(calling, site), undefined), whereOf(calling));

/** `const [cookies, setCookie, removeCookie] = useCookies(['asked'])` */
const useCookies: Meaning = (calling, called, site) => {
  const { engine } = calling;
  const place = `cookies ${site}`;
  joinProp(engine, place, '0', all(calling, called, site) ?? NOTHING);
  joinProp(engine, place, '1', only(native('cookie set', '')));
  joinProp(engine, place, '2', only(native('cookie delete', '')));
  return only(objectAt(place, 'array'));
};

/** A jar whose entries are objects: `cookies().get('asked')?.value`. */
const getEntry =
  (isText: boolean) =>
  (calling: Calling): Val | undefined => {
    const held = textOf(calling, first(calling));
    if (!held) return undefined;
    const choices = held.values.filter((value) => value.k === 'choice');
    const missing = held.values.filter((value) => value.k === 'const' && (value.value === undefined || value.value === null));
    const present = { ...held, values: held.values.filter((value) => value.k !== 'choice' && !missing.includes(value)) };
    const rest: Val = { values: [...choices, ...missing], any: false, atoms: held.atoms };
    if (isEmpty(present)) return rest;
    const place = `cookie ${strings(first(calling)).join(' ')} ${calling.module}:${calling.index}`;
    joinProp(calling.engine, place, 'value', present);
    joinProp(calling.engine, place, 'name', first(calling));
    // Jars of other frameworks give the text itself.
    const entry = join(rest, only(objectAt(place, 'object')));
    return isText ? join(entry, present) : entry;
  };

const has = (calling: Calling): Val => {
  const held = textOf(calling, first(calling));
  if (!held) return BOOLEAN;
  const can = outcomes(held);
  // A cookie that says no is there, too.
  const isThere = can.yes || held.values.some((value) => value.k === 'choice' && value.state !== 'undecided');
  return { values: [...(isThere ? [constant(true)] : []), ...(can.no ? [constant(false)] : [])], any: false, atoms: held.atoms };
};

/** `cookies().set(name, value)`, `set({ name, value })` */
const setEntry = (calling: Calling): Val => {
  const { engine, effects } = calling;
  for (const [name, value] of effects ? ownArguments(calling) : []) {
    keepText(calling, name, value);
    for (const held of (name ?? UNDEFINED).values)
      if (held.k === 'object') keepText(calling, propAt(engine, held.place, 'name'), propAt(engine, held.place, 'value'));
  }
  return UNDEFINED;
};

const deleteEntry = (calling: Calling): Val => {
  for (const key of calling.effects ? strings(first(calling)) : []) writeKey(calling.engine, key, UNDEFINED);
  return UNDEFINED;
};

const NEXT = String.raw`npm:next\/headers(?:\.js)?#cookies\(\)|npm:next\/server#\w+\.(?:new\(\)|\w+\(\)|\w+)(?:\.param\(\d\))?\.cookies`;
const CALLED = (method: string): RegExp => new RegExp(`^(?:${NEXT})\\.${method}\\(\\)$`);

/** Of `x.cookies`, where nothing is known of `x`, only cookies are asked that the program writes. */
const ifWritten =
  (meaning: (calling: Calling) => Val | undefined): MemberMeaning =>
  (calling) =>
    strings(first(calling)).some((key) => isWritten(calling.engine, key)) ? meaning(calling) : undefined;

const sets: MemberMeaning = (calling, owner) => (owner === undefined || !COOKIES.test(owner) ? undefined : setEntry(calling));
const COOKIES = /^\$?(?:cookies?|cookieStore|cookieJar|Cookies)$/i;

const h3 = ['h3', '#imports', 'nitropack/runtime'];

export const COOKIES_KEPT: Library = {
  follows: ['npm:next/headers', 'npm:next/server', 'global:getCookie', 'global:setCookie', 'global:deleteCookie'],
  calls: [
    ...h3.flatMap((pkg): Known[] => [
      [`npm:${pkg}#getCookie()`, read(1)],
      [`npm:${pkg}#setCookie()`, write(1)],
      [`npm:${pkg}#deleteCookie()`, remove(1)],
      [`npm:${pkg}#parseCookies()`, all],
    ]),
    ['npm:nookies#default.get()', all],
    ['npm:nookies#parseCookies()', all],
    ['npm:nookies#default.set()', write(1)],
    ['npm:nookies#setCookie()', write(1)],
    ['npm:nookies#default.destroy()', remove(1)],
    ['npm:nookies#destroyCookie()', remove(1)],
    ['npm:react-cookie#useCookies()', useCookies],
    ['npm:react-cookie#Cookies.new().get()', read(0)],
    ['npm:react-cookie#Cookies.new().set()', write(0)],
    ['npm:@vueuse/integrations/useCookies#useCookies().get()', read(0)],
    ['npm:@vueuse/integrations/useCookies#useCookies().set()', write(0)],
    ['npm:@vueuse/integrations/useCookies#useCookies().remove()', remove(0)],
    ['npm:cookie-universal#default().get()', read(0)],
    ['npm:cookie-universal#default().set()', write(0)],
    ['npm:cookie-universal#default().remove()', remove(0)],
  ],
  patterns: [
    // What Nitro imports by itself takes the request first.
    [/^global:(?:get|set|delete)Cookie\(\)$/, (calling, called, site) => (calling.args.length < 2 ? undefined : byRequest(calling, called, site))],
    [CALLED('get'), getEntry(false)],
    [CALLED('has'), has],
    [CALLED('set'), setEntry],
    [CALLED('delete'), deleteEntry],
  ],
  natives: {
    'cookie set': setEntry,
    'cookie delete': deleteEntry,
  },
  members: {
    get: (calling, owner) => (owner !== undefined && COOKIES.test(owner) ? ifWritten(getEntry(true))(calling, owner) : undefined),
    has: (calling, owner) => (owner !== undefined && COOKIES.test(owner) ? ifWritten(has)(calling, owner) : undefined),
    set: sets,
    // `response.cookie(name, value)`, `reply.setCookie(name, value)`, `response.setHeader('Set-Cookie', 'name=value')`
    cookie: (calling) => (calling.args.length < 2 ? undefined : setEntry(calling)),
    setCookie: (calling) => (calling.args.length < 2 ? undefined : setEntry(calling)),
    setHeader: setHeader,
  },
};

function byRequest(calling: Calling, called: Parameters<Meaning>[1], site: string): Val | undefined {
  if (strings(first(calling)).length > 0) return undefined;
  const meaning = called.path.startsWith('global:get') ? read(1) : called.path.startsWith('global:set') ? write(1) : remove(1);
  return meaning(calling, called, site);
}

function setHeader(calling: Calling): undefined {
  const [name, value] = calling.args;
  if (calling.effects && strings(name ?? UNDEFINED).some((text) => text.toLowerCase() === 'set-cookie')) writeStorageText(calling.engine, value ?? UNDEFINED);
  return undefined;
}
