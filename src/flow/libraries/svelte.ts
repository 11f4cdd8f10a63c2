import type { Calling } from '../calls.js';
import { elementsAt, joinElements, joinProp, placeAt, propAt } from '../engine.js';
import { memberOf } from '../members.js';
import { ANYTHING, join, joinAll, NOTHING, native, objectAt, only, type Val } from '../values.js';
import { cell, effect, first, type Known, type Library, type Meaning, run } from './meaning.js';

/** A store of Svelte: what `set`, `update` and `$store = …` put into it. */
const writable: Meaning = (calling, _called, site) => {
  const { engine } = calling;
  const place = `box:${site}`;
  const state = `state:${site}`;
  cell(engine, state, first(calling));
  joinProp(engine, place, 'set', only(native('set', state)));
  joinProp(engine, place, 'update', only(native('set', state)));
  joinProp(engine, place, 'subscribe', only(native('subscribe', state)));
  return only(objectAt(place, 'object'));
};

/** `$store`, `get(store)`: all that the store may hold. What is no store that is known may hold anything of its name. */
function readStore(calling: Calling, store: Val): Val {
  const { engine, module, call } = calling;
  const where = { module, start: call.start, end: call.end };
  let result: Val = { ...NOTHING, atoms: store.atoms };
  for (const value of store.values) {
    const site = value.k === 'object' ? /^box:(.*)$/.exec(value.place)?.[1] : undefined;
    const known = site === undefined ? undefined : elementsAt(engine, `state:${site}`);
    if (value.k === 'object' && (known === undefined || propAt(engine, value.place, 'value')))
      result = join(result, memberOf(engine, only(value), 'value', where));
    if (known) result = join(result, known);
    else if (value.k !== 'object') result = join(result, value.k === 'const' ? NOTHING : ANYTHING);
  }
  if (!store.any && !result.any) return result;
  const [named] = call.args;
  const name = named?.kind === 'ref' ? engine.program.modules[module]?.bindings[named.binding]?.name : undefined;
  return join({ ...result, any: false }, (name === undefined ? undefined : engine.world.unknown?.(name, undefined, where)) ?? ANYTHING);
}

/** `derived(store, fn)`, `derived([a, b], fn)` */
const derived: Meaning = (calling, _called, site) => {
  const { engine, args } = calling;
  const given = first(calling).values.map((value): Val => {
    if (value.k !== 'object' || value.what !== 'array') return readStore(calling, only(value));
    const place = `list:${site}`;
    for (const [name, held] of [...placeAt(engine, value.place).props]) joinProp(engine, place, name, /^\d+$/.test(name) ? readStore(calling, held) : held);
    return only(objectAt(place, 'array'));
  });
  joinElements(engine, `state:${site}`, run(calling, args[1], [joinAll(given), only(native('set', `state:${site}`))]));
  joinProp(engine, `box:${site}`, 'subscribe', only(native('subscribe', `state:${site}`)));
  return only(objectAt(`box:${site}`, 'object'));
};

export const SVELTE: Library = {
  calls: [
    ...['onMount', 'beforeUpdate', 'afterUpdate', 'tick'].map((name): Known => [`npm:svelte#${name}()`, effect]),
    ['npm:svelte/store#writable()', writable],
    ['npm:svelte/store#readable()', writable],
    ['npm:svelte/store#derived()', derived],
    ['npm:svelte/store#get()', (calling) => readStore(calling, first(calling))],
    ['global:__store()', (calling) => readStore(calling, first(calling))],
  ],
};
