import type { Certainty, Entity, HostFact, Product, SdkCatalog, Touch } from '../model/sdk.js';
import { type Claim, readProduct } from './sdk-product.js';
import { readStarts } from './sdk-starts.js';
import { asCountry, asId, certaintyOfKinds, readSource, readVendor, type VendorHead } from './sdk-vendor.js';
import { asDate, asFields, asList, type CatalogFile, type Compiled, type Cursor, complain, need, openYaml } from './yaml.js';

interface Draft {
  readonly vendors: VendorHead[];
  readonly entities: Map<string, Entity>;
  readonly products: Map<string, Product>;
  readonly hosts: Claim<HostFact>[];
  readonly touches: Claim<Touch>[];
  readonly regions: Map<string, Readonly<Record<string, string>>>;
  /** How well each region table is known. */
  readonly tables: Map<string, Certainty>;
}

/**
 * Compiles the files of `sdk-catalog/vendors`, `sdk-catalog/regions` and `sdk-catalog/self-starting`, told apart by their folder. All problems of all files are
 * collected; a catalog comes out only if there are none. The form is described in sdk-catalog/README.md.
 */
export function compileSdkCatalog(files: readonly CatalogFile[]): Compiled<SdkCatalog> {
  const problems: string[] = [];
  const draft: Draft = { vendors: [], entities: new Map(), products: new Map(), hosts: [], touches: [], regions: new Map(), tables: new Map() };
  const opened = files.flatMap((file) => openYaml(file, problems) ?? []);
  const isRegions = (at: Cursor) => /(?:^|\/)regions\//.test(at.file.name);
  for (const at of opened.filter(isRegions)) readRegions(at, draft);
  const isStarts = (at: Cursor) => /(?:^|\/)self-starting\//.test(at.file.name);
  for (const at of opened.filter((file) => !isRegions(file) && !isStarts(file))) readVendorFile(at, draft);
  const starts = opened.filter(isStarts).flatMap((at) => readStarts(at));
  for (const { start, at } of starts) if (!draft.products.has(start.product)) complain(at, `expected a product of the catalog, found "${start.product}"`);
  const hosts = settle(draft.hosts, (host) => host.host, 'host');
  const touches = settle(draft.touches, (touch) => touch.path, 'path');
  if (problems.length > 0) return { kind: 'problems', problems };
  const vendors = draft.vendors.map(({ id, name, checked }) => ({ id, name, checked })).sort(byId);
  const products = [...draft.products.values()].sort(byId).map((product) => ({
    ...product,
    touches: touches.filter((touch) => touch.product === product.id),
    offers: offersOf(product.id, hosts, draft),
    certified: certifiedOf(product.vendor, draft),
  }));
  return {
    kind: 'catalog',
    catalog: {
      asOf:
        vendors
          .map((vendor) => vendor.checked)
          .sort()
          .at(-1) ?? '',
      vendors,
      entities: Object.fromEntries([...draft.entities].sort(([a], [b]) => (a < b ? -1 : 1))),
      products: Object.fromEntries(products.map((product) => [product.id, product])),
      hosts,
      regions: Object.fromEntries(draft.regions),
      selfStarts: starts.map(({ start }) => start),
    },
  };
}

/** Every country in which a host of the product receives data. */
function offersOf(product: string, hosts: readonly HostFact[], draft: Draft): readonly string[] {
  const countries = hosts
    .filter((host) => host.product === product && host.serves !== 'script')
    .flatMap((host) =>
      host.places
        .filter(({ basis }) => basis === 'storage' || basis === 'processing')
        .flatMap(({ country }) => (country === '{region}' ? Object.values(draft.regions.get(host.regions ?? '') ?? {}) : [country])),
    );
  return [...new Set(countries)].filter((country) => country !== 'unknown').sort();
}

function certifiedOf(vendor: string, draft: Draft): Product['certified'] {
  const entities = [...(draft.vendors.find(({ id }) => id === vendor)?.entities.values() ?? [])];
  return entities.flatMap(({ name, certified }) => (certified === undefined ? [] : [{ entity: name, frameworks: certified.map((one) => one.framework) }]));
}

function readRegions(at: Cursor, draft: Draft): void {
  const fields = asFields(at, ['id', 'checked', 'sources', 'regions']);
  const id = asId(need(at, fields, 'id'));
  asDate(need(at, fields, 'checked'));
  const kinds = asList(need(at, fields, 'sources')).flatMap((source) => readSource(source) ?? []);
  const table = need(at, fields, 'regions');
  if (id === undefined || table === undefined) return;
  const countries: Record<string, string> = {};
  for (const [region, field] of asFields(table)) {
    const country = asCountry(field);
    if (country !== undefined) countries[region] = country;
  }
  if (draft.regions.has(id)) complain(at, `expected one table of that id, found a second "${id}"`);
  draft.regions.set(id, countries);
  draft.tables.set(id, certaintyOfKinds(kinds));
}

function readVendorFile(at: Cursor, draft: Draft): void {
  const vendor = readVendor(at);
  if (vendor === undefined) return;
  if (draft.vendors.some((other) => other.id === vendor.id)) complain(at, `expected one vendor of that id, found a second "${vendor.id}"`);
  draft.vendors.push(vendor);
  for (const [id, entity] of vendor.entities) {
    if (draft.entities.has(id)) complain(at, `expected one entity of that id, found a second "${id}"`);
    draft.entities.set(id, entity);
  }
  for (const productAt of vendor.products) {
    const read = readProduct(productAt, vendor, draft.tables);
    if (read === undefined) continue;
    if (draft.products.has(read.product.id)) complain(productAt, `expected one product of that id, found a second "${read.product.id}"`);
    draft.products.set(read.product.id, read.product);
    draft.hosts.push(...read.hosts);
    draft.touches.push(...read.touches);
  }
}

/** Facts that claim the same key must say who wins (`over`); the losers are left out. */
function settle<T extends { readonly product: string }>(claims: readonly Claim<T>[], keyOf: (value: T) => string, what: string): T[] {
  const byKey = new Map<string, Claim<T>[]>();
  for (const claim of claims) byKey.set(keyOf(claim.value), [...(byKey.get(keyOf(claim.value)) ?? []), claim]);
  return [...byKey].map(([key, rivals]) => {
    const [first, ...rest] = rivals as [Claim<T>, ...Claim<T>[]];
    if (rest.length === 0) return first.value;
    const winner = rivals.find((one) => rivals.every((other) => other === one || one.over.includes(other.value.product)));
    if (winner === undefined) {
      const last = rest[rest.length - 1] ?? first;
      complain(last.at, `expected ${what} "${key}" once, or \`over:\` on one of them, found it in ${rivals.map((one) => one.value.product).join(' and ')}`);
    }
    return (winner ?? first).value;
  });
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
