import { applyFunction } from '../calls.js';
import { joinProp } from '../engine.js';
import { memberOf } from '../members.js';
import { renderValue } from '../render.js';
import { ANYTHING, isEmpty, join, NOTHING, objectAt, only } from '../values.js';
import { box, effect, first, identity, type Known, type Library, type Meaning, run } from './meaning.js';

const computed: Meaning = (calling, _called, site) => {
  const place = `box:${site}`;
  const [value] = first(calling).values;
  const getter = value?.k === 'object' ? memberOf(calling.engine, only(value), 'get', { module: calling.module, start: 0, end: 0 }) : first(calling);
  joinProp(calling.engine, place, 'value', run(calling, getter, []));
  return only(objectAt(place, 'object'));
};

/** Vue: a watcher gets what its source yields. */
const watch: Meaning = (calling) => {
  const source = first(calling);
  let value = NOTHING;
  for (const v of source.values) {
    if (v.k === 'fn') value = join(value, applyFunction(calling, v, [], undefined).value);
    else if (v.k === 'object') value = join(value, memberOf(calling.engine, only(v), 'value', { module: calling.module, start: 0, end: 0 }));
    else value = join(value, only(v));
  }
  run(calling, calling.args[1], [isEmpty(value) ? ANYTHING : value, ANYTHING]);
  return ANYTHING;
};

/** `createApp(App)`: the component is shown, and the app goes on. */
const createApp: Meaning = (calling, called) => {
  const { engine, module, call } = calling;
  for (const value of calling.effects ? first(calling).values : []) {
    if (value.k === 'fn') renderValue(engine, applyFunction(calling, value, [calling.args[1] ?? ANYTHING], undefined).value);
    else if (value.k === 'object')
      for (const fn of memberOf(engine, only(value), 'render', { module, start: call.start, end: call.end }).values)
        if (fn.k === 'fn') renderValue(engine, applyFunction(calling, fn, [calling.args[1] ?? ANYTHING], only(value)).value);
  }
  return only(called);
};

const ROOTS = ['npm:vue#', 'npm:#imports#', 'npm:@vue/composition-api#', 'global:'];

export const VUE: Library = {
  calls: [
    ...ROOTS.flatMap((root): Known[] => [
      [`${root}ref()`, box('value')],
      [`${root}shallowRef()`, box('value')],
      [`${root}reactive()`, identity],
      [`${root}computed()`, computed],
      [`${root}watch()`, watch],
      [`${root}watchEffect()`, effect],
      ...['onMounted', 'onBeforeMount', 'onUpdated', 'onActivated', 'nextTick'].map((name): Known => [`${root}${name}()`, effect]),
    ]),
    ...['createApp', 'createSSRApp'].map((name): Known => [`npm:vue#${name}()`, createApp]),
  ],
};
