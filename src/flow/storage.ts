import { changed, type Engine, joinProp, note, placeAt } from './engine.js';
import { namedCell } from './ids.js';
import type { Where } from './members.js';
import { ANYTHING, constant, isEmpty, join, NULL, only, strings, UNDEFINED, type Val } from './values.js';

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
const COOKIES = String.raw`npm:js-cookie#default|npm:universal-cookie#default\.new\(\)|npm:cookies-next#|npm:nookies#|global:Cookies|npm:next\/headers#cookies\(\)|npm:react-cookies#default`;
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
  { path: new RegExp(`^(?:${SYNC})\\.getStorageSync\\(\\)$`), does: 'get', missing: 'undefined' },
  { path: new RegExp(`^(?:${SYNC})\\.setStorageSync\\(\\)$`), does: 'set' },
  { path: new RegExp(`^(?:${SYNC})\\.removeStorageSync\\(\\)$`), does: 'remove' },
];

/** Gets what a call of a store yields, or undefined when the path is no store. Writer and reader meet by key, across files. */
export function storageCall(
  engine: Engine,
  path: string,
  args: readonly Val[],
  effects: boolean,
  where: Where,
): { readonly value: Val; readonly isAsync: boolean } | undefined {
  const store = STORES.find((entry) => entry.path.test(path));
  if (!store) return undefined;
  const keys = strings(args[0] ?? UNDEFINED);
  const isAsync = store.isAsync ?? false;
  if (store.does !== 'get') {
    if (effects) for (const key of keys) write(engine, key, store.does === 'remove' ? NULL : stored(args[1] ?? UNDEFINED, store.text ?? false));
    return { value: UNDEFINED, isAsync };
  }
  if (keys.length === 0) return { value: ANYTHING, isAsync };
  let value: Val = { values: [], any: args[0]?.any ?? true, atoms: [] };
  for (const key of keys) value = join(value, readKey(engine, key, store.missing === 'null' ? NULL : UNDEFINED, where));
  return { value, isAsync };
}

export function readKey(engine: Engine, key: string, missing: Val, where: Where): Val {
  engine.readKeys.add(key);
  note(engine, namedCell(engine.ids, `key ${key}`));
  const written = placeAt(engine, `storage:${key}`).props.get('value');
  const asked = engine.world.stored?.(key, engine.writtenKeys.has(key), where);
  if (asked) return written ? join(asked, written) : asked;
  if (engine.world.free) return ANYTHING;
  if (written && !isEmpty(written) && engine.world.noMissing?.(key)) return written;
  return written && !isEmpty(written) ? join(missing, written) : engine.writtenKeys.has(key) ? missing : ANYTHING;
}

function write(engine: Engine, key: string, value: Val): void {
  if (!engine.writtenKeys.has(key)) {
    engine.writtenKeys.add(key);
    changed(engine, namedCell(engine.ids, `key ${key}`));
  }
  joinProp(engine, `storage:${key}`, 'value', value);
}

/** Text stores keep `true` as `'true'`. */
function stored(value: Val, text: boolean): Val {
  if (!text) return value;
  return { ...value, values: value.values.map((v) => (v.k === 'const' && v.value !== null && typeof v.value !== 'string' ? constant(String(v.value)) : v)) };
}

/** `document.cookie = 'consent=granted; path=/'`. */
export function writeStorageText(engine: Engine, value: Val): void {
  for (const v of value.values) {
    if (v.k !== 'const' || typeof v.value !== 'string') continue;
    const pair = /^\s*([^=;\s]+)=([^;]*)/.exec(v.value);
    if (pair?.[1]) write(engine, pair[1], v.prefixOnly && !v.value.includes(';') ? ANYTHING : only(constant(pair[2] ?? '')));
  }
}

/** `document.cookie.includes('consent=granted')` asks what a key holds. */
export function cookieTest(engine: Engine, needle: string, where: Where): Val | undefined {
  const pair = /^\s*([\w.-]+)=([^;]*)/.exec(needle);
  if (!pair?.[1]) return undefined;
  const held = readKey(engine, pair[1], NULL, where);
  if (!pair[2])
    return {
      values: held.values.map((v) => constant(!(v.k === 'const' && v.value === null) && !(v.k === 'choice' && v.state === 'undecided'))),
      any: held.any,
      atoms: held.atoms,
    };
  const results = new Set<boolean>();
  for (const v of held.values) {
    if (v.k === 'const') results.add(String(v.value).startsWith(pair[2]));
    else if (v.k === 'choice') {
      const answer = engine.world.compare?.(v.state, pair[2], true) ?? 'both';
      if (answer !== 'no') results.add(true);
      if (answer !== 'yes') results.add(false);
    } else return { ...ANYTHING, atoms: held.atoms };
  }
  return { values: [...results].map((result) => constant(result)), any: held.any, atoms: held.atoms };
}
