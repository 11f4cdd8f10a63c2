import type { Expr } from '../model/expr.js';
import { callAt, type Engine, propAt } from './engine.js';
import { memberOf, type Where } from './members.js';
import type { Predicate } from './paths.js';
import { ANYTHING, type Api, type Site, type Val } from './values.js';

/** Do the arguments of the call, and of earlier calls on the way, fit? */
export function fits(engine: Engine, predicates: readonly Predicate[], api: Api, args: readonly Val[], ifUnread = false): boolean {
  return predicates.every((predicate) => {
    const isLast = predicate.step > api.steps.length;
    const site = isLast ? undefined : api.steps[predicate.step - 1]?.site;
    const given = isLast ? args[predicate.arg] : argumentAt(engine, site, predicate.arg);
    if (!given) return predicate.op === '!=';
    const held = predicate.part === undefined ? given : partOf(engine, given, predicate.part, { module: 0, start: 0, end: 0 });
    if (ifUnread && (held.any || held.values.some((value) => value.k !== 'const'))) return true;
    const texts = held.values.flatMap((value) => (value.k === 'const' ? [String(value.value)] : []));
    if (predicate.op === '!=') return !texts.includes(predicate.value);
    return texts.some((text) => (predicate.op === '=' ? text === predicate.value : new RegExp(predicate.value).test(text)));
  });
}

/** Gets a part of an argument. A list of one object is written for that object: `prompt([{ message }])`. */
export function partOf(engine: Engine, given: Val, name: string, where: Where): Val {
  const [list, ...others] = given.values;
  const isList = list?.k === 'object' && list.what === 'array' && others.length === 0 && !given.any && !/^\d+$/.test(name);
  if (!isList) return memberOf(engine, given, name, where);
  const length = propAt(engine, list.place, 'length');
  const isOne = length?.values.length === 1 && !length.any && length.values[0]?.k === 'const' && length.values[0].value === 1;
  return memberOf(engine, (isOne && propAt(engine, list.place, '0')) || given, name, where);
}

export function argumentAt(engine: Engine, site: Site | undefined, index: number): Val | undefined {
  if (!site) return undefined;
  const [module, call] = site.split(':').map(Number) as [number, number];
  const arg = callAt(engine, module, call)?.args[index];
  return arg && evaluateAt(engine, module, arg);
}

function evaluateAt(engine: Engine, module: number, expr: Expr): Val {
  return expr.kind === 'spread' ? ANYTHING : engine.evaluate(module, expr);
}
