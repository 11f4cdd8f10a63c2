import type { Expr } from '../model/expr.js';
import { type Engine, moduleAt } from './engine.js';

/** What a value goes by where it is read: `accepted`, `this.accepted()`, `!accepted`. */
export function nameIn(engine: Engine, module: number, expr: Expr): string | undefined {
  switch (expr.kind) {
    case 'ref':
      return moduleAt(engine, module).bindings[expr.binding]?.name;
    case 'member':
      return expr.name === 'value' || expr.name === 'current' || expr.name === undefined ? nameIn(engine, module, expr.object) : expr.name;
    case 'unary':
    case 'await':
      return nameIn(engine, module, expr.of);
    case 'binary':
      return nameIn(engine, module, expr.left) ?? nameIn(engine, module, expr.right);
    case 'call': {
      const callee = moduleAt(engine, module).calls[expr.call]?.callee;
      return callee && nameIn(engine, module, callee);
    }
    default:
      return undefined;
  }
}

/** What the state that a call makes goes by: the first variable, or the field, that gets it. */
export function nameOfMade(engine: Engine, place: string): string | undefined {
  const made = /^[a-z:]+:(\d+):(\d+)$/.exec(place);
  if (!made) return undefined;
  const [module, call] = [Number(made[1]), Number(made[2])];
  const facts = moduleAt(engine, module);
  const isMade = (expr: Expr | undefined): boolean => {
    if (expr?.kind === 'member') return isMade(expr.object);
    if (expr?.kind === 'function') return facts.functions[expr.fn]?.flow.points.some((point) => point.kind === 'return' && isMade(point.value)) ?? false;
    return expr?.kind === 'call' && expr.call === call;
  };
  for (const { flow } of facts.functions)
    for (const point of flow.points)
      if (point.kind === 'write' && point.target.kind === 'binding' && isMade(point.value)) return facts.bindings[point.target.binding]?.name;
  return facts.classes.flatMap(({ fields }) => fields).find(({ value }) => isMade(value))?.name;
}
