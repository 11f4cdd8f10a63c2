import { posix } from 'node:path';
import { type Compiled, compileAll } from './compile.js';
import { newConsents } from './consents.js';
import { libraries } from './libraries/index.js';
import { attempt, LABELS, newPage } from './page.js';
import type { OracleProgram, Seen } from './program.js';
import { newReact } from './react.js';
import { type Choice, FREE, nameOf, type World } from './world.js';

const PARAMS = [
  'exports',
  'require',
  'module',
  'window',
  'document',
  'localStorage',
  'sessionStorage',
  'navigator',
  'location',
  'process',
  'fetch',
  'setTimeout',
  'setInterval',
  'clearTimeout',
  'clearInterval',
  'requestAnimationFrame',
  'requestIdleCallback',
  'queueMicrotask',
  'Math',
  'OneTrust',
  'Cookiebot',
  '__tcfapi',
  'klaro',
  'Didomi',
  'console',
  'globalThis',
  'turn',
] as const;

/** Makes programs ready to run, several at once. */
export function prepared(programs: readonly OracleProgram[]): readonly Compiled[] {
  return compileAll(programs, PARAMS);
}

/** Runs a program in every world that makes a difference to it, and tells when each of its sinks fired. With `untilEarly` it is enough to know of each that it fired early. */
export async function observe(program: OracleProgram, compiled: Compiled, untilEarly = false): Promise<ReadonlyMap<string, Seen>> {
  const early = new Map<string, string>();
  const granted = new Set<string>();
  const worlds: World[] = (['granted', 'undecided', 'refused'] as const).flatMap((choice) =>
    (['fresh', 'returning'] as const).map((session): World => ({ choice, session, others: choice, flags: 0 })),
  );
  const known = new Set(worlds.map(nameOf));
  const add = (world: World) => {
    if (known.has(nameOf(world))) return;
    known.add(nameOf(world));
    worlds.push(world);
  };
  const isDone = () => early.size === program.sinks.length && (untilEarly || granted.size === program.sinks.length);
  for (let next = 0; next < worlds.length && next < MOST_RUNS && !isDone(); next++) {
    const world = worlds[next] as World;
    const { fired, used, asksOthers } = await runIn(program, compiled, world);
    for (const sink of fired) {
      if (world.choice === 'granted') granted.add(sink);
      else if (!early.has(sink)) early.set(sink, nameOf(world));
    }
    for (const [bit] of FREE.entries()) if ((used >> bit) & 1) add({ ...world, flags: world.flags ^ (1 << bit) });
    if (asksOthers && world.choice !== 'granted') add({ ...world, others: 'granted' });
  }
  return new Map(program.sinks.map((sink) => [sink, { ...(early.has(sink) ? { early: early.get(sink) as string } : {}), granted: granted.has(sink) }]));
}

const MOST_RUNS = 240;

interface Ran {
  readonly fired: ReadonlySet<string>;
  /** Bits of `flags` that were looked at. */
  readonly used: number;
  /** It has to do with advertising. */
  readonly asksOthers: boolean;
}

interface Kept {
  readonly storage: Map<string, string>;
  readonly cookies: Map<string, string>;
}

async function runIn(program: OracleProgram, compiled: Compiled, world: World): Promise<Ran> {
  const kept: Kept = { storage: new Map(), cookies: new Map() };
  const fired = new Set<string>();
  const asksOthers = [...program.files.values()].some((text) => /C0004|marketing/.test(text));
  let used = 0;
  if (world.session === 'returning') used |= await session(program, compiled, { ...world, session: 'fresh' }, kept, fired, 'undecided');
  used |= await session(program, compiled, world, kept, fired, world.session === 'returning' ? world.choice : 'undecided');
  return { fired, used, asksOthers };
}

/** One session: the app starts, the user looks around, perhaps chooses, looks around again. */
async function session(program: OracleProgram, compiled: Compiled, world: World, kept: Kept, fired: Set<string>, before: Choice): Promise<number> {
  let used = 0;
  const flag = (name: (typeof FREE)[number]) => {
    const bit = FREE.indexOf(name);
    used |= 1 << bit;
    return ((world.flags >> bit) & 1) === 1;
  };
  const fire = (...what: unknown[]) => {
    const text = JSON.stringify(what) ?? '';
    for (const sink of program.sinks) if (text.includes(sink)) fired.add(sink);
  };
  const page = newPage(kept.cookies, fire);
  const react = newReact(fire);
  const others = before === 'undecided' ? 'undecided' : world.others;
  const timers: Timer[] = [];
  const later = timerInto(timers);
  const consents = newConsents(before, others, page.emit, { fails: () => flag('fails'), elsewhere: () => flag('region'), slow: () => slowly(flag, later) });
  const globals = surroundings(page, consents.globals, kept, flag, fire, timers, later);
  const packages: Record<string, unknown> = {
    ...consents.packages,
    ...sdks(fire, [...program.files.values()].join('\n')),
    ...stores(kept, flag, () => slowly(flag, later)),
    react: react.react,
    'react-dom/client': react.dom,
    ...libraries({ storage: kept.storage, react }),
  };
  const start = loader(compiled, globals, packages);

  const settle = async () => {
    for (let turn = 0; turn < 12; turn++) {
      await new Promise((resolve) => setImmediate(resolve));
      react.settle();
      const due = timers.splice(0).sort((a, b) => a.at - b.at);
      if (due.length === 0) return;
      for (const timer of due) {
        attempt(timer.fn);
        if (timer.every !== undefined && timer.every > 0) timers.push({ ...timer, every: timer.every - 1 });
      }
    }
  };
  // Twice: what one act sets, another may ask, in whichever order they stand.
  const lookAround = async () => {
    for (let round = 0; round < 2; round++) {
      for (const name of ['storage', 'focus', 'scroll', 'visibilitychange']) page.emit(name, { key: null, newValue: null });
      await settle();
      page.click(LABELS.neutral);
      react.click(LABELS.neutral);
      await settle();
    }
  };
  const markup = program.files.get(program.entry) ?? '';
  if (program.entry.endsWith('.html')) for (const [, id = '', text = ''] of markup.matchAll(/<button id="([^"]*)">([^<]*)</g)) page.place(id, text);
  attempt(() => start(program.entry.endsWith('.html') ? (/ src="\.\/([^"]*)"/.exec(markup)?.[1] ?? '') : program.entry));
  await settle();
  consents.load();
  for (const name of ['DOMContentLoaded', 'load', 'pageshow']) page.emit(name, {});
  await settle();
  await lookAround();
  if (before === 'undecided' && world.choice !== 'undecided') {
    consents.decide(world.choice, world.others);
    const labels = world.choice === 'granted' ? LABELS.accept : LABELS.reject;
    page.click(labels);
    react.click(labels);
    page.tick(world.choice === 'granted');
    react.tick(world.choice === 'granted');
    await settle();
    await settle();
    await lookAround();
  }
  page.emit('pagehide', {});
  await settle();
  return used;
}

interface Timer {
  readonly id: number;
  readonly at: number;
  readonly fn: () => unknown;
  readonly every?: number;
}

function timerInto(timers: Timer[]): (fn: () => unknown, after?: number, every?: number) => number {
  let ids = 0;
  return (fn, after = 0, every) => {
    timers.push({ id: ++ids, at: after, fn, ...(every === undefined ? {} : { every }) });
    return ids;
  };
}

/** Some answers come late. */
async function slowly(flag: Flag, later: ReturnType<typeof timerInto>): Promise<void> {
  if (flag('slow')) await new Promise<void>((resolve) => later(() => resolve(), 5000));
}

/** Where a program was made smaller, what ended a loop may be gone. */
const MOST_TURNS = 10_000;

type Flag = (name: (typeof FREE)[number]) => boolean;

function surroundings(
  page: ReturnType<typeof newPage>,
  consents: Record<string, unknown>,
  kept: Kept,
  flag: Flag,
  fire: (...what: unknown[]) => void,
  timers: Timer[],
  later: ReturnType<typeof timerInto>,
): Record<string, unknown> {
  const localStorage = {
    getItem: (key: string) => {
      if (flag('fails')) throw new Error('no storage');
      return kept.storage.get(key) ?? null;
    },
    setItem: (key: string, value: unknown) => kept.storage.set(key, String(value)),
    removeItem: (key: string) => kept.storage.delete(key),
  };
  const drop = (id: number) => {
    const at = timers.findIndex((timer) => timer.id === id);
    if (at >= 0) timers.splice(at, 1);
  };
  const navigator = {
    get onLine() {
      return flag('online');
    },
    get language() {
      return flag('region') ? 'ko-KR' : 'de-DE';
    },
    sendBeacon: (...args: unknown[]) => fire(...args),
  };
  const location = {
    get search() {
      return flag('query') ? '?debug=1' : '';
    },
  };
  const env = {
    get APP_MODE() {
      return flag('env') ? 'on' : 'off';
    },
  };
  const fetch = async (...args: unknown[]) => {
    fire(...args);
    if (flag('fails')) throw new Error('no network');
    const on = flag('remote');
    return { ok: true, json: async () => ({ enabled: on }) };
  };
  let turns = 0;
  const math = Object.create(Math, { random: { value: () => (flag('dice') ? 0.9 : 0.1) } });
  const globals: Record<string, unknown> = {
    document: page.document,
    localStorage,
    sessionStorage: localStorage,
    navigator,
    location,
    process: { env },
    fetch,
    setTimeout: later,
    setInterval: (fn: () => unknown, after = 0) => later(fn, after, 2),
    clearTimeout: drop,
    clearInterval: drop,
    requestAnimationFrame: later,
    requestIdleCallback: later,
    queueMicrotask: (fn: () => unknown) => queueMicrotask(() => attempt(fn)),
    Math: math,
    turn: () => {
      if (++turns > MOST_TURNS) throw new Error('a loop without end');
    },
    console: { log: () => undefined, warn: () => undefined, error: () => undefined },
  };
  const window = page.window;
  Object.defineProperties(window, Object.getOwnPropertyDescriptors(consents));
  Object.assign(window, globals);
  return { ...globals, ...Object.fromEntries(PARAMS.filter((name) => name in consents).map((name) => [name, consents[name]])), window, globalThis: window };
}

/** Loads modules of the program once each, and hands out the stubs of packages. A module that failed stays failed. */
function loader(compiled: Compiled, globals: Record<string, unknown>, packages: Record<string, unknown>): (path: string) => unknown {
  const loaded = new Map<string, { exports: Record<string, unknown>; fault?: unknown }>();
  const load = (path: string): unknown => {
    const known = loaded.get(path);
    if (known) {
      if ('fault' in known) throw known.fault;
      return known.exports;
    }
    const body = compiled.get(path);
    if (!body) throw new Error(`no module ${path}`);
    const module: { exports: Record<string, unknown>; fault?: unknown } = { exports: {} };
    loaded.set(path, module);
    const require = (specifier: string) => {
      if (!specifier.startsWith('.')) {
        const found = packages[specifier];
        if (!found) throw new Error(`no package ${specifier}`);
        return found;
      }
      const plain = posix.join(posix.dirname(path), specifier).replace(/\.js$/, '');
      return load(['.ts', '.tsx', '.js', '.jsx'].map((ending) => plain + ending).find((name) => compiled.has(name)) ?? plain);
    };
    try {
      body(...PARAMS.map((name) => (name === 'exports' ? module.exports : name === 'require' ? require : name === 'module' ? module : globals[name])));
    } catch (fault) {
      module.fault = fault;
      throw fault;
    }
    return module.exports;
  };
  return load;
}

/** Nothing leaves before the start of an SDK that the program starts somewhere. */
function sdks(fire: (...what: unknown[]) => void, text: string): Record<string, unknown> {
  const started = { posthog: !text.includes('posthog.init('), mixpanel: !text.includes('mixpanel.init(') };
  const sdk = (name: keyof typeof started) => ({
    start: (...args: unknown[]) => {
      started[name] = true;
      fire(...args);
    },
    send: (...args: unknown[]) => {
      if (started[name]) fire(...args);
    },
  });
  const [one, two] = [sdk('posthog'), sdk('mixpanel')];
  const posthog = { init: one.start, capture: one.send };
  const mixpanel = { init: two.start, track: two.send };
  class OpenAI {
    readonly chat = { completions: { create: async (...args: unknown[]) => fire(...args) } };
  }
  return {
    'posthog-js': { __esModule: true, default: posthog, posthog },
    'posthog-js/react': { __esModule: true, PostHogProvider: { sends: true } },
    'mixpanel-browser': { __esModule: true, default: mixpanel, ...mixpanel },
    '@amplitude/analytics-browser': { __esModule: true, init: posthog.init, track: posthog.capture },
    openai: { __esModule: true, default: OpenAI },
  };
}

function stores(kept: Kept, flag: Flag, slow: () => Promise<void>): Record<string, unknown> {
  const get = async (key: string) => {
    await slow();
    if (flag('fails')) throw new Error('no storage');
    return kept.storage.get(key) ?? null;
  };
  const cookies = { get: (name: string) => kept.cookies.get(name), set: (name: string, value: unknown) => kept.cookies.set(name, String(value)) };
  return {
    '@react-native-async-storage/async-storage': {
      __esModule: true,
      default: { getItem: get, setItem: async (key: string, value: unknown) => void kept.storage.set(key, String(value)) },
    },
    'js-cookie': { __esModule: true, default: cookies },
  };
}
