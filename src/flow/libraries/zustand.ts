import { type Calling, results } from '../calls.js';
import { elementsAt, joinElements, joinProp } from '../engine.js';
import { spreadInto } from '../evaluate.js';
import { ANYTHING, type Api, isEmpty, join, NOTHING, native, objectAt, only, UNDEFINED, type Val } from '../values.js';
import { first, identity, type Known, type Library, type Meaning, run } from './meaning.js';

/** `create((set, get) => ({…}))`: a store whose hook yields the state, or what a selector picks. */
const createStore: Meaning = (calling, called, site) => {
  const { engine, args } = calling;
  if (args.length === 0) return only(called);
  const place = `store:${site}`;
  const state = only(objectAt(place, 'object'));
  const api = `storeapi:${site}`;
  joinProp(engine, api, 'setState', only(native('merge', place)));
  joinProp(engine, api, 'getState', only(native('zustand get', place)));
  const made = results(calling, first(calling), [only(native('merge', place)), only(native('zustand get', place)), only(objectAt(api, 'object'))]);
  spreadInto(engine, place, made);
  joinElements(engine, `storehook:${called.key}`, state);
  return only(called);
};

/** A call of what `create` made, or `.getState()` of it. */
const useStore: Meaning = (calling, called) => {
  const owner = ownerKey(called);
  return owner === undefined ? undefined : picked(calling, stateOf(calling, owner), first(calling));
};

/** `useStore(store, selector)` */
const useAnyStore: Meaning = (calling) => {
  if (isEmpty(first(calling))) return NOTHING;
  const state = first(calling).values.reduce((all, value) => (value.k === 'api' ? join(all, stateOf(calling, value.key)) : all), NOTHING);
  return picked(calling, state, calling.args[1] ?? UNDEFINED);
};

function stateOf(calling: Calling, owner: string): Val {
  return elementsAt(calling.engine, `storehook:${owner}`);
}

function picked(calling: Calling, state: Val, selector: Val): Val | undefined {
  if (isEmpty(state)) return undefined;
  return selector.values.some((value) => value.k === 'fn') ? run(calling, selector, [state]) : state;
}

function ownerKey(called: Api): string | undefined {
  return /^(.*?#(?:create(?:Store|WithEqualityFn)?|default)\(\)@\d+:\d+(?:\(\)@\d+:\d+)?)(?:\(\)@\d+:\d+|\.(?:getState|getInitialState)(?:\(\)@\d+:\d+)?)$/.exec(
    called.key,
  )?.[1];
}

const setStore: Meaning = (calling, called) => {
  const { engine, effects } = calling;
  const owner = /^(.*)\.setState\(\)@\d+:\d+$/.exec(called.key)?.[1];
  const state = owner ? stateOf(calling, owner) : NOTHING;
  for (const value of effects ? state.values : []) if (value.k === 'object') spreadInto(engine, value.place, results(calling, first(calling), [state]));
  return UNDEFINED;
};

/** `store.subscribe(listener)`, `store.subscribe(selector, listener)` */
const subscribe: Meaning = (calling, called) => {
  const owner = /^(.*)\.subscribe\(\)@\d+:\d+$/.exec(called.key)?.[1];
  const state = owner ? stateOf(calling, owner) : NOTHING;
  if (isEmpty(state)) return undefined;
  const [one, two] = calling.args;
  if (two?.values.some((value) => value.k === 'fn')) run(calling, two, [run(calling, one, [state]), ANYTHING]);
  else run(calling, one, [state, ANYTHING]);
  return ANYTHING;
};

/** `create<T>()((set) => …)` makes the store; `useStore(selector)` of a plain `create(…)` uses it. */
function createStoreOrUse(calling: Calling, called: Api, place: string): Val | undefined {
  return useStore(calling, called, place) ?? createStore(calling, called, place);
}

/** `combine({ initial state }, (set, get) => ({ actions }))` */
const combine: Meaning = (calling, _called, site) => {
  const { engine, args } = calling;
  spreadInto(engine, `combined:${site}`, first(calling));
  joinElements(engine, `combining:${site}`, args[1] ?? UNDEFINED);
  return only(native('zustand combined', site));
};

const MADE = String.raw`^npm:zustand(?:\/vanilla|\/traditional)?#(?:create|createStore|createWithEqualityFn|default)\(\)`;

export const ZUSTAND: Library = {
  follows: ['npm:zustand', 'npm:zustand/vanilla', 'npm:zustand/traditional', 'npm:zustand/react'],
  calls: [
    ...['persist', 'devtools', 'immer', 'subscribeWithSelector'].map(
      (name): Known => [`npm:zustand/middleware${name === 'immer' ? '/immer' : ''}#${name}()`, identity],
    ),
    ['npm:zustand/middleware#combine()', combine],
    ['npm:zustand/shallow#useShallow()', identity],
    ['npm:zustand/react/shallow#useShallow()', identity],
    ['npm:zustand#useStore()', useAnyStore],
    ['npm:zustand/traditional#useStoreWithEqualityFn()', useAnyStore],
  ],
  patterns: [
    [new RegExp(`${MADE}$`), createStore],
    [new RegExp(`${MADE}\\(\\)$`), createStoreOrUse],
    [new RegExp(`${MADE}(?:\\(\\))?\\.setState\\(\\)$`), setStore],
    [new RegExp(`${MADE}(?:\\(\\))?\\.subscribe\\(\\)$`), subscribe],
    [new RegExp(`${MADE}(?:\\(\\))?(?:\\(\\)|\\.(?:getState|getInitialState)\\(\\))$`), useStore],
  ],
  natives: {
    'zustand get': (_calling, place) => only(objectAt(place, 'object')),
    'zustand combined': (calling, site) => {
      const { engine, args } = calling;
      spreadInto(engine, `combined:${site}`, run(calling, elementsAt(engine, `combining:${site}`), args));
      return only(objectAt(`combined:${site}`, 'object'));
    },
  },
};
