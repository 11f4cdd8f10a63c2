import type { Run } from '../flow/engine.js';
import { apis } from '../flow/values.js';
import type { Declaration, Manifest } from '../model/manifest.js';
import { type Configuration, configurationsOf, entriesOf, itemsOf, objectsIn, placeOf, type Tool, textsOf, under } from './configurations.js';
import type { At } from './value-leaves.js';

/** Where a tool keeps what it builds in, by the names that lead there. */
const LISTS: Readonly<Partial<Record<Tool, readonly string[]>>> = {
  nuxt: ['modules', 'buildModules'],
  gatsby: ['plugins'],
  docusaurus: ['plugins', 'presets', 'themes'],
  astro: ['integrations'],
  vitepress: [],
};

const FORMATS: Readonly<Partial<Record<Tool, string>>> = {
  nuxt: 'nuxt.config',
  gatsby: 'gatsby-config',
  docusaurus: 'docusaurus.config',
  astro: 'astro.config',
  vitepress: 'vitepress.config',
};

const MOST_DEPTH = 8;
/** Settings of one configuration; people write far fewer. */
const MOST = 2_000;

/**
 * The configurations of frameworks as manifests: their settings, each under the names that lead to it, and each plugin as
 * `plugin:<package>`, with its options behind it. A setting whose value cannot be read is there all the same, and empty.
 */
export function configuredPlugins(run: Run): readonly Manifest[] {
  return configurationsOf(run).flatMap((configuration): readonly Manifest[] => {
    const format = FORMATS[configuration.tool];
    if (format === undefined) return [];
    const declarations = [...pluginsIn(run, configuration), ...settingsOf(run, configuration)];
    return [{ file: configuration.file, format, dependencies: [], declarations: declarations.slice(0, MOST), entries: [], gaps: [] }];
  });
}

function pluginsIn(run: Run, { tool, roots, file }: Configuration): readonly Declaration[] {
  const lists = LISTS[tool] ?? [];
  return lists.flatMap((list) =>
    under(run, roots, list)
      .flatMap((at) => itemsOf(run, at))
      .flatMap((item) => pluginAt(run, tool, file, item)),
  );
}

/** `'name'`, `['name', options]`, `{ resolve: 'name', options }`, `made(options)`. */
function pluginAt(run: Run, tool: Tool, file: string, item: At): readonly Declaration[] {
  const [named, options] = partsOfPlugin(run, item);
  const name = named && nameAt(run, named);
  const place = named && placeOf(run, named);
  if (name === undefined || place === undefined) return [];
  const key = `plugin:${tool === 'docusaurus' ? spelledOut(name) : name}`;
  return [{ kind: 'config', key, value: '', span: { file, ...place } }, ...(options === undefined ? [] : settingsAt(run, file, options, key, 0))];
}

function partsOfPlugin(run: Run, item: At): readonly [At | undefined, (At | undefined)?] {
  const { module, expr } = item;
  switch (expr.kind) {
    case 'array': {
      const [name, options] = expr.items;
      return [name && { ...item, expr: name }, options && { ...item, expr: options }];
    }
    case 'object':
      return [under(run, [item], 'resolve')[0], under(run, [item], 'options')[0]];
    case 'call': {
      const call = run.engine.program.modules[module]?.calls[expr.call];
      const [options] = call?.args ?? [];
      return [item, options && { ...item, expr: options }];
    }
    default:
      return [item];
  }
}

/** The package that an item is: by name, by `require.resolve()`, or by the import of what makes it. */
function nameAt(run: Run, at: At): string | undefined {
  const { module, expr } = at;
  const facts = run.engine.program.modules[module];
  const call = expr.kind === 'call' ? facts?.calls[expr.call] : undefined;
  const [first] = call?.args ?? [];
  if (call?.callee.kind === 'member' && call.callee.name === 'resolve' && first !== undefined) return nameAt(run, { ...at, expr: first });
  const made = call?.callee ?? (expr.kind === 'ref' ? expr : undefined);
  const imported = made === undefined ? undefined : apis(run.value(module, made)).map(({ root }) => /^npm:([^#]+)/.exec(root)?.[1])[0];
  return imported ?? textsOf(run, at).map(({ value }) => String(value))[0];
}

/** Docusaurus lets names be shortened: `classic`, `@docusaurus/google-gtag`. */
function spelledOut(name: string): string {
  if (name === 'classic') return '@docusaurus/preset-classic';
  return name.replace(/^@docusaurus\/(?=google-|vercel-)/, '@docusaurus/plugin-');
}

/** All settings but those of plugins. */
function settingsOf(run: Run, { tool, roots, file }: Configuration): readonly Declaration[] {
  const lists = LISTS[tool] ?? [];
  return roots.flatMap((root) => settingsAt(run, file, root, '', 0)).filter(({ key }) => !lists.some((list) => key === list || key.startsWith(`${list}.`)));
}

function settingsAt(run: Run, file: string, at: At, key: string, depth: number): readonly Declaration[] {
  if (depth > MOST_DEPTH) return [];
  return entriesOf(run, at).flatMap(({ key: name, value, start }): readonly Declaration[] => {
    const path = key === '' ? name : `${key}.${name}`;
    const inner = objectsIn(run, value);
    if (value.expr.kind !== 'function' && inner.length > 0) return inner.flatMap((one) => settingsAt(run, file, one, path, depth + 1));
    const place = placeOf(run, value) ?? (start === undefined ? undefined : { start, end: start + name.length });
    if (place === undefined || value.module !== at.module || value.expr.kind === 'function') return [];
    return [
      {
        kind: 'config',
        key: path,
        value: valueOf(run, value),
        span: { file, start: start ?? place.start, end: Math.max(place.end, (start ?? 0) + name.length) },
      },
    ];
  });
}

/** A plain value as it is written; empty where it cannot be known. */
function valueOf(run: Run, at: At): string {
  const { values, any } = run.value(at.module, at.expr);
  const [only, ...others] = values;
  return !any && others.length === 0 && only?.k === 'const' && !only.prefixOnly ? String(only.value ?? '') : '';
}

/** The texts that Nuxt hands to its pages as settings, each under its own name. */
export function configuredTexts(run: Run): readonly { readonly name: string; readonly text: string }[] {
  const textsAt = (at: At, depth: number): readonly { readonly name: string; readonly text: string }[] =>
    depth > MOST_DEPTH
      ? []
      : entriesOf(run, at).flatMap(({ key, value }) => {
          if (objectsIn(run, value).length > 0) return textsAt(value, depth + 1);
          return textsOf(run, value).map((text) => ({ name: key, text: String(text.value) }));
        });
  return configurationsOf(run)
    .filter(({ tool }) => tool === 'nuxt')
    .flatMap(({ roots }) => [...under(run, roots, 'runtimeConfig'), ...under(run, roots, 'publicRuntimeConfig')])
    .flatMap((at) => textsAt(at, 0));
}

/** An address from which a configuration has every page load something, where no object describes the tag. */
export interface ConfiguredLoad {
  readonly tag: 'script' | 'link';
  readonly source: At;
}

/** `scripts: ['https://…']` and `stylesheets: ['https://…', { href }]` of Docusaurus. */
export function configuredLoads(run: Run): readonly ConfiguredLoad[] {
  return configurationsOf(run).flatMap(({ tool, roots }): readonly ConfiguredLoad[] => {
    if (tool !== 'docusaurus') return [];
    const items = (name: string) => under(run, roots, name).flatMap((at) => itemsOf(run, at));
    const scripts = items('scripts').filter(({ expr }) => expr.kind !== 'object');
    const styles = items('stylesheets').flatMap((item) => (item.expr.kind === 'object' ? under(run, [item], 'href') : [item]));
    return [...scripts.map((source) => ({ tag: 'script' as const, source })), ...styles.map((source) => ({ tag: 'link' as const, source }))];
  });
}
