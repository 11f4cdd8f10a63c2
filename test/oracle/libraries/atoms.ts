import { attempt } from '../page.js';
import { type Around, moduleOf, type State, teller, used } from './around.js';

/** Atoms of Jotai, and the stores of nanostores. */
export function atoms({ react, storage }: Around): Record<string, unknown> {
  interface Atom {
    readonly read?: (get: unknown) => unknown;
    readonly write?: (get: unknown, set: unknown, ...args: unknown[]) => unknown;
    value: unknown;
  }
  const { listen, tell } = teller();
  const atom = (first?: unknown, write?: Atom['write']): Atom =>
    typeof first === 'function' ? { read: first as never, value: undefined, ...(write ? { write } : {}) } : { value: first, ...(write ? { write } : {}) };
  const get = (one: Atom): unknown => (one.read ? one.read(get) : one.value);
  const set = (one: Atom, ...args: unknown[]): unknown => {
    if (one.write) return one.write(get, set, ...args);
    one.value = typeof args[0] === 'function' ? (args[0] as (old: unknown) => unknown)(one.value) : args[0];
    tell();
    return undefined;
  };
  const sub = (one: Atom, listener: () => void) => {
    let last = get(one);
    return listen(() => {
      const value = get(one);
      if (Object.is(value, last)) return;
      last = value;
      listener();
    });
  };
  const store = { get, set, sub };
  const atomWithStorage = (key: string, first: unknown): Atom => {
    const text = storage.get(key);
    const own: Atom = { value: text === undefined ? first : JSON.parse(text) };
    return {
      value: undefined,
      read: () => own.value,
      write: (_get, _set, next) => {
        own.value = typeof next === 'function' ? (next as (old: unknown) => unknown)(own.value) : next;
        storage.set(key, JSON.stringify(own.value));
        tell();
      },
    };
  };
  const useAtomValue = (one: Atom) => {
    used(react, listen);
    return get(one);
  };
  const useSetAtom = (one: Atom) => (next: unknown) => set(one, next);
  const nano = (first: unknown, kept?: string) => {
    const { listen: hear, tell: say } = teller();
    let value = first;
    return {
      get: () => value,
      set: (next: unknown) => {
        value = next;
        if (kept !== undefined) storage.set(kept, String(next));
        say();
      },
      setKey: (name: string, next: unknown) => {
        value = { ...(value as State), [name]: next };
        say();
      },
      listen: (listener: (value: unknown) => void) => hear(() => listener(value)),
      subscribe: (listener: (value: unknown) => void) => {
        attempt(() => listener(value));
        return hear(() => listener(value));
      },
    };
  };
  type Nano = ReturnType<typeof nano>;
  const computed = (from: Nano | Nano[], fn: (...values: unknown[]) => unknown) => {
    const list = [from].flat();
    const made = nano(fn(...list.map((one) => one.get())));
    for (const one of list) one.listen(() => made.set(fn(...list.map((each) => each.get()))));
    return made;
  };
  return {
    jotai: moduleOf({
      atom,
      getDefaultStore: () => store,
      createStore: () => store,
      useAtomValue,
      useSetAtom,
      useAtom: (one: Atom) => [useAtomValue(one), useSetAtom(one)],
      Provider: 'fragment',
    }),
    'jotai/utils': moduleOf({ atomWithStorage }),
    nanostores: moduleOf({ atom: (first: unknown) => nano(first), map: (first: unknown) => nano(first), computed }),
    '@nanostores/persistent': moduleOf({ persistentAtom: (key: string, first: string) => nano(storage.get(key) ?? first, key) }),
    '@nanostores/react': moduleOf({
      useStore: (one: Nano) => {
        used(react, one.listen);
        return one.get();
      },
    }),
  };
}
