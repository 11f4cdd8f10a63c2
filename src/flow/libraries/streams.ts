import type { Calling } from '../calls.js';
import { type Engine, elementsAt, joinElements, joinProp, propAt } from '../engine.js';
import { argumentAt } from '../predicates.js';
import { ANYTHING, type Api, isEmpty, join, NOTHING, native, objectAt, only, outcomes, promiseOf, UNDEFINED, type Val } from '../values.js';
import { cell, first, type Known, type Library, type Meaning, type NativeMeaning, run, shared } from './meaning.js';

/** `new BehaviorSubject(value)`, `new Subject()`, `new ReplaySubject()` */
const subject =
  (hasValue: boolean): Meaning =>
  (calling, _called, site) => {
    const { engine } = calling;
    const place = `stream:${site}`;
    shared(calling);
    const value = hasValue ? cell(engine, place, first(calling)) : elementsAt(engine, place);
    joinProp(engine, place, 'value', value);
    joinProp(engine, place, 'next', only(native('stream next', place)));
    joinProp(engine, place, 'getValue', only(native('stream value', place)));
    return stream(engine, place);
  };

/** What is heard of a place, with the methods of an observable. */
function stream(engine: Engine, place: string): Val {
  for (const name of ['subscribe', 'forEach']) joinProp(engine, place, name, only(native('stream subscribe', place)));
  joinProp(engine, place, 'pipe', only(native('stream pipe', place)));
  for (const name of ['asObservable', 'asReadonly']) joinProp(engine, place, name, only(native('stream itself', place)));
  return only(objectAt(place, 'object'));
}

const subscribe: NativeMeaning = (calling, place) => {
  const { engine } = calling;
  const observer = first(calling);
  const value = elementsAt(engine, place);
  run(calling, observer, [value]);
  for (const given of observer.values) if (given.k === 'object') run(calling, propAt(engine, given.place, 'next'), [value]);
  return ANYTHING;
};

/** Operators that pass on some values or make others of them; all that are not known may make anything. */
const pipe: NativeMeaning = (calling, place) => {
  const { engine } = calling;
  let value = elementsAt(engine, place);
  for (const operator of calling.args) {
    const [api] = operator.values;
    value = api?.k === 'api' ? operated(calling, api, value) : ANYTHING;
  }
  const next = `stream:${calling.module}:${calling.index}`;
  joinElements(engine, next, value);
  return stream(engine, next);
};

function operated(calling: Calling, operator: Api, value: Val): Val {
  const name = /#(\w+)\(\)$/.exec(operator.path)?.[1] ?? '';
  const fn = argumentAt(calling.engine, operator.steps.at(-1)?.site, 0);
  switch (name) {
    case 'filter':
    case 'first':
    case 'takeWhile':
      return fn === undefined ? value : passed(calling, fn, value);
    case 'skipWhile':
      return skipped(calling, fn, value);
    case 'map':
      return run(calling, fn, [value]);
    case 'tap':
      run(calling, fn, [value]);
      return value;
    case 'switchMap':
    case 'mergeMap':
    case 'concatMap':
    case 'exhaustMap':
      return flattened(calling.engine, run(calling, fn, [value]));
    case 'mapTo':
      return isEmpty(value) ? NOTHING : (fn ?? UNDEFINED);
    case 'startWith':
      return join(value, fn ?? UNDEFINED);
    default:
      return KEEPING.has(name) ? value : ANYTHING;
  }
}

const KEEPING = new Set(
  'take takeUntil takeUntilDestroyed skip distinctUntilChanged distinct debounceTime throttleTime delay share shareReplay observeOn subscribeOn finalize last untilDestroyed catchError retry'.split(
    ' ',
  ),
);

/** The values that a test lets through. */
function passed(calling: Calling, test: Val, value: Val): Val {
  const isBoolean = test.values.some((given) => given.k === 'api' && given.path === 'global:Boolean');
  const lets = (one: Val) => outcomes(isBoolean ? one : run(calling, test, [one])).yes;
  const values = value.values.filter((one) => lets({ ...only(one), atoms: value.atoms }));
  return { ...value, values, any: value.any && lets(ANYTHING) };
}

/** All values, from the first on that a test does not hold for. */
function skipped(calling: Calling, test: Val | undefined, value: Val): Val {
  const ends = (one: Val) => outcomes(run(calling, test, [one])).no;
  const isOver = (value.any && ends(ANYTHING)) || value.values.some((one) => ends({ ...only(one), atoms: value.atoms }));
  return isOver ? value : { ...value, values: [], any: false };
}

function flattened(engine: Engine, inner: Val): Val {
  let result: Val = { ...NOTHING, any: inner.any };
  for (const value of inner.values)
    result = join(result, value.k === 'object' && value.place.startsWith('stream:') ? elementsAt(engine, value.place) : ANYTHING);
  return result;
}

/** `of(value)`, `from(value)` */
const of: Meaning = (calling, _called, site) => {
  for (const value of calling.args) joinElements(calling.engine, `stream:${site}`, value);
  return stream(calling.engine, `stream:${site}`);
};

const heard = (calling: Calling): Val | undefined => {
  if (isEmpty(first(calling))) return NOTHING;
  const known = first(calling).values.filter((value) => value.k === 'object' && value.place.startsWith('stream:'));
  if (known.length === 0) return undefined;
  return known.reduce((all, value) => (value.k === 'object' ? join(all, elementsAt(calling.engine, value.place)) : all), NOTHING);
};

/** `firstValueFrom(stream)` */
const firstValue: Meaning = (calling) => {
  const value = heard(calling);
  return value && promiseOf(value);
};

/** `toSignal(stream)`: called to be read. */
const toSignal: Meaning = (calling, _called, site) => {
  const value = heard(calling);
  if (value === undefined) return undefined;
  joinElements(calling.engine, `stream:${site}`, join(value, UNDEFINED));
  return only(native('stream value', `stream:${site}`));
};

const PACKAGES = ['rxjs', 'rxjs/operators'];

export const STREAMS: Library = {
  calls: [
    ...PACKAGES.flatMap((pkg): Known[] => [
      [`npm:${pkg}#BehaviorSubject.new()`, subject(true)],
      ...['Subject', 'ReplaySubject', 'AsyncSubject'].map((name): Known => [`npm:${pkg}#${name}.new()`, subject(false)]),
      [`npm:${pkg}#of()`, of],
      [`npm:${pkg}#firstValueFrom()`, firstValue],
      [`npm:${pkg}#lastValueFrom()`, firstValue],
    ]),
    ['npm:@angular/core/rxjs-interop#toSignal()', toSignal],
  ],
  natives: {
    'stream next': (calling, place) => {
      joinElements(calling.engine, place, first(calling));
      return UNDEFINED;
    },
    'stream value': (calling, place) => elementsAt(calling.engine, place),
    'stream subscribe': subscribe,
    'stream pipe': pipe,
    'stream itself': (_calling, place) => only(objectAt(place, 'object')),
  },
};
