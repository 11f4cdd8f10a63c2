import type { Expr } from '../model/expr.js';
import { type Engine, moduleAt } from './engine.js';

/** The expressions that an expression is made of; those of functions are left out. */
export function partsOf(engine: Engine, module: number, expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'call': {
      const call = moduleAt(engine, module).calls[expr.call];
      return call ? [call.callee, ...call.args] : [];
    }
    case 'member':
      return expr.key ? [expr.object, expr.key] : [expr.object];
    case 'object':
      return expr.props.flatMap((prop) => ('spread' in prop ? [prop.spread] : 'computed' in prop ? [prop.computed, prop.value] : [prop.value]));
    case 'array':
      return expr.items;
    case 'template':
      return expr.parts;
    case 'spread':
    case 'unary':
    case 'await':
    case 'rest':
      return [expr.of];
    case 'assigned':
      return [expr.value];
    case 'binary':
    case 'logical':
      return [expr.left, expr.right];
    case 'conditional':
      return [expr.test, expr.then, expr.else];
    case 'import':
      return [expr.specifier];
    default:
      return [];
  }
}
