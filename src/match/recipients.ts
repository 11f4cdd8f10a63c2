import type { Run } from '../flow/engine.js';
import { memberOf } from '../flow/members.js';
import { type Constant, isEmpty, join, NOTHING, type Val } from '../flow/values.js';
import type { Evidence } from '../model/place.js';
import type { Certainty, PlaceFact, Product, SdkCatalog } from '../model/sdk.js';
import type { Recipient, RouteKind } from '../model/usage.js';
import { type Forward, ledBy } from './forwards.js';
import { type Address, type HostIndex, readAddress, whose } from './hosts.js';
import { mayBeLeftOut, type Written } from './left-out.js';

export interface Routed {
  readonly recipients: readonly Recipient[];
  /** The product that the address belongs to, where it is another than that of the call. */
  readonly products: readonly string[];
  /** Addresses that decided, by where they are written. */
  readonly literals: readonly string[];
  /** The call that handed the address to a function of the program: there the usage stands. */
  readonly passedAt: readonly string[];
  readonly relay: boolean;
}

export interface Routing {
  readonly run: Run;
  readonly catalog: SdkCatalog;
  readonly hosts: HostIndex;
  /** Paths of the app's own behind which others answer. */
  readonly forwards: readonly Forward[];
}

const WORST: readonly Certainty[] = ['stated', 'observed', 'inferred', 'memory', 'unknown'];
const less = (a: Certainty, b: Certainty): Certainty => (WORST.indexOf(a) >= WORST.indexOf(b) ? a : b);

/** Who receives what is sent to an address that a value holds. Undefined where the value names no address at all. */
export function routeAddress(routing: Routing, val: Val, at: { readonly module: number; readonly start: number; readonly end: number }): Routed | undefined {
  const texts = val.values.filter((value): value is Constant => value.k === 'const' && typeof value.value === 'string' && value.value !== '');
  const found: Routed[] = [];
  for (const text of texts) {
    const forwarded = fromForwards(routing, text, at.module);
    const address = forwarded === undefined ? addressOf(routing, text) : undefined;
    if (forwarded) found.push(forwarded);
    else if (address) found.push(fromAddress(routing, address, text, at));
  }
  if (found.length === 0) return undefined;
  return merge(found);
}

/** A path of the app's own, written as one or behind a host that nobody knows, and where it is handed on to. */
function fromForwards(routing: Routing, text: Constant, module: number): Routed | undefined {
  if (routing.forwards.length === 0) return undefined;
  const value = String(text.value);
  const isPath = value.startsWith('/') && !value.startsWith('//');
  if (!isPath && whose(routing.hosts, value)?.kind === 'known') return undefined;
  const path = isPath ? value : (readAddress(value)?.path ?? '');
  const file = routing.run.engine.program.modules[module]?.file ?? '';
  const parts = ledBy(routing.forwards, path, file).map(({ forward, address }) => forwardedTo(routing, forward, address, text, isPath));
  return parts.length > 0 ? merge(parts) : undefined;
}

function forwardedTo(routing: Routing, forward: Forward, target: string, text: Constant, isPath: boolean): Routed {
  const address = whose(routing.hosts, target);
  const said = { rewrite: 'is handed on to', redirect: 'sends the browser to', development: 'is handed on, in development, to' }[forward.how];
  const because: Evidence[] = [{ span: forward.span, note: `${forward.prefix} ${said} ${address?.host ?? 'another address'}` }];
  const rest = { literals: forward.literal ? [forward.literal] : [], passedAt: text.passedAt ? [text.passedAt] : [] };
  if (address?.kind === 'private') return { recipients: [{ ...OWN_NETWORK, route: 'config', because }], products: [], ...rest, relay: false };
  if (address?.kind !== 'known') return { recipients: [unknownRecipient('config', because)], products: [], ...rest, relay: false };
  const { fact, places } = address.match;
  const recipient = recipientAt(routing.catalog, fact.entity, places, 'config', because);
  // What answers later may be another, and a host of the app's own was taken for one by its path alone.
  const isSure = isPath && forward.how !== 'development';
  return {
    recipients: [isSure ? recipient : { ...recipient, certainty: less(recipient.certainty, 'inferred') }],
    products: [fact.product],
    ...rest,
    relay: fact.relay ?? false,
  };
}

const OWN_NETWORK = { entity: 'own network', countries: [], places: [], certainty: 'observed' } as const;

/** A beginning that ends before its host does names none. */
function addressOf(routing: Routing, text: Constant): Address | undefined {
  const value = String(text.value);
  if (text.prefixOnly && !/^[a-z]*:?\/\/[^/]+\//i.test(value) && !/^[\w.-]+\.\w+\//.test(value)) {
    const known = whose(routing.hosts, value);
    return known?.kind === 'known' && text.prefixOnly && /[:/?]$|\.\w{2,}$/.test(value) ? known : undefined;
  }
  return whose(routing.hosts, value);
}

function fromAddress(
  routing: Routing,
  address: Address,
  text: Constant,
  at: { readonly module: number; readonly start: number; readonly end: number },
): Routed {
  const { from } = text;
  const route: RouteKind = from?.env
    ? 'env'
    : from && from.module === at.module && from.start >= at.start && from.end <= at.end
      ? 'literal'
      : from
        ? 'constant'
        : 'literal';
  const because: Evidence[] =
    from && from.module >= 0
      ? [{ span: { file: routing.run.engine.program.modules[from.module]?.file ?? '', start: from.start, end: from.end }, note: `the address ${address.host}` }]
      : [];
  const literals = from ? [`${from.module}:${from.start}`] : [];
  const passedAt = text.passedAt ? [text.passedAt] : [];
  if (address.kind === 'private')
    return {
      recipients: [{ ...OWN_NETWORK, route, because }],
      products: [],
      literals,
      passedAt,
      relay: false,
    };
  if (address.kind === 'unknown') {
    return { recipients: [unknownRecipient(route, because)], products: [], literals, passedAt, relay: false };
  }
  const { fact, places } = address.match;
  return {
    recipients: [recipientAt(routing.catalog, fact.entity, places, route, because)],
    products: [fact.product],
    literals,
    passedAt,
    relay: fact.relay ?? false,
  };
}

export function unknownRecipient(route: RouteKind, because: readonly Evidence[], entity = 'unknown'): Recipient {
  return { entity, countries: ['unknown'], places: [], certainty: 'unknown', route, because };
}

/** Countries are where the bytes first land: processing before storage; a vendor's seat is never one. */
export function recipientAt(catalog: SdkCatalog, entity: string, places: readonly PlaceFact[], route: RouteKind, because: readonly Evidence[]): Recipient {
  const known = catalog.entities[entity];
  const landing = places.filter((place) => place.basis === 'processing');
  const first = landing.length > 0 ? landing : places.filter((place) => place.basis === 'storage');
  const countries = [...new Set(first.map((place) => place.country))];
  const certainty = first.reduce<Certainty>((worst, place) => less(worst, place.country === 'unknown' ? 'unknown' : place.certainty), 'stated');
  return {
    entity: known?.name ?? 'unknown',
    countries: countries.length > 0 ? countries : ['unknown'],
    places,
    ...(known?.controlCountry ? { controlCountry: known.controlCountry } : {}),
    certainty: first.length === 0 ? 'unknown' : certainty,
    route,
    because,
  };
}

export function merge(parts: readonly Routed[]): Routed {
  const recipients = new Map<string, Recipient>();
  for (const part of parts)
    for (const recipient of part.recipients)
      if (!recipients.has(`${recipient.entity}|${recipient.countries.join()}`)) recipients.set(`${recipient.entity}|${recipient.countries.join()}`, recipient);
  return {
    recipients: [...recipients.values()],
    products: [...new Set(parts.flatMap((part) => part.products))],
    literals: [...new Set(parts.flatMap((part) => part.literals))],
    passedAt: [...new Set(parts.flatMap((part) => part.passedAt))],
    relay: parts.some((part) => part.relay),
  };
}

/**
 * Who receives what a product's call sends. An option with an address decides; one that is passed and cannot be read
 * makes the country unknown, never the default. Then fixed values, the region, the environment, the package's default: also beside
 * an address that may be left out.
 */
export function routeProduct(
  routing: Routing,
  product: Product,
  packageName: string | undefined,
  options: Val | undefined,
  at: { readonly module: number; readonly start: number; readonly end: number },
  written?: Written,
): Routed {
  const byOption = options ? optionAddress(routing, product, options, at, written) : undefined;
  if (byOption && !byOption.isOptional) return byOption.routed;
  const otherwise = withoutOption(routing, product, packageName, options, at);
  if (!byOption) return otherwise ?? ownPlaces(routing, product);
  return otherwise ? merge([byOption.routed, { ...otherwise, products: [product.id, ...otherwise.products] }]) : byOption.routed;
}

/** Who receives it where no option holds an address; undefined where the catalog knows no more than the product's hosts. */
function withoutOption(
  routing: Routing,
  product: Product,
  packageName: string | undefined,
  options: Val | undefined,
  at: { readonly module: number; readonly start: number; readonly end: number },
): Routed | undefined {
  const rule = product.endpoint;
  for (const { option, equals, host } of rule.values) {
    const held = options ? read(routing, options, option, at) : NOTHING;
    if (held.values.some((value) => value.k === 'const' && (value.value === equals || String(value.value).toLowerCase() === String(equals).toLowerCase())))
      return byHost(routing, host, 'config', product);
  }
  if (rule.region) {
    const byRegion = regionOf(routing, product, options, at);
    if (byRegion) return byRegion;
  }
  for (const name of rule.env) {
    const known = routing.run.engine.program.env.get(name);
    if (known?.length) return merge(known.map(({ value }) => byHost(routing, value, 'env', product)));
  }
  const byPackage =
    packageName === undefined
      ? undefined
      : (rule.packageDefaults[packageName] ?? rule.packageDefaults[`npm:${packageName}`] ?? rule.packageDefaults[`pkg:npm/${packageName}`]);
  if (byPackage) return byHost(routing, byPackage, 'package-default', product);
  return rule.default ? byHost(routing, rule.default, 'vendor-default', product) : undefined;
}

/** A receiver that the catalog names outright. */
export function routeHost(routing: Routing, host: string, product: Product): Routed {
  return byHost(routing, host, 'config', product);
}

function byHost(routing: Routing, host: string, route: RouteKind, product: Product): Routed {
  const address = whose(routing.hosts, host.includes('//') ? host : `https://${host}`);
  if (address?.kind === 'private')
    return {
      recipients: [{ ...OWN_NETWORK, route, because: [] }],
      products: [],
      literals: [],
      passedAt: [],
      relay: false,
    };
  if (address?.kind !== 'known') return { recipients: [unknownRecipient(route, [])], products: [], literals: [], passedAt: [], relay: false };
  const { fact, places } = address.match;
  const recipient = recipientAt(routing.catalog, fact.entity, places, route, []);
  const lowered = route === 'package-default' || route === 'vendor-default' ? { ...recipient, certainty: less(recipient.certainty, 'inferred') } : recipient;
  return {
    recipients: [lowered],
    products: route === 'env' ? [fact.product] : [],
    literals: [],
    passedAt: [],
    relay: (fact.relay ?? false) && fact.product === product.id,
  };
}

/** Without an endpoint rule the product's own hosts say where it goes, if they agree. */
function ownPlaces(routing: Routing, product: Product): Routed {
  const hosts = routing.catalog.hosts.filter((fact) => fact.product === product.id && fact.serves !== 'script');
  const readable = product.endpoint.options.length > 0 || product.endpoint.region;
  const all = hosts.length > 0 ? hosts : readable ? [] : routing.catalog.hosts.filter((fact) => fact.product === product.id);
  const landing = new Set(all.map((fact) => recipientAt(routing.catalog, fact.entity, fact.places, 'vendor-default', []).countries.join()));
  const [first] = all;
  const agreed = landing.size === 1 && !readable ? first : undefined;
  const name = routing.catalog.entities[product.entity]?.name ?? 'unknown';
  if (!agreed) return { recipients: [unknownRecipient('none', [], name)], products: [], literals: [], passedAt: [], relay: false };
  const recipient = recipientAt(routing.catalog, agreed.entity, agreed.places, 'vendor-default', []);
  return { recipients: [{ ...recipient, certainty: less(recipient.certainty, 'inferred') }], products: [], literals: [], passedAt: [], relay: false };
}

/** Who receives it by the addresses that options hold; `isOptional` where each may be left out. */
function optionAddress(
  routing: Routing,
  product: Product,
  options: Val,
  at: { readonly module: number; readonly start: number; readonly end: number },
  written: Written | undefined,
): { readonly routed: Routed; readonly isOptional: boolean } | undefined {
  const found: Routed[] = [];
  let open = false;
  for (const option of product.endpoint.options) {
    const held = read(routing, options, option, at);
    const passed = held.values.filter((value) => !(value.k === 'const' && !value.value));
    if (isEmpty(held) || (passed.length === 0 && !held.any)) continue;
    const routed = routeAddress(routing, { ...held, values: passed }, at);
    if (routed) {
      const unread = held.any || passed.some((value) => value.k !== 'const' && value.k !== 'api' && value.k !== 'object');
      found.push(unread ? merge([routed, { recipients: [unknownRecipient('none', [])], products: [], literals: [], passedAt: [], relay: false }]) : routed);
      const isOptional = !unread && passed.length < held.values.length && written !== undefined && mayBeLeftOut(routing.run.engine, written, option);
      if (!isOptional) return { routed: merge(found), isOptional: false };
    } else if (isPassed(routing, options, option)) open = true;
  }
  if (found.length > 0 && !open) return { routed: merge(found), isOptional: true };
  if (!open) return undefined;
  // Many vendors answer to the client of a model's vendor; elsewhere another address is most often the same vendor's.
  const entity = product.category.startsWith('ai') ? 'unknown' : (routing.catalog.entities[product.entity]?.name ?? 'unknown');
  const unread: Routed = { recipients: [unknownRecipient('none', [], entity)], products: [], literals: [], passedAt: [], relay: false };
  return { routed: merge([...found, unread]), isOptional: false };
}

/** The option stands in the options as they are written; an open object may or may not hold it. */
function isPassed(routing: Routing, options: Val, option: string): boolean {
  const [name] = option.split('.');
  if (name === undefined || option === '') return true;
  return options.any || options.values.some((value) => value.k === 'object' && (routing.run.engine.places.get(value.place)?.props.has(name) ?? false));
}

/** Reads `a.b` of an options value; the empty name is the value itself. */
export function read(routing: Routing, options: Val, option: string, at: { readonly module: number; readonly start: number; readonly end: number }): Val {
  let held = options;
  for (const name of option === '' || option === '.' ? [] : option.split('.')) held = memberOf(routing.run.engine, held, name, at);
  return held;
}

function regionOf(
  routing: Routing,
  product: Product,
  options: Val | undefined,
  at: { readonly module: number; readonly start: number; readonly end: number },
): Routed | undefined {
  const rule = product.endpoint.region;
  if (!rule) return undefined;
  const table = routing.catalog.regions[rule.table] ?? {};
  let held = NOTHING;
  for (const option of rule.options) held = join(held, options ? read(routing, options, option, at) : NOTHING);
  const texts = held.values.flatMap((value) => (value.k === 'const' && typeof value.value === 'string' ? [value.value] : []));
  const fromEnv = rule.env.flatMap((name) => routing.run.engine.program.env.get(name)?.map(({ value }) => value) ?? []);
  const ids =
    texts.length > 0
      ? texts
      : isEmpty(held) || !(held.any || held.values.some((value) => value.k === 'api'))
        ? fromEnv.length > 0
          ? fromEnv
          : rule.default
            ? [rule.default]
            : []
        : fromEnv;
  if (ids.length === 0)
    return {
      recipients: [unknownRecipient('region', [], routing.catalog.entities[product.entity]?.name)],
      products: [],
      literals: [],
      passedAt: [],
      relay: false,
    };
  return merge(
    ids.map((id) => {
      const bare = id.toLowerCase();
      const country = table[bare] ?? table[bare.replace(/^(?:oss|cos|obs|tos)-/, '')] ?? 'unknown';
      const certainty: Certainty = country === 'unknown' ? 'unknown' : texts.length > 0 ? 'stated' : 'inferred';
      const places: PlaceFact[] = [{ country, basis: 'storage', certainty }];
      return { recipients: [recipientAt(routing.catalog, product.entity, places, 'region', [])], products: [], literals: [], passedAt: [], relay: false };
    }),
  );
}
