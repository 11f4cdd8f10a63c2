import { type Around, type Fn, moduleOf, type State, teller, used } from './around.js';
import { produced } from './immer.js';

/** Zustand's `create`, as a hook and as a store. */
export function zustand({ react, storage }: Around): Record<string, unknown> {
  type Make = (set: unknown, get: unknown, api: unknown) => State;
  const createStore = (make: Make) => {
    const { listen, tell } = teller();
    let state: State = {};
    let before: State = {};
    const set = (part: unknown, replace?: boolean) => {
      before = state;
      const next = (typeof part === 'function' ? part(state) : part) as State;
      state = replace === true ? next : { ...state, ...next };
      tell();
    };
    const get = () => state;
    const api = {
      getState: get,
      setState: set,
      subscribe: (listener: (state: State, before: State) => void) => listen(() => listener(state, before)),
    };
    state = make(set, get, api);
    return api;
  };
  const create = (make?: Make): unknown => {
    if (!make) return create;
    const api = createStore(make);
    const use = (selector: (state: unknown) => unknown = (all) => all) => {
      used(react, (listener) => api.subscribe(listener));
      return selector(api.getState());
    };
    return Object.assign(use, api);
  };
  /** States are kept as text, and what was kept stands over what the store starts with. */
  const persist =
    (make: Make, { name }: { name: string }): Make =>
    (set, get, api) => {
      const keep = () => storage.set(name, JSON.stringify({ state: get && (get as () => unknown)() }));
      const keeping = (...args: unknown[]) => {
        (set as Fn)(...(args as never[]));
        keep();
      };
      const made = make(keeping, get, Object.assign(api as object, { setState: keeping }));
      const text = storage.get(name);
      return text === undefined ? made : { ...made, ...(JSON.parse(text) as { state: State }).state };
    };
  const combine =
    (initial: State, make: Make): Make =>
    (...given) => ({ ...initial, ...make(...given) });
  const mutating =
    (make: Make): Make =>
    (set, get, api) =>
      make(
        (part: unknown, replace?: boolean) =>
          (set as Fn)(...([typeof part === 'function' ? (state: unknown) => produced(state, part as never) : part, replace] as never[])),
        get,
        api,
      );
  return {
    zustand: moduleOf({ create, createStore, useStore: (store: { getState: () => unknown }, pick: (state: unknown) => unknown) => pick(store.getState()) }),
    'zustand/vanilla': moduleOf({ createStore }),
    'zustand/middleware': moduleOf({ persist, combine, devtools: (make: unknown) => make, subscribeWithSelector: (make: unknown) => make }),
    'zustand/middleware/immer': moduleOf({ immer: mutating }),
  };
}
