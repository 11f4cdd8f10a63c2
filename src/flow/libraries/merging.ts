import { spreadInto } from '../evaluate.js';
import { memberOf } from '../members.js';
import { ANYTHING, join, objectAt, only, strings, UNDEFINED, type Val } from '../values.js';
import { first, identity, type Known, type Library, type Meaning, whereOf } from './meaning.js';

/** One object of all that is given: settings over their defaults. Which of two values stands is left open; both may. */
const merged: Meaning = (calling, _called, site) => {
  const place = `merge:${site}`;
  for (const arg of calling.args) spreadInto(calling.engine, place, arg);
  return only(objectAt(place, 'object'));
};

/** `get(settings, 'server.url', fallback)`. */
const got: Meaning = (calling) => {
  const [path] = strings(calling.args[1] ?? UNDEFINED);
  if (path === undefined) return ANYTHING;
  let held: Val = first(calling);
  for (const name of path.split(/[.[\]]+/).filter((part) => part !== '')) held = memberOf(calling.engine, held, name, whereOf(calling));
  return calling.args[2] ? join(held, calling.args[2]) : held;
};

const OF_LODASH: readonly (readonly [string, Meaning])[] = [
  ...['defaults', 'defaultsDeep', 'merge', 'assign', 'assignIn', 'extend'].map((name) => [name, merged] as const),
  ...['clone', 'cloneDeep', 'pick', 'omit', 'pickBy', 'omitBy'].map((name) => [name, identity] as const),
  ['get', got],
];

/** lodash and the small packages that do one thing of it. */
export const MERGING: Library = {
  calls: [
    ...OF_LODASH.flatMap(([name, meaning]): Known[] => [
      ...['lodash', 'lodash-es', 'underscore'].flatMap((from): Known[] => [
        [`npm:${from}#${name}()`, meaning],
        [`npm:${from}#default.${name}()`, meaning],
      ]),
      ...[`lodash/${name}`, `lodash-es/${name}`, `lodash.${name.toLowerCase()}`].map((from): Known => [`npm:${from}#default()`, meaning]),
    ]),
    ...['defu#default', 'defu#defu', 'deepmerge#default', 'deepmerge-ts#deepmerge', 'ts-deepmerge#merge', 'object-assign#default', 'just-merge#default'].map(
      (path): Known => [`npm:${path}()`, merged],
    ),
    ...['klona#klona', 'klona#default', 'rfdc#default', 'clone#default', 'fast-copy#default'].map((path): Known => [`npm:${path}()`, identity]),
  ],
};
