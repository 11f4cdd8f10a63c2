import { explore, type FnKey, type Roots, type Run, settle } from '../flow/engine.js';
import type { Program } from '../model/program.js';

/** The program walked with every branch open, and the functions that nobody in it calls. */
export interface FreeRun {
  readonly run: Run;
  /** Where control starts when the app runs. */
  readonly roots: Roots;
  /** Functions that nothing refers to: they never run. */
  readonly dead: ReadonlySet<FnKey>;
}

/**
 * Walks the whole program, first to see who calls whom, then with the callers that nobody knows. A rough walk (not `exact`) enters
 * every function as if from outside: enough to see what else must be read.
 */
export function walkFreely(program: Program, exact: boolean): FreeRun {
  const modules = new Map(program.modules.map((_, index) => [index, 'part of the program'] as const));
  if (!exact) {
    const run = explore(program, { free: true }, { modules, functions: everyFunction(program) });
    return { run, roots: { modules, functions: new Map() }, dead: new Set() };
  }
  const first = explore(program, { free: true }, { modules, functions: new Map() });
  let uncalled = uncalledFunctions(program, first);
  let run = first;
  const turns = program.modules.length > LARGE ? 1 : 3;
  for (let turn = 0; turn < turns && uncalled.roots.size > 0; turn++) {
    run = settle(run.engine, { modules, functions: uncalled.roots });
    const next = uncalledFunctions(program, run);
    const same = next.roots.size === uncalled.roots.size;
    uncalled = next;
    if (same) break;
  }
  const entries = new Map(program.entries);
  for (const index of program.modules.keys()) {
    if (!entries.has(index) && program.unparsedImporters(index).length > 0) entries.set(index, `imported by ${program.unparsedImporters(index)[0]}`);
  }
  return { run, roots: { modules: entries, functions: uncalled.roots }, dead: uncalled.dead };
}

/** In larger programs one walk with the unknown callers has to do. */
const LARGE = 150;

function everyFunction(program: Program): Map<FnKey, string> {
  return new Map(
    program.modules
      .flatMap((facts, module) => facts.functions.map((_, fn) => [`${module}:${fn}` as FnKey, 'a function'] as const))
      .filter(([key]) => !key.endsWith(':0')),
  );
}

function uncalledFunctions(program: Program, run: Run): { readonly roots: Map<FnKey, string>; readonly dead: Set<FnKey> } {
  const roots = new Map<FnKey, string>();
  const dead = new Set<FnKey>();
  const { engine } = run;
  for (const [module, facts] of program.modules.entries()) {
    const owners = new Map<number, number>();
    for (const func of facts.functions) {
      for (const point of func.flow.points) {
        if (point.kind === 'write' && point.target.kind === 'binding' && point.value.kind === 'function') owners.set(point.value.fn, point.target.binding);
      }
    }
    for (const [fn, func] of facts.functions.entries()) {
      const key: FnKey = `${module}:${fn}`;
      if (fn === 0 || engine.called.has(key) || engine.getters.has(key)) continue;
      const binding = owners.get(fn);
      const declared = binding === undefined ? undefined : facts.bindings[binding];
      const isGlobal = facts.isScript && declared?.fn === 0;
      if (declared && declared.uses <= 0 && !isGlobal) dead.add(key);
      else
        roots.set(
          key,
          func.cls !== undefined
            ? `${func.name ?? 'a method'}() may be called from outside`
            : `${func.name ?? 'a function'}() has callers that are not in the program`,
        );
    }
  }
  return { roots, dead };
}
