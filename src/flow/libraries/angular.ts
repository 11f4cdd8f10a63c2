import { instantiate, results } from '../calls.js';
import { elementsAt, joinElements } from '../engine.js';
import { isEmpty, joinAll, NOTHING, only, UNDEFINED } from '../values.js';
import { cell, effect, first, type Library, type Meaning, run } from './meaning.js';

/** Signals are called to be read. */
const signal: Meaning = (calling, called, site) => {
  cell(calling.engine, `state:signal:${site}`, first(calling));
  return only(called);
};

const readSignal: Meaning = (calling, called) => {
  const site = /#(?:signal|model|linkedSignal|computed)\(\)@(\d+:\d+)/.exec(called.key)?.[1];
  const place = `state:signal:${site}`;
  if (/\.set\(\)$/.test(called.path)) {
    if (calling.effects) joinElements(calling.engine, place, first(calling));
    return UNDEFINED;
  }
  if (/\.update\(\)$/.test(called.path)) {
    if (calling.effects) joinElements(calling.engine, place, results(calling, first(calling), [elementsAt(calling.engine, place)]));
    return UNDEFINED;
  }
  return elementsAt(calling.engine, place);
};

/** `asReadonly()` is the same signal. */
const itself: Meaning = (_calling, called) => only(called);

/** What is computed is called to be read, too. */
const computed: Meaning = (calling, called, site) => {
  joinElements(calling.engine, `state:signal:${site}`, run(calling, first(calling), []));
  return only(called);
};

/** `inject(Service)`: the container makes an instance; of what is no class of the program nothing is known. */
const inject: Meaning = (calling) => {
  const made = first(calling).values.flatMap((value) => (value.k === 'class' ? [instantiate(calling, value, [])] : []));
  return made.length > 0 ? joinAll(made) : isEmpty(first(calling)) ? NOTHING : undefined;
};

export const ANGULAR: Library = {
  calls: [
    ['npm:@angular/core#signal()', signal],
    ['npm:@angular/core#model()', signal],
    ['npm:@angular/core#linkedSignal()', computed],
    ['npm:@angular/core#computed()', computed],
    ['npm:@angular/core#inject()', inject],
    ['npm:@angular/core#effect()', effect],
  ],
  patterns: [
    [/^npm:@angular\/core#(?:signal|model|linkedSignal|computed)\(\)\.asReadonly\(\)$/, itself],
    [/^npm:@angular\/core#(?:signal|model|linkedSignal|computed)\(\)(?:\.asReadonly\(\))?(?:\(\)|\.set\(\)|\.update\(\))$/, readSignal],
  ],
};
