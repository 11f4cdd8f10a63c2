import { results } from '../calls.js';
import { joinElements, placeAt } from '../engine.js';
import { only, UNDEFINED } from '../values.js';
import { effect, first, type Library, type Meaning, run } from './meaning.js';

/** Signals are called to be read. */
const signal: Meaning = (calling, called, site) => {
  joinElements(calling.engine, `state:signal:${site}`, first(calling));
  return only(called);
};

const readSignal: Meaning = (calling, called) => {
  const site = /#signal\(\)@(\d+:\d+)/.exec(called.key)?.[1];
  const place = `state:signal:${site}`;
  if (/\.set\(\)$/.test(called.path)) {
    if (calling.effects) joinElements(calling.engine, place, first(calling));
    return UNDEFINED;
  }
  if (/\.update\(\)$/.test(called.path)) {
    if (calling.effects) joinElements(calling.engine, place, results(calling, first(calling), [placeAt(calling.engine, place).elements]));
    return UNDEFINED;
  }
  return /\(\)\(\)$/.test(called.path) ? placeAt(calling.engine, place).elements : undefined;
};

export const ANGULAR: Library = {
  calls: [
    ['npm:@angular/core#signal()', signal],
    ['npm:@angular/core#computed()', (calling) => run(calling, first(calling), [])],
    ['npm:@angular/core#effect()', effect],
  ],
  patterns: [[/^npm:@angular\/core#signal\(\)(?:\(\)|\.set\(\)|\.update\(\))$/, readSignal]],
};
