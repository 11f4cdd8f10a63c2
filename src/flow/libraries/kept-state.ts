import type { Calling } from '../calls.js';
import { results } from '../calls.js';
import { joinProp } from '../engine.js';
import { keptChange, keptOne, removeKept, valueOfKept, writeToKept } from '../kept-objects.js';
import { memberOf } from '../members.js';
import { register } from '../register.js';
import { readKeys, writeKey } from '../storage.js';
import { ANYTHING, join, native, objectAt, only, promiseOf, strings, UNDEFINED, type Val, type Value, withoutGrants } from '../values.js';
import { first, type Known, type Library, type Meaning, ownId, propsOf, whereOf } from './meaning.js';

/** `area:key` of wxt. */
const AREA = /^(?:local|session|sync|managed):/;

type Place = { readonly id: string; readonly object: Val };

function kept(calling: Calling, site: string, keys: Val, initial: Val | undefined): Place {
  const { engine } = calling;
  const id = ownId(calling, site);
  const given = initial && results(calling, initial, []);
  return { id: `kept:one:${id}`, object: keptOne(engine, id, keys, given && engine.world.emptyState ? withoutGrants(given) : given) };
}

/** The key that a hook is given: a text, or an object with it. */
function keyIn(calling: Calling, given: Val): Val {
  const named = given.values.filter((value) => value.k === 'object');
  return named.length > 0 ? memberOf(calling.engine, { ...given, any: false, values: named }, 'key', whereOf(calling)) : given;
}

/** What stands for an initial value among options: `defaultValue`, `fallback`, `default`, `initialValue`. */
function initialIn(calling: Calling, options: Val): Val | undefined {
  const found = propsOf(calling.engine, options).filter(([name]) => /^(?:defaultValue|fallback|default|initialValue|init)$/.test(name));
  return found.length === 0 ? undefined : found.map(([, held]) => held).reduce(join);
}

/** `[value, set, remove]` */
function triple(calling: Calling, site: string, { id, object }: Place): Val {
  const { engine } = calling;
  const place = `kept hook ${ownId(calling, site)}`;
  joinProp(engine, place, '0', memberOf(engine, object, 'value', whereOf(calling)));
  joinProp(engine, place, '1', only(native('keep', id)));
  joinProp(engine, place, '2', only(native('keep nothing', id)));
  return only(objectAt(place, 'array'));
}

/** `useLocalStorage(key, initial)` of the libraries of hooks. */
const hook: Meaning = (calling, _called, site) => triple(calling, site, kept(calling, site, first(calling), calling.args[1]));

/** `useLocalStorage({ key, defaultValue })`, `useLocalStorageState(key, { defaultValue })` */
const hookWithOptions: Meaning = (calling, _called, site) => {
  const options = first(calling).values.some((value) => value.k === 'object') ? first(calling) : (calling.args[1] ?? UNDEFINED);
  return triple(calling, site, kept(calling, site, keyIn(calling, first(calling)), initialIn(calling, options)));
};

/** `useStorage(key, initial)` of Plasmo, whose initial value may be a function of what is kept. */
const plasmoHook: Meaning = (calling, _called, site) => {
  const [key, initial] = [keyIn(calling, first(calling)), calling.args[1]];
  const isFn = initial?.values.some((value) => value.k === 'fn') ?? false;
  return triple(calling, site, kept(calling, site, key, isFn ? results(calling, initial as Val, [UNDEFINED]) : initial));
};

/** `useStorage(key, initial)` of VueUse, `useCookie(key, { default })` of Nuxt: a ref. */
const ref: Meaning = (calling, _called, site) => kept(calling, site, first(calling), calling.args[1]).object;
const refWithOptions: Meaning = (calling, _called, site) => kept(calling, site, first(calling), initialIn(calling, calling.args[1] ?? UNDEFINED)).object;

/** `storage.defineItem('local:asked', { fallback })`, `new StorageItem('asked', { defaultValue })` */
const item: Meaning = (calling, called, site) => {
  kept(calling, site, withoutArea(first(calling)), initialIn(calling, calling.args[1] ?? UNDEFINED));
  return only(called);
};

function withoutArea(keys: Val): Val {
  return {
    ...keys,
    values: keys.values.map((value): Value => (value.k === 'const' && typeof value.value === 'string' ? plain(value.value.replace(AREA, '')) : value)),
  };
}

const plain = (text: string): Value => ({ k: 'const', key: `cstring:${text}`, value: text });

const MADE = /(?:defineItem\(\)|\.new\(\))@(\d+:\d+)/;

/** What is done with such an item. */
const useItem: Meaning = (calling, called) => {
  const { engine, effects, args } = calling;
  const site = MADE.exec(called.key)?.[1];
  if (site === undefined) return undefined;
  const place = `kept:one:${site}`;
  const where = whereOf(calling);
  switch (/\.([\w$]+)\(\)$/.exec(called.path)?.[1]) {
    case 'getValue':
    case 'get':
      return promiseOf(valueOfKept(engine, place, where));
    case 'setValue':
    case 'set':
      if (effects) writeToKept(engine, place, first(calling));
      return promiseOf(UNDEFINED);
    case 'removeValue':
    case 'remove':
      if (effects) removeKept(engine, place);
      return promiseOf(UNDEFINED);
    case 'watch':
    case 'onChanged':
      for (const value of effects ? first(calling).values : [])
        if (value.k === 'fn')
          register(engine, value, { path: `${called.path}.arg(0)`, api: called, labels: [], around: [], where, args }, [
            valueOfKept(engine, place, where),
            ANYTHING,
          ]);
      return UNDEFINED;
    default:
      return undefined;
  }
};

/** `storage.getItem('local:asked', { fallback })` */
const getItem: Meaning = (calling) => {
  const initial = initialIn(calling, calling.args[1] ?? UNDEFINED);
  return promiseOf(readKeys(calling.engine, withoutArea(first(calling)), initial ?? UNDEFINED, whereOf(calling), initial !== undefined));
};

const setItem: Meaning = (calling) => {
  for (const key of calling.effects ? strings(withoutArea(first(calling))) : []) writeKey(calling.engine, key, calling.args[1] ?? UNDEFINED);
  return promiseOf(UNDEFINED);
};

/** `storage.watch({ asked: (change) => … })` */
const watch: Meaning = (calling, called) => {
  const { engine, effects, args } = calling;
  for (const [key, held] of effects ? propsOf(engine, first(calling)) : [])
    for (const value of held.values)
      if (value.k === 'fn')
        register(engine, value, { path: `${called.path}.arg(0)`, api: called, labels: [], around: [], where: whereOf(calling), args }, [
          keptChange(engine, key),
          ANYTHING,
        ]);
  return UNDEFINED;
};

/** `update(key, (before) => after)` of idb-keyval. */
const update: Meaning = (calling) => {
  for (const key of calling.effects ? strings(first(calling)) : []) {
    const before = readKeys(calling.engine, first(calling), UNDEFINED, whereOf(calling));
    writeKey(calling.engine, key, results(calling, calling.args[1] ?? UNDEFINED, [before]));
  }
  return promiseOf(UNDEFINED);
};

const WXT = ['npm:wxt/storage#storage', 'npm:@wxt-dev/storage#storage', 'npm:wxt/utils/storage#storage', 'npm:#imports#storage', 'global:storage'];

export const KEPT_STATE: Library = {
  calls: [
    ...[
      'usehooks-ts#useLocalStorage',
      'usehooks-ts#useSessionStorage',
      'react-use#useLocalStorage',
      'react-use#useSessionStorage',
      'react-use/lib/useLocalStorage#default',
      '@uidotdev/usehooks#useLocalStorage',
      '@uidotdev/usehooks#useSessionStorage',
      '@rehooks/local-storage#useLocalStorage',
      '@rehooks/local-storage#default',
    ].map((name): Known => [`npm:${name}()`, hook]),
    ...[
      '@mantine/hooks#useLocalStorage',
      '@mantine/hooks#useSessionStorage',
      'ahooks#useLocalStorageState',
      'ahooks#useSessionStorageState',
      'use-local-storage-state#default',
    ].map((name): Known => [`npm:${name}()`, hookWithOptions]),
    ...['useStorage', 'useLocalStorage', 'useSessionStorage', 'useStorageAsync'].flatMap((name): Known[] => [
      [`npm:@vueuse/core#${name}()`, ref],
      [`global:${name}()`, ref],
    ]),
    ['npm:@plasmohq/storage/hook#useStorage()', plasmoHook],
    ['global:useCookie()', refWithOptions],
    ['npm:nuxt/app#useCookie()', refWithOptions],
    ['npm:@plasmohq/storage#Storage.new().watch()', watch],
    ['npm:webext-storage#StorageItem.new()', item],
    ...WXT.flatMap((root): Known[] => [
      [`${root}.defineItem()`, item],
      [`${root}.getItem()`, getItem],
      [`${root}.setItem()`, setItem],
    ]),
    ['npm:@rehooks/local-storage#writeStorage()', setItem],
    ['npm:idb-keyval#update()', update],
  ],
  patterns: [
    [
      /^(?:npm:webext-storage#StorageItem\.new\(\)|(?:npm:(?:wxt\/storage|@wxt-dev\/storage|wxt\/utils\/storage|#imports)#storage|global:storage)\.defineItem\(\))\.\w+\(\)$/,
      useItem,
    ],
  ],
  natives: {
    keep: (calling, place) => {
      const { engine, effects } = calling;
      if (effects) writeToKept(engine, place, results(calling, first(calling), [valueOfKept(engine, place, whereOf(calling))]));
      return UNDEFINED;
    },
    'keep nothing': (calling, place) => {
      if (calling.effects) removeKept(calling.engine, place);
      return UNDEFINED;
    },
  },
};
