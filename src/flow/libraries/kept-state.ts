import { joinElements, placeAt } from '../engine.js';
import { native, only, strings, UNDEFINED } from '../values.js';
import { first, type Library, type Meaning, pair } from './meaning.js';

const useLocalStorage: Meaning = (calling, _called, site) => {
  const { engine, args } = calling;
  const place = `state:${site}`;
  for (const key of strings(first(calling))) engine.writtenKeys.add(key);
  joinElements(engine, place, args[1] ?? UNDEFINED);
  return pair(place, placeAt(engine, place).elements, only(native('set', place)), calling);
};

export const KEPT_STATE: Library = {
  calls: [
    ['npm:usehooks-ts#useLocalStorage()', useLocalStorage],
    ['npm:react-use#useLocalStorage()', useLocalStorage],
  ],
};
