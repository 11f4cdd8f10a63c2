import type { Certainty, HostFact, PlaceBasis, PlaceFact } from '../model/sdk.js';
import type { Claim } from './sdk-product.js';
import { asSources, certaintyOf, isCountry, lessCertain, type VendorHead } from './sdk-vendor.js';
import { asFields, asFlag, asList, asOneOf, asText, asTexts, type Cursor, complain, isList, isMapping, need } from './yaml.js';

/** What a host inherits from its product. */
export interface HostOwner {
  readonly product: string;
  readonly entity: string;
  readonly vendor: VendorHead;
  readonly inherited: readonly string[];
  /** Region tables, and how well each is known. */
  readonly tables: ReadonlyMap<string, Certainty>;
}

const BASES: readonly PlaceBasis[] = ['processing', 'storage', 'access', 'contract'];
const CERTAINTIES: readonly Certainty[] = ['stated', 'observed', 'inferred', 'memory', 'unknown'];

/** Reads one entry of `hosts:`, which may name several hosts that share everything else. */
export function readHost(at: Cursor, owner: HostOwner): readonly Claim<HostFact>[] {
  const fields = asFields(at, ['host', 'serves', 'entity', 'places', 'regions', 'relay', 'certainty', 'sources', 'over']);
  const names = asTexts(need(at, fields, 'host'));
  const serves = asOneOf(fields.get('serves'), ['api', 'script', 'both'] as const) ?? 'api';
  const entity = fields.has('entity') ? asOneOf(fields.get('entity'), [...owner.vendor.entities.keys()]) : owner.entity;
  const regions = asText(fields.get('regions'));
  const relay = asFlag(fields.get('relay'));
  const sources = asSources(at, fields, owner.vendor, owner.inherited);
  const table = (regions === undefined ? undefined : owner.tables.get(regions)) ?? 'stated';
  const best = lessCertain(certaintyOf(sources, owner.vendor), table);
  const said = asOneOf(fields.get('certainty'), CERTAINTIES);
  if (said !== undefined && lessCertain(said, best) !== said) complain(at, `expected a certainty of at most ${best}, as its sources allow, found ${said}`);
  const places = readPlaces(need(at, fields, 'places'), lessCertain(said ?? best, best));
  const over = asTexts(fields.get('over'));
  for (const name of names) checkHost(at, name, regions, places);
  if (regions !== undefined && !owner.tables.has(regions)) complain(at, `expected a region table (${[...owner.tables.keys()].join(', ')}), found "${regions}"`);
  if (entity === undefined) return [];
  return names.map((host) => ({
    value: {
      host,
      product: owner.product,
      entity,
      places,
      ...(regions === undefined ? {} : { regions }),
      ...(relay === undefined ? {} : { relay }),
      serves,
    },
    over,
    at,
  }));
}

/** `unknown`, `US`, or by basis: `{ storage: DE, access: { country: US, certainty: inferred } }`; several countries as a list. */
function readPlaces(at: Cursor | undefined, best: Certainty): readonly PlaceFact[] {
  if (at === undefined) return [];
  if (!isMapping(at)) return asCountries(at).map((country) => place(country, 'processing', best));
  const fields = asFields(at, BASES);
  return BASES.flatMap((basis) => {
    const field = fields.get(basis);
    if (field === undefined) return [];
    if (!isMapping(field)) return asCountries(field).map((country) => place(country, basis, best));
    const parts = asFields(field, ['country', 'certainty']);
    const said = asOneOf(parts.get('certainty'), CERTAINTIES) ?? best;
    return asCountries(need(field, parts, 'country')).map((country) => place(country, basis, lessCertain(said, best)));
  });
}

function asCountries(at: Cursor | undefined): readonly string[] {
  return asList(at, 'or-one').flatMap((item) => {
    const text = asText(item);
    if (text === undefined) return [];
    if (text === '{region}' || isCountry(text)) return [text];
    complain(item, `expected an ISO 3166-1 code like KR, unknown or {region}, found "${text}"`);
    return [];
  });
}

function place(country: string, basis: PlaceBasis, certainty: Certainty): PlaceFact {
  return { country, basis, certainty: country === 'unknown' ? 'unknown' : certainty };
}

function checkHost(at: Cursor, host: string, regions: string | undefined, places: readonly PlaceFact[]): void {
  if (!/^(?:\*\.)?(?:[a-z0-9_-]|\{region\})+(?:\.(?:[a-z0-9_-]|\{region\})+)+(?:\/[^\s?#]*)?$/.test(host)) {
    complain(at, `expected a host like api.example.com, *.example.com or oss-{region}.example.com, found "${host}"`);
  }
  const captures = host.includes('{region}');
  if (captures !== (regions !== undefined)) complain(at, `expected {region} and regions together, found only one of them in "${host}"`);
  if (!captures && places.some((fact) => fact.country === '{region}')) complain(at, `expected {region} in the host whose place it names, found "${host}"`);
  if (isList(at)) complain(at, 'expected a mapping, found a list');
}
