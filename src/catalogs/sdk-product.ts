import type { Certainty, DataFact, HostFact, Instance, Product, Switch, Touch, TouchRole } from '../model/sdk.js';
import { asPart, asPathField, asPaths } from './paths.js';
import { readEndpoint } from './sdk-endpoint.js';
import { readHost } from './sdk-host.js';
import { asId, asSources, type VendorHead } from './sdk-vendor.js';
import { asFields, asFlag, asList, asOneOf, asScalar, asText, asTexts, type Cursor, complain, type Fields, need } from './yaml.js';

/** A fact, and the products over which it wins where they claim the same. */
export interface Claim<T> {
  readonly value: T;
  readonly over: readonly string[];
  readonly at: Cursor;
}

export interface ProductReading {
  readonly product: Product;
  readonly hosts: readonly Claim<HostFact>[];
  readonly touches: readonly Claim<Touch>[];
}

/** What kind of thing a product is. The consent-catalog says which purposes fit each. */
export const CATEGORIES = [
  'ai-llm',
  'ai-speech',
  'ai-image',
  'ai-gateway',
  'ai-observability',
  'translation',
  'analytics',
  'product-analytics',
  'session-replay',
  'rum',
  'crash',
  'logging',
  'tag-manager',
  'cdp',
  'advertising',
  'attribution',
  'push',
  'engagement',
  'experimentation',
  'support-chat',
  'rtc',
  'email',
  'messaging',
  'crm',
  'survey',
  'forms',
  'search',
  'social',
  'storage',
  'database',
  'baas',
  'cloud',
  'auth',
  'fraud',
  'captcha',
  'payments',
  'maps',
  'fonts',
  'cdn',
  'video',
  'documents',
] as const;

/** What leaves. One vocabulary for all products. */
export const DATA = [
  'prompt',
  'conversation',
  'message',
  'audio',
  'image',
  'video',
  'file',
  'record',
  'search-query',
  'event',
  'page-url',
  'usage',
  'device',
  'device-id',
  'ad-id',
  'user-id',
  'network',
  'ip',
  'location',
  'contact',
  'account',
  'credentials',
  'payment',
  'crash',
  'log',
  'screen',
  'input',
] as const;

const ROLES: readonly TouchRole[] = ['load', 'init', 'start', 'send', 'identify', 'component', 'script-tag', 'endpoint', 'embed'];

const FIELDS = [
  'id',
  'name',
  'category',
  'entity',
  'packages',
  'runsOn',
  'serverPackages',
  'startCoversSend',
  'openEnded',
  'trains',
  'sources',
  'hosts',
  'endpoint',
  'touches',
  'instances',
  'switches',
  'noSwitch',
  'data',
  'examples',
  'instead',
  'extends',
];

/**
 * Reads one product of a vendor's file; undefined if it has no id. `tables` are the region tables that exist. One that extends a shipped
 * product says only what it adds: the rest is empty, and is the shipped one's.
 */
export function readProduct(at: Cursor, vendor: VendorHead, tables: ReadonlyMap<string, Certainty>): ProductReading | undefined {
  const fields = asFields(at, FIELDS);
  const isAddition = fields.has('extends');
  const wanted = (field: string) => (isAddition ? fields.get(field) : need(at, fields, field));
  const id = asId(need(at, fields, 'id'));
  const name = isAddition ? id : asText(wanted('name'));
  const category = isAddition ? 'cloud' : asOneOf(wanted('category'), CATEGORIES);
  const entity = readEntityName(fields.get('entity'), vendor);
  if (id === undefined || name === undefined || category === undefined || entity === undefined) return undefined;
  const inherited = fields.has('sources') ? asTexts(fields.get('sources')) : [];
  const hosts = asList(fields.get('hosts')).flatMap((host) => readHost(host, { product: id, entity, vendor, inherited, tables }));
  const touches = asList(fields.get('touches')).flatMap((touch) => readTouches(touch, id, vendor, inherited));
  const switches = asList(fields.get('switches')).flatMap((item) => readSwitch(item, id, vendor, inherited) ?? []);
  const instances = asList(fields.get('instances')).flatMap((item) => readInstance(item, vendor, inherited) ?? []);
  const noSwitch = fields.has('noSwitch') ? asTexts(fields.get('noSwitch')) : [];
  if (fields.has('noSwitch')) asSources(fields.get('noSwitch') ?? at, new Map(), vendor, noSwitch);
  if (noSwitch.length > 0 && switches.length > 0) complain(at, 'expected switches or noSwitch, found both');
  const trains = asFlag(fields.get('trains'));
  const serverPackages = readServerPackages(fields.get('serverPackages'), fields.has('packages') ? asTexts(fields.get('packages')) : []);
  if (hosts.length === 0 && touches.length === 0 && !isAddition) complain(at, 'expected hosts or touches, found neither');
  if (asList(wanted('examples'), 'or-one').length === 0 && !isAddition) complain(at, 'expected at least one example, found none');
  if (isAddition) checkAddition(fields);
  const product: Product = {
    id,
    vendor: vendor.id,
    name,
    category,
    packages: asTexts(fields.get('packages')).flatMap((purl) => readPackage(fields.get('packages') ?? at, purl)),
    entity,
    endpoint: readEndpoint(fields.get('endpoint'), tables),
    touches: [],
    offers: [],
    certified: [],
    switches,
    ...(instances.length > 0 ? { instances } : {}),
    ...(noSwitch.length > 0 ? { noSwitch: true } : {}),
    data: isAddition ? [] : readData(at, fields.get('data')),
    startCoversSend: asFlag(fields.get('startCoversSend')) ?? false,
    openEnded: asFlag(fields.get('openEnded')) ?? false,
    ...(trains === undefined ? {} : { trains }),
    runsOn: asList(wanted('runsOn')).flatMap((side) => asOneOf(side, ['client', 'server'] as const) ?? []),
    ...(serverPackages.length > 0 ? { serverPackages } : {}),
  };
  return { product, hosts, touches };
}

/** What an addition may say: the nature of the product is the shipped one's. */
const ADDED = ['id', 'extends', 'sources', 'entity', 'packages', 'hosts', 'endpoint', 'touches', 'instances', 'switches', 'examples'];

function checkAddition(fields: Fields): void {
  asText(fields.get('extends'));
  for (const [field, value] of fields) if (!ADDED.includes(field)) complain(value, `expected only ${ADDED.join(', ')} beside extends, found ${field}`);
}

function readServerPackages(at: Cursor | undefined, packages: readonly string[]): readonly string[] {
  const named = at === undefined ? [] : asTexts(at);
  for (const purl of named) if (!packages.includes(purl)) complain(at as Cursor, `expected one of the product's packages, found ${purl}`);
  return named;
}

function readEntityName(at: Cursor | undefined, vendor: VendorHead): string | undefined {
  const first = [...vendor.entities.keys()][0];
  if (at === undefined) return first;
  return asOneOf(at, [...vendor.entities.keys()]);
}

function readPackage(at: Cursor, purl: string): readonly string[] {
  if (/^pkg:[a-z]+\/(?:(?:%40|@)?[\w.~-]+\/)*[\w.~-]+$/.test(purl)) return [purl];
  complain(at, `expected package URLs without version, like pkg:npm/openai, found "${purl}"`);
  return [];
}

function readTouches(at: Cursor, product: string, vendor: VendorHead, inherited: readonly string[]): readonly Claim<Touch>[] {
  const fields = asFields(at, ['role', 'path', 'paths', 'transmits', 'shared', 'options', 'receiver', 'data', 'sources', 'over']);
  const role = asOneOf(need(at, fields, 'role'), ROLES);
  const paths = asPaths(at, fields);
  const transmits = asFlag(fields.get('transmits')) ?? true;
  const shared = asFlag(fields.get('shared')) ?? false;
  const [options, ...otherOptions] = asList(fields.get('options'), 'or-one').flatMap((part) => asPart(part) ?? []);
  const receiver = asText(fields.get('receiver'));
  const data = asList(fields.get('data'), 'or-one').flatMap((part) => asPart(part) ?? []);
  const sources = asSources(at, fields, vendor, inherited);
  const over = asTexts(fields.get('over'));
  if (role === undefined) return [];
  return paths.map((path) => ({
    value: {
      product,
      role,
      path,
      transmits,
      ...(shared ? { shared } : {}),
      ...(options === undefined ? {} : { options }),
      ...(otherOptions.length > 0 ? { otherOptions } : {}),
      ...(receiver === undefined ? {} : { receiver }),
      data,
      sources,
    },
    over,
    at,
  }));
}

function readInstance(at: Cursor, vendor: VendorHead, inherited: readonly string[]): Instance | undefined {
  const fields = asFields(at, ['of', 'also', 'sources']);
  const [of, ...others] = asPathField(need(at, fields, 'of'));
  const also = asPathField(need(at, fields, 'also'));
  asSources(at, fields, vendor, inherited);
  if (others.length > 0) complain(at, 'expected one path in of, found a family');
  return of === undefined || also.length === 0 ? undefined : { of, also };
}

function readSwitch(at: Cursor, product: string, vendor: VendorHead, inherited: readonly string[]): Switch | undefined {
  const fields = asFields(at, ['option', 'equals', 'hold', 'release', 'residue', 'silencedBy', 'sources']);
  const option = asText(fields.get('option'));
  const equals = asSetting(fields.get('equals'));
  const hold = asPathField(fields.get('hold'));
  const residue = asOneOf(need(at, fields, 'residue'), ['none', 'handshake', 'pings', 'all'] as const);
  const silencedBy = readSilencer(fields.get('silencedBy'));
  asSources(at, fields, vendor, inherited);
  if ((option === undefined) === (hold.length === 0)) complain(at, 'expected either option (with equals) or hold, found both or neither');
  if (option !== undefined && equals === undefined) complain(at, 'expected equals beside option, found nothing');
  if (hold.length > 1) complain(at, 'expected one path in hold, found a family: write one switch for each');
  if (residue === undefined) return undefined;
  return {
    product,
    ...(option === undefined || equals === undefined ? {} : { option, equals }),
    ...(hold[0] === undefined ? {} : { hold: hold[0] }),
    release: asPathField(fields.get('release')),
    residue,
    ...(silencedBy === undefined ? {} : { silencedBy }),
  };
}

function readSilencer(at: Cursor | undefined): Switch['silencedBy'] {
  if (at === undefined) return undefined;
  const fields = asFields(at, ['option', 'equals']);
  const option = asText(need(at, fields, 'option'));
  const equals = asSetting(need(at, fields, 'equals'));
  return option === undefined || equals === undefined ? undefined : { option, equals };
}

function asSetting(at: Cursor | undefined): string | boolean | undefined {
  const value = asScalar(at);
  return typeof value === 'string' || typeof value === 'boolean' ? value : undefined;
}

function readData(owner: Cursor, at: Cursor | undefined): readonly DataFact[] {
  if (at === undefined) {
    complain(owner, 'expected data (auto, argument), found nothing');
    return [];
  }
  const fields: Fields = asFields(at, ['auto', 'argument']);
  return (['auto', 'argument'] as const).flatMap((how) =>
    asList(fields.get(how), 'or-one').flatMap((item) => {
      const category = asOneOf(item, DATA);
      return category === undefined ? [] : [{ category, how }];
    }),
  );
}
