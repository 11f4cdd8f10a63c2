import { type Around, moduleOf, type State, teller, used } from './around.js';
import { produced } from './immer.js';

export function redux({ react }: Around): Record<string, unknown> {
  const createSlice = (options: { name: string; initialState: unknown; reducers: Record<string, Reducer>; extraReducers?: (builder: unknown) => void }) => {
    const cases = new Map<string, Reducer>();
    const actions: Record<string, unknown> = {};
    for (const [name, reducer] of Object.entries(options.reducers)) {
      const type = `${options.name}/${name}`;
      cases.set(type, reducer);
      actions[name] = Object.assign((payload?: unknown) => ({ type, payload }), { type });
    }
    const builder = {
      addCase: (action: { type: string } | string, reducer: Reducer) => {
        cases.set(typeof action === 'string' ? action : action.type, reducer);
        return builder;
      },
    };
    options.extraReducers?.(builder);
    const start = typeof options.initialState === 'function' ? (options.initialState as () => unknown)() : options.initialState;
    const reducer: Reducer = (state = start, action) => {
      const found = cases.get(action.type);
      return found ? produced(state, (draft) => found(draft, action)) : state;
    };
    return { actions, reducer, getInitialState: () => start };
  };
  const combineReducers =
    (reducers: Record<string, Reducer>): Reducer =>
    (state = {}, action) =>
      Object.fromEntries(Object.entries(reducers).map(([name, reducer]) => [name, reducer((state as State)[name], action)]));
  let shown: ReduxStore | undefined;
  const createStore = (reducer: Reducer, preloaded?: unknown): ReduxStore => {
    const { listen, tell } = teller();
    let state = reducer(preloaded, { type: '@@init' });
    const getState = () => state;
    const dispatch = (action: Action | ((dispatch: unknown, getState: unknown) => unknown)): unknown => {
      if (typeof action === 'function') return action(dispatch, getState);
      state = reducer(state, action);
      tell();
      return action;
    };
    shown = { getState, dispatch, subscribe: listen };
    return shown;
  };
  const configureStore = ({ reducer, preloadedState }: { reducer: Reducer | Record<string, Reducer>; preloadedState?: unknown }) =>
    createStore(typeof reducer === 'function' ? reducer : combineReducers(reducer), preloadedState);
  const createSelector = (...parts: unknown[]) => {
    const combine = parts.pop() as (...values: unknown[]) => unknown;
    const inputs = parts.flat() as ((state: unknown) => unknown)[];
    return (state: unknown) => combine(...inputs.map((input) => input(state)));
  };
  const store = () => {
    if (!shown) throw new Error('no store');
    return shown;
  };
  const useSelector = (selector: (state: unknown) => unknown) => {
    used(react, store().subscribe);
    return selector(store().getState());
  };
  return {
    '@reduxjs/toolkit': moduleOf({ createSlice, configureStore, combineReducers, createSelector }),
    redux: moduleOf({ createStore, legacy_createStore: createStore, combineReducers }),
    'react-redux': moduleOf({ useSelector, useDispatch: () => store().dispatch, useStore: store, Provider: 'fragment' }),
  };
}

interface Action {
  readonly type: string;
  readonly payload?: unknown;
}

type Reducer = (state: unknown, action: Action) => unknown;

interface ReduxStore {
  readonly getState: () => unknown;
  readonly dispatch: (action: Action) => unknown;
  readonly subscribe: (listener: () => void) => () => void;
}
