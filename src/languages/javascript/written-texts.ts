import type { Expr } from '../../model/expr.js';
import type { Context } from './context.js';

/** A string literal or template of a file. */
export type Text = Extract<Expr, { kind: 'literal' | 'template' }>;

/** What puts texts together. */
type Joint = Extract<Expr, { kind: 'binary' | 'call' }>;

/** The string literals and templates of this file that an expression may yield, and what puts some together: `a + b`, `[a, b].join('')`. */
export function textsOf(ctx: Context, expr: Expr, depth = 0): (Text | Joint)[] {
  if (depth > 5) return [];
  const inner = (...parts: readonly Expr[]) => parts.flatMap((part) => textsOf(ctx, part, depth + 1));
  switch (expr.kind) {
    case 'literal':
      return typeof expr.value === 'string' ? [expr] : [];
    case 'template':
      return [expr];
    case 'binary':
      return expr.op === '+' ? [expr] : [];
    case 'logical':
      return inner(expr.right);
    case 'conditional':
      return inner(expr.then, expr.else);
    case 'ref':
      return inner(...writesOf(ctx, expr.binding));
    case 'call': {
      const callee = ctx.calls[expr.call]?.callee;
      if (callee?.kind === 'member' && callee.name === 'join') return [expr];
      if (callee?.kind === 'member') return /^(?:trim|replace|replaceAll)$/.test(callee.name ?? '') ? inner(callee.object) : [];
      const made = callee?.kind === 'ref' ? writesOf(ctx, callee.binding) : [];
      return inner(...made.flatMap((value) => (value.kind === 'function' ? returnsOf(ctx, value.fn) : [])));
    }
    case 'function':
      return inner(...returnsOf(ctx, expr.fn));
    case 'object':
      return inner(...expr.props.flatMap((part) => ('key' in part && part.key === '__html' ? [part.value] : [])));
    default:
      return [];
  }
}

/** What a binding is ever set to. */
export function writesOf(ctx: Context, binding: number): Expr[] {
  return ctx.functions.flatMap(({ flow }) =>
    flow.points.flatMap((point) => (point.kind === 'write' && point.target.kind === 'binding' && point.target.binding === binding ? [point.value] : [])),
  );
}

function returnsOf(ctx: Context, fn: number): Expr[] {
  return (ctx.functions[fn]?.flow.points ?? []).flatMap((point) => (point.kind === 'return' && point.value ? [point.value] : []));
}
