import { isErased } from '../flow/names.js';
import type { ModuleFacts } from '../model/facts.js';
import type { Manifest } from '../model/manifest.js';
import type { ImportTarget, Program } from '../model/program.js';
import { appsByFile } from './apps.js';

export interface LinkInput {
  /** One a file; a page's inline scripts are taken out of its facts here. */
  readonly facts: readonly ModuleFacts[];
  /** The project's file that a specifier means, from a file. */
  readonly resolve: (from: string, specifier: string) => string | undefined;
  /** Files that import a file; tests, stories and types left out. */
  readonly importersOf: (file: string) => readonly string[];
  readonly manifests: readonly Manifest[];
  readonly catalogued: ReadonlySet<string>;
  readonly texts?: ReadonlyMap<string, readonly string[]>;
}

/** Facts of all files become one program. Knows the module system and the entries that frameworks start by themselves. */
export function link(input: LinkInput): Program {
  const modules: ModuleFacts[] = [];
  const moduleOf = new Map<string, number>();
  for (const facts of input.facts) moduleOf.set(facts.file, modules.push(facts) - 1);
  const scriptsOf = new Map<number, Map<number, number>>();
  const inlineOf = new Map<ModuleFacts, number>();
  const pagesOf: number[][] = input.facts.map(() => []);
  for (const [page, facts] of input.facts.entries()) {
    const written = [...(facts.page?.scripts ?? []), ...(facts.scripts ?? [])];
    if (!facts.page && written.length === 0) continue;
    const scripts = new Map<number, number>();
    scriptsOf.set(page, scripts);
    for (const script of written) {
      const inline = script.facts ? (inlineOf.get(script.facts) ?? modules.push(script.facts) - 1) : undefined;
      if (script.facts && inline !== undefined) inlineOf.set(script.facts, inline);
      const external = script.src === undefined ? undefined : moduleOf.get(input.resolve(facts.file, script.src) ?? '');
      const module = inline ?? external;
      if (module === undefined) continue;
      scripts.set(script.element, module);
      pagesOf[module] = [...(pagesOf[module] ?? []), page];
    }
    pagesOf[page] = [page];
  }
  while (pagesOf.length < modules.length) pagesOf.push([]);
  const targets: Map<string, ImportTarget>[] = modules.map(() => new Map());
  const targetOf = (module: number, specifier: string): ImportTarget => {
    const from = modules[module]?.file ?? '';
    let target = targets[module]?.get(specifier);
    if (!target) {
      const file = input.resolve(from, specifier);
      const known = file === undefined ? undefined : moduleOf.get(file);
      target = known !== undefined ? { kind: 'module', module: known } : file !== undefined ? { kind: 'file', file } : { kind: 'package' };
      targets[module]?.set(specifier, target);
    }
    return target;
  };
  const unparsedImporters = (module: number) => input.importersOf(modules[module]?.file ?? '').filter((file) => !moduleOf.has(file));
  return {
    modules,
    moduleOf,
    targetOf,
    pagesOf,
    globalsOf: globalsOf(modules, pagesOf),
    scriptsOf,
    entries: entriesOf(input, modules, moduleOf, targetOf),
    unparsedImporters,
    appsOf: appsByFile({ ...input, modules, moduleOf, targetOf }),
    env: environment(input.manifests),
    manifests: input.manifests,
    catalogued: input.catalogued,
    ...(input.texts ? { texts: input.texts } : {}),
  };
}

function globalsOf(modules: readonly ModuleFacts[], pagesOf: readonly (readonly number[])[]): Program['globalsOf'] {
  const globals = new Map<number, Map<string, { module: number; binding: number }[]>>();
  for (const [module, facts] of modules.entries()) {
    for (const page of pagesOf[module] ?? []) {
      let names = globals.get(page);
      if (!names) {
        names = new Map();
        globals.set(page, names);
      }
      for (const { name, binding } of facts.globals) {
        const list = names.get(name);
        if (list) list.push({ module, binding });
        else names.set(name, [{ module, binding }]);
      }
    }
  }
  return globals;
}

/** A module nobody imports starts by itself, and so does one that only a circle of such modules imports. */
function entriesOf(
  input: LinkInput,
  modules: readonly ModuleFacts[],
  moduleOf: ReadonlyMap<string, number>,
  targetOf: Program['targetOf'],
): Map<number, string> {
  const entries = new Map<number, string>();
  // Who imports no more than a type does not run it.
  const runs = (importer: string, module: number) => {
    const from = moduleOf.get(importer);
    if (from === undefined || modules[from]?.page !== undefined) return true;
    return specifiersOf(modules[from]).some((specifier) => isTarget(from, specifier, module));
  };
  const isTarget = (from: number, specifier: string, module: number) => {
    const target = targetOf(from, specifier);
    return target.kind === 'module' && target.module === module;
  };
  const importersOf = (file: string, module: number) => input.importersOf(file).filter((importer) => runs(importer, module));
  const named = new Set(input.manifests.flatMap((manifest) => manifest.entries));
  for (const [file, module] of moduleOf) {
    const facts = modules[module];
    if (!facts) continue;
    if (facts.page) entries.set(module, 'a page');
    else if (named.has(file)) entries.set(module, 'an entry of the package');
    else if (CONVENTION.test(file)) entries.set(module, 'started by the framework');
    else if (importersOf(file, module).length === 0)
      entries.set(module, input.importersOf(file).length > 0 ? 'no more than its types is imported' : 'nothing imports it');
  }
  const seen = new Set<number>();
  const visit = (start: number) => {
    const pending = [start];
    for (let module = pending.pop(); module !== undefined; module = pending.pop()) {
      if (seen.has(module)) continue;
      seen.add(module);
      for (const specifier of specifiersOf(modules[module])) {
        const target = targetOf(module, specifier);
        if (target.kind === 'module') pending.push(target.module);
      }
      for (const script of modules[module]?.page?.scripts ?? []) {
        const target = script.src === undefined ? undefined : targetOf(module, script.src);
        if (target?.kind === 'module') pending.push(target.module);
      }
    }
  };
  for (const entry of entries.keys()) visit(entry);
  // Of a circle any could be the first: not what is loaded later, rather what is called as entries are, in any order of files.
  const later = new Set(
    modules
      .flatMap((facts, module) => dynamicSpecifiers(facts).map((specifier) => targetOf(module, specifier)))
      .flatMap((target) => (target.kind === 'module' ? [target.module] : [])),
  );
  const rank = ([file, module]: readonly [string, number]) => (later.has(module) ? 2 : 0) + (ENTRY_NAME.test(file) ? 0 : 1);
  for (const [file, module] of [...moduleOf].sort((a, b) => rank(a) - rank(b) || (a[0] < b[0] ? -1 : 1))) {
    if (seen.has(module) || input.importersOf(file).some((importer) => !moduleOf.has(importer))) continue;
    entries.set(module, 'imported only by what it imports');
    visit(module);
  }
  return entries;
}

/** Every specifier of a module, those of dynamic imports included. */
export function specifiersOf(facts: ModuleFacts | undefined): string[] {
  if (!facts) return [];
  return [...facts.imports.filter((entry) => !isErased(facts, entry)).map((entry) => entry.specifier), ...dynamicSpecifiers(facts)];
}

const ENTRY_NAME = /(?:^|\/)(?:main|index|app|entry|bootstrap|server|start)\.[^/]+$/i;

function dynamicSpecifiers(facts: ModuleFacts): string[] {
  return facts.calls.flatMap((call) => {
    const [argument] = call.args;
    return call.callee.kind === 'global' && call.callee.name === 'import' && argument?.kind === 'literal' && typeof argument.value === 'string'
      ? [argument.value]
      : [];
  });
}

/** Files that a framework runs whoever imports them besides. What a framework runs and nobody imports is an entry without being named here. */
const CONVENTION = new RegExp(
  `(?:^|/)(?:${[
    // Configurations and hooks of Next, Nuxt, Vite, Astro, SvelteKit, Gatsby, Docusaurus, Sentry.
    String.raw`(?:sentry\.(?:client|server|edge)\.config|instrumentation(?:-client)?|middleware|proxy|service-worker|(?:nuxt|next|vite|astro|svelte|docusaurus|app|gridsome|quasar)\.config|gatsby-(?:browser|ssr|config|node)|hooks(?:\.(?:client|server))?)\.[cm]?[jt]sx?`,
    String.raw`\.vitepress/(?:config|theme/index)\.[cm]?[jt]sx?`,
    // Pages, layouts and handlers by folder.
    String.raw`app/(?:.*/)?(?:page|layout|template|route|error|global-error|loading|not-found|default)\.[jt]sx?`,
    String.raw`(?:pages|layouts)/.*\.(?:[jt]sx?|vue|astro|mdx|svelte)`,
    String.raw`app/(?:.*/)?(?:_layout|index|\+html|\[[^/]+\])\.[jt]sx?`,
    String.raw`app/(?:root|entry\.(?:client|server))\.[jt]sx?`,
    String.raw`app/routes/.*\.[jt]sx?`,
    String.raw`\+(?:page|layout|server|error)(?:\.server)?\.[jt]s`,
    String.raw`\+(?:page|layout|error)\.svelte`,
    String.raw`src/app/app\.(?:component|config|module)\.ts`,
  ].join('|')})$`,
);

function environment(manifests: readonly Manifest[]): Program['env'] {
  const env = new Map<string, { value: string; file: string; start: number; end: number }[]>();
  for (const manifest of manifests) {
    for (const { kind, key, value, span } of manifest.declarations) {
      if (kind !== 'env' || value === '') continue;
      const list = env.get(key) ?? [];
      if (!list.some((known) => known.value === value)) list.push({ value, file: span.file, start: span.start, end: span.end });
      env.set(key, list);
    }
  }
  return env;
}
