import type { ModuleFacts } from '../../model/facts.js';
import { type Context, connect, flowOf, newBody } from './context.js';
import { inlineScripts } from './inline-scripts.js';
import { declareImports } from './module.js';
import { type Dialect, parseScript, type t } from './parse.js';
import { declareVars, lowerStatements } from './statements.js';

export interface ScriptSource {
  readonly file: string;
  readonly text: string;
  /** Where the script starts in its file; all positions in the facts are positions in the file. */
  readonly offset: number;
  readonly dialect: Dialect;
  /** A classic script: no module, one global scope with its page. */
  readonly isScript: boolean;
}

/**
 * Summarises one script as plain facts, without a syntax tree. Never throws: what cannot be read is a gap, and broken
 * code keeps what the parser could recover.
 */
export function summariseScript(source: ScriptSource): ModuleFacts {
  const parsed = parseScript(source.text, source.dialect, source.isScript);
  if (parsed.kind === 'broken') return emptyFacts(source, `cannot be parsed: ${parsed.why}`, parsed.at);
  try {
    return lowerProgram(source, parsed.program, parsed.errors);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return emptyFacts(source, 'nested too deeply to be analysed');
  }
}

function lowerProgram(source: ScriptSource, program: t.Program, errors: readonly { at: number; why: string }[]): ModuleFacts {
  const body = newBody(0);
  const scope = { names: new Map<string, number>(), parent: undefined, fn: 0 };
  const ctx: Context = {
    ...source,
    imports: [],
    exports: [],
    bindings: [],
    functionOf: new Map(),
    declaredAt: new Map(),
    functions: [],
    classes: [],
    calls: [],
    elements: [],
    madeScripts: new Map(),
    gaps: errors
      .slice(0, 1)
      .map((error) => ({ stage: 'parse', file: source.file, at: error.at + source.offset, why: `read in spite of a syntax error (${error.why})` })),
    directives: program.directives.map((directive) => directive.value.value),
    addresses: [],
    scope,
    body,
    cls: undefined,
    element: undefined,
    tags: undefined,
  };
  ctx.functions.push({
    params: [],
    isAsync: true,
    isGenerator: false,
    arrow: false,
    parent: -1,
    flow: flowOf(body),
    start: source.offset,
    end: source.offset + source.text.length,
  });
  declareImports(ctx, program.body);
  declareVars(ctx, scope, program.body);
  lowerStatements(ctx, program.body);
  connect(body, body.current, body.exit);
  collectCommonJs(ctx);
  const globals = source.isScript ? [...scope.names].map(([name, binding]) => ({ name, binding })) : [];
  const { file, isScript, imports, exports, bindings, functions, classes, calls, elements, directives, addresses, gaps } = ctx;
  const scripts = inlineScripts(ctx, (text, offset, isScript) => summariseScript({ file, text, offset, dialect: 'js', isScript }));
  const facts = {
    file,
    language: 'javascript',
    isScript,
    imports,
    exports,
    bindings,
    functions,
    classes,
    calls,
    elements,
    globals,
    directives,
    addresses,
    gaps,
  } as const;
  return scripts.length > 0 ? { ...facts, scripts } : facts;
}

/** `module.exports = …`, `exports.x = …` and `module.exports.x = …` are exports. */
function collectCommonJs(ctx: Context): void {
  for (const point of ctx.functions[0]?.flow.points ?? []) {
    if (point.kind !== 'write' || point.target.kind !== 'property' || point.target.name === undefined) continue;
    const { object, name } = point.target;
    const isModule = object.kind === 'global' && object.name === 'module';
    const isExports =
      (object.kind === 'global' && object.name === 'exports') ||
      (object.kind === 'member' && object.name === 'exports' && object.object.kind === 'global' && object.object.name === 'module');
    if (isModule && name === 'exports') ctx.exports.push({ kind: 'value', name: 'export=', value: point.value, start: point.start });
    else if (isExports) ctx.exports.push({ kind: 'value', name, value: point.value, start: point.start });
  }
}

function emptyFacts(source: ScriptSource, why: string, brokenAt?: number): ModuleFacts {
  const at = source.offset;
  const body = newBody(0);
  connect(body, 0, body.exit);
  return {
    file: source.file,
    language: 'javascript',
    isScript: source.isScript,
    imports: [],
    exports: [],
    bindings: [],
    functions: [{ params: [], isAsync: false, isGenerator: false, arrow: false, parent: -1, flow: flowOf(body), start: at, end: at }],
    classes: [],
    calls: [],
    elements: [],
    globals: [],
    directives: [],
    addresses: [],
    gaps: [{ stage: 'parse', file: source.file, ...(brokenAt === undefined ? {} : { at: brokenAt + at }), why }],
  };
}
