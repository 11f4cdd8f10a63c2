import { attempt } from './page.js';
import { BOXES } from './world.js';

/** A small stand-in for React: enough to render, re-render on state, run effects, and find what can be clicked. */
export interface React {
  readonly react: Record<string, unknown>;
  readonly dom: Record<string, unknown>;
  /** Renders again while something changed, then runs effects. */
  readonly settle: () => void;
  readonly click: (labels: readonly string[]) => void;
  readonly tick: (on: boolean) => void;
}

interface Node {
  readonly type: unknown;
  readonly props: Record<string, unknown>;
}

interface Slot {
  value?: unknown;
  deps?: readonly unknown[] | undefined;
  cleanup?: unknown;
  pending?: () => unknown;
}

interface Instance {
  readonly slots: Slot[];
  readonly type: unknown;
}

interface Shown {
  readonly type: string;
  readonly props: Record<string, unknown>;
  readonly text: string;
}

/** `fires` is told the props of elements that send by being rendered. */
export function newReact(fires: (props: unknown) => void): React {
  let root: unknown;
  let dirty = false;
  let instances = new Map<string, Instance>();
  let current: Instance | undefined;
  let cursor = 0;
  let contexts = new Map<unknown, unknown>();
  let shown: Shown[] = [];
  let effects: Slot[] = [];

  const slot = (): Slot => {
    if (!current) throw new Error('a hook outside a component');
    const at = cursor++;
    current.slots[at] ??= {};
    return current.slots[at] as Slot;
  };
  const changed = (before: readonly unknown[] | undefined, now: readonly unknown[] | undefined) =>
    !before || !now || now.some((value, index) => !Object.is(value, before[index]));
  const useState = (initial: unknown) => {
    const own = slot();
    if (!('value' in own)) own.value = typeof initial === 'function' ? (initial as () => unknown)() : initial;
    const set = (next: unknown) => {
      const value = typeof next === 'function' ? (next as (old: unknown) => unknown)(own.value) : next;
      if (Object.is(value, own.value)) return;
      own.value = value;
      dirty = true;
    };
    return [own.value, set];
  };
  const useReducer = (reducer: (state: unknown, action: unknown) => unknown, initial: unknown, init?: (from: unknown) => unknown) => {
    const [state, set] = useState(init ? () => init(initial) : initial) as [unknown, (next: unknown) => void];
    return [state, (action: unknown) => set((old: unknown) => reducer(old, action))];
  };
  const useEffect = (effect: () => unknown, deps?: readonly unknown[]) => {
    const own = slot();
    if (own.deps !== undefined && deps !== undefined && !changed(own.deps, deps)) return;
    own.deps = deps;
    own.pending = effect;
    effects.push(own);
  };
  const useMemo = (make: () => unknown, deps?: readonly unknown[]) => {
    const own = slot();
    if (!('value' in own) || changed(own.deps, deps)) own.value = make();
    own.deps = deps;
    return own.value;
  };
  const useRef = (initial: unknown) => {
    const own = slot();
    own.value ??= { current: initial };
    return own.value;
  };
  const createContext = (initial: unknown) => {
    const context = { initial, Provider: undefined as unknown };
    context.Provider = { provides: context };
    return context;
  };
  const useContext = (context: { initial: unknown }) => (contexts.has(context) ? contexts.get(context) : context.initial);
  const createElement = (type: unknown, props: Record<string, unknown> | null, ...children: unknown[]): Node => ({
    type,
    props: { ...props, ...(children.length > 0 ? { children: children.length === 1 ? children[0] : children } : {}) },
  });

  const textOf = (node: unknown): string => {
    if (Array.isArray(node)) return node.map(textOf).join('');
    if (typeof node === 'string' || typeof node === 'number') return String(node);
    return isNode(node) && typeof node.type === 'string' ? textOf(node.props['children']) : '';
  };
  const show = (node: unknown, path: string, next: Map<string, Instance>): void => {
    if (Array.isArray(node)) {
      for (const [index, child] of node.entries()) show(child, `${path}.${index}`, next);
      return;
    }
    if (!isNode(node)) return;
    const { type, props } = node;
    if (typeof type === 'string') {
      shown.push({ type, props, text: String(props['aria-label'] ?? textOf(props['children'])) });
      show(props['children'], `${path}>`, next);
    } else if (isProvider(type)) {
      const outer = contexts;
      contexts = new Map(outer).set(type.provides, props['value']);
      show(props['children'], `${path}>`, next);
      contexts = outer;
    } else if (isSending(type)) {
      fires(props);
      show(props['children'], `${path}>`, next);
    } else if (typeof type === 'function') {
      const known = instances.get(path);
      const instance = known?.type === type ? known : { slots: [], type };
      next.set(path, instance);
      const [outer, before] = [current, cursor];
      [current, cursor] = [instance, 0];
      let rendered: unknown;
      try {
        rendered = type(props);
      } finally {
        [current, cursor] = [outer, before];
      }
      show(rendered, `${path}/`, next);
    } else show(props['children'], `${path}>`, next);
  };
  const render = () => {
    dirty = false;
    shown = [];
    effects = [];
    const next = new Map<string, Instance>();
    attempt(() => show(root, '', next));
    instances = next;
    for (const own of effects) {
      if (typeof own.cleanup === 'function') attempt(own.cleanup as () => unknown);
      attempt(() => {
        own.cleanup = own.pending?.();
      });
    }
  };
  const settle = () => {
    for (let turn = 0; dirty && turn < 25; turn++) render();
  };
  const react: Record<string, unknown> = {
    createElement,
    Fragment: 'fragment',
    useState,
    useReducer,
    useEffect,
    useLayoutEffect: useEffect,
    useMemo,
    useCallback: (fn: unknown, deps?: readonly unknown[]) => useMemo(() => fn, deps),
    useRef,
    createContext,
    useContext,
    memo: (component: unknown) => component,
    Suspense: 'fragment',
  };
  react['default'] = react;
  const mount = (node: unknown) => {
    root = node;
    dirty = true;
    settle();
  };
  const act = (handles: (element: Shown) => void) => {
    for (let at = 0; at < shown.length; at++) {
      const element = shown[at] as Shown;
      attempt(() => handles(element));
      settle();
    }
  };
  return {
    react: { __esModule: true, ...react },
    dom: { __esModule: true, createRoot: () => ({ render: mount }), render: mount },
    settle,
    click: (labels) =>
      act(({ props, text }) => {
        const handler = props['onClick'] ?? props['onPress'];
        if (typeof handler === 'function' && labels.includes(text)) handler({ target: {} });
      }),
    tick: (on) =>
      act(({ props, text }) => {
        if (props['type'] === 'checkbox' && typeof props['onChange'] === 'function' && BOXES.includes(String(props['aria-label'] ?? text)))
          (props['onChange'] as (event: unknown) => void)({ target: { checked: on } });
      }),
  };
}

const isNode = (node: unknown): node is Node => typeof node === 'object' && node !== null && 'props' in node;
const isProvider = (type: unknown): type is { readonly provides: unknown } => typeof type === 'object' && type !== null && 'provides' in type;
const isSending = (type: unknown): type is { readonly sends: true } => typeof type === 'object' && type !== null && 'sends' in type;
