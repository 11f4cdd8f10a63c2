import type { Calling } from '../calls.js';
import { ownArguments } from '../contexts.js';
import { elementsAt, joinProp, makePlace, openPlace, placeAt } from '../engine.js';
import { keptAll, keptChanges, withKnownKeys } from '../kept-objects.js';
import { awaited, elementsOf } from '../members.js';
import { type Call, listen, send } from '../messages.js';
import { register } from '../register.js';
import { readKey, writeAnyKey, writeKey } from '../storage.js';
import { ANYTHING, type Api, join, NOTHING, native, objectAt, only, promiseOf, strings, UNDEFINED, type Val, type Value } from '../values.js';
import { first, type Library, type Meaning, ownId, run, whereOf } from './meaning.js';

const ROOT = String.raw`(?:global:(?:chrome|browser)|npm:(?:webextension-polyfill(?:-ts)?|wxt\/browser|@wxt-dev\/browser|#imports)#(?:default|browser))`;

/** The last two names of a path: `local.get`, `runtime.sendMessage`. */
const lastNames = (path: string): string => /([\w$]+\.[\w$]+)\(\)$/.exec(path)?.[1] ?? '';

const isFn = (value: Value): boolean => value.k === 'fn' || value.k === 'native' || value.k === 'class';
const isCallback = (val: Val | undefined): val is Val => val?.values.some(isFn) ?? false;

/** Gives a result to a callback, where there is one, else as a promise. */
function give(calling: Calling, callback: Val | undefined, result: Val): Val {
  if (!isCallback(callback)) return promiseOf(result);
  run(calling, callback, [result]);
  return UNDEFINED;
}

/** `storage.local.get(…)`, `set`, `remove`. What an administrator keeps in `managed` is none of the program's own. */
const storageArea: Meaning = (calling, called, site) => {
  const { args } = calling;
  const [area, method] = lastNames(called.path).split('.');
  switch (method) {
    case 'get': {
      const result = area === 'managed' ? ANYTHING : whatIsKept(calling, isCallback(args[0]) ? UNDEFINED : first(calling), site);
      return give(calling, isCallback(args[0]) ? args[0] : args[1], result);
    }
    case 'set':
      if (calling.effects) for (const [items] of ownArguments(calling)) keepAll(calling, items ?? UNDEFINED);
      return give(calling, args[1], UNDEFINED);
    case 'remove':
      for (const key of calling.effects ? keysIn(calling, first(calling)) : []) writeKey(calling.engine, key, UNDEFINED);
      return give(calling, args[1], UNDEFINED);
    default:
      return undefined;
  }
};

/** Keeps the properties of an object under their names; those of an object that cannot be read under any. */
export function keepAll(calling: Calling, items: Val): void {
  const { engine } = calling;
  if (items.any) writeAnyKey(engine, ANYTHING);
  for (const value of items.values) {
    if (value.k === 'const') continue;
    if (value.k !== 'object') {
      writeAnyKey(engine, ANYTHING);
      continue;
    }
    const place = placeAt(engine, value.place);
    for (const [key, held] of [...place.props]) writeKey(engine, key, held);
    if (place.open) writeAnyKey(engine, ANYTHING);
    writeAnyKey(engine, place.elements);
  }
}

function keysIn(calling: Calling, given: Val): string[] {
  const lists = given.values.filter((value) => value.k === 'object' && value.what === 'array');
  return [...strings(given), ...strings(elementsOf(calling.engine, { ...given, any: false, values: lists }))];
}

/** What `get` answers: of a key, a list of keys, an object of keys and defaults, or all. */
function whatIsKept(calling: Calling, asked: Val, site: string): Val {
  const { engine } = calling;
  const where = whereOf(calling);
  const id = ownId(calling, site);
  const lists = asked.values.filter((value) => value.k === 'object' && value.what === 'array');
  const defaults = asked.values.filter((value) => value.k === 'object' && value.what !== 'array');
  const listed = elementsOf(engine, { ...asked, any: false, values: lists });
  const keys = keysIn(calling, asked);
  const isRead = !asked.any && !listed.any && listed.values.every((value) => value.k === 'const') && asked.values.every((value) => isKey(value));
  const isOpen = defaults.some((value) => value.k === 'object' && (placeAt(engine, value.place).open || elementsAt(engine, value.place).values.length > 0));
  if (!isRead || isOpen) return withKnownKeys(engine, keptAll(engine, id, defaults.length > 0 ? { ...asked, any: false, values: defaults } : undefined), where);
  const place = `kept some ${id}`;
  makePlace(engine, place);
  for (const key of keys) joinProp(engine, place, key, readKey(engine, key, UNDEFINED, where));
  for (const value of defaults)
    if (value.k === 'object')
      for (const [key, held] of [...placeAt(engine, value.place).props]) joinProp(engine, place, key, readKey(engine, key, held, where, true));
  return only(objectAt(place, 'object'));
}

const isKey = (value: Value): boolean => (value.k === 'const' && typeof value.value === 'string' && !value.prefixOnly) || value.k === 'object';

/** `storage.onChanged.addListener((changes, area) => …)` */
const onChanged: Meaning = (calling, called) => {
  const { engine, effects, args } = calling;
  const path = `${called.path}.arg(0)`;
  for (const value of effects ? first(calling).values : [])
    if (value.k === 'fn')
      register(engine, value, { path, api: called, labels: [], around: [], where: whereOf(calling), args }, [keptChanges(engine), ANYTHING]);
  return first(calling).any ? undefined : UNDEFINED;
};

const MESSAGES = { kind: 'extension message', names: only({ k: 'const', key: 'cstring:message', value: 'message' }) } as const;
const PORTS = { ...MESSAGES, kind: 'extension port' } as const;

/** `runtime.sendMessage(message, answered)`, `tabs.sendMessage(tab, message, options, answered)` */
const sendMessage: Meaning = (calling, called) => {
  const answers = [...ownArguments(calling)].map((args) => send(calling, MESSAGES, call(calling, messageIn(args, called)), ['onMessage']));
  if (answers.every((answer) => answer === undefined)) return undefined;
  const answer = answers.reduce<Val>((all, one) => join(all, one ?? NOTHING), UNDEFINED);
  return give(calling, calling.args.slice(1).find(isCallback), answer);
};

/** The first argument may name another extension, or the tab. */
function messageIn([one, two]: readonly (Val | undefined)[], called: Api): Val {
  if (/\.tabs\.sendMessage\(\)$/.test(called.path)) return two ?? UNDEFINED;
  return isCallback(two) || !two ? (one ?? UNDEFINED) : join(one ?? UNDEFINED, two);
}

/** A listener answers by what it hands to `respond`, or by a promise that it gives back. */
const call =
  (calling: Calling, message: Val): Call =>
  (listener, callIt) => {
    const { engine } = calling;
    const place = `answer ${listener.module}:${listener.fn}`;
    const returned = callIt([message, ANYTHING, only(native('resolve', place))]);
    const promised = returned.values.filter((value) => value.k === 'promise' || (value.k === 'object' && value.what === 'promise'));
    return join(elementsAt(engine, place), { ...awaited(engine, { ...returned, values: promised }), any: returned.any });
  };

const onMessage: Meaning = (calling) => (listen(calling, [{ ...MESSAGES, listener: first(calling) }], ['sendMessage']) ? UNDEFINED : undefined);

/** `port.postMessage(message)`, from whichever end, reaches who listens on a port. */
const postMessage: Meaning = (calling) => {
  const sent = ownArguments(calling).map(([message]) => send(calling, PORTS, (_, callIt) => callIt([message ?? UNDEFINED, ANYTHING]), ['onMessage']));
  return sent.every((one) => one === undefined) ? undefined : UNDEFINED;
};

const onPortMessage: Meaning = (calling) => (listen(calling, [{ ...PORTS, listener: first(calling) }], ['postMessage']) ? UNDEFINED : undefined);

/** Messages with names: `sendMessage(name, data)` reaches `onMessage(name, ({ data }) => …)` and gets what that gives back. */
const sendNamed: Meaning = (calling, called, site) => {
  const { engine } = calling;
  let answer: Val | undefined;
  for (const [index, [name, data]] of ownArguments(calling).entries()) {
    const place = `message ${site} ${index}`;
    joinProp(engine, place, 'data', data ?? UNDEFINED);
    openPlace(engine, place);
    const channels = { kind: kindOf(called), names: name ?? UNDEFINED };
    const one = send(calling, channels, (_, callIt) => awaited(engine, callIt([only(objectAt(place, 'object'))])), ['onMessage']);
    if (one) answer = join(answer ?? NOTHING, one);
  }
  return answer && promiseOf(answer);
};

const onNamed: Meaning = (calling, called) =>
  listen(calling, [{ kind: kindOf(called), names: first(calling), listener: calling.args[1] ?? UNDEFINED }], ['sendMessage']) ? UNDEFINED : undefined;

const kindOf = (called: Api): string => `messages of ${/^npm:(?:@[^/]+\/)?[^/#]+/.exec(called.root)?.[0]}`;

const NAMED = String.raw`npm:(?:webext-bridge(?:\/[\w-]+)?#|@webext-core\/messaging#defineExtensionMessaging\(\)\.)`;

export const WEB_EXTENSION: Library = {
  follows: [
    'global:chrome',
    'global:browser',
    'npm:webextension-polyfill',
    'npm:webextension-polyfill-ts',
    'npm:wxt/browser',
    'npm:@wxt-dev/browser',
    'npm:#imports',
    'npm:webext-bridge',
    'npm:webext-bridge/background',
    'npm:webext-bridge/popup',
    'npm:webext-bridge/options',
    'npm:webext-bridge/content-script',
    'npm:@webext-core/messaging',
  ],
  calls: [],
  patterns: [
    [new RegExp(`^${ROOT}\\.storage\\.(?:local|sync|session|managed|\\*)\\.(?:get|set|remove)\\(\\)$`), storageArea],
    [new RegExp(`^${ROOT}\\.storage(?:\\.\\w+)?\\.onChanged\\.addListener\\(\\)$`), onChanged],
    [new RegExp(`^${ROOT}\\.(?:runtime|extension|tabs)\\.sendMessage\\(\\)$`), sendMessage],
    [new RegExp(`^${ROOT}\\.(?:runtime|extension)\\.onMessage\\.addListener\\(\\)$`), onMessage],
    [
      new RegExp(`^${ROOT}\\.(?:(?:runtime|tabs)\\.connect\\(\\)|runtime\\.onConnect\\.addListener\\(\\)\\.arg\\(0\\)\\.param\\(0\\))\\.postMessage\\(\\)$`),
      postMessage,
    ],
    [
      new RegExp(
        `^${ROOT}\\.(?:(?:runtime|tabs)\\.connect\\(\\)|runtime\\.onConnect\\.addListener\\(\\)\\.arg\\(0\\)\\.param\\(0\\))\\.onMessage\\.addListener\\(\\)$`,
      ),
      onPortMessage,
    ],
    [new RegExp(`^${NAMED}sendMessage\\(\\)$`), sendNamed],
    [new RegExp(`^${NAMED}onMessage\\(\\)$`), onNamed],
  ],
};
