import type { HostFact, PlaceFact, SdkCatalog } from '../model/sdk.js';

/** A host of the catalog that an address belongs to. */
export interface HostMatch {
  readonly fact: HostFact;
  readonly places: readonly PlaceFact[];
  readonly region?: string;
}

/** Where an address leads: a catalogued host, nobody outside, or a host nobody knows. */
export type Address =
  | { readonly kind: 'known'; readonly host: string; readonly match: HostMatch }
  | { readonly kind: 'private'; readonly host: string }
  | { readonly kind: 'unknown'; readonly host: string };

export interface HostIndex {
  readonly exact: ReadonlyMap<string, readonly HostFact[]>;
  readonly patterns: readonly { readonly regExp: RegExp; readonly fact: HostFact; readonly weight: number }[];
  readonly regions: SdkCatalog['regions'];
}

export function indexHosts(catalog: SdkCatalog): HostIndex {
  const exact = new Map<string, HostFact[]>();
  const patterns: { regExp: RegExp; fact: HostFact; weight: number }[] = [];
  for (const fact of catalog.hosts) {
    const [name] = fact.host.split('/');
    if (name === undefined) continue;
    if (!/[*{]/.test(name)) exact.set(name.toLowerCase(), [...(exact.get(name.toLowerCase()) ?? []), fact]);
    else patterns.push({ regExp: hostPattern(name), fact, weight: name.replace(/\*|\{region\}/g, '').length });
  }
  for (const list of exact.values()) list.sort((a, b) => b.host.length - a.host.length);
  patterns.sort((a, b) => b.weight - a.weight);
  return { exact, patterns, regions: catalog.regions };
}

function hostPattern(name: string): RegExp {
  const source = name
    .toLowerCase()
    .split(/(\*|\{region\})/)
    .map((part) => (part === '*' ? '[a-z0-9_-]+(?:\\.[a-z0-9_-]+)*' : part === '{region}' ? '(?<region>[a-z0-9-]+)' : part.replace(/[.+?^$()|[\]\\]/g, '\\$&')))
    .join('');
  return new RegExp(`^${source}$`);
}

/** Reads the host (and path) of an address as it stands in code; undefined where it names none. */
export function readAddress(text: string): { readonly host: string; readonly path: string } | undefined {
  const match = /^\s*(?:[a-z][a-z0-9+.-]*:)?(?:\/\/)?(?:[^/@\s]*@)?(\[[0-9a-f:]+\]|[a-z0-9_.-]+)(?::\d+)?(\/[^?#\s]*)?/i.exec(text);
  const host = match?.[1]?.toLowerCase().replace(/\.$/, '');
  if (!host) return undefined;
  if (!/^\s*(?:[a-z][a-z0-9+.-]*:)?\/\//i.test(text) && !/^[\w-]+(?:\.[\w-]+)+$/.test(host) && host !== 'localhost') return undefined;
  return { host, path: match?.[2] ?? '' };
}

const PRIVATE =
  /^(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+|\[::1?\]|host\.docker\.internal|[\w-]+(?:\.[\w-]+)*\.(?:local|localhost|internal|svc|cluster\.local|test|lan))$/;

/** Finds whose host an address is: the longest catalogued path, exact names before patterns. */
export function whose(index: HostIndex, text: string): Address | undefined {
  const address = readAddress(text);
  if (!address) return undefined;
  const { host, path } = address;
  if (PRIVATE.test(host) || (!host.includes('.') && /^\s*[a-z]+:\/\//i.test(text))) return { kind: 'private', host };
  for (const fact of index.exact.get(host) ?? []) if (pathFits(fact, path)) return { kind: 'known', host, match: placed(index, fact, undefined) };
  for (const { regExp, fact } of index.patterns) {
    const match = regExp.exec(host);
    if (match && pathFits(fact, path)) return { kind: 'known', host, match: placed(index, fact, match.groups?.region) };
  }
  return { kind: 'unknown', host };
}

function pathFits(fact: HostFact, path: string): boolean {
  const slash = fact.host.indexOf('/');
  return slash < 0 || `${path}/`.startsWith(fact.host.slice(slash)) || path.startsWith(fact.host.slice(slash));
}

function placed(index: HostIndex, fact: HostFact, region: string | undefined): HostMatch {
  if (!fact.places.some((place) => place.country === '{region}') && !fact.host.includes('{region}')) return { fact, places: fact.places };
  const country = (region && fact.regions && index.regions[fact.regions]?.[region]) || 'unknown';
  const places = fact.places.map((place) =>
    place.country === '{region}' ? { ...place, country, certainty: country === 'unknown' ? ('unknown' as const) : place.certainty } : place,
  );
  return {
    fact,
    places: places.length > 0 ? places : [{ country, basis: 'processing', certainty: country === 'unknown' ? 'unknown' : 'stated' }],
    ...(region ? { region } : {}),
  };
}

/** Does an address fall under a `url:` path of the catalog: host (with wildcards) and the beginning of the path? */
export function underUrl(pattern: string, text: string): boolean {
  const address = readAddress(text);
  if (!address) return false;
  const slash = pattern.indexOf('/');
  const host = slash < 0 ? pattern : pattern.slice(0, slash);
  const path = slash < 0 ? '' : pattern.slice(slash);
  if (!hostPattern(host).test(address.host)) return false;
  return path === '' || path === '/' || globPath(path).test(address.path);
}

const pathPatterns = new Map<string, RegExp>();

function globPath(path: string): RegExp {
  let pattern = pathPatterns.get(path);
  if (!pattern) {
    pattern = new RegExp(
      `^${path
        .split('*')
        .map((part) => part.replace(/[.+?^$()|[\]\\{}]/g, '\\$&'))
        .join('.*')}`,
    );
    pathPatterns.set(path, pattern);
  }
  return pattern;
}
