import type { Expr } from '../model/expr.js';
import type { Call, ModuleFacts } from '../model/facts.js';

/** A module that is loaded from an address, and where it is asked for. */
export interface RemoteModule {
  readonly address: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The modules that a module of a page imports from addresses: `import 'https://cdn.example/x.js'`, `export … from '//cdn.example/x.js'`.
 * The browser loads them as it loads a script. Each address once.
 */
export function remoteImports(facts: ModuleFacts): readonly RemoteModule[] {
  if (!facts.imports.some(({ specifier }) => REMOTE.test(specifier)) || !isForBrowsers(facts)) return [];
  // What a page loads by its elements is known by them.
  const byElements = new Set((facts.page?.scripts ?? []).map(({ specifier }) => specifier));
  const found = new Map<string, RemoteModule>();
  for (const { specifier, typeOnly, start, end } of facts.imports)
    if (!typeOnly && REMOTE.test(specifier) && !byElements.has(specifier) && !found.has(specifier)) found.set(specifier, { address: specifier, start, end });
  return [...found.values()];
}

/** Holds if an address that `import()` is given is loaded by a browser. */
export function isRemoteModule(facts: ModuleFacts | undefined, specifier: string): boolean {
  return REMOTE.test(specifier) && !OF_SERVERS.test(specifier) && facts !== undefined && !isOfDeno(facts);
}

/** Holds for `importScripts(…)` of a worker. */
export function importsScripts({ callee }: Call): boolean {
  if (callee.kind === 'global') return callee.name === 'importScripts';
  return callee.kind === 'member' && callee.name === 'importScripts' && callee.object.kind === 'global' && /^(?:self|globalThis)$/.test(callee.object.name);
}

const REMOTE = /^(?:https?:)?\/\/[^/]/i;
/** No browser runs TypeScript, and these registries serve Deno. */
const OF_SERVERS = /^(?:npm|jsr|node):|^https?:\/\/(?:deno\.land|jsr\.io)\/|\.tsx?(?:[?#]|$)|[?&]target=deno/i;

function isForBrowsers(facts: ModuleFacts): boolean {
  return !/\.[cm]?ts$/.test(facts.file) && !isOfDeno(facts);
}

/** Deno loads the modules of a server from addresses, too: no user's browser does. */
function isOfDeno({ imports, calls }: ModuleFacts): boolean {
  return imports.some(({ specifier }) => OF_SERVERS.test(specifier)) || calls.some(({ callee }) => rootName(callee) === 'Deno');
}

function rootName(expr: Expr): string | undefined {
  let root = expr;
  while (root.kind === 'member') root = root.object;
  return root.kind === 'global' ? root.name : undefined;
}
