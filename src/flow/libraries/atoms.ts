import { type Calling, results } from '../calls.js';
import { type Engine, elementsAt, joinElements, joinProp, propAt } from '../engine.js';
import { keptOne, valueOfKept, writeToKept } from '../kept-objects.js';
import { memberOf } from '../members.js';
import { ANYTHING, isEmpty, join, joinAll, NOTHING, native, objectAt, only, strings, UNDEFINED, type Val } from '../values.js';
import { cell, first, type Known, type Library, type Meaning, type NativeMeaning, pair, propsOf, run, shared, whereOf } from './meaning.js';

const GET = only(native('atom get', ''));
const PUT = only(native('atom put', ''));

/** `atom(value)`, `atom((get) => …)`, `atom(null, (get, set, value) => …)` */
const atom: Meaning = (calling, _called, site) => made(calling, site, first(calling), calling.args[1]);

/** `atomWithStorage(key, value)`: what it holds is kept, so that whoever reads the key sees it. */
const keyedAtom: Meaning = (calling, _called, site) => kept(calling, site, made(calling, site, calling.args[1] ?? UNDEFINED, undefined));

/** Keeps what an atom holds under the key that its call was given. */
function kept(calling: Calling, site: string, atom: Val): Val {
  joinProp(calling.engine, `atom:${site}`, 'kept', keptOne(calling.engine, site, first(calling), calling.args[1] ?? UNDEFINED));
  return atom;
}

/** Gets the places where an atom is kept beside its own. */
function keptPlaces(engine: Engine, place: string): string[] {
  return (propAt(engine, place, 'kept') ?? NOTHING).values.flatMap((value) => (value.k === 'object' ? [value.place] : []));
}

/** All that one atom may hold. */
function valueOf(calling: Calling, place: string): Val {
  const { engine } = calling;
  return joinAll([elementsAt(engine, place), ...keptPlaces(engine, place).map((one) => valueOfKept(engine, one, whereOf(calling)))]);
}

function made(calling: Calling, site: string, given: Val, write: Val | undefined): Val {
  const { engine } = calling;
  const place = `atom:${site}`;
  shared(calling);
  cell(engine, place, { ...given, values: given.values.filter((value) => value.k !== 'fn') });
  const derive: Val = { ...given, any: false, values: given.values.filter((value) => value.k === 'fn') };
  if (derive.values.length > 0) joinElements(engine, place, run(calling, derive, [GET]));
  if (write) joinProp(engine, place, 'write', write);
  return only(objectAt(place, 'object'));
}

/** `atom({ key, default })`, `selector({ key, get: ({ get }) => … })` of Recoil. */
const keyedObject: Meaning = (calling, _called, site) => {
  const { engine } = calling;
  const part = (name: string) => memberOf(engine, first(calling), name, whereOf(calling));
  const place = `atom:${site}`;
  shared(calling);
  cell(engine, place, part('default'));
  const get = part('get');
  joinProp(engine, `atomget:${site}`, 'get', GET);
  if (get.values.some((value) => value.k === 'fn')) joinElements(engine, place, run(calling, get, [only(objectAt(`atomget:${site}`, 'object'))]));
  return only(objectAt(place, 'object'));
};

/** What atoms hold; undefined where none of the values is one that the program made. No value yet is no other value. */
function held(calling: Calling, atoms: Val): Val | undefined {
  if (isEmpty(atoms)) return NOTHING;
  const known = atoms.values.filter((value) => value.k === 'object' && value.place.startsWith('atom:'));
  if (known.length === 0) return undefined;
  return joinAll(known.map((value) => (value.k === 'object' ? valueOf(calling, value.place) : NOTHING)));
}

function setterOf(atoms: Val): Val {
  return atoms.values.reduce<Val>(
    (all, value) => (value.k === 'object' && value.place.startsWith('atom:') ? join(all, only(native('atom set', value.place))) : all),
    { ...NOTHING, any: atoms.any },
  );
}

const useAtom: Meaning = (calling, _called, site) => {
  const value = held(calling, first(calling));
  return value && pair(site, value, setterOf(first(calling)), calling);
};
const useValue: Meaning = (calling) => held(calling, first(calling));
const useSetter: Meaning = (calling) => (held(calling, first(calling)) ? setterOf(first(calling)) : undefined);

const setAtom: NativeMeaning = (calling, place) => {
  if (calling.effects) putAll(calling, only(objectAt(place, 'object')), calling.args);
  return UNDEFINED;
};

/** An atom that says how it is written does so. */
function putAll(calling: Calling, atoms: Val, given: readonly Val[]): void {
  for (const value of atoms.values) {
    if (value.k !== 'object' || !value.place.startsWith('atom:')) continue;
    const write = propAt(calling.engine, value.place, 'write');
    if (write) run(calling, write, [GET, PUT, ...given]);
    else put(calling, value.place, given[0] ?? UNDEFINED);
  }
}

function put(calling: Calling, place: string, given: Val): void {
  const { engine } = calling;
  const next = results(calling, given, [valueOf(calling, place)]);
  joinElements(engine, place, next);
  for (const one of keptPlaces(engine, place)) writeToKept(engine, one, next);
}

/** Jotai's store, for whoever is not a component: `getDefaultStore()`, `createStore()`. */
const jar: Meaning = ({ engine }) => {
  joinProp(engine, JAR, 'get', GET);
  joinProp(engine, JAR, 'set', PUT);
  joinProp(engine, JAR, 'sub', only(native('atom heard', '')));
  return only(objectAt(JAR, 'object'));
};

const JAR = 'atoms:jar';

/** `useHydrateAtoms([[atom, value], …])` */
const hydrate: Meaning = (calling) => {
  for (const [, entry] of calling.effects ? propsOf(calling.engine, first(calling)) : [])
    for (const value of entry.values) {
      if (value.k !== 'object') continue;
      const [atoms, given] = ['0', '1'].map((name) => propAt(calling.engine, value.place, name));
      if (atoms && given) putAll(calling, atoms, [given]);
    }
  return UNDEFINED;
};

/** Nanostores: an atom is read and written by its own methods. */
const store =
  (keyed: boolean): Meaning =>
  (calling, _called, site) => {
    const place = `atom:${site}`;
    shared(calling);
    cell(calling.engine, place, (keyed ? calling.args[1] : calling.args[0]) ?? UNDEFINED);
    const atom = withMethods(calling, place);
    return keyed ? kept(calling, site, atom) : atom;
  };

function withMethods({ engine }: Calling, place: string): Val {
  joinProp(engine, place, 'get', only(native('atom read', place)));
  joinProp(engine, place, 'set', only(native('atom set', place)));
  joinProp(engine, place, 'setKey', only(native('atom set key', place)));
  for (const name of ['subscribe', 'listen']) joinProp(engine, place, name, only(native('atom listen', place)));
  return only(objectAt(place, 'object'));
}

/** `computed(store, fn)`, `computed([one, two], fn)` */
const computedStore: Meaning = (calling, _called, site) => {
  const { engine } = calling;
  const listed = first(calling).values.flatMap((value) => (value.k === 'object' && value.what === 'array' ? propsOf(engine, only(value)) : []));
  const from = listed.length > 0 ? listed.filter(([name]) => /^\d+$/.test(name)).map(([, one]) => one) : [first(calling)];
  const place = `atom:${site}`;
  const values = from.map((one) => held(calling, one) ?? ANYTHING);
  joinElements(engine, place, run(calling, calling.args[1], values));
  return withMethods(calling, place);
};

export const ATOMS: Library = {
  calls: [
    ['npm:jotai#atom()', atom],
    ['npm:jotai/utils#atomWithStorage()', keyedAtom],
    ['npm:jotai/utils#atomWithDefault()', atom],
    ...['npm:jotai#', 'npm:jotai/react#'].flatMap((root): Known[] => [
      [`${root}useAtom()`, useAtom],
      [`${root}useAtomValue()`, useValue],
      [`${root}useSetAtom()`, useSetter],
    ]),
    ...['npm:jotai#', 'npm:jotai/vanilla#'].flatMap((root): Known[] => [
      [`${root}getDefaultStore()`, jar],
      [`${root}createStore()`, jar],
    ]),
    ['npm:jotai#useStore()', jar],
    ['npm:jotai/utils#useHydrateAtoms()', hydrate],
    ['npm:recoil#atom()', keyedObject],
    ['npm:recoil#selector()', keyedObject],
    ['npm:recoil#useRecoilState()', useAtom],
    ['npm:recoil#useRecoilValue()', useValue],
    ['npm:recoil#useSetRecoilState()', useSetter],
    ...['atom', 'map', 'deepMap'].map((name): Known => [`npm:nanostores#${name}()`, store(false)]),
    ['npm:nanostores#computed()', computedStore],
    ['npm:@nanostores/persistent#persistentMap()', store(true)],
    ['npm:@nanostores/persistent#persistentAtom()', store(true)],
    ...['react', 'preact', 'vue', 'solid'].map((name): Known => [`npm:@nanostores/${name}#useStore()`, name === 'vue' ? inBox : useValue]),
  ],
  natives: {
    'atom get': (calling) => held(calling, first(calling)) ?? ANYTHING,
    'atom put': (calling) => {
      if (calling.effects) putAll(calling, first(calling), calling.args.slice(1));
      return UNDEFINED;
    },
    'atom heard': (calling) => {
      run(calling, calling.args[1], []);
      return ANYTHING;
    },
    'atom set key': (calling, place) => {
      const { engine, effects } = calling;
      for (const value of effects ? elementsAt(engine, place).values : []) {
        if (value.k !== 'object') continue;
        const names = strings(first(calling));
        for (const name of names) joinProp(engine, value.place, name, calling.args[1] ?? UNDEFINED);
        if (names.length === 0) joinElements(engine, value.place, calling.args[1] ?? UNDEFINED);
      }
      return UNDEFINED;
    },
    'atom set': setAtom,
    'atom read': valueOf,
    'atom listen': (calling, place) => {
      run(calling, first(calling), [valueOf(calling, place)]);
      return ANYTHING;
    },
  },
};

function inBox(calling: Calling, _called: unknown, site: string): Val | undefined {
  const value = held(calling, first(calling));
  if (value === undefined) return undefined;
  joinProp(calling.engine, `box:${site}`, 'value', value);
  return only(objectAt(`box:${site}`, 'object'));
}
