import { readdirSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { EndpointRule, OwnEntry, Product, SdkCatalog } from '../model/sdk.js';
import { compileSdkCatalog } from './sdk.js';
import { type Dossier, type Fact, sdkDossiers } from './sdk-dossiers.js';
import type { CatalogFile, Compiled } from './yaml.js';

/** A file may not be larger; what is, is named and not read. */
const MOST_BYTES = 1_000_000;

/** Files with entries of a project's own: files as named, of folders all YAML files in them. */
export function ownFiles(paths: readonly string[]): readonly CatalogFile[] | { readonly problems: readonly string[] } {
  const problems: string[] = [];
  const files = paths.flatMap((path) =>
    namesAt(path, problems).flatMap((name): readonly CatalogFile[] => {
      const { size } = statSync(name);
      if (size <= MOST_BYTES) return [{ name, text: readFileSync(name, 'utf8') }];
      problems.push(`${name}:1: expected a file under ${MOST_BYTES} bytes, found ${size}`);
      return [];
    }),
  );
  return problems.length > 0 ? { problems } : files;
}

/**
 * Adds entries of a project's own to the shipped catalog. They are checked as shipped ones are. One with the id of a shipped product
 * stands for it (`instead:`) or adds to it (`extends:`) if it says why; a host or path that a shipped product claims needs `over:`.
 * `own` of the catalog tells which facts are their word; their files are named from `root`.
 */
export function withOwn(shipped: SdkCatalog, regions: readonly CatalogFile[], files: readonly CatalogFile[], root = '.'): Compiled<SdkCatalog> {
  const compiled = compileSdkCatalog([...regions, ...files]);
  if (compiled.kind === 'problems') return compiled;
  const own = compiled.catalog;
  const dossiers = sdkDossiers(files);
  const problems = dossiers.flatMap((dossier) => conflicts(dossier, shipped));
  if (problems.length > 0) return { kind: 'problems', problems };
  const additions = new Set(dossiers.flatMap((dossier) => (dossier.extends === undefined ? [] : [dossier.product])));
  const isReplaced = (product: string) => own.products[product] !== undefined && !additions.has(product);
  const hosts = new Set(own.hosts.map(({ host }) => host));
  const paths = new Set(Object.values(own.products).flatMap(({ touches }) => touches.map(({ path }) => path)));
  const kept = Object.values(shipped.products)
    .filter(({ id }) => !isReplaced(id))
    .map((product) => ({ ...product, touches: product.touches.filter(({ path }) => !paths.has(path)) }));
  const grown = kept.map((product) => (additions.has(product.id) ? grow(product, own.products[product.id]) : product));
  const products = [...grown, ...Object.values(own.products).filter(({ id }) => !additions.has(id))].sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    kind: 'catalog',
    catalog: {
      ...shipped,
      vendors: [...shipped.vendors.filter(({ id }) => !own.vendors.some((vendor) => vendor.id === id)), ...own.vendors],
      entities: { ...shipped.entities, ...own.entities },
      products: Object.fromEntries(products.map((product) => [product.id, product])),
      hosts: [...shipped.hosts.filter(({ host, product }) => !isReplaced(product) && !hosts.has(host)), ...own.hosts],
      ...(shipped.selfStarts === undefined ? {} : { selfStarts: shipped.selfStarts.filter(({ product }) => !isReplaced(product)) }),
      own: dossiers.map((dossier) => entryOf(dossier, own, shipped, root)),
    },
  };
}

function entryOf({ product: id, file, instead, extends: adds }: Dossier, own: SdkCatalog, shipped: SdkCatalog, root: string): OwnEntry {
  const product = own.products[id];
  const reason = instead ?? adds;
  const names = new Set(Object.values(shipped.entities).map(({ name }) => name));
  const { default: to, region, options = [], env = [], values = [], calls = [], packageDefaults = {} } = product?.endpoint ?? {};
  return {
    file: fromRoot(file, root),
    id,
    how: adds !== undefined ? 'extended' : shipped.products[id] !== undefined ? 'replaced' : 'added',
    ...(reason === undefined ? {} : { reason }),
    paths: (product?.touches ?? []).map(({ path }) => path),
    packages: product?.packages ?? [],
    receivers: own.hosts.flatMap(({ product: holder, entity, places }) => {
      const name = own.entities[entity]?.name;
      return holder !== id || name === undefined ? [] : [{ entity: name, ...(names.has(name) ? { places } : {}) }];
    }),
    routes: to !== undefined || region !== undefined || [options, env, values, calls, Object.keys(packageDefaults)].some(({ length }) => length > 0),
    switches: (product?.switches ?? []).length > 0,
  };
}

/** Where a file stands in the project, with forward slashes; one outside keeps the name that it was given. */
function fromRoot(file: string, root: string): string {
  const way = relative(resolve(root), resolve(file));
  const isOutside = isAbsolute(way) || way.split(sep)[0] === '..';
  return (isOutside ? file : way).split(sep).join('/');
}

/** A shipped product with what an entry of the project's own adds; what that says comes first. */
function grow(shipped: Product, added: Product | undefined): Product {
  if (added === undefined) return shipped;
  const { endpoint, noSwitch: _, ...rest } = shipped;
  const instances = [...(added.instances ?? []), ...(shipped.instances ?? [])];
  return {
    ...(added.switches.length > 0 ? rest : shipped),
    packages: [...new Set([...shipped.packages, ...added.packages])],
    endpoint: growEndpoint(endpoint, added.endpoint),
    touches: [...added.touches, ...shipped.touches],
    ...(instances.length > 0 ? { instances } : {}),
    switches: [...added.switches, ...shipped.switches],
    offers: [...new Set([...shipped.offers, ...added.offers])].sort(),
  };
}

function growEndpoint(shipped: EndpointRule, added: EndpointRule): EndpointRule {
  const { options, env, packageDefaults, values, calls = [], ...decided } = added;
  const allCalls = [...calls, ...(shipped.calls ?? [])];
  return {
    ...shipped,
    ...decided,
    options: [...new Set([...options, ...shipped.options])],
    env: [...new Set([...env, ...shipped.env])],
    packageDefaults: { ...shipped.packageDefaults, ...packageDefaults },
    values: [...values, ...shipped.values],
    ...(allCalls.length > 0 ? { calls: allCalls } : {}),
  };
}

function conflicts(dossier: Dossier, shipped: SdkCatalog): readonly string[] {
  const { product, instead, file, line } = dossier;
  const isShipped = shipped.products[product] !== undefined;
  const twice =
    isShipped && instead === undefined && dossier.extends === undefined
      ? [`${file}:${line}: expected an id that no shipped product has, or \`instead:\` or \`extends:\` with the reason, found "${product}"`]
      : !isShipped && dossier.extends !== undefined
        ? [`${file}:${line}: expected the id of a shipped product to extend, found "${product}"`]
        : [];
  const hosts = new Map(shipped.hosts.map((host) => [host.host, host.product]));
  const paths = new Map(Object.values(shipped.products).flatMap(({ id, touches }) => touches.map(({ path }) => [path, id] as const)));
  const clashes = dossier.facts.flatMap((fact) => fact.names.flatMap((name) => clash(fact, name, (fact.what === 'host' ? hosts : paths).get(name), product)));
  return [...twice, ...clashes];
}

function clash(fact: Fact, name: string, holder: string | undefined, product: string): readonly string[] {
  if (fact.what === 'switch' || holder === undefined || holder === product || fact.over.includes(holder)) return [];
  return [
    `${fact.file}:${fact.line}: expected ${fact.what === 'host' ? 'host' : 'path'} "${name}" once, or \`over: ${holder}\` here, found it in the shipped ${holder}, too`,
  ];
}

function namesAt(path: string, problems: string[]): readonly string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    const names = entries.filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name)).map((entry) => join(path, entry.name));
    if (names.length === 0) problems.push(`${path}: expected YAML files in it, found none`);
    return names;
  } catch {
    problems.push(`${path}: no such file or folder. Check the path.`);
    return [];
  }
}
