import { type Calling, results } from '../calls.js';
import { type Engine, elementsAt, joinElements, joinProp, placeAt, propAt } from '../engine.js';
import { spreadInto } from '../evaluate.js';
import { memberOf } from '../members.js';
import { ANYTHING, isEmpty, join, NOTHING, native, objectAt, only, UNDEFINED, type Val, type Value } from '../values.js';
import { cell, first, type Known, type Library, type Meaning, type NativeMeaning, propsOf, run, whereOf } from './meaning.js';

/** The state of the one store that an app has. */
const ROOT = 'redux:root';
/** Reducers that are plain functions: each is asked for every action. */
const PLAIN = 'redux:plain';

const DISPATCH = only(native('redux dispatch', ROOT));
const GET_STATE = only(native('redux state', ROOT));

/** `createSlice({ initialState, reducers })`: a state, and an action for each reducer. Making an action is dispatching it. */
const createSlice: Meaning = (calling, _called, site) => {
  const { engine } = calling;
  const options = first(calling);
  const part = (name: string) => memberOf(engine, options, name, whereOf(calling));
  const state = stateFrom(engine, `slice:${site}`, results(calling, part('initialState'), []));
  for (const [name, reducer] of propsOf(engine, part('reducers'))) {
    joinProp(engine, `reducers:${site}`, name, join(reducer, memberOf(engine, objectsOf(reducer), 'reducer', whereOf(calling))));
    joinProp(engine, `actions:${site}`, name, only(native('redux action', `${site}|${name}`)));
  }
  joinProp(engine, `builder:${site}`, 'addCase', only(native('redux case', site)));
  for (const name of ['addMatcher', 'addDefaultCase', 'addAsyncThunk']) joinProp(engine, `builder:${site}`, name, only(native('redux any case', site)));
  run(calling, functionsOf(part('extraReducers')), [only(objectAt(`builder:${site}`, 'object'))]);
  const slice = `slicing:${site}`;
  joinProp(engine, slice, 'actions', only(objectAt(`actions:${site}`, 'object')));
  joinProp(engine, slice, 'reducer', only(objectAt(`reducer:${site}`, 'object')));
  joinElements(engine, `reducer:${site}`, state);
  return only(objectAt(slice, 'object'));
};

/** An object that reducers write into, or a plain value. */
function stateFrom(engine: Engine, place: string, initial: Val): Val {
  const plain = initial.values.filter((value) => value.k !== 'object' || value.what !== 'object');
  if (plain.length === initial.values.length) return cell(engine, place, initial);
  spreadInto(engine, place, objectsOf(initial));
  return { ...initial, values: [...plain, objectAt(place, 'object')] };
}

function objectsOf(val: Val): Val {
  return { ...val, values: val.values.filter((value) => value.k === 'object' && value.what === 'object') };
}

function functionsOf(val: Val): Val {
  return { ...val, any: false, values: val.values.filter((value) => value.k === 'fn') };
}

/** What a reducer makes of the state of its slice becomes that state. */
function reduce(calling: Calling, site: string, reducer: Val | undefined, action: Val): void {
  const { engine } = calling;
  const state = elementsAt(engine, `reducer:${site}`);
  const made = run(calling, reducer && functionsOf(reducer), [isEmpty(state) ? ANYTHING : state, action]);
  joinElements(engine, `reducer:${site}`, stateFrom(engine, `slice:${site}`, { ...made, values: made.values.filter(isState) }));
}

function isState(value: Value): boolean {
  return value.k !== 'const' || value.value !== undefined;
}

const dispatchAction: NativeMeaning = (calling, place) => {
  const { engine } = calling;
  const [site = '', name = ''] = place.split('|');
  const action = `action:${place}`;
  joinProp(engine, action, 'payload', first(calling));
  if (!calling.effects) return only(objectAt(action, 'object'));
  const own = propAt(engine, `reducers:${site}`, name);
  if (own) reduce(calling, site, own, only(objectAt(action, 'object')));
  for (const [slice, reducer] of placeAt(engine, `cases:${place}`).props) reduce(calling, slice, reducer, only(objectAt(action, 'object')));
  return only(objectAt(action, 'object'));
};

/** `createAction(type)`: an action of no slice. */
const createAction: Meaning = (_calling, _called, site) => only(native('redux action', `${site}|`));

/** `builder.addCase(action, reducer)`: of what is no action of the program nobody knows when it is dispatched. */
const addCase: NativeMeaning = (calling, site) => {
  const { engine, args } = calling;
  const [actions, reducer] = args;
  const made = actions?.values.flatMap((value) => (value.k === 'native' && value.name === 'redux action' ? [value.place] : [])) ?? [];
  if (actions && reducer && !actions.any && made.length > 0 && made.length === actions.values.length) {
    for (const place of made) joinProp(engine, `cases:${place}`, site, functionsOf(reducer));
    return only(objectAt(`builder:${site}`, 'object'));
  }
  return addAnyCase(calling, site);
};

const addAnyCase: NativeMeaning = (calling, site) => {
  for (const given of calling.effects ? calling.args : []) if (functionsOf(given).values.length > 0) reduce(calling, site, given, ANYTHING);
  return only(objectAt(`builder:${site}`, 'object'));
};

/** The state that a reducer keeps: of a slice, of reducers combined, of a plain function. What is `preloaded` stands instead of its first value. */
function stateOf(calling: Calling, reducer: Val, preloaded: Val): Val {
  const { engine } = calling;
  const given: Val = { ...preloaded, values: preloaded.values.filter(isState) };
  let state: Val = reducer.any ? ANYTHING : NOTHING;
  for (const value of reducer.values) {
    if (value.k === 'fn') {
      const place = `reducing:${value.module}:${value.fn}`;
      joinElements(engine, PLAIN, only(value));
      joinElements(engine, place, join(given, run(calling, only(value), [isEmpty(given) ? UNDEFINED : given, only(objectAt('redux:first action', 'object'))])));
      state = join(state, elementsAt(engine, place));
    } else if (value.k !== 'object') continue;
    else if (value.place.startsWith('reducer:')) {
      if (!isEmpty(given)) joinElements(engine, value.place, stateFrom(engine, value.place.replace('reducer:', 'slice:'), given));
      state = join(state, elementsAt(engine, value.place));
    } else {
      const place = `states:${value.place}`;
      for (const [name, held] of propsOf(engine, only(value)))
        joinProp(engine, place, name, stateOf(calling, held, isEmpty(given) ? NOTHING : memberOf(engine, given, name, whereOf(calling))));
      state = join(state, only(objectAt(place, 'object')));
    }
  }
  return state;
}

/** `configureStore({ reducer })`, `createStore(reducer)`. */
const createStore =
  (named: boolean): Meaning =>
  (calling) => {
    const { engine } = calling;
    const part = (name: string) => memberOf(engine, first(calling), name, whereOf(calling));
    const preloaded = named ? part('preloadedState') : (calling.args[1] ?? NOTHING);
    joinElements(engine, ROOT, stateOf(calling, named ? part('reducer') : first(calling), preloaded));
    const store = 'redux:store';
    joinProp(engine, store, 'getState', GET_STATE);
    joinProp(engine, store, 'dispatch', DISPATCH);
    joinProp(engine, store, 'subscribe', only(native('redux subscribe', ROOT)));
    return only(objectAt(store, 'object'));
  };

/** A thunk is called; any other action is put to the reducers that are plain functions. */
const dispatch: NativeMeaning = (calling) => {
  const { engine } = calling;
  const action = first(calling);
  const thunks = functionsOf(action);
  if (thunks.values.length > 0) return run(calling, thunks, [DISPATCH, GET_STATE, ANYTHING]);
  const isOfSlice = action.values.length > 0 && action.values.every((value) => value.k === 'object' && value.place.startsWith('action:'));
  if (!calling.effects || isOfSlice) return action;
  for (const value of elementsAt(engine, PLAIN).values) {
    if (value.k !== 'fn') continue;
    const place = `reducing:${value.module}:${value.fn}`;
    joinElements(engine, place, run(calling, only(value), [elementsAt(engine, place), action]));
  }
  return action;
};

const useSelector: Meaning = (calling) => {
  const root = elementsAt(calling.engine, ROOT);
  if (isEmpty(root) && !hasStore(calling.engine)) return undefined;
  return run(calling, first(calling), [root]);
};

const stores = new WeakMap<object, boolean>();

/** Holds if some module of the program makes a store. */
function hasStore(engine: Engine): boolean {
  let known = stores.get(engine.program);
  if (known === undefined) {
    known = engine.program.modules.some(({ imports }) =>
      imports.some(
        ({ specifier, name }) => /^(?:@reduxjs\/toolkit|redux)$/.test(specifier) && /^(?:configureStore|createStore|legacy_createStore|\*)$/.test(name ?? ''),
      ),
    );
    stores.set(engine.program, known);
  }
  return known;
}

/** `createSelector(inputs…, combine)` */
const createSelector: Meaning = (calling, _called, site) => {
  const { engine, args } = calling;
  const root = elementsAt(engine, ROOT);
  const inputs = args.slice(0, -1).flatMap((arg) => {
    const listed = propsOf(engine, arg).filter(([name]) => /^\d+$/.test(name));
    return listed.length > 0 ? listed.map(([, held]) => held) : [arg];
  });
  joinElements(
    engine,
    `selected:${site}`,
    run(
      calling,
      args.at(-1),
      inputs.map((input) => run(calling, input, [root, ANYTHING])),
    ),
  );
  return only(native('redux selected', `selected:${site}`));
};

const combineReducers: Meaning = (calling) => first(calling);
const TOOLKITS = ['@reduxjs/toolkit', 'redux', 'reselect'];

export const REDUX: Library = {
  calls: [
    ...TOOLKITS.flatMap((pkg): Known[] => [
      [`npm:${pkg}#createSlice()`, createSlice],
      [`npm:${pkg}#createAction()`, createAction],
      [`npm:${pkg}#configureStore()`, createStore(true)],
      [`npm:${pkg}#createStore()`, createStore(false)],
      [`npm:${pkg}#legacy_createStore()`, createStore(false)],
      [`npm:${pkg}#combineReducers()`, combineReducers],
      [`npm:${pkg}#createSelector()`, createSelector],
    ]),
    ['npm:redux-persist#persistReducer()', (calling) => calling.args[1] ?? UNDEFINED],
    ['npm:react-redux#useSelector()', useSelector],
    ['npm:react-redux#useSelector.withTypes()()', useSelector],
    ['npm:react-redux#useDispatch()', () => DISPATCH],
    ['npm:react-redux#useDispatch.withTypes()()', () => DISPATCH],
    ['npm:react-redux#useStore()', () => only(objectAt('redux:store', 'object'))],
  ],
  natives: {
    'redux action': dispatchAction,
    'redux case': addCase,
    'redux any case': addAnyCase,
    'redux dispatch': dispatch,
    'redux state': (calling) => elementsAt(calling.engine, ROOT),
    'redux subscribe': (calling) => run(calling, first(calling), []),
    'redux selected': (calling, place) => elementsAt(calling.engine, place),
  },
};
