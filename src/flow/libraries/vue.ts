import { applyFunction, type Calling } from '../calls.js';
import { type Engine, elementsAt, joinElements, joinProp, propAt } from '../engine.js';
import { isKept } from '../kept-objects.js';
import { memberOf } from '../members.js';
import { renderValue } from '../render.js';
import { ANYTHING, isEmpty, join, NOTHING, narrowed, objectAt, only, strings, UNDEFINED, type Val } from '../values.js';
import { box, effect, first, identity, type Known, type Library, type Meaning, propsOf, run, whereOf } from './meaning.js';

const computed: Meaning = (calling, _called, site) => {
  const place = `box:${site}`;
  const [value] = first(calling).values;
  const getter = value?.k === 'object' ? memberOf(calling.engine, only(value), 'get', { module: calling.module, start: 0, end: 0 }) : first(calling);
  joinProp(calling.engine, place, 'value', run(calling, getter, []));
  return only(objectAt(place, 'object'));
};

/** A watcher gets what its source yields. */
const watch: Meaning = (calling, _called, site) => {
  run(calling, calling.args[1], [watched(calling, first(calling), site), ANYTHING, ANYTHING]);
  return ANYTHING;
};

/** `whenever(source, …)`: only where the source holds. */
const whenever: Meaning = (calling, _called, site) => {
  run(calling, calling.args[1], [narrowed(watched(calling, first(calling), site), true), ANYTHING, ANYTHING]);
  return ANYTHING;
};

/** What a box holds, a getter yields, or a list of these. */
function watched(calling: Calling, source: Val, site: string): Val {
  const { engine } = calling;
  let value: Val = { ...NOTHING, any: source.any, atoms: source.atoms };
  for (const one of source.values) {
    if (one.k === 'fn') value = join(value, applyFunction(calling, one, [], undefined).value);
    else if (one.k !== 'object') value = join(value, only(one));
    else if (isKept(one.place)) value = join(value, memberOf(engine, only(one), 'value', whereOf(calling)));
    else if (one.what === 'array') {
      const place = `watched:${site}`;
      for (const [name, held] of propsOf(engine, only(one)))
        joinProp(engine, place, name, /^\d+$/.test(name) ? watched(calling, held, `${site}.${name}`) : held);
      value = join(value, only(objectAt(place, 'array')));
    } else value = join(value, propAt(engine, one.place, 'value') ?? (one.place.startsWith('box:') ? NOTHING : only(one)));
  }
  return value;
}

/** `provide(key, value)` and `inject(key)` meet by key. */
const provide: Meaning = (calling) => {
  for (const key of keysOf(first(calling))) joinElements(calling.engine, `provided:${key}`, calling.args[1] ?? UNDEFINED);
  return UNDEFINED;
};

const inject: Meaning = (calling) => {
  const keys = keysOf(first(calling));
  let value = NOTHING;
  for (const key of keys) value = join(value, elementsAt(calling.engine, `provided:${key}`));
  if (calling.args[1]) return join(value, calling.args[1]);
  return isEmpty(value) && !provides(calling.engine) ? undefined : value;
};

const providing = new WeakMap<object, boolean>();

/** Holds if something in the program provides: what is injected may then be known later. */
function provides(engine: Engine): boolean {
  let known = providing.get(engine.program);
  if (known === undefined) {
    known = engine.program.modules.some(
      ({ calls, imports }) =>
        imports.some(({ name }) => name === 'provide') || calls.some(({ callee }) => callee.kind === 'member' && callee.name === 'provide'),
    );
    providing.set(engine.program, known);
  }
  return known;
}

function keysOf(key: Val): string[] {
  return key.values.map((value) => value.key);
}

/** `useState('key', () => first)` of Nuxt: one box for the app. */
const sharedState: Meaning = (calling) => {
  const [key] = strings(first(calling));
  if (key === undefined) return undefined;
  const place = `box:shared:${key}`;
  joinProp(calling.engine, place, 'value', run(calling, calling.args[1], []));
  return only(objectAt(place, 'object'));
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

const unref: Meaning = (calling, _called, site) => watched(calling, first(calling), site);

const ROOTS = ['npm:vue#', 'npm:#imports#', 'npm:@vue/composition-api#', 'global:'];

export const VUE: Library = {
  calls: [
    ...ROOTS.flatMap((root): Known[] => [
      [`${root}ref()`, box('value')],
      [`${root}shallowRef()`, box('value')],
      [`${root}reactive()`, identity],
      [`${root}computed()`, computed],
      [`${root}watch()`, watch],
      [`${root}watchOnce()`, watch],
      [`${root}provide()`, provide],
      [`${root}inject()`, inject],
      ...['readonly', 'shallowReactive', 'shallowReadonly', 'markRaw', 'toRaw', 'unref'].map(
        (name): Known => [`${root}${name}()`, name === 'unref' ? unref : identity],
      ),
      [`${root}watchEffect()`, effect],
      ...['onMounted', 'onBeforeMount', 'onUpdated', 'onActivated', 'nextTick'].map((name): Known => [`${root}${name}()`, effect]),
    ]),
    ['npm:@vueuse/core#whenever()', whenever],
    ['npm:@vueuse/core#watchOnce()', watch],
    ['npm:#imports#useState()', sharedState],
    ['global:useState()', sharedState],
    ...['createApp', 'createSSRApp'].map((name): Known => [`npm:vue#${name}()`, createApp]),
  ],
  patterns: [
    [
      /^npm:vue#create(?:SSR)?App\(\)\.provide\(\)$/,
      (calling, called, site) => {
        provide(calling, called, site);
        return only(called);
      },
    ],
  ],
};
