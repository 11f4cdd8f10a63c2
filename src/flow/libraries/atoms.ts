import type { Calling } from '../calls.js';
import { joinElements, joinProp, placeAt } from '../engine.js';
import { memberOf } from '../members.js';
import { ANYTHING, isEmpty, join, NOTHING, native, objectAt, only, UNDEFINED, type Val } from '../values.js';
import { cell, first, type Known, type Library, type Meaning, type NativeMeaning, pair, run, shared, whereOf } from './meaning.js';

const GET = only(native('atom get', ''));
const PUT = only(native('atom put', ''));

/** `atom(value)`, `atom((get) => …)`, `atom(null, (get, set, value) => …)` */
const atom: Meaning = (calling, _called, site) => made(calling, site, first(calling), calling.args[1]);

/** `atomWithStorage(key, value)`, `atomFamily`… whose first value stands second. */
const keyedAtom: Meaning = (calling, _called, site) => {
  for (const key of first(calling).values) if (key.k === 'const') calling.engine.writtenKeys.add(String(key.value));
  return made(calling, site, calling.args[1] ?? UNDEFINED, undefined);
};

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
  return known.reduce((all, value) => (value.k === 'object' ? join(all, placeAt(calling.engine, value.place).elements) : all), NOTHING);
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
  const { engine } = calling;
  if (!calling.effects) return UNDEFINED;
  const write = placeAt(engine, place).props.get('write');
  if (write) return run(calling, write, [GET, PUT, first(calling)]);
  put(calling, place, first(calling));
  return UNDEFINED;
};

function put(calling: Calling, place: string, given: Val): void {
  const { engine } = calling;
  const updaters: Val = { ...given, any: false, values: given.values.filter((value) => value.k === 'fn') };
  joinElements(engine, place, { ...given, values: given.values.filter((value) => value.k !== 'fn') });
  if (updaters.values.length > 0) joinElements(engine, place, run(calling, updaters, [placeAt(engine, place).elements]));
}

/** Nanostores: an atom is read and written by its own methods. */
const store =
  (keyed: boolean): Meaning =>
  (calling, _called, site) => {
    const { engine } = calling;
    const place = `atom:${site}`;
    shared(calling);
    cell(engine, place, (keyed ? calling.args[1] : calling.args[0]) ?? UNDEFINED);
    joinProp(engine, place, 'get', only(native('atom read', place)));
    joinProp(engine, place, 'set', only(native('atom set', place)));
    for (const name of ['subscribe', 'listen']) joinProp(engine, place, name, only(native('atom listen', place)));
    return only(objectAt(place, 'object'));
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
    ['npm:recoil#atom()', keyedObject],
    ['npm:recoil#selector()', keyedObject],
    ['npm:recoil#useRecoilState()', useAtom],
    ['npm:recoil#useRecoilValue()', useValue],
    ['npm:recoil#useSetRecoilState()', useSetter],
    ['npm:nanostores#atom()', store(false)],
    ['npm:@nanostores/persistent#persistentAtom()', store(true)],
    ...['react', 'preact', 'vue', 'solid'].map((name): Known => [`npm:@nanostores/${name}#useStore()`, name === 'vue' ? inBox : useValue]),
  ],
  natives: {
    'atom get': (calling) => held(calling, first(calling)) ?? ANYTHING,
    'atom put': (calling) => {
      for (const value of calling.effects ? first(calling).values : [])
        if (value.k === 'object' && value.place.startsWith('atom:')) put(calling, value.place, calling.args[1] ?? UNDEFINED);
      return UNDEFINED;
    },
    'atom set': setAtom,
    'atom read': (calling, place) => placeAt(calling.engine, place).elements,
    'atom listen': (calling, place) => {
      run(calling, first(calling), [placeAt(calling.engine, place).elements]);
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
