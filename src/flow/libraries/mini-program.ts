import type { Calling } from '../calls.js';
import { joinProp, placeAt } from '../engine.js';
import { memberOf } from '../members.js';
import { readKeys, writeKey } from '../storage.js';
import { ANYTHING, isEmpty, NULL, objectAt, only, promiseOf, strings, UNDEFINED, type Val } from '../values.js';
import { first, type Library, type Meaning, ownId, run, whereOf } from './meaning.js';

const ROOT = String.raw`(?:global:(?:wx|uni|my|tt|swan|qq|ks)|npm:@tarojs\/taro#(?:default|\*))`;

const option = (calling: Calling, name: string): Val => memberOf(calling.engine, { ...first(calling), any: false }, name, whereOf(calling));

/** Calls `success` with a result, then `complete`; `fail` may always be called. */
function answer(calling: Calling, result: Val): Val {
  run(calling, option(calling, 'success'), [result]);
  run(calling, option(calling, 'fail'), [ANYTHING]);
  run(calling, option(calling, 'complete'), [ANYTHING]);
  return promiseOf(result);
}

/** `wx.getStorage({ key, success: ({ data }) => … })`: of a key that is not kept most give no answer but `fail`. */
const getStorage: Meaning = (calling, called, site) => {
  const { engine } = calling;
  const isAlipay = called.path.startsWith('global:my.');
  const held = readKeys(engine, option(calling, 'key'), isAlipay ? NULL : UNDEFINED, whereOf(calling));
  const present: Val = isAlipay ? held : { ...held, values: held.values.filter((value) => value.k !== 'const' || value.value !== undefined) };
  if (isEmpty(present)) return answer(calling, present);
  const place = `stored ${ownId(calling, site)}`;
  joinProp(engine, place, 'data', present);
  return answer(calling, only(objectAt(place, 'object')));
};

/** `wx.setStorage({ key, data })` */
const setStorage: Meaning = (calling) => {
  const { engine, effects } = calling;
  for (const value of effects ? first(calling).values : []) {
    if (value.k !== 'object') continue;
    const { props } = placeAt(engine, value.place);
    for (const key of strings(props.get('key') ?? UNDEFINED)) writeKey(engine, key, props.get('data') ?? UNDEFINED);
  }
  return answer(calling, ANYTHING);
};

const removeStorage: Meaning = (calling) => {
  for (const key of calling.effects ? strings(option(calling, 'key')) : []) writeKey(calling.engine, key, UNDEFINED);
  return answer(calling, ANYTHING);
};

/** `my.getStorageSync({ key }).data` */
const getStorageSync: Meaning = (calling, _called, site) => {
  if (!first(calling).values.some((value) => value.k === 'object')) return undefined;
  const place = `stored ${ownId(calling, site)}`;
  joinProp(calling.engine, place, 'data', readKeys(calling.engine, option(calling, 'key'), NULL, whereOf(calling)));
  return only(objectAt(place, 'object'));
};

const setStorageSync: Meaning = (calling) => {
  if (!first(calling).values.some((value) => value.k === 'object') || calling.args.length > 1) return undefined;
  for (const key of calling.effects ? strings(option(calling, 'key')) : []) writeKey(calling.engine, key, option(calling, 'data'));
  return UNDEFINED;
};

export const MINI_PROGRAM: Library = {
  follows: ['global:wx', 'global:uni', 'global:my', 'global:tt', 'global:swan', 'global:qq', 'global:ks', 'npm:@tarojs/taro'],
  calls: [],
  patterns: [
    [new RegExp(`^${ROOT}\\.getStorage\\(\\)$`), getStorage],
    [new RegExp(`^${ROOT}\\.setStorage\\(\\)$`), setStorage],
    [new RegExp(`^${ROOT}\\.removeStorage\\(\\)$`), removeStorage],
    [/^global:my\.getStorageSync\(\)$/, getStorageSync],
    [/^global:my\.setStorageSync\(\)$/, setStorageSync],
  ],
};
