import type { Engine } from '../flow/engine.js';
import { partsOf } from '../flow/writers.js';
import type { Expr } from '../model/expr.js';
import type { Sighting } from '../model/sighting.js';
import type { Gate } from './index.js';

/** Holds if a test of the environment or the build stands around a usage: what never runs in production is no transfer. */
export function isOfBuild(state: Gate, sighting: Sighting): boolean {
  const { engine } = state.input.free.run;
  return sighting.points.some(({ module, fn }) => {
    const functions = engine.program.modules[module]?.functions;
    for (let at: number | undefined = fn; at !== undefined; at = at > 0 ? functions?.[at]?.parent : undefined)
      if (functions?.[at]?.flow.points.some((point) => point.kind === 'assume' && speaksOfBuild(engine, module, point.test, 0))) return true;
    return false;
  });
}

const BUILD = /^(?:__DEV__|DEV|PROD|DEBUG|NODE_ENV|MODE)$/;
const DEEPEST = 8;

function speaksOfBuild(engine: Engine, module: number, expr: Expr, depth: number): boolean {
  if (depth > DEEPEST) return false;
  if (expr.kind === 'meta' || (expr.kind === 'literal' && typeof expr.value === 'boolean')) return true;
  if (expr.kind === 'global') return expr.name === 'process' || BUILD.test(expr.name);
  if (expr.kind === 'member' && expr.name !== undefined && BUILD.test(expr.name)) return true;
  if (expr.kind === 'ref') {
    const facts = engine.program.modules[module];
    const written = (facts?.functions[facts.bindings[expr.binding]?.fn ?? 0]?.flow.points ?? []).flatMap((point) =>
      point.kind === 'write' && point.target.kind === 'binding' && point.target.binding === expr.binding ? [point.value] : [],
    );
    return written.some((value) => speaksOfBuild(engine, module, value, depth + 1));
  }
  return partsOf(engine, module, expr).some((part) => speaksOfBuild(engine, module, part, depth + 1));
}
