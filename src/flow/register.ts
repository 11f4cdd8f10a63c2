import { create, type Engine, enter, type FnKey, funcAt, joinBinding } from './engine.js';
import { ANYTHING, type Api, rootApi, step, stepVal, type Val, type Value } from './values.js';
import type { Registration } from './world.js';

const ENOUGH = 30;

/** Holds if one more way in, from somebody unknown, would tell nothing: there are many, and it may be given anything. */
export function hasManyWaysIn(engine: Engine, { module, fn }: Extract<Value, { k: 'fn' }>): boolean {
  const key: FnKey = `${module}:${fn}`;
  if (!engine.entered.has(key) || (engine.arrivals.get(key)?.length ?? 0) < ENOUGH) return false;
  return funcAt(engine, module, fn)?.params.every(({ binding }) => engine.bindings[module]?.[binding]?.any) ?? false;
}

/** A function is handed to something outside: it is entered when the world says that this happens. */
export function register(engine: Engine, fn: Extract<Value, { k: 'fn' }>, registration: Registration, params?: readonly Val[]): void {
  const key: FnKey = `${fn.module}:${fn.fn}`;
  engine.called.add(key);
  create(engine, key);
  const mark = `${key}@${registration.where.module}:${registration.where.start}@${registration.path.length > 160 ? registration.path.length : registration.path}`;
  // Handed over before, and entered: nothing new can come of it but other parameters.
  if (!params && engine.entered.has(key) && engine.registrations.has(mark)) return;
  const func = funcAt(engine, fn.module, fn.fn);
  if (!func) return;
  engine.registrations.set(mark, { key, registration });
  if (engine.world.enters && !engine.world.enters(registration)) return;
  const { api } = registration;
  const isPlatforms = engine.program.catalogued.has(registration.path);
  const receiver = isPlatforms ? rootApi(registration.path) : api && callbackApi(api, registration);
  for (const [index, param] of func.params.entries()) {
    const given = params?.[index] ?? (receiver ? paramValue(engine, receiver, index) : ANYTHING);
    joinBinding(
      engine,
      fn.module,
      param.binding,
      /^(?:event|dom):/.test(registration.path) && index === 0 && !params && !isPlatforms ? eventValue(engine, registration) : given,
    );
  }
  enter(engine, fn.module, fn.fn, {
    how: 'callback',
    from: { ...engine.at },
    note: registration.event
      ? `on ${registration.event}${registration.labels[0] ? ` of “${registration.labels[0].slice(0, 40)}”` : ''}`
      : `called back by ${shortPath(registration.path)}`,
  });
}

function callbackApi(api: Api, registration: Registration): Api | undefined {
  if (api.dull) return api;
  const suffix = registration.path.startsWith(api.path) ? registration.path.slice(api.path.length) : undefined;
  if (suffix === undefined || suffix === '') return api;
  return { ...api, key: `${api.key}${suffix}`, path: registration.path, steps: [...api.steps, { op: suffix }] };
}

function paramValue(engine: Engine, receiver: Api, index: number): Val {
  const api = receiver.dull ? undefined : step(receiver, `param(${index})`);
  if (!api) return ANYTHING;
  return engine.world.read?.(api, undefined) ?? stepVal(receiver, `param(${index})`);
}

/** The event object: what it is about is asked through its `target`. */
function eventValue(engine: Engine, registration: Registration): Val {
  const place = `event:${registration.where.module}:${registration.where.start}`;
  engine.events.set(place, registration);
  return { values: [{ k: 'object', key: `o${place}`, place, what: 'dom' }], any: false, atoms: [] };
}

function shortPath(path: string): string {
  return path.replace(/^(npm|global|event|url):/, '').replace(/@[^.()]*/g, '');
}
