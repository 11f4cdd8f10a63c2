import { applyFunction, type Calling, mergeInto, results } from '../calls.js';
import { elementsAt, joinElements, joinProp, propAt } from '../engine.js';
import { awaited, memberOf } from '../members.js';
import { renderValue } from '../render.js';
import { ANYTHING, type Api, isEmpty, join, NOTHING, native, objectAt, only, UNDEFINED, type Val } from '../values.js';
import { box, cell, effect, first, type InheritedMeaning, identity, type Known, type Library, type Meaning, type NativeMeaning, pair, run } from './meaning.js';

const useState: Meaning = (calling, _called, site) => {
  const { engine } = calling;
  const place = `state:${site}`;
  const initial = results(calling, first(calling), []);
  return pair(place, cell(engine, place, initial), only(native('set', place)), calling);
};

const createContext: Meaning = (calling, called, site) => {
  joinElements(calling.engine, `default:${site}`, first(calling));
  return only(called);
};

const useContext: Meaning = (calling) => {
  const { engine } = calling;
  let result = NOTHING;
  for (const value of first(calling).values) {
    const site = value.k === 'api' ? value.steps.find((step) => step.op === '()')?.site : undefined;
    if (!site) continue;
    const provided = elementsAt(engine, `context:${site}`);
    result = join(result, isEmpty(provided) ? elementsAt(engine, `default:${site}`) : provided);
  }
  return isEmpty(result) ? (first(calling).values.length > 0 && !first(calling).any ? undefined : ANYTHING) : result;
};

/** A store outside: `useSyncExternalStore(subscribe, getSnapshot, getServerSnapshot)`. */
const useSyncExternalStore: Meaning = (calling) => {
  const { args } = calling;
  run(calling, first(calling), [ANYTHING]);
  const snapshot = run(calling, args[1], []);
  return args[2] ? join(snapshot, run(calling, args[2], [])) : snapshot;
};

/** `useSyncExternalStoreWithSelector(subscribe, getSnapshot, getServerSnapshot, selector)` */
const useSelected: Meaning = (calling, called, site) => run(calling, calling.args[3], [useSyncExternalStore(calling, called, site) ?? ANYTHING]);

const useReducer: Meaning = (calling, _called, site) => {
  const { engine, args } = calling;
  const place = `state:${site}`;
  const initial = args[2] ? run(calling, args[2], [args[1] ?? UNDEFINED]) : (args[1] ?? UNDEFINED);
  joinElements(engine, place, initial);
  joinProp(engine, place, 'reducer', args[0] ?? ANYTHING);
  return pair(place, elementsAt(engine, place), only(native('dispatch', place)), calling);
};

function createElement(calling: Calling, called: Api): Val | undefined {
  const { engine, args } = calling;
  const props = args[1] ?? UNDEFINED;
  for (const value of calling.effects ? first(calling).values : [])
    if (value.k === 'fn') renderValue(engine, applyFunction(calling, value, [props], undefined).value);
  for (const child of calling.effects ? args.slice(2) : []) renderValue(engine, child);
  return only(called);
}

const render: Meaning = (calling) => {
  if (calling.effects) for (const arg of calling.args) renderValue(calling.engine, arg);
  return ANYTHING;
};

const createRoot: Meaning = (calling, called, site) => {
  render(calling, called, site);
  return only(called);
};

/** Changes what the instance keeps as its state. */
const setState: InheritedMeaning = (engine, place, where) => {
  const state = memberOf(engine, only(objectAt(place, 'instance')), 'state', where);
  const values = state.values.flatMap((value) => (value.k === 'object' ? [native('set state', value.place)] : []));
  return values.length > 0 ? { values, any: false, atoms: [] } : undefined;
};

/** `setState(part, then)` */
const mergeState: NativeMeaning = (calling, place) => {
  if (calling.effects) mergeInto(calling, place, first(calling));
  run(calling, calling.args[1], []);
  return UNDEFINED;
};

/** The state of a component is what the component makes of it. */
const ownState: InheritedMeaning = (engine, place) => (isEmpty(propAt(engine, place, 'state') ?? NOTHING) ? undefined : NOTHING);

export const REACT: Library = {
  follows: ['npm:react-dom/client'],
  calls: [
    ...['react', 'preact/hooks', 'preact/compat'].flatMap((pkg): Known[] => [
      [`npm:${pkg}#useState()`, useState],
      ...['useEffect', 'useLayoutEffect', 'useInsertionEffect'].map((name): Known => [`npm:${pkg}#${name}()`, effect]),
      [`npm:${pkg}#useCallback()`, identity],
      [`npm:${pkg}#useMemo()`, (calling) => run(calling, first(calling), [])],
      [`npm:${pkg}#useRef()`, box('current')],
      [`npm:${pkg}#useContext()`, useContext],
      [`npm:${pkg}#use()`, (calling) => useContext(calling, {} as Api, '') ?? awaited(calling.engine, first(calling))],
      [`npm:${pkg}#useReducer()`, useReducer],
      [`npm:${pkg}#createContext()`, createContext],
      [`npm:${pkg}#useSyncExternalStore()`, useSyncExternalStore],
      [`npm:${pkg}#startTransition()`, effect],
      [`npm:${pkg}#createElement()`, createElement],
    ]),
    ...['', '/shim', '/shim/index.js'].map((path): Known => [`npm:use-sync-external-store${path}#useSyncExternalStore()`, useSyncExternalStore]),
    ...['/with-selector', '/shim/with-selector'].map((path): Known => [`npm:use-sync-external-store${path}#useSyncExternalStoreWithSelector()`, useSelected]),
    ['npm:preact#createContext()', createContext],
    ['npm:@react-navigation/native#useFocusEffect()', effect],
    ['npm:expo-router#useFocusEffect()', effect],
    ['npm:react-dom#render()', render],
    ['npm:react-dom#hydrate()', render],
  ],
  natives: { 'set state': mergeState },
  inherited: Object.fromEntries(
    ['react', 'preact', 'preact/compat'].flatMap((pkg) =>
      ['Component', 'PureComponent'].flatMap((name) =>
        [`npm:${pkg}#${name}`, `npm:${pkg}#default.${name}`].flatMap((base) => [
          [`${base}.setState`, setState],
          [`${base}.state`, ownState],
        ]),
      ),
    ),
  ),
  patterns: [[/^npm:react-dom\/client#(?:createRoot|hydrateRoot)\(\)(?:\.render\(\))?$/, createRoot]],
};
