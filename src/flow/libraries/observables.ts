import { elementsAt, joinProp, propAt } from '../engine.js';
import { ANYTHING, NOTHING, narrowed, native, objectAt, only, outcomes, promiseOf, UNDEFINED } from '../values.js';
import { box, cell, effect, first, identity, type Known, type Library, type Meaning, pair, run } from './meaning.js';

/** MobX: `reaction(() => value, (value) => …)` */
const reaction: Meaning = (calling) => {
  run(calling, calling.args[1], [run(calling, first(calling), []), ANYTHING]);
  return ANYTHING;
};

/** MobX: `when(() => test, effect)`, `await when(() => test)`: only if the test can hold. */
const when: Meaning = (calling) => {
  const test = run(calling, first(calling), []);
  if (!outcomes(test).yes) return promiseOf({ ...test, values: [], any: false });
  if (calling.args[1]) run(calling, calling.args[1], [narrowed(test, true)]);
  return promiseOf(UNDEFINED);
};

/** Solid: a signal is a pair of a reader and a writer. */
const createSignal: Meaning = (calling, _called, site) => {
  const place = `state:${site}`;
  cell(calling.engine, place, first(calling));
  return pair(site, only(native('signal read', place)), only(native('set', place)), calling);
};

const createMemo: Meaning = (calling, _called, site) => {
  cell(calling.engine, `state:${site}`, run(calling, first(calling), []));
  return only(native('signal read', `state:${site}`));
};

/** Preact's `computed(() => …)`. */
const computedBox: Meaning = (calling, _called, site) => {
  joinProp(calling.engine, `box:${site}`, 'value', run(calling, first(calling), []));
  joinProp(calling.engine, `box:${site}`, 'peek', only(native('signal peek', `box:${site}`)));
  return only(objectAt(`box:${site}`, 'object'));
};

/** Preact's `signal(value)`: `peek()` reads it without listening. */
const boxed: Meaning = (calling, called, site) => {
  joinProp(calling.engine, `box:${site}`, 'peek', only(native('signal peek', `box:${site}`)));
  return box('value')(calling, called, site);
};

export const OBSERVABLES: Library = {
  calls: [
    ...['observable', 'makeAutoObservable', 'makeObservable', 'action', 'runInAction', 'computed'].map(
      (name): Known => [`npm:mobx#${name}()`, name === 'runInAction' ? effect : identity],
    ),
    ['npm:mobx#autorun()', effect],
    ['npm:mobx#reaction()', reaction],
    ['npm:mobx#when()', when],
    ['npm:valtio#proxy()', identity],
    ['npm:valtio/vanilla#proxy()', identity],
    ['npm:valtio#useSnapshot()', identity],
    ['npm:valtio#snapshot()', identity],
    ['npm:valtio#subscribe()', (calling) => run(calling, calling.args[1], [ANYTHING])],
    ['npm:solid-js#createSignal()', createSignal],
    ['npm:solid-js#createMemo()', createMemo],
    ...['createEffect', 'createRenderEffect', 'onMount', 'createRoot', 'batch', 'untrack'].map((name): Known => [`npm:solid-js#${name}()`, effect]),
    ...['@preact/signals', '@preact/signals-react', '@preact/signals-core'].flatMap((pkg): Known[] => [
      [`npm:${pkg}#signal()`, boxed],
      [`npm:${pkg}#useSignal()`, boxed],
      [`npm:${pkg}#computed()`, computedBox],
      [`npm:${pkg}#useComputed()`, computedBox],
      [`npm:${pkg}#effect()`, effect],
      [`npm:${pkg}#useSignalEffect()`, effect],
    ]),
  ],
  natives: {
    'signal read': (calling, place) => elementsAt(calling.engine, place),
    'signal peek': (calling, place) => propAt(calling.engine, place, 'value') ?? NOTHING,
  },
};
