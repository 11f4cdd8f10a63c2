import { elementsAt, joinElements } from '../engine.js';
import { isEmpty, native, only, type Val } from '../values.js';
import { first, type Library, type Meaning, run } from './meaning.js';

/** `produce(state, recipe)` writes into the state; `produce(recipe)` makes a function that does. */
const produce: Meaning = (calling, _called, site) => {
  const [state, recipe] = calling.args;
  if (state && recipe) return written(state, run(calling, recipe, [state]));
  joinElements(calling.engine, `recipe:${site}`, first(calling));
  return only(native('immer recipe', `recipe:${site}`));
};

/** A recipe that returns something has made the next state; else it is the one that it wrote into. */
function written(state: Val, made: Val): Val {
  const values = made.values.filter((value) => value.k !== 'const' || value.value !== undefined);
  return values.length > 0 && !isEmpty(made) ? { ...state, values: [...state.values, ...values] } : state;
}

export const IMMER: Library = {
  calls: [
    ['npm:immer#produce()', produce],
    ['npm:immer#default()', produce],
  ],
  natives: {
    'immer recipe': (calling, place) => written(first(calling), run(calling, elementsAt(calling.engine, place), calling.args)),
  },
};
