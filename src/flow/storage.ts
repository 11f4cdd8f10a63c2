import type { Calling } from './calls.js';
import { ownArguments } from './contexts.js';
import { changed, type Engine, elementsAt, joinElements, joinProp, note, propAt } from './engine.js';
import { namedCell } from './ids.js';
import type { Where } from './members.js';
import { ANYTHING, type Api, constant, isEmpty, join, NOTHING, NULL, only, strings, UNDEFINED, type Val, withoutGrants } from './values.js';

/**
 * Stores that keep a value under a key. `missing` is what an absent key yields; `text` stores turn values into strings.
 */
interface Store {
  readonly path: RegExp;
  readonly does: 'get' | 'set' | 'remove';
  readonly missing?: 'null' | 'undefined';
  readonly text?: boolean;
  readonly isAsync?: boolean;
}

const ASYNC_STORAGE = String.raw`npm:@react-native-async-storage\/async-storage#(?:default|AsyncStorage)|npm:react-native#AsyncStorage|npm:localforage#default|npm:@capacitor\/preferences#Preferences|npm:expo-secure-store#`;
const COOKIES = String.raw`npm:js-cookie#default|npm:universal-cookie#default\.new\(\)|npm:cookies-next#|global:Cookies|npm:react-cookies#default`;
const KEYED = String.raw`npm:idb-keyval#|npm:@plasmohq\/storage#Storage\.new\(\)`;
const SYNC = String.raw`global:wx|global:uni|global:my|global:tt|npm:@tarojs\/taro#default`;

const STORES: readonly Store[] = [
  { path: /^global:(?:local|session)Storage\.getItem\(\)$/, does: 'get', missing: 'null', text: true },
  { path: /^global:(?:local|session)Storage\.setItem\(\)$/, does: 'set', text: true },
  { path: /^global:(?:local|session)Storage\.removeItem\(\)$/, does: 'remove' },
  { path: new RegExp(`^(?:${ASYNC_STORAGE})\\.?(?:getItem|getItemAsync|get)\\(\\)$`), does: 'get', missing: 'null', text: true, isAsync: true },
  { path: new RegExp(`^(?:${ASYNC_STORAGE})\\.?(?:setItem|setItemAsync|set)\\(\\)$`), does: 'set', text: true },
  { path: new RegExp(`^(?:${ASYNC_STORAGE})\\.?(?:removeItem|deleteItemAsync|remove)\\(\\)$`), does: 'remove' },
  { path: new RegExp(`^(?:${COOKIES})\\.?(?:get|getCookie)\\(\\)$`), does: 'get', missing: 'undefined', text: true },
  { path: new RegExp(`^(?:${COOKIES})\\.?(?:set|setCookie)\\(\\)$`), does: 'set', text: true },
  { path: new RegExp(`^(?:${COOKIES})\\.?(?:remove|deleteCookie|delete)\\(\\)$`), does: 'remove' },
  { path: /^npm:react-native-mmkv#(?:MMKV\.new\(\)|createMMKV\(\))\.get(?:String|Boolean|Number)\(\)$/, does: 'get', missing: 'undefined' },
  { path: /^npm:react-native-mmkv#(?:MMKV\.new\(\)|createMMKV\(\))\.set\(\)$/, does: 'set' },
  { path: new RegExp(`^(?:${KEYED})\\.?get\\(\\)$`), does: 'get', missing: 'undefined', isAsync: true },
  { path: new RegExp(`^(?:${KEYED})\\.?set\\(\\)$`), does: 'set' },
  { path: new RegExp(`^(?:${KEYED})\\.?(?:del|remove)\\(\\)$`), does: 'remove' },
  { path: new RegExp(`^(?:${SYNC})\\.getStorageSync\\(\\)$`), does: 'get', missing: 'undefined' },
  { path: new RegExp(`^(?:${SYNC})\\.setStorageSync\\(\\)$`), does: 'set' },
  { path: new RegExp(`^(?:${SYNC})\\.removeStorageSync\\(\\)$`), does: 'remove' },
];

/** Gets what a call of a store yields, or undefined when the path is no store. Writer and reader meet by key, across files. */
export function storageCall(calling: Calling, path: string): { readonly value: Val; readonly isAsync: boolean } | undefined {
  const store = STORES.find((entry) => entry.path.test(path));
  if (!store) return undefined;
  const { engine, args } = calling;
  const isAsync = store.isAsync ?? false;
  if (store.does !== 'get') {
    for (const [key, value] of calling.effects ? ownArguments(calling) : [])
      for (const name of strings(key ?? UNDEFINED)) writeKey(engine, name, store.does === 'remove' ? NULL : stored(value ?? UNDEFINED, store.text ?? false));
    return { value: UNDEFINED, isAsync };
  }
  const where = { module: calling.module, start: calling.call.start, end: calling.call.end };
  return { value: readKeys(engine, args[0] ?? UNDEFINED, store.missing === 'null' ? NULL : UNDEFINED, where), isAsync };
}

/** Gets what is kept under any of some keys. */
export function readKeys(engine: Engine, keys: Val, missing: Val, where: Where, isChosen = false): Val {
  const names = strings(keys);
  if (names.length === 0) return isEmpty(keys) ? NOTHING : ANYTHING;
  let value: Val = { values: [], any: keys.any, atoms: [] };
  for (const name of names) value = join(value, readKey(engine, name, missing, where, isChosen));
  return value;
}

/**
 * Gets what is kept under a key: `missing` before anything is. Where that is a value that the program itself chose (`isChosen`), a
 * user who was never asked has it, whatever the key is called.
 */
export function readKey(engine: Engine, key: string, missing: Val, where: Where, isChosen = false): Val {
  engine.sought.add(key);
  note(engine, namedCell(engine.ids, `key ${key}`));
  const held = join(propAt(engine, `storage:${key}`, 'value') ?? NOTHING, elementsAt(engine, ANY_KEY));
  const before = isChosen && engine.world.noDefaults ? withoutGrants(missing) : missing;
  const asked = engine.world.stored?.(key, engine.writtenKeys.has(key), where);
  if (asked) return join(asked, isChosen ? join(before, held) : held);
  if (engine.world.free) return ANYTHING;
  if (!isEmpty(held) && engine.world.noMissing?.(key)) return held;
  if (!isEmpty(held) || engine.writtenKeys.has(key)) return join(before, held);
  return isChosen ? join(before, ANYTHING) : ANYTHING;
}

/** Keeps a value under a key. */
export function writeKey(engine: Engine, key: string, value: Val): void {
  markWritten(engine, key);
  joinProp(engine, `storage:${key}`, 'value', value);
}

/** Keeps a value under some key that cannot be read. */
export function writeAnyKey(engine: Engine, value: Val): void {
  joinElements(engine, ANY_KEY, value);
}

const ANY_KEY = 'storage any key';

/** The program writes this key, or sends on this channel, somewhere: nobody outside has to. */
export function markWritten(engine: Engine, key: string): void {
  if (engine.writtenKeys.has(key)) return;
  engine.writtenKeys.add(key);
  changed(engine, namedCell(engine.ids, `key ${key}`));
}

/** Holds if the program writes a key, or sends on a channel, anywhere at all. */
export function isWritten(engine: Engine, key: string): boolean {
  note(engine, namedCell(engine.ids, `key ${key}`));
  return engine.writtenKeys.has(key);
}

const METHODS: ReadonlySet<string> = new Set(['getItem', 'setItem', 'removeItem', 'clear', 'key', 'length']);

/** `localStorage.asked`: a property is a key. Undefined for anything else. */
export function storageMember(engine: Engine, api: Api, name: string, where: Where): Val | undefined {
  const isStore = api.steps.length === 0 && /^global:(?:local|session)Storage$/.test(api.root);
  return isStore && !METHODS.has(name) ? readKey(engine, name, UNDEFINED, where) : undefined;
}

/** Text stores keep `true` as `'true'`. */
export function stored(value: Val, text: boolean): Val {
  if (!text) return value;
  return { ...value, values: value.values.map((v) => (v.k === 'const' && v.value !== null && typeof v.value !== 'string' ? constant(String(v.value)) : v)) };
}

/** `document.cookie = 'consent=granted; path=/'`. */
export function writeStorageText(engine: Engine, value: Val): void {
  for (const v of value.values) {
    if (v.k !== 'const' || typeof v.value !== 'string') continue;
    const pair = /^\s*([^=;\s]+)=([^;]*)/.exec(v.value);
    if (!pair?.[1]) continue;
    const isTakenAway = pair[2] === '' && /;\s*(?:max-age=(?:0|-\d+)\b|expires=[^;]*\b19[67]\d\b)/i.test(v.value);
    writeKey(engine, pair[1], isTakenAway ? NULL : v.prefixOnly && !v.value.includes(';') ? ANYTHING : only(constant(pair[2] ?? '')));
  }
}
