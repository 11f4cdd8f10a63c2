import { attempt } from '../page.js';
import { type Fn, moduleOf, type State, teller } from './around.js';

export function signals(): Record<string, unknown> {
  const { effect, boxed, computed } = watching();
  return { '@preact/signals-core': moduleOf({ signal: boxed, computed, effect }), '@preact/signals': moduleOf({ signal: boxed, computed, effect }) };
}

export function proxies(): Record<string, unknown> {
  const { changed, effect, watch, proxied } = watching();
  const tellers = new WeakMap<object, ReturnType<typeof teller>>();
  const proxy = (target: object) => {
    const own = teller();
    const made = proxied(target, own.tell);
    tellers.set(made, own);
    return made;
  };
  const when = (test: () => unknown, fn?: () => unknown) =>
    new Promise<void>((resolve) => {
      let done = false;
      effect(() => {
        if (done || !test()) return;
        done = true;
        fn?.();
        resolve();
      });
    });
  /** The fields of an object become such that whoever reads them is told. */
  const observed = (target: object) => {
    for (const [name, first] of Object.entries(target)) {
      let held: unknown = first;
      if (typeof held === 'function') continue;
      Object.defineProperty(target, name, {
        get: () => held,
        set: (next: unknown) => {
          held = next;
          changed();
        },
      });
    }
    return target;
  };
  return {
    valtio: moduleOf({ proxy, snapshot: (state: object) => ({ ...state }), subscribe: (state: object, fn: () => void) => tellers.get(state)?.listen(fn) }),
    mobx: moduleOf({
      observable: (target: object) => proxied(target),
      makeAutoObservable: observed,
      autorun: effect,
      reaction: watch,
      when,
      runInAction: (fn: () => unknown) => fn(),
      action: (fn: unknown) => fn,
    }),
  };
}

export function angular(): Record<string, unknown> {
  const { changed, effect } = watching();
  const made = new Map<unknown, unknown>();
  const signal = (first: unknown) => {
    let held = first;
    const read = () => held;
    return Object.assign(read, {
      set: (next: unknown) => {
        held = next;
        changed();
      },
      update: (fn: (old: unknown) => unknown) => {
        held = fn(held);
        changed();
      },
      asReadonly: () => read,
    });
  };
  const inject = (type: new () => unknown) => {
    if (!made.has(type)) made.set(type, new type());
    return made.get(type);
  };
  return { '@angular/core': moduleOf({ signal, computed: (fn: () => unknown) => () => fn(), effect, inject }) };
}

export function vue(): Record<string, unknown> {
  const { effect, watch, boxed, proxied, computed } = watching();
  const readerOf = (source: unknown) => (typeof source === 'function' ? (source as () => unknown) : () => (source as { value: unknown }).value);
  const defineStore = (
    _id: string,
    made: (() => State) | { state: () => State; getters?: Record<string, (state: State) => unknown>; actions?: Record<string, Fn> },
  ) => {
    let store: State | undefined;
    return () => {
      if (store) return store;
      if (typeof made === 'function') {
        // Boxes of a setup are read and written without their lid.
        const parts = made();
        store = {};
        for (const [name, part] of Object.entries(parts)) {
          const isBox = typeof part === 'object' && part !== null && 'value' in part;
          if (isBox) Object.defineProperty(store, name, { get: () => part.value, set: (next) => Object.assign(part, { value: next }) });
          else store[name] = part;
        }
        return store;
      }
      const own = proxied(made.state()) as State;
      store = own;
      for (const [name, getter] of Object.entries(made.getters ?? {})) Object.defineProperty(own, name, { get: () => getter(own) });
      for (const [name, action] of Object.entries(made.actions ?? {})) own[name] = action.bind(own as never);
      own['$patch'] = (part: unknown) => (typeof part === 'function' ? part(own) : Object.assign(own, part));
      return own;
    };
  };
  return {
    vue: moduleOf({
      ref: boxed,
      reactive: (target: object) => proxied(target),
      computed,
      watchEffect: effect,
      watch: (source: unknown, fn: (value: unknown, before: unknown) => unknown, options?: { immediate?: boolean }) =>
        watch(readerOf(source), fn, options?.immediate === true),
    }),
    pinia: moduleOf({ defineStore, createPinia: () => ({}), setActivePinia: () => undefined }),
  };
}

/** Effects that are run again whenever anything changes: more often than the real ones, and as often as it matters. */
function watching() {
  const { listen, tell } = teller();
  let isTelling = false;
  let again = false;
  const changed = () => {
    again = true;
    if (isTelling) return;
    isTelling = true;
    for (let turn = 0; again && turn < 10; turn++) {
      again = false;
      tell();
    }
    isTelling = false;
  };
  const effect = (fn: () => unknown) => {
    attempt(fn);
    return listen(fn);
  };
  /** Calls back when a value has become another. */
  const watch = (read: () => unknown, fn: (value: unknown, before: unknown) => unknown, atOnce = false) => {
    let last = read();
    if (atOnce) attempt(() => fn(last, undefined));
    return listen(() => {
      const value = read();
      if (Object.is(value, last)) return;
      const before = last;
      last = value;
      attempt(() => fn(value, before));
    });
  };
  const boxed = (value: unknown) => {
    let held = value;
    return {
      get value() {
        return held;
      },
      set value(next: unknown) {
        if (Object.is(held, next)) return;
        held = next;
        changed();
      },
      peek: () => held,
    };
  };
  const proxied = (target: object, tell: () => void = () => undefined): object =>
    new Proxy(target, {
      set: (object, name, value) => {
        (object as Record<string | symbol, unknown>)[name] = value;
        changed();
        tell();
        return true;
      },
    });
  const computed = (fn: () => unknown) => ({
    get value() {
      return fn();
    },
  });
  return { changed, effect, watch, boxed, proxied, computed };
}
