import type { Expr } from '../model/expr.js';
import { callAt, type Engine } from './engine.js';
import { memberOf } from './members.js';
import type { Predicate } from './paths.js';
import { ANYTHING, type Api, type Site, type Val } from './values.js';

/** Do the arguments of the call, and of earlier calls on the way, fit? */
export function fits(engine: Engine, predicates: readonly Predicate[], api: Api, args: readonly Val[], ifUnread = false): boolean {
  return predicates.every((predicate) => {
    const isLast = predicate.step > api.steps.length;
    const site = isLast ? undefined : api.steps[predicate.step - 1]?.site;
    const given = isLast ? args[predicate.arg] : argumentAt(engine, site, predicate.arg);
    if (!given) return predicate.op === '!=';
    const held = predicate.part === undefined ? given : memberOf(engine, given, predicate.part, { module: 0, start: 0, end: 0 });
    if (ifUnread && (held.any || held.values.some((value) => value.k !== 'const'))) return true;
    const texts = held.values.flatMap((value) => (value.k === 'const' ? [String(value.value)] : []));
    if (predicate.op === '!=') return !texts.includes(predicate.value);
    return texts.some((text) => (predicate.op === '=' ? text === predicate.value : new RegExp(predicate.value).test(text)));
  });
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
