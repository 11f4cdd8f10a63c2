import { type Calling, results } from '../calls.js';
import { joinElements, placeAt } from '../engine.js';
import { spreadInto } from '../evaluate.js';
import { ANYTHING, type Api, isEmpty, NOTHING, native, objectAt, only, UNDEFINED, type Val } from '../values.js';
import { first, identity, type Known, type Library, type Meaning, run } from './meaning.js';

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

/** `create<T>()((set) => …)` makes the store; `useStore(selector)` of a plain `create(…)` uses it. */
function createStoreOrUse(calling: Calling, called: Api, place: string): Val | undefined {
  return useStore(calling, called, place) ?? createStore(calling, called, place);
}

export const ZUSTAND: Library = {
  calls: [
    ['npm:zustand#create()', createStore],
    ['npm:zustand#create()()', createStoreOrUse],
    ['npm:zustand#default()', createStore],
    ['npm:zustand/vanilla#createStore()', createStore],
    ...['persist', 'devtools', 'immer', 'subscribeWithSelector', 'combine'].map(
      (name): Known => [`npm:zustand/middleware${name === 'immer' ? '/immer' : ''}#${name}()`, identity],
    ),
  ],
  patterns: [
    [/^npm:zustand#(?:create|default)\(\)(?:\(\))?\.setState\(\)$/, setStore],
    [/^npm:zustand#(?:create|default)\(\)(?:\(\))?(?:\(\)|\.getState\(\))$/, useStore],
    [/^npm:zustand#(?:create|default)\(\)\(\)\(\)$/, useStore],
  ],
};
