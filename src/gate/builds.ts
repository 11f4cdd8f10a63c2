import type { Engine } from '../flow/engine.js';
import { partsOf } from '../flow/parts.js';
import type { Expr } from '../model/expr.js';
import type { Sighting } from '../model/sighting.js';
import type { Gate } from './index.js';

/** Holds if a test of the environment or the build stands around a usage: what never runs in production is no transfer. For usages that no walk reaches. */
export function isOfBuild(state: Gate, sighting: Sighting): boolean {
  const { engine } = state.input.free.run;
  return sighting.points.some(({ module, fn }) => {
    const functions = engine.program.modules[module]?.functions;
    for (let at: number | undefined = fn; at !== undefined; at = at > 0 ? functions?.[at]?.parent : undefined)
      if (functions?.[at]?.flow.points.some((point) => point.kind === 'assume' && speaksOfBuild(engine, module, point.test, 0))) return true;
    return false;
  });
}

/** What a build fixes, as the walk does: of any other variable of an environment nothing is known. */
const BUILD = /^(?:__DEV__|DEV|PROD|NODE_ENV|MODE)$/;
const DEEPEST = 8;

function speaksOfBuild(engine: Engine, module: number, expr: Expr, depth: number): boolean {
  if (depth > DEEPEST) return false;
  if (expr.kind === 'literal') return depth === 0 && typeof expr.value === 'boolean';
  if ((expr.kind === 'global' || expr.kind === 'member') && BUILD.test(expr.name ?? '')) return true;
  if (expr.kind === 'ref') {
    const facts = engine.program.modules[module];
    const declared = facts?.bindings[expr.binding];
    if (!facts || declared?.kind !== 'const') return false;
    return (facts.functions[declared.fn]?.flow.points ?? []).some(
      (point) =>
        point.kind === 'write' &&
        point.target.kind === 'binding' &&
        point.target.binding === expr.binding &&
        ((point.value.kind === 'literal' && typeof point.value.value === 'boolean') || speaksOfBuild(engine, module, point.value, depth + 1)),
    );
  }
  return partsOf(engine, module, expr).some((part) => speaksOfBuild(engine, module, part, depth + 1));
}
