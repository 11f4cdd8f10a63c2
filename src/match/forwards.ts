import type { Run } from '../flow/engine.js';
import { apis } from '../flow/values.js';
import type { ModuleFacts } from '../model/facts.js';
import type { Declaration } from '../model/manifest.js';
import type { Span } from '../model/place.js';
import { type Configuration, configurationsOf, entriesOf, itemsOf, objectsIn, placeOf, textsOf, under } from './configurations.js';
import { folderOf, isIn } from './folders.js';
import { type At, behind } from './value-leaves.js';

/**
 * A path of the app's own behind which another address answers: `rewrite` hands the request on, `redirect` sends the browser
 * there, `development` does so while the app is developed, and says nothing for sure of what answers later.
 */
export interface Forward {
  readonly how: 'rewrite' | 'redirect' | 'development';
  /** Folder of the app whose paths are meant; empty: of any. */
  readonly folder: string;
  /** The path as far as it is fixed, without the slash at its end. */
  readonly prefix: string;
  /** It is this path and none below it. */
  readonly exact: boolean;
  /** The address, with the signs that stand for the rest of the path. */
  readonly target: string;
  readonly span: Span;
  /** A name for the place where the target is written; of an address in code, `module:start`. */
  readonly literal?: string;
}

/** All forwards of a program: of the configuration of frameworks, of proxies that code makes, and of manifests. */
export function forwardsOf(run: Run): readonly Forward[] {
  const configured = configurationsOf(run).flatMap((one) => configuredIn(run, one));
  const made = run.engine.program.modules.flatMap((_, module) => proxiesMadeIn(run, module));
  const declared = run.engine.program.manifests.flatMap(({ file, format, declarations }) =>
    declarations.flatMap((declaration): readonly Forward[] => {
      const how = HOW[declaration.kind];
      if (how === undefined) return [];
      return [
        {
          how,
          folder: servedFolder(file, format),
          ...pathOf(declaration.key),
          target: declaration.value,
          span: declaration.span,
          literal: `${file}:${declaration.span.start}`,
        },
      ];
    }),
  );
  return [...configured, ...made, ...declared];
}

/** Where a path of the app leads: an address with the rest of the path put in, for each forward that answers it. */
export interface Led {
  readonly forward: Forward;
  readonly address: string;
}

/** The forwards that answer a path that a file names: the longest path first, and what is only there in development last. */
export function ledBy(forwards: readonly Forward[], path: string, file: string): readonly Led[] {
  if (!path.startsWith('/') || path.startsWith('//')) return [];
  const plain = path.replace(/[?#].*$/s, '');
  const answering = forwards.filter(({ prefix, exact }) => answers(prefix, exact, plain));
  const own = answering.filter(({ folder }) => isIn(file, folder));
  // What several apps share may be asked for in any of them.
  const pool = own.length > 0 || !SHARED.test(file) ? own : answering;
  const longest = Math.max(...pool.map(({ prefix }) => prefix.length));
  const nearest = pool.filter(({ prefix }) => prefix.length === longest);
  const lasting = nearest.filter(({ how }) => how !== 'development');
  return (lasting.length > 0 ? lasting : nearest).map((forward) => ({ forward, address: filledIn(forward, plain) }));
}

const HOW: Readonly<Partial<Record<Declaration['kind'], Forward['how']>>> = { rewrite: 'rewrite', redirect: 'redirect', 'dev-proxy': 'development' };
const SHARED = /(?:^|\/)(?:packages|libs?|shared|modules|common)\//;

function answers(prefix: string, exact: boolean, path: string): boolean {
  if (prefix === '') return false;
  if (exact) return path === prefix || path === `${prefix}/`;
  return path.startsWith(prefix) && /^(?:$|[/.])/.test(path.slice(prefix.length));
}

/** A sign in the target that stands for what followed the fixed part of the path. */
const REST = /:[A-Za-z_]\w*[*+?]?(?:\([^)]*\))?|\$(?:\d|[a-z_]+)|\*+|\([^)]*\)/;

function filledIn({ prefix, exact, target }: Forward, path: string): string {
  const rest = path.slice(prefix.length).replace(/^\//, '');
  const sign = REST.exec(target);
  if (sign !== null) return `${target.slice(0, sign.index)}${rest}`;
  return exact || rest === '' ? target : `${target.replace(/\/$/, '')}/${rest}`;
}

/** Splits a pattern of paths (`/ingest/:path*`, `^/api/(.*)`, `/a/**`) into what is fixed and whether more may follow. */
export function pathOf(pattern: string): { readonly prefix: string; readonly exact: boolean } {
  const isRegExp = pattern.startsWith('^');
  const plain = isRegExp ? pattern.slice(1).replace(/\\(.)/g, '$1') : pattern;
  const end = plain.search(isRegExp ? /[([*+?$|]|\.(?![a-z])/ : /:[A-Za-z_]|[(*[{]/);
  const fixed = (end < 0 ? plain : plain.slice(0, end)).replace(/\/+$/, '');
  const prefix = fixed === '' || fixed.startsWith('/') ? fixed : `/${fixed}`;
  return { prefix, exact: end < 0 && !isRegExp };
}

/** The folder whose app is served by what a file says: public files and sources are below it, servers in front of it serve any. */
function servedFolder(file: string, format: string): string {
  if (format === 'nginx') return '';
  return folderOf(file).replace(/(?:^|\/)(?:public|static|src|dist|build|assets|config)$/, '');
}

function configuredIn(run: Run, configuration: Configuration): readonly Forward[] {
  const { tool, roots, file } = configuration;
  const folder = folderOf(file).replace(/(?:^|\/)(?:config|build|webpack|src)$/, '');
  const at = (...names: readonly string[]) => under(run, roots, ...names);
  const rules = (how: Forward['how'], items: readonly At[], from: string, to: string) => items.flatMap((item) => ruleAt(run, how, folder, item, from, to));
  const proxies = (how: Forward['how'], tables: readonly At[]) => tables.flatMap((table) => proxyTable(run, how, folder, table));
  switch (tool) {
    case 'next':
      return [
        ...rules('rewrite', listsUnder(run, at('rewrites')), 'source', 'destination'),
        ...rules('redirect', listsUnder(run, at('redirects')), 'source', 'destination'),
      ];
    case 'nuxt':
      return [
        ...[...at('routeRules'), ...at('nitro', 'routeRules')].flatMap((table) => routeRules(run, folder, table)),
        ...proxies('rewrite', at('proxy')),
        ...proxies('development', [...at('nitro', 'devProxy'), ...at('vite', 'server', 'proxy')]),
      ];
    case 'astro':
      return [
        ...at('redirects').flatMap((table) =>
          entriesOf(run, table).flatMap(({ key, value }) =>
            [value, ...under(run, [value], 'destination')].flatMap((to) => leads(run, 'redirect', folder, key, to)),
          ),
        ),
        ...proxies('development', at('vite', 'server', 'proxy')),
      ];
    case 'vite':
      return proxies('development', [...at('server', 'proxy'), ...at('preview', 'proxy'), ...at('dev', 'proxy')]);
    case 'vue':
    case 'webpack':
      return proxies('development', [...at('devServer', 'proxy'), ...at('proxy')]);
    case 'gatsby':
      return rules('development', [...at('proxy').flatMap((one) => [...objectsIn(run, one), ...itemsOf(run, one)])], 'prefix', 'url').map(below);
    case 'proxies':
      return proxies('development', roots.length > 0 ? roots : []);
    case 'docusaurus':
    case 'vitepress':
      return [];
  }
}

/** A list of rules, or lists under names that say when each is asked (`beforeFiles`, `afterFiles`, `fallback`). */
function listsUnder(run: Run, found: readonly At[]): readonly At[] {
  return found
    .flatMap((at) => [
      ...itemsOf(run, at),
      ...under(run, objectsIn(run, at), 'beforeFiles'),
      ...under(run, objectsIn(run, at), 'afterFiles'),
      ...under(run, objectsIn(run, at), 'fallback'),
    ])
    .flatMap((at) => (at.expr.kind === 'object' ? [at] : [...itemsOf(run, at), ...(at.expr.kind === 'array' ? [] : objectsIn(run, at))]));
}

function ruleAt(run: Run, how: Forward['how'], folder: string, item: At, from: string, to: string): readonly Forward[] {
  const patterns = under(run, [item], from).flatMap((one) => textsOf(run, one));
  return patterns.flatMap(({ value }) => under(run, [item], to).flatMap((target) => leads(run, how, folder, String(value), target)));
}

function leads(run: Run, how: Forward['how'], folder: string, pattern: string, target: At): readonly Forward[] {
  const place = placeOf(run, target);
  return textsOf(run, target).flatMap(({ value, from, prefixOnly }): readonly Forward[] => {
    const text = String(value);
    if (!/^(?:[a-z][a-z+.-]*:)?\/\//i.test(text)) return [];
    const written = from !== undefined && from.module >= 0 ? from : undefined;
    const { start, end } = written ?? place ?? { start: 0, end: 0 };
    const file = run.engine.program.modules[written?.module ?? target.module]?.file ?? '';
    return [
      {
        how,
        folder,
        ...pathOf(pattern),
        // What follows a beginning that alone is known is the rest of the path, most often.
        target: prefixOnly && /[^:/]\//.test(text) ? `${text}*` : text,
        span: { file, start, end },
        ...(written ? { literal: `${written.module}:${written.start}` } : {}),
      },
    ];
  });
}

/** `{ '/api': 'https://…', '/x': { target: 'https://…' } }`, or a list of `{ context, target }`; one address alone is behind any path. */
function proxyTable(run: Run, how: Forward['how'], folder: string, table: At): readonly Forward[] {
  const targetsOf = (value: At): readonly At[] => (objectsIn(run, value).length > 0 ? under(run, objectsIn(run, value), 'target') : [value]);
  const named = entriesOf(run, table).flatMap(({ key, value }) => targetsOf(value).flatMap((target) => leads(run, how, folder, key, target).map(below)));
  const listed = itemsOf(run, table).flatMap((item) => {
    const contexts = [...under(run, [item], 'context'), ...under(run, [item], 'pathFilter')].flatMap((one) =>
      [...(one.expr.kind === 'array' ? [] : [one]), ...itemsOf(run, one)].flatMap((text) => textsOf(run, text)),
    );
    return contexts.flatMap(({ value }) => under(run, [item], 'target').flatMap((target) => leads(run, how, folder, String(value), target).map(below)));
  });
  return [...(table.expr.kind === 'array' ? [] : named), ...listed];
}

/** A proxy answers every path below its own. */
function below(forward: Forward): Forward {
  return { ...forward, exact: false };
}

/** `routeRules` of Nuxt and Nitro. */
function routeRules(run: Run, folder: string, table: At): readonly Forward[] {
  return entriesOf(run, table).flatMap(({ key, value }) => {
    const to = (name: string) => [...under(run, [value], name), ...under(run, [value], name, 'to')];
    return [
      ...to('proxy').flatMap((target) => leads(run, 'rewrite', folder, key, target)),
      ...to('redirect').flatMap((target) => leads(run, 'redirect', folder, key, target)),
    ];
  });
}

const MAKES_PROXY = /^npm:(?:http-proxy-middleware#(?:default|createProxyMiddleware|legacyCreateProxyMiddleware|proxy)|express-http-proxy#default)$/;
const PROXY_PACKAGES: ReadonlySet<string> = new Set(['http-proxy-middleware', 'express-http-proxy', '@fastify/http-proxy']);

/** `app.use('/api', createProxyMiddleware({ target }))` and its kin. A server of the project may serve any of its apps. */
function proxiesMadeIn(run: Run, module: number): readonly Forward[] {
  const facts = run.engine.program.modules[module];
  if (facts === undefined || !namesOfPackages(facts).some((name) => PROXY_PACKAGES.has(name))) return [];
  const isSetup = /(?:^|\/)setupProxy\.[cm]?[jt]sx?$/.test(facts.file);
  const how = isSetup ? 'development' : 'rewrite';
  const folder = isSetup ? folderOf(facts.file).replace(/(?:^|\/)src$/, '') : '';
  const here = (expr: At['expr']): At => ({ module, expr });
  const texts = (at: At): readonly string[] => [at, ...itemsOf(run, at)].flatMap((one) => textsOf(run, one)).map(({ value }) => String(value));
  return facts.calls.flatMap((call, index): readonly Forward[] => {
    const [first, second] = call.args.map(here);
    // `fastify.register(proxy, { upstream, prefix })`
    if (call.callee.kind === 'member' && call.callee.name === 'register' && first !== undefined && second !== undefined) {
      if (!apis(run.value(module, first.expr)).some(({ path }) => path === 'npm:@fastify/http-proxy#default')) return [];
      const prefixes = under(run, [second], 'prefix').flatMap(texts);
      return prefixes.flatMap((prefix) => under(run, [second], 'upstream').flatMap((target) => leads(run, how, folder, prefix, target).map(below)));
    }
    if (!apis(run.value(module, call.callee)).some(({ path }) => MAKES_PROXY.test(path))) return [];
    const options = [first, second].flatMap((at) => (at === undefined ? [] : objectsIn(run, at)));
    const contexts = [...(second === undefined || first === undefined ? [] : texts(first)), ...under(run, options, 'pathFilter').flatMap(texts)];
    const targets = [...under(run, options, 'target'), ...(first !== undefined && first.expr.kind !== 'object' && contexts.length === 0 ? [first] : [])];
    const mounts =
      contexts.length > 0
        ? contexts
        : facts.calls.flatMap((user) => (isHanded(run, module, user.args, index) && user.args[0] ? texts(here(user.args[0])) : []));
    return mounts.flatMap((mount) => targets.flatMap((target) => leads(run, how, folder, mount, target).map(below)));
  });
}

/** The packages that a module imports or requires. */
function namesOfPackages(facts: ModuleFacts): readonly string[] {
  const required = facts.calls.flatMap(({ callee, args: [first] }) =>
    callee.kind === 'global' && callee.name === 'import' && first?.kind === 'literal' ? [String(first.value)] : [],
  );
  return [...facts.imports.map(({ specifier }) => specifier), ...required];
}

/** Holds if a call is among arguments, as it is or by a name. */
function isHanded(run: Run, module: number, args: readonly At['expr'][], call: number): boolean {
  return args.some((expr) => {
    if (expr.kind === 'call') return expr.call === call;
    return expr.kind === 'ref' && behind(run, { module, expr }, 0).some((one) => one.module === module && one.expr.kind === 'call' && one.expr.call === call);
  });
}
