import type { Engine } from '../flow/engine.js';
import { partsOf } from '../flow/parts.js';
import type { Expr } from '../model/expr.js';

/** Options as they are written: `part` of an expression. */
export interface Written {
  readonly module: number;
  readonly expr: Expr;
  readonly part?: string;
}

const DEEPEST = 8;

/**
 * Holds if options are written so that one of them may be left out: a choice between it and nothing, or a parameter that some call
 * does not pass. A variable that is filled later, and what was tested before, are not left out by that.
 */
export function mayBeLeftOut(engine: Engine, { module, expr, part }: Written, option: string): boolean {
  const names = [part ?? '', option].flatMap((path) => path.split('.')).filter((name) => name !== '');
  return isLeftOut(engine, module, expr, names, 0);
}

function isLeftOut(engine: Engine, module: number, expr: Expr, names: readonly string[], depth: number): boolean {
  if (depth > DEEPEST) return false;
  const [name, ...rest] = names;
  const inner = (part: Expr, left: readonly string[] = names) => isLeftOut(engine, module, part, left, depth + 1);
  switch (expr.kind) {
    case 'undefined':
      return true;
    case 'literal':
      return expr.value === null || expr.value === '' || expr.value === false;
    case 'conditional':
      return [expr.then, expr.else].some((branch) => inner(branch) && !(branch.kind === 'ref' && mentions(engine, module, expr.test, branch.binding, 0)));
    case 'logical':
      return expr.op === '&&' || inner(expr.right);
    case 'ref':
      return isRefLeftOut(engine, module, expr.binding, names, depth);
    case 'object': {
      if (name === undefined) return false;
      const held = expr.props.findLast((prop) => 'key' in prop && prop.key === name);
      if (held && 'key' in held) return inner(held.value, rest);
      return expr.props.some((prop) => 'spread' in prop && (prop.spread.kind === 'conditional' || (prop.spread.kind === 'logical' && prop.spread.op === '&&')));
    }
    default:
      return false;
  }
}

function isRefLeftOut(engine: Engine, module: number, binding: number, names: readonly string[], depth: number): boolean {
  const facts = engine.program.modules[module];
  const declared = facts?.bindings[binding];
  if (!facts || !declared) return false;
  const points = facts.functions.flatMap(({ flow }) => flow.points);
  const writes = points.flatMap((point) =>
    point.kind === 'write' && point.target.kind === 'binding' && point.target.binding === binding ? [point.value] : [],
  );
  if (declared.kind === 'const') return writes.length === 1 && writes[0] !== undefined && isLeftOut(engine, module, writes[0], names, depth + 1);
  if (declared.kind !== 'param' || names.length > 0 || writes.length > 0) return false;
  if (points.some((point) => point.kind === 'assume' && mentions(engine, module, point.test, binding, 0))) return false;
  return engine.evaluate(module, { kind: 'ref', binding, start: 0 }).values.some((value) => value.k === 'const' && value.value === undefined);
}

function mentions(engine: Engine, module: number, expr: Expr, binding: number, depth: number): boolean {
  if (expr.kind === 'ref') return expr.binding === binding;
  return depth < DEEPEST && partsOf(engine, module, expr).some((part) => mentions(engine, module, part, binding, depth + 1));
}
