import type { Certainty, Entity } from '../model/sdk.js';
import { asDate, asFields, asList, asOneOf, asText, asTexts, type Cursor, complain, type Fields, need } from './yaml.js';

/** A vendor's file without its products, which are read one by one. */
export interface VendorHead {
  readonly id: string;
  readonly name: string;
  readonly checked: string;
  readonly entities: ReadonlyMap<string, Entity>;
  readonly sources: ReadonlyMap<string, SourceKind>;
  readonly products: readonly Cursor[];
}

/** Where a fact was read. What the vendor says is stated; what its code does is observed; what others say is inferred. */
export type SourceKind = keyof typeof KINDS;

const KINDS = {
  'vendor-docs': 'stated',
  'vendor-legal': 'stated',
  regulator: 'stated',
  /** The vendor's own words, read where someone else quotes them. */
  'vendor-quoted': 'stated',
  'vendor-source': 'observed',
  registry: 'observed',
  press: 'inferred',
  'third-party': 'inferred',
  memory: 'memory',
} as const satisfies Record<string, Certainty>;

const RANK: readonly Certainty[] = ['stated', 'observed', 'inferred', 'memory', 'unknown'];

/** Reads the head of a vendor's file; undefined if it has no id. */
export function readVendor(at: Cursor): VendorHead | undefined {
  const fields = asFields(at, ['id', 'name', 'checked', 'entities', 'sources', 'products']);
  const id = asId(need(at, fields, 'id'));
  const name = asText(need(at, fields, 'name'));
  const checked = asDate(need(at, fields, 'checked'));
  const entities = need(at, fields, 'entities');
  const products = need(at, fields, 'products');
  const sources = readSources(fields.get('sources'));
  if (id === undefined || name === undefined || checked === undefined) return undefined;
  return {
    id,
    name,
    checked,
    entities: entities === undefined ? new Map() : readEntities(entities, sources),
    sources,
    products: asList(products),
  };
}

/** One source: what kind it is, its address, and when it was opened. */
export function readSource(at: Cursor): SourceKind | undefined {
  const parts = asFields(at, ['kind', 'url', 'opened']);
  const kind = asOneOf(need(at, parts, 'kind'), Object.keys(KINDS) as SourceKind[]);
  const url = asText(need(at, parts, 'url'));
  asDate(need(at, parts, 'opened'));
  if (url !== undefined && !/^https:\/\/\S+$/.test(url)) complain(at, `expected an https address, found "${url}"`);
  return kind;
}

/** The sources that a fact names, or those of its product; a fact without any is a problem. */
export function asSources(owner: Cursor, fields: Fields, vendor: VendorHead, inherited: readonly string[]): readonly string[] {
  const own = fields.get('sources');
  const names = own === undefined ? inherited : asTexts(own);
  for (const name of names) {
    if (!vendor.sources.has(name)) complain(own ?? owner, `expected a source of this file (${[...vendor.sources.keys()].join(', ')}), found "${name}"`);
  }
  if (names.length === 0) complain(owner, 'expected sources, here or on the product, found none');
  return names;
}

/** How well a fact with these sources is known, at best. */
export function certaintyOf(sources: readonly string[], vendor: VendorHead): Certainty {
  return certaintyOfKinds(sources.map((name) => vendor.sources.get(name) ?? 'memory'));
}

/** How well a fact with sources of these kinds is known, at best; without any it is from memory. */
export function certaintyOfKinds(kinds: readonly SourceKind[]): Certainty {
  return kinds.map((kind): Certainty => KINDS[kind]).reduce((best, one) => (RANK.indexOf(one) < RANK.indexOf(best) ? one : best), 'memory');
}

/** The less certain of two. */
export function lessCertain(a: Certainty, b: Certainty): Certainty {
  return RANK.indexOf(a) > RANK.indexOf(b) ? a : b;
}

/** Lower-case words joined by hyphens. */
export function asId(at: Cursor | undefined): string | undefined {
  const text = asText(at);
  if (at === undefined || text === undefined) return undefined;
  if (/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text)) return text;
  complain(at, `expected an id like google-analytics, found "${text}"`);
  return undefined;
}

/** An ISO 3166-1 alpha-2 code, or `unknown`. */
export function asCountry(at: Cursor | undefined): string | undefined {
  const text = asText(at);
  if (at === undefined || text === undefined) return undefined;
  if (isCountry(text)) return text;
  complain(at, `expected an ISO 3166-1 code like KR, or unknown, found "${text}"`);
  return undefined;
}

/** Holds for two capital letters and for `unknown`. */
export function isCountry(text: string): boolean {
  return /^(?:[A-Z]{2}|unknown)$/.test(text);
}

function readEntities(at: Cursor, sources: ReadonlyMap<string, SourceKind>): ReadonlyMap<string, Entity> {
  const entities = new Map<string, Entity>();
  for (const [id, field] of asFields(at)) {
    const parts = asFields(field, ['name', 'seat', 'control', 'certified']);
    const name = asText(need(field, parts, 'name'));
    const country = asCountry(need(field, parts, 'seat'));
    const controlCountry = asCountry(parts.get('control'));
    const certified = asList(parts.get('certified')).flatMap((item) => readCertificate(item, sources) ?? []);
    if (name === undefined || country === undefined) continue;
    entities.set(id, { id, name, country, ...(controlCountry === undefined ? {} : { controlCountry }), ...(certified.length === 0 ? {} : { certified }) });
  }
  if (entities.size === 0) complain(at, 'expected at least one entity, found none');
  return entities;
}

const FRAMEWORKS = ['eu-us-dpf', 'uk-us-bridge', 'swiss-us-dpf', 'cbpr'] as const;

/** A certification under a framework for transfers, with the day on which it was last seen. */
function readCertificate(at: Cursor, known: ReadonlyMap<string, SourceKind>): NonNullable<Entity['certified']>[number] | undefined {
  const parts = asFields(at, ['framework', 'seen', 'sources']);
  const framework = asOneOf(need(at, parts, 'framework'), FRAMEWORKS);
  const seen = asDate(need(at, parts, 'seen'));
  const names = asTexts(need(at, parts, 'sources'));
  for (const name of names) if (!known.has(name)) complain(at, `expected a source of this file (${[...known.keys()].join(', ')}), found "${name}"`);
  if (framework === undefined || seen === undefined) return undefined;
  return { framework, seen, certainty: certaintyOfKinds(names.map((name) => known.get(name) ?? 'memory')) };
}

function readSources(at: Cursor | undefined): ReadonlyMap<string, SourceKind> {
  const sources = new Map<string, SourceKind>([['memory', 'memory']]);
  if (at === undefined) return sources;
  for (const [id, field] of asFields(at)) {
    const kind = readSource(field);
    if (kind !== undefined) sources.set(id, kind);
  }
  return sources;
}
