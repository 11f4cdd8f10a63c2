import { applyFunction, results } from '../calls.js';
import { joinProp, type placeAt, propAt } from '../engine.js';
import { spreadInto } from '../evaluate.js';
import { memberOf } from '../members.js';
import { ANYTHING, type Api, join, NOTHING, native, objectAt, only, UNDEFINED, type Val } from '../values.js';
import { first, type Known, type Library, type Meaning, propsOf, run, whereOf } from './meaning.js';

/** `defineStore(id, { state, getters, actions })`, `defineStore(id, () => ({…}))` */
const defineStore: Meaning = (calling, called, site) => {
  const { engine, args } = calling;
  const definition = args[1] ?? args[0] ?? UNDEFINED;
  const place = `pinia:${site}`;
  const store = only(objectAt(place, 'object'));
  const setup = { ...definition, values: definition.values.filter((value) => value.k === 'fn') };
  for (const [name, held] of propsOf(engine, run(calling, setup, []))) joinProp(engine, place, name, unboxed(calling.engine, held));
  const options = { ...definition, any: false, values: definition.values.filter((value) => value.k === 'object') };
  const part = (name: string) => memberOf(engine, options, name, whereOf(calling));
  if (options.values.length > 0) {
    spreadInto(engine, place, results(calling, part('state'), []));
    for (const [name, held] of propsOf(engine, part('actions'))) joinProp(engine, place, name, held);
    for (const [name, held] of propsOf(engine, part('getters')))
      for (const getter of held.values) if (getter.k === 'fn') joinProp(engine, place, name, applyFunction(calling, getter, [store], store).value);
  }
  joinProp(engine, place, '$patch', only(native('merge', place)));
  joinProp(engine, place, '$state', store);
  joinProp(engine, place, '$subscribe', only(native('pinia subscribe', place)));
  return only(called);
};

/** A store shows the values of the boxes that its setup made. */
function unboxed(engine: Parameters<typeof placeAt>[0], held: Val): Val {
  let result: Val = { ...held, values: held.values.filter((value) => !isBox(value)) };
  for (const value of held.values) if (isBox(value)) result = join(result, propAt(engine, value.place, 'value') ?? NOTHING);
  return result;
}

function isBox(value: Val['values'][number]): value is Extract<Val['values'][number], { k: 'object' }> {
  return value.k === 'object' && value.place.startsWith('box:');
}

const useStore: Meaning = (_calling, called) => {
  const site = siteOfStore(called);
  return site === undefined ? undefined : only(objectAt(`pinia:${site}`, 'object'));
};

function siteOfStore(called: Api): string | undefined {
  return /#?defineStore\(\)@(\d+:\d+)\(\)@\d+:\d+$/.exec(called.key)?.[1];
}

/** `storeToRefs(store)`: a box for each part of a store. */
const storeToRefs: Meaning = (calling) => {
  const { engine } = calling;
  let refs: Val = { ...NOTHING, any: first(calling).any };
  for (const value of first(calling).values) {
    if (value.k !== 'object') continue;
    const place = `refs:${value.place}`;
    for (const [name, held] of propsOf(engine, only(value))) {
      joinProp(engine, `${place}.${name}`, 'value', held);
      joinProp(engine, place, name, only(objectAt(`${place}.${name}`, 'object')));
    }
    refs = join(refs, only(objectAt(place, 'object')));
  }
  return refs;
};

const ROOTS = ['npm:pinia#', 'npm:#imports#', 'global:'];

export const PINIA: Library = {
  calls: ROOTS.flatMap((root): Known[] => [
    [`${root}defineStore()`, defineStore],
    [`${root}defineStore()()`, useStore],
    [`${root}storeToRefs()`, storeToRefs],
  ]),
  natives: {
    'pinia subscribe': (calling, place) => {
      run(calling, first(calling), [ANYTHING, only(objectAt(place, 'object'))]);
      return ANYTHING;
    },
  },
};
