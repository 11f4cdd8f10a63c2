import type { SelfStart, StartCause, StartSwitch } from '../model/sdk.js';
import { asPathField } from './paths.js';
import { DATA } from './sdk-product.js';
import { certaintyOfKinds, readSource, type SourceKind } from './sdk-vendor.js';
import { asDate, asFields, asFlag, asList, asOneOf, asScalar, asText, asTexts, type Cursor, complain, need } from './yaml.js';

/** The manifests whose settings can start or hold back a product; `env` is any environment. */
const FORMATS = [
  'AndroidManifest.xml',
  'strings.xml',
  'Info.plist',
  'GoogleService-Info.plist',
  'google-services.json',
  'firebase.json',
  'agconnect-services.json',
  'app.json',
  'capacitor.config.json',
  'config.xml',
  'nuxt.config',
  'gatsby-config',
  'docusaurus.config',
  'astro.config',
  'vitepress.config',
  'env',
] as const;

/** A start, and where it is written, so that a product that does not exist can be complained about. */
export interface StartReading {
  readonly start: SelfStart;
  readonly at: Cursor;
}

/** Reads one file of `sdk-catalog/self-starting`. */
export function readStarts(at: Cursor): readonly StartReading[] {
  const fields = asFields(at, ['id', 'checked', 'sources', 'starts']);
  asText(need(at, fields, 'id'));
  asDate(need(at, fields, 'checked'));
  const sources = new Map<string, SourceKind>([['memory', 'memory']]);
  const written = fields.get('sources');
  for (const [id, field] of written === undefined ? [] : asFields(written)) {
    const kind = readSource(field);
    if (kind !== undefined) sources.set(id, kind);
  }
  return asList(need(at, fields, 'starts')).flatMap((item) => readStart(item, sources) ?? []);
}

function readStart(at: Cursor, sources: ReadonlyMap<string, SourceKind>): StartReading | undefined {
  const fields = asFields(at, ['product', 'when', 'needs', 'unless', 'release', 'hold', 'sends', 'sources']);
  const product = asText(need(at, fields, 'product'));
  const when = asList(need(at, fields, 'when'), 'or-one').flatMap((item) => readCause(item) ?? []);
  const names = asTexts(need(at, fields, 'sources'));
  for (const name of names) if (!sources.has(name)) complain(at, `expected a source of this file (${[...sources.keys()].join(', ')}), found "${name}"`);
  const needs = asTexts(fields.get('needs'));
  for (const purl of needs) checkPurl(fields.get('needs') ?? at, purl);
  if (product === undefined) return undefined;
  const start: SelfStart = {
    product,
    when,
    needs,
    unless: asList(fields.get('unless')).flatMap((item) => readSwitch(item) ?? []),
    release: asPathField(fields.get('release')),
    hold: asPathField(fields.get('hold')),
    sends: asList(fields.get('sends'), 'or-one').flatMap((item) => asOneOf(item, DATA) ?? []),
    certainty: certaintyOfKinds(names.map((name) => sources.get(name) ?? 'memory')),
  };
  return { start, at };
}

/** A package URL, or `{ in, key, equals, address }`. */
function readCause(at: Cursor): StartCause | undefined {
  const purl = asScalarText(at);
  if (purl !== undefined) return checkPurl(at, purl) ? { kind: 'package', purl } : undefined;
  const fields = asFields(at, ['in', 'key', 'equals', 'address']);
  const format = asOneOf(need(at, fields, 'in'), FORMATS);
  const key = asText(need(at, fields, 'key'));
  const equals = asScalar(fields.get('equals'));
  if (format === undefined || key === undefined) return undefined;
  return { kind: 'setting', in: format, key, ...(equals === undefined ? {} : { equals: String(equals) }), address: asFlag(fields.get('address')) ?? false };
}

function readSwitch(at: Cursor): StartSwitch | undefined {
  const fields = asFields(at, ['in', 'key', 'equals', 'residue']);
  const format = asOneOf(need(at, fields, 'in'), FORMATS);
  const key = asText(need(at, fields, 'key'));
  const equals = asScalar(need(at, fields, 'equals'));
  const residue = asOneOf(need(at, fields, 'residue'), ['none', 'handshake', 'pings', 'all'] as const);
  if (format === undefined || key === undefined || residue === undefined || equals === undefined) return undefined;
  return { in: format, key, equals: String(equals), residue };
}

/** The text itself where one stands here; a mapping is left to others. */
function asScalarText(at: Cursor): string | undefined {
  const { node } = at;
  return node !== null && 'value' in node && typeof node.value === 'string' ? node.value : undefined;
}

function checkPurl(at: Cursor, purl: string): boolean {
  const isOne = /^pkg:[a-z]+\/(?:(?:%40|@)?[\w.~-]+\/)*[\w.~-]+$/.test(purl);
  if (!isOne) complain(at, `expected a package URL without version, like pkg:npm/openai, found "${purl}"`);
  return isOne;
}
