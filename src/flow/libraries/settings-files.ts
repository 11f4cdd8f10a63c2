import type { Calling } from '../calls.js';
import { ownArguments } from '../contexts.js';
import { type Engine, joinProp, placeAt, propAt } from '../engine.js';
import { keptAll, keptChange, withKnownKeys } from '../kept-objects.js';
import { memberOf } from '../members.js';
import { register } from '../register.js';
import { readKeys, writeKey } from '../storage.js';
import { ANYTHING, type Api, BOOLEAN, isEmpty, join, objectAt, only, promiseOf, stepVal, strings, UNDEFINED, type Val } from '../values.js';
import { first, type Library, type Meaning, type MemberMeaning, propsOf, run, whereOf } from './meaning.js';
import { keepAll } from './web-extension.js';

/** Settings that a desktop app or a tool keeps in a file: electron-store, conf, configstore, electron-settings, lowdb. */
const STORES = String.raw`npm:(?:electron-store|conf)#(?:default|Conf)\.new\(\)`;
const CONFIG = String.raw`npm:configstore#default\.new\(\)`;
const SETTINGS = String.raw`npm:electron-settings#(?:default|\*)`;

/** What a store was made with, by the call that made it. */
const aboutOf = (called: Api): string => `settings ${called.steps.find(({ op }) => op === 'new()')?.site ?? ''}`;

/** `new Store({ defaults, schema })`, `new Configstore(name, defaults)` */
const open: Meaning = (calling, called, site) => {
  const { engine, args } = calling;
  const place = `settings ${site}`;
  const isConfig = called.path.startsWith('npm:configstore#');
  const given = isConfig ? (args[1] ?? UNDEFINED) : memberOf(engine, first(calling), 'defaults', whereOf(calling));
  for (const [key, held] of propsOf(engine, given)) choose(engine, place, key, held);
  const schema = isConfig ? UNDEFINED : memberOf(engine, first(calling), 'schema', whereOf(calling));
  for (const [key, held] of propsOf(engine, schema)) {
    const initial = memberOf(engine, { ...held, any: false }, 'default', whereOf(calling));
    if (!isEmpty(initial) && initial.values.some((value) => value.k !== 'const' || value.value !== undefined)) choose(engine, place, key, initial);
  }
  return only(called);
};

/** Default values by key, of all stores: one that goes through unknown hands is known by its keys. */
const CHOSEN = 'settings chosen';

function choose(engine: Engine, place: string, key: string, value: Val): void {
  joinProp(engine, place, key, value);
  joinProp(engine, CHOSEN, key, value);
}

/** `settings.get('asked')` of something unknown that is called like settings, where some store of the program has a default for that key. */
const getByName: MemberMeaning = (calling, owner) => {
  if (owner === undefined || !/(?:store|settings?|config|conf|prefs|preferences)$/i.test(owner)) return undefined;
  // Where the key stands beside a default may be a file that is not parsed yet.
  for (const key of strings(first(calling))) calling.engine.sought.add(key);
  const { props } = placeAt(calling.engine, CHOSEN);
  const chosen = strings(first(calling)).flatMap((key) => props.get(key) ?? []);
  return chosen.length === 0 ? undefined : readKeys(calling.engine, first(calling), chosen.reduce(join), whereOf(calling), true);
};

function defaultOf({ engine }: Calling, called: Api, keys: Val, given: Val | undefined): Val | undefined {
  const own = strings(keys).flatMap((key) => propAt(engine, aboutOf(called), key) ?? []);
  const all = given ? [...own, given] : own;
  return all.length === 0 ? undefined : all.reduce(join);
}

/** `store.get('asked', otherwise)` */
const get: Meaning = (calling, called) => {
  const initial = defaultOf(calling, called, first(calling), calling.args[1]);
  return readKeys(calling.engine, first(calling), initial ?? UNDEFINED, whereOf(calling), initial !== undefined);
};

/** `store.set('asked', true)`, `store.set({ asked: true })` */
const set: Meaning = (calling) => {
  const { engine, effects } = calling;
  for (const [key, value] of effects ? ownArguments(calling) : []) {
    for (const name of strings(key ?? UNDEFINED)) writeKey(engine, name, value ?? UNDEFINED);
    keepAll(calling, { ...(key ?? UNDEFINED), any: false, values: (key ?? UNDEFINED).values.filter((held) => held.k === 'object') });
  }
  return UNDEFINED;
};

const remove: Meaning = (calling) => {
  for (const key of calling.effects ? strings(first(calling)) : []) writeKey(calling.engine, key, UNDEFINED);
  return UNDEFINED;
};

/** `store.has('asked')` tells that something was kept, not what: those who refused have it, too. */
const has: Meaning = () => BOOLEAN;

/** `store.onDidChange('asked', (now, before) => …)` */
const onChange: Meaning = (calling, called) => {
  const { engine, args, effects } = calling;
  const where = whereOf(calling);
  for (const value of effects ? (args[1] ?? UNDEFINED).values : [])
    if (value.k === 'fn') {
      const changes = strings(first(calling)).map((key) => keptChange(engine, key));
      const now = changes.reduce((all, change) => join(all, memberOf(engine, change, 'newValue', where)), changes.length > 0 ? UNDEFINED : ANYTHING);
      register(engine, value, { path: `${called.path}.arg(1)`, api: called, labels: [], around: [], where, args }, [now, ANYTHING]);
    }
  return UNDEFINED;
};

/** `new Low(adapter, defaults)`, `await JSONFilePreset(file, defaults)`: `db.data` is what the file holds. */
const database =
  (isAsync: boolean): Meaning =>
  (calling, called, site) => {
    const { engine, args } = calling;
    const place = `lowdb ${site}`;
    joinProp(engine, place, 'data', withKnownKeys(engine, keptAll(engine, site, args[1]), whereOf(calling)));
    for (const name of ['read', 'write', 'update']) joinProp(engine, place, name, stepVal(called, `.${name}`));
    return isAsync ? promiseOf(only(objectAt(place, 'object'))) : only(objectAt(place, 'object'));
  };

/** `db.update((data) => …)` */
const updateData: Meaning = (calling, called) => {
  const site = called.steps.find((step) => step.site !== undefined)?.site;
  run(calling, first(calling), [propAt(calling.engine, `lowdb ${site}`, 'data') ?? ANYTHING]);
  return UNDEFINED;
};

export const SETTINGS_FILES: Library = {
  follows: ['npm:electron-store', 'npm:conf', 'npm:configstore', 'npm:electron-settings', 'npm:lowdb', 'npm:lowdb/node', 'npm:lowdb/browser'],
  calls: [],
  members: { get: getByName },
  patterns: [
    [new RegExp(`^(?:${STORES}|${CONFIG})$`), open],
    // A page that has a module of the main process by `remote.require`.
    [/^npm:(?:electron#(?:default\.)?remote\.|@electron\/remote#(?:default\.)?)require\(\)\.\w+\.get\(\)$/, (calling) => getByName(calling, 'settings')],
    [new RegExp(`^(?:${STORES}|${CONFIG})\\.get\\(\\)$`), get],
    [new RegExp(`^(?:${STORES}|${CONFIG})\\.set\\(\\)$`), set],
    [new RegExp(`^(?:${STORES}|${CONFIG})\\.delete\\(\\)$`), remove],
    [new RegExp(`^(?:${STORES}|${CONFIG})\\.has\\(\\)$`), has],
    [new RegExp(`^${STORES}\\.onDidChange\\(\\)$`), onChange],
    [new RegExp(`^${SETTINGS}\\.get\\(\\)$`), (calling, called, site) => promiseOf(get(calling, called, site) ?? ANYTHING)],
    [new RegExp(`^${SETTINGS}\\.getSync\\(\\)$`), get],
    [new RegExp(`^${SETTINGS}\\.has\\(\\)$`), () => promiseOf(BOOLEAN)],
    [new RegExp(`^${SETTINGS}\\.hasSync\\(\\)$`), has],
    [new RegExp(`^${SETTINGS}\\.set(?:Sync)?\\(\\)$`), set],
    [new RegExp(`^${SETTINGS}\\.unset(?:Sync)?\\(\\)$`), remove],
    [/^npm:lowdb(?:\/\w+)?#.*\.update\(\)$/, updateData],
    [/^npm:lowdb#Low(?:Sync)?\.new\(\)$/, database(false)],
    [/^npm:lowdb\/(?:node|browser)#\w+SyncPreset\(\)$/, database(false)],
    [/^npm:lowdb\/(?:node|browser)#(?:JSONFilePreset|LocalStoragePreset|SessionStoragePreset)\(\)$/, database(true)],
  ],
};
