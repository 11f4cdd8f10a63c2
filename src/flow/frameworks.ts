import { callbacks } from './builtins.js';
import { applyFunction, type Calling, results } from './calls.js';
import { joinElements, joinProp, openPlace, placeAt, siteOf } from './engine.js';
import { spreadInto } from './evaluate.js';
import { awaited, elementsOf, memberOf } from './members.js';
import { register } from './register.js';
import { renderValue } from './render.js';
import {
  ANYTHING,
  type Api,
  constant,
  is,
  isEmpty,
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
  withAtoms,
} from './values.js';

type Meaning = (calling: Calling, called: Api, place: string) => Val | undefined;

/**
 * Gets what a call of the language's own library, the page or a user-interface framework yields; undefined for anything
 * else. The table speaks of how values and control move, not of what they are about.
 */
export function frameworkCall(calling: Calling, path: string, called: Api): Val | undefined {
  const meaning = MEANINGS.get(path) ?? PATTERNS.find(([pattern]) => pattern.test(path))?.[1];
  return meaning?.(calling, called, siteOf(calling.module, calling.index));
}

const first = (calling: Calling): Val => calling.args[0] ?? UNDEFINED;

/** Calls a function argument now and gets what it returns. */
function run(calling: Calling, fn: Val | undefined, args: readonly Val[]): Val {
  return callbacks(calling, fn, args);
}

function pair(place: string, a: Val, b: Val, calling: Calling): Val {
  const { engine } = calling;
  joinProp(engine, `pair:${place}`, '0', a);
  joinProp(engine, `pair:${place}`, '1', b);
  joinProp(engine, `pair:${place}`, 'length', is(2));
  return only(objectAt(`pair:${place}`, 'array'));
}

const useState: Meaning = (calling, _called, site) => {
  const { engine } = calling;
  const place = `state:${site}`;
  const initial = results(calling, first(calling), []);
  joinElements(engine, place, engine.world.emptyState ? withoutGrants(initial) : initial);
  return pair(place, placeAt(engine, place).elements, only(native('set', place)), calling);
};

function withoutGrants(val: Val): Val {
  return { ...val, values: val.values.map((value) => (value.k === 'const' && value.value === true ? constant(false) : value)) };
}

const effect: Meaning = (calling) => {
  run(calling, first(calling), []);
  return UNDEFINED;
};

const identity: Meaning = (calling) => first(calling);

/** A box with one value: `useRef`, `ref`, `signal`. */
const box =
  (name: string): Meaning =>
  (calling, _called, site) => {
    const place = `box:${site}`;
    joinProp(calling.engine, place, name, calling.engine.world.emptyState ? withoutGrants(first(calling)) : first(calling));
    return only(objectAt(place, 'object'));
  };

const computed: Meaning = (calling, _called, site) => {
  const place = `box:${site}`;
  const [value] = first(calling).values;
  const getter = value?.k === 'object' ? memberOf(calling.engine, only(value), 'get', { module: calling.module, start: 0, end: 0 }) : first(calling);
  joinProp(calling.engine, place, 'value', run(calling, getter, []));
  return only(objectAt(place, 'object'));
};

const createContext: Meaning = (calling, called, site) => {
  joinElements(calling.engine, `default:${site}`, first(calling));
  return only(called);
};

const useContext: Meaning = (calling) => {
  const { engine } = calling;
  let result = NOTHING;
  for (const value of first(calling).values) {
    const site = value.k === 'api' ? value.steps.find((step) => step.op === '()')?.site : undefined;
    if (!site) continue;
    const provided = placeAt(engine, `context:${site}`).elements;
    result = join(result, isEmpty(provided) ? placeAt(engine, `default:${site}`).elements : provided);
  }
  return isEmpty(result) ? (first(calling).values.length > 0 && !first(calling).any ? undefined : ANYTHING) : result;
};

const useReducer: Meaning = (calling, _called, site) => {
  const { engine, args } = calling;
  const place = `state:${site}`;
  const initial = args[2] ? run(calling, args[2], [args[1] ?? UNDEFINED]) : (args[1] ?? UNDEFINED);
  joinElements(engine, place, initial);
  joinProp(engine, place, 'reducer', args[0] ?? ANYTHING);
  return pair(place, placeAt(engine, place).elements, only(native('dispatch', place)), calling);
};

/** `create((set, get) => ({…}))`: a store whose hook yields the state, or what a selector picks. */
const createStore: Meaning = (calling, called, site) => {
  const { engine, args } = calling;
  if (args.length === 0) return only(called);
  const place = `store:${site}`;
  const state = only(objectAt(place, 'object'));
  const made = results(calling, first(calling), [only(native('merge', place)), only(native('get', place)), ANYTHING]);
  spreadInto(engine, place, made);
  joinElements(engine, `storehook:${called.key}`, state);
  return only(called);
};

/** A call of what `create` made, or `.getState()` of it. */
const useStore: Meaning = (calling, called) => {
  const { engine } = calling;
  const owner = ownerKey(called);
  const state = owner ? placeAt(engine, `storehook:${owner}`).elements : NOTHING;
  if (isEmpty(state)) return undefined;
  const selector = first(calling);
  return selector.values.some((value) => value.k === 'fn') ? run(calling, selector, [state]) : state;
};

function ownerKey(called: Api): string | undefined {
  const upTo = /^(.*?(?:#create(?:Store|WithEqualityFn)?|#useBoundStore)\(\)@\d+:\d+(?:\(\)@\d+:\d+)?)(?:\(\)@\d+:\d+|\.getState\(\)@\d+:\d+|\.getState)$/.exec(
    called.key,
  );
  return upTo?.[1];
}

const setStore: Meaning = (calling, called) => {
  const { engine, effects } = calling;
  const owner = /^(.*)\.setState\(\)@\d+:\d+$/.exec(called.key)?.[1];
  const state = owner ? placeAt(engine, `storehook:${owner}`).elements : NOTHING;
  for (const value of effects ? state.values : []) if (value.k === 'object') spreadInto(engine, value.place, results(calling, first(calling), [state]));
  return UNDEFINED;
};

const newPromise: Meaning = (calling, _called, site) => {
  const { engine } = calling;
  const place = `promise:${site}`;
  if (calling.effects) run(calling, first(calling), [only(native('resolve', place)), only(native('reject', place))]);
  if (first(calling).any) openPlace(engine, place);
  return only(objectAt(place, 'promise'));
};

const newCollection: Meaning = (calling, _called, site) => {
  const { engine } = calling;
  const place = `map:${site}${calling.frame ? `~${calling.frame.id}` : ''}`;
  placeAt(engine, place);
  const entries = elementsOf(engine, first(calling));
  for (const value of entries.values) {
    if (value.k === 'object' && value.what === 'array') {
      const held = placeAt(engine, value.place).props.get('1');
      if (held) joinElements(engine, place, held);
      else joinElements(engine, place, only(value));
    } else joinElements(engine, place, only(value));
  }
  if (entries.any) openPlace(engine, place);
  return only(objectAt(place, 'object'));
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

const toBoolean: Meaning = (calling) => {
  const given = first(calling);
  const can = outcomes(given);
  return { values: [...(can.yes ? [constant(true)] : []), ...(can.no ? [constant(false)] : [])], any: false, atoms: given.atoms };
};

const parseJson: Meaning = (calling, _called, site) => {
  let result: Val = { ...NOTHING, any: first(calling).any, atoms: first(calling).atoms };
  for (const value of first(calling).values) {
    if (value.k === 'const' && typeof value.value === 'string' && !value.prefixOnly)
      result = join(result, jsonValue(calling, `json:${site}:${value.value.slice(0, 80)}`, value.value));
    else if (value.k === 'const' && value.value !== undefined) result = join(result, only(value));
    else if (value.k === 'object' || value.k === 'choice') result = join(result, only(value));
    else if (value.k === 'api') result = join(result, only(value));
  }
  return result;
};

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
  placeAt(calling.engine, place);
  return only(objectAt(place, Array.isArray(value) ? 'array' : 'object'));
}

const assign: Meaning = (calling) => {
  const { engine, args } = calling;
  for (const target of first(calling).values) if (target.k === 'object') for (const source of args.slice(1)) spreadInto(engine, target.place, source);
  return first(calling);
};

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
    joinElements(engine, place, awaited(engine, placeAt(engine, value.place).elements));
  }
  if (first(calling).any) openPlace(engine, place);
  return promiseOf(only(objectAt(place, 'array')));
};

/** `document.createElement('script')`, `document.getElementById('accept')`. */
const element =
  (made: boolean): Meaning =>
  (calling, called, site) => {
    const names = strings(first(calling));
    if (names.length === 0) return made ? only(objectAt(`dom:element@${site}`, 'dom')) : only(objectAt(`dom:?@${site}`, 'dom'));
    const byId = /getElementById/.test(called.path);
    return joinAll(names.map((name) => only(objectAt(made ? `dom:${name.toLowerCase()}@${site}` : `dom:${byId ? '#' : ''}${name}`, 'dom'))));
  };

const elements: Meaning = (calling, _called, site) => {
  const place = `doms:${site}`;
  for (const name of strings(first(calling))) joinElements(calling.engine, place, only(objectAt(`dom:${name}`, 'dom')));
  return only(objectAt(place, 'array'));
};

/** Vue: a watcher gets what its source yields. */
const watch: Meaning = (calling) => {
  const source = first(calling);
  let value = NOTHING;
  for (const v of source.values) {
    if (v.k === 'fn') value = join(value, applyFunction(calling, v, [], undefined).value);
    else if (v.k === 'object') value = join(value, memberOf(calling.engine, only(v), 'value', { module: calling.module, start: 0, end: 0 }));
    else value = join(value, only(v));
  }
  run(calling, calling.args[1], [isEmpty(value) ? ANYTHING : value, ANYTHING]);
  return ANYTHING;
};

const render: Meaning = (calling) => {
  if (calling.effects) for (const arg of calling.args) renderValue(calling.engine, arg);
  return ANYTHING;
};

/** `createApp(App)`: the component is shown, and the app goes on. */
const createApp: Meaning = (calling, called) => {
  const { engine, module, call } = calling;
  for (const value of calling.effects ? first(calling).values : []) {
    if (value.k === 'fn') renderValue(engine, applyFunction(calling, value, [calling.args[1] ?? ANYTHING], undefined).value);
    else if (value.k === 'object')
      for (const fn of memberOf(engine, only(value), 'render', { module, start: call.start, end: call.end }).values)
        if (fn.k === 'fn') renderValue(engine, applyFunction(calling, fn, [calling.args[1] ?? ANYTHING], only(value)).value);
  }
  return only(called);
};

const createRoot: Meaning = (calling, called, site) => {
  render(calling, called, site);
  return only(called);
};

const useLocalStorage: Meaning = (calling, _called, site) => {
  const { engine, args } = calling;
  const place = `state:${site}`;
  for (const key of strings(first(calling))) engine.writtenKeys.add(key);
  joinElements(engine, place, args[1] ?? UNDEFINED);
  return pair(place, placeAt(engine, place).elements, only(native('set', place)), calling);
};

/** A store of Svelte: what `set`, `update` and `$store = …` put into it. */
const writable: Meaning = (calling, _called, site) => {
  const { engine } = calling;
  const place = `box:${site}`;
  const state = `state:${site}`;
  joinElements(engine, state, engine.world.emptyState ? withoutGrants(first(calling)) : first(calling));
  joinProp(engine, place, 'set', only(native('set', state)));
  joinProp(engine, place, 'update', only(native('set', state)));
  joinProp(engine, place, 'subscribe', only(native('subscribe', state)));
  return only(objectAt(place, 'object'));
};

/** `$store`, `get(store)`: all that the store may hold. What is no store that is known may hold anything of its name. */
function readStore(calling: Calling, store: Val): Val {
  const { engine, module, call } = calling;
  const where = { module, start: call.start, end: call.end };
  let result: Val = { ...NOTHING, atoms: store.atoms };
  for (const value of store.values) {
    const site = value.k === 'object' ? /^box:(.*)$/.exec(value.place)?.[1] : undefined;
    const known = site === undefined ? undefined : placeAt(engine, `state:${site}`).elements;
    if (value.k === 'object' && (known === undefined || placeAt(engine, value.place).props.has('value')))
      result = join(result, memberOf(engine, only(value), 'value', where));
    if (known) result = join(result, known);
    else if (value.k !== 'object') result = join(result, value.k === 'const' ? NOTHING : ANYTHING);
  }
  if (!store.any && !result.any) return result;
  const [named] = call.args;
  const name = named?.kind === 'ref' ? engine.program.modules[module]?.bindings[named.binding]?.name : undefined;
  return join({ ...result, any: false }, (name === undefined ? undefined : engine.world.unknown?.(name, undefined, where)) ?? ANYTHING);
}

/** `derived(store, fn)`, `derived([a, b], fn)` */
const derived: Meaning = (calling, _called, site) => {
  const { engine, args } = calling;
  const given = first(calling).values.map((value): Val => {
    if (value.k !== 'object' || value.what !== 'array') return readStore(calling, only(value));
    const place = `list:${site}`;
    for (const [name, held] of [...placeAt(engine, value.place).props]) joinProp(engine, place, name, /^\d+$/.test(name) ? readStore(calling, held) : held);
    return only(objectAt(place, 'array'));
  });
  joinElements(engine, `state:${site}`, run(calling, args[1], [joinAll(given), only(native('set', `state:${site}`))]));
  joinProp(engine, `box:${site}`, 'subscribe', only(native('subscribe', `state:${site}`)));
  return only(objectAt(`box:${site}`, 'object'));
};

/** Signals are called to be read. */
const signal: Meaning = (calling, called, site) => {
  joinElements(calling.engine, `state:signal:${site}`, first(calling));
  return only(called);
};

const readSignal: Meaning = (calling, called) => {
  const site = /#signal\(\)@(\d+:\d+)/.exec(called.key)?.[1];
  const place = `state:signal:${site}`;
  if (/\.set\(\)$/.test(called.path)) {
    if (calling.effects) joinElements(calling.engine, place, first(calling));
    return UNDEFINED;
  }
  if (/\.update\(\)$/.test(called.path)) {
    if (calling.effects) joinElements(calling.engine, place, results(calling, first(calling), [placeAt(calling.engine, place).elements]));
    return UNDEFINED;
  }
  return /\(\)\(\)$/.test(called.path) ? placeAt(calling.engine, place).elements : undefined;
};

/** `useScript('https://…')`, `useScript({ src })`: the page gets a script. */
const loadScript: Meaning = (calling) => {
  const { engine, module, call } = calling;
  if (!calling.effects) return undefined;
  const given = first(calling);
  const where = { module, start: call.start, end: call.end };
  const address = given.values.some((value) => value.k === 'object') ? memberOf(engine, given, 'src', where) : given;
  if (strings(address).length > 0) engine.loads.set(`${module}:${call.start}:src`, { ...engine.at, start: call.start, value: address, tag: 'script' });
  return undefined;
};

const MEANINGS: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ...['react', 'preact/hooks', 'preact/compat'].flatMap((pkg): [string, Meaning][] => [
    [`npm:${pkg}#useState()`, useState],
    ...['useEffect', 'useLayoutEffect', 'useInsertionEffect'].map((name): [string, Meaning] => [`npm:${pkg}#${name}()`, effect]),
    [`npm:${pkg}#useCallback()`, identity],
    [`npm:${pkg}#useMemo()`, (calling) => run(calling, first(calling), [])],
    [`npm:${pkg}#useRef()`, box('current')],
    [`npm:${pkg}#useContext()`, useContext],
    [`npm:${pkg}#use()`, (calling) => useContext(calling, {} as Api, '') ?? awaited(calling.engine, first(calling))],
    [`npm:${pkg}#useReducer()`, useReducer],
    [`npm:${pkg}#createContext()`, createContext],
    [`npm:${pkg}#startTransition()`, effect],
    [`npm:${pkg}#createElement()`, createElement],
  ]),
  ['npm:preact#createContext()', createContext],
  ...['useFocusEffect'].map((name): [string, Meaning] => [`npm:@react-navigation/native#${name}()`, effect]),
  ...['useFocusEffect'].map((name): [string, Meaning] => [`npm:expo-router#${name}()`, effect]),
  ['npm:zustand#create()', createStore],
  ['npm:zustand#create()()', createStoreOrUse],
  ['npm:zustand#default()', createStore],
  ['npm:zustand/vanilla#createStore()', createStore],
  ...['persist', 'devtools', 'immer', 'subscribeWithSelector', 'combine'].map((name): [string, Meaning] => [
    `npm:zustand/middleware${name === 'immer' ? '/immer' : ''}#${name}()`,
    identity,
  ]),
  ...['npm:vue#', 'npm:#imports#', 'npm:@vue/composition-api#', 'global:'].flatMap((root): [string, Meaning][] => [
    [`${root}ref()`, box('value')],
    [`${root}shallowRef()`, box('value')],
    [`${root}reactive()`, identity],
    [`${root}computed()`, computed],
    [`${root}watch()`, watch],
    [`${root}watchEffect()`, effect],
    ...['onMounted', 'onBeforeMount', 'onUpdated', 'onActivated', 'nextTick'].map((name): [string, Meaning] => [`${root}${name}()`, effect]),
  ]),
  ...['onMount', 'beforeUpdate', 'afterUpdate', 'tick'].map((name): [string, Meaning] => [`npm:svelte#${name}()`, effect]),
  ['npm:svelte/store#writable()', writable],
  ['npm:svelte/store#readable()', writable],
  ['npm:svelte/store#derived()', derived],
  ['npm:svelte/store#get()', (calling) => readStore(calling, first(calling))],
  ['global:__store()', (calling) => readStore(calling, first(calling))],
  ['npm:@angular/core#signal()', signal],
  ['npm:@angular/core#computed()', (calling) => run(calling, first(calling), [])],
  ['npm:@angular/core#effect()', effect],
  ['npm:usehooks-ts#useLocalStorage()', useLocalStorage],
  ['npm:react-use#useLocalStorage()', useLocalStorage],
  ['global:Promise.new()', newPromise],
  ['global:Promise.resolve()', (calling) => promiseOf(awaited(calling.engine, first(calling)))],
  ['global:Promise.reject()', () => promiseOf(NOTHING)],
  ['global:Promise.all()', allOf],
  ['global:Promise.allSettled()', () => ANYTHING],
  ['global:Promise.race()', (calling) => promiseOf(awaited(calling.engine, elementsOf(calling.engine, first(calling))))],
  ['global:Promise.any()', (calling) => promiseOf(awaited(calling.engine, elementsOf(calling.engine, first(calling))))],
  ...['Map', 'Set', 'WeakMap', 'WeakSet'].map((name): [string, Meaning] => [`global:${name}.new()`, newCollection]),
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
  ['global:Object.fromEntries()', () => ANYTHING],
  ['global:Array.from()', arrayFrom],
  ['global:Array.isArray()', () => ({ values: [constant(true), constant(false)], any: false, atoms: [] })],
  ['global:URL.new()', newUrl],
  ['global:document.createElement()', element(true)],
  ['global:document.getElementById()', element(false)],
  ['global:document.querySelector()', element(false)],
  ['global:document.querySelectorAll()', elements],
  ['global:document.getElementsByTagName()', elements],
  ...['setTimeout', 'setInterval', 'requestAnimationFrame', 'requestIdleCallback', 'queueMicrotask', 'setImmediate', 'process.nextTick'].map(
    (name): [string, Meaning] => [`global:${name}()`, timer],
  ),
  ...['createApp', 'createSSRApp'].map((name): [string, Meaning] => [`npm:vue#${name}()`, createApp]),
  ['npm:react-dom#render()', render],
  ['npm:react-dom#hydrate()', render],
]);

const PATTERNS: readonly (readonly [RegExp, Meaning])[] = [
  [
    /^(?:npm:(?:#imports|#app|@nuxt\/scripts|@?unhead(?:\/\w+)?|@vueuse\/core|usehooks-ts|react-use|@uidotdev\/usehooks|react-script-hook|@mantine\/hooks)#(?:default|useScript|useScriptTag)|global:useScript(?:Tag)?)\(\)$/,
    loadScript,
  ],
  [/^npm:zustand#(?:create|default)\(\)(?:\(\))?\.setState\(\)$/, setStore],
  [/^npm:zustand#(?:create|default)\(\)(?:\(\))?(?:\(\)|\.getState\(\))$/, useStore],
  [/^npm:zustand#(?:create|default)\(\)\(\)\(\)$/, useStore],
  [/^npm:@angular\/core#signal\(\)(?:\(\)|\.set\(\)|\.update\(\))$/, readSignal],
  [/^npm:react-dom\/client#(?:createRoot|hydrateRoot)\(\)(?:\.render\(\))?$/, createRoot],
];

/** `create<T>()((set) => …)` makes the store; `useStore(selector)` of a plain `create(…)` uses it. */
function createStoreOrUse(calling: Calling, called: Api, place: string): Val | undefined {
  return useStore(calling, called, place) ?? createStore(calling, called, place);
}

function createElement(calling: Calling, called: Api): Val | undefined {
  const { engine, args } = calling;
  const props = args[1] ?? UNDEFINED;
  for (const value of calling.effects ? first(calling).values : [])
    if (value.k === 'fn') renderValue(engine, applyFunction(calling, value, [props], undefined).value);
  for (const child of calling.effects ? args.slice(2) : []) renderValue(engine, child);
  return only(called);
}

function stringifyJson(calling: Calling): Val {
  const given = first(calling);
  return {
    ...given,
    values: given.values.map((value) =>
      value.k === 'const' && !value.prefixOnly && value.value !== undefined && typeof value.value !== 'string' ? constant(String(value.value)) : value,
    ),
  };
}

function arrayFrom(calling: Calling, _called: Api, site: string): Val {
  const place = `list:${site}`;
  const each = elementsOf(calling.engine, first(calling));
  joinElements(calling.engine, place, calling.args[1] ? run(calling, calling.args[1], [each, ANYTHING]) : each);
  return only(objectAt(place, 'array'));
}

/** `new URL(path, base)`: what decides is the address that names a host. */
function newUrl(calling: Calling, _called: Api, site: string): Val {
  const [path, base] = calling.args;
  const place = `url:${site}${calling.frame ? `~${calling.frame.id}` : ''}`;
  const whole = path && strings(path).some((text) => /^[a-z]+:\/\//i.test(text)) ? path : (base ?? path ?? UNDEFINED);
  joinProp(calling.engine, place, 'href', whole);
  joinProp(calling.engine, place, 'host', ANYTHING);
  joinProp(calling.engine, place, 'searchParams', ANYTHING);
  return withAtoms(only(objectAt(place, 'object')), whole.atoms);
}
