import type { Engine } from '../flow/engine.js';
import { lookUp, type PathIndex } from '../flow/paths.js';
import type { Expr } from '../model/expr.js';
import type { Call, Func, ModuleFacts } from '../model/facts.js';
import type { Touch } from '../model/sdk.js';

/** The name of a function that hands its arguments to a queue, as an SDK's own snippet does: calling it is calling the SDK. */
export function commandName(engine: Engine, { module, fn }: { readonly module: number; readonly fn: number }): string | undefined {
  const facts = engine.program.modules[module];
  const func = facts?.functions[fn];
  const queues = func?.flow.points.some((point) => {
    const call = point.kind === 'call' ? facts?.calls[point.call] : undefined;
    return call !== undefined && isPush(call) && (isArguments(call.args[0]) || isRestOf(func, call.args[0]));
  });
  return queues ? func?.name : undefined;
}

/**
 * Holds for what an SDK's own snippet does, which is no use of the SDK: a command function hands its arguments to a queue. What takes
 * them under a name of its own may be any list; then it is a command function by its name, and calling it is calling the SDK.
 */
export function queuesCommand(engine: Engine, touches: PathIndex<Touch>, module: number, call: Call): boolean {
  if (call.args.length === 1 && isArguments(call.args[0])) return true;
  const facts = engine.program.modules[module];
  const func = facts?.functions[call.fn];
  if (!func || !isPush(call) || !isRestOf(func, call.args[0])) return false;
  return [func.name, ...namesOf(facts, call.fn)].some((name) => name !== undefined && lookUp(touches, `global:${name}()`).length > 0);
}

/** Under which properties a function is kept: `window.gtag = (...args) => …`. */
function namesOf({ functions }: ModuleFacts, fn: number): readonly (string | undefined)[] {
  const points = functions.flatMap(({ flow }) => flow.points);
  return points.flatMap((point) =>
    point.kind === 'write' && point.target.kind === 'property' && point.value.kind === 'function' && point.value.fn === fn ? [point.target.name] : [],
  );
}

function isPush({ callee, args }: Call): boolean {
  return callee.kind === 'member' && callee.name === 'push' && args.length === 1;
}

function isArguments(given: Expr | undefined): boolean {
  return given?.kind === 'global' && given.name === 'arguments';
}

function isRestOf({ params }: Func, given: Expr | undefined): boolean {
  return given?.kind === 'ref' && given.binding === params.find(({ rest }) => rest)?.binding;
}
