import type { DutyKind, Law, LawCatalog, LawSource, Market, Store, TrackerRegime } from '../model/law.js';
import { asCountries, type LawContext, readAdequacy, readBasis, readDuty, readNoticeItem, readPenalty, readTransfer } from './law-facts.js';
import { asDate, asFields, asList, asOneOf, asText, asTexts, type CatalogFile, type Compiled, type Cursor, complain, need, openYaml } from './yaml.js';

const REGIMES: readonly TrackerRegime[] = ['opt-in', 'opt-out', 'notice'];
const REGIME_DUTY: Readonly<Record<TrackerRegime, DutyKind>> = { 'opt-in': 'tracker-consent', 'opt-out': 'tracker-opt-out', notice: 'tracker-notice' };
const STORES: readonly Store[] = ['app-store', 'google-play'];
const CONFIDENCES = ['high', 'medium', 'low'] as const;
/** Stands for every market, in the rules of a store. */
const EVERYWHERE = '*';
const MARKET = /^(?:\*|[A-Z]{2}(?:-[A-Z]{2})?)$/;

/** A law, with what it says of its market. */
interface LawReading {
  readonly law: Law;
  readonly marketName: string;
  readonly home: readonly string[];
  readonly languages: readonly string[];
}

/**
 * Compiles the files of `law-catalog`, one law each. All problems of all files are collected; a catalog comes out only if
 * there are none. The form is described in law-catalog/README.md.
 */
export function compileLawCatalog(files: readonly CatalogFile[]): Compiled<LawCatalog> {
  const problems: string[] = [];
  const laws = new Map<string, Law>();
  const markets = new Map<string, Market>();
  for (const file of files) {
    const at = openYaml(file, problems);
    const read = at === undefined ? undefined : readLaw(at);
    if (at === undefined || read === undefined) continue;
    if (laws.has(read.law.id)) complain(at, `expected one law of that id, found a second "${read.law.id}"`);
    laws.set(read.law.id, read.law);
    const { market } = read.law;
    if (market === EVERYWHERE) continue;
    const known = markets.get(market);
    if (known !== undefined && known.name !== read.marketName)
      complain(at, `expected one name of the market ${market}, found "${known.name}" and "${read.marketName}"`);
    markets.set(market, {
      code: market,
      name: read.marketName,
      home: [...new Set([...(known?.home ?? []), ...read.home])].sort(),
      languages: [...new Set([...(known?.languages ?? []), ...read.languages])],
      laws: [...(known?.laws ?? []), read.law.id],
    });
  }
  if (problems.length > 0) return { kind: 'problems', problems };
  const asOf = [...laws.values()].reduce((latest, law) => (law.checked > latest ? law.checked : latest), '');
  const everywhere = [...laws.values()].filter((law) => law.market === EVERYWHERE).map((law) => law.id);
  return { kind: 'catalog', catalog: { asOf, laws: Object.fromEntries(laws), markets: Object.fromEntries(markets), everywhere } };
}

const FIELDS = [
  'id',
  'name',
  'short',
  'market',
  'store',
  'checked',
  'confidence',
  'sources',
  'transfer',
  'trackers',
  'duties',
  'bases',
  'adequacy',
  'notice',
  'penalties',
];

function readLaw(at: Cursor): LawReading | undefined {
  const fields = asFields(at, FIELDS);
  const id = asText(need(at, fields, 'id'));
  const name = asText(need(at, fields, 'name'));
  const short = asText(need(at, fields, 'short'));
  const checked = asDate(need(at, fields, 'checked'));
  const market = readMarket(need(at, fields, 'market'));
  const confidence = asOneOf(need(at, fields, 'confidence'), CONFIDENCES);
  const store = asOneOf(fields.get('store'), STORES);
  if (id !== undefined && at.file.name.replace(/^.*\//, '') !== `${id}.yaml`)
    complain(fields.get('id') ?? at, `expected the file's own name as id, found "${id}"`);
  if (id === undefined || name === undefined || short === undefined || checked === undefined || market === undefined || confidence === undefined)
    return undefined;
  if ((market.code === EVERYWHERE) !== (store !== undefined)) complain(fields.get('market') ?? at, 'expected a store and the market "*" together');
  const context: LawContext = { law: id, market: market.code, ...(store === undefined ? {} : { store }), sources: readSources(fields.get('sources')) };
  const duties = asList(need(at, fields, 'duties')).flatMap((item) => readDuty(item, context) ?? []);
  const transfer = readTransfer(fields.get('transfer'), duties);
  const trackers = asOneOf(fields.get('trackers'), REGIMES);
  if (trackers !== undefined && !duties.some((duty) => duty.kind === REGIME_DUTY[trackers]))
    complain(fields.get('trackers') ?? at, `expected a duty ${REGIME_DUTY[trackers]} where trackers are "${trackers}"`);
  const law: Law = {
    id,
    name,
    short,
    market: market.code,
    ...(store === undefined ? {} : { store }),
    checked,
    confidence,
    ...(trackers === undefined ? {} : { trackers }),
    ...(transfer === undefined ? {} : { transfer }),
    duties,
    adequacy: asList(fields.get('adequacy')).flatMap((item) => readAdequacy(item, context) ?? []),
    bases: asList(fields.get('bases')).flatMap((item) => readBasis(item, context) ?? []),
    notice: asList(fields.get('notice')).flatMap((item) => readNoticeItem(item, context) ?? []),
    penalties: asList(fields.get('penalties')).flatMap((item) => readPenalty(item, context) ?? []),
  };
  const twice = duties.find((duty, index) => duties.findIndex((other) => other.id === duty.id) !== index);
  if (twice !== undefined) complain(fields.get('duties') ?? at, `expected each id once, found a second "${twice.id}"`);
  return { law, marketName: market.name, home: market.home, languages: market.languages ?? [] };
}

function readMarket(at: Cursor | undefined): Omit<Market, 'laws'> | undefined {
  if (at === undefined) return undefined;
  const fields = asFields(at, ['code', 'name', 'home', 'languages']);
  const code = asText(need(at, fields, 'code'));
  const name = asText(need(at, fields, 'name'));
  const home = asCountries(need(at, fields, 'home'));
  if (code !== undefined && !MARKET.test(code)) complain(fields.get('code') ?? at, `expected a market like KR, EU or CA-QC, found "${code}"`);
  const languages = asTexts(fields.get('languages'));
  const unknown = languages.find((language) => !/^[a-z]{2,3}$/.test(language));
  if (unknown !== undefined) complain(fields.get('languages') ?? at, `expected languages like ko, found "${unknown}"`);
  return code === undefined || name === undefined ? undefined : { code, name, home, languages };
}

function readSources(at: Cursor | undefined): ReadonlyMap<string, LawSource> {
  const sources = new Map<string, LawSource>();
  if (at === undefined) return sources;
  for (const [id, source] of asFields(at)) {
    const fields = asFields(source, ['url', 'opened']);
    const url = asText(need(source, fields, 'url'));
    const opened = asDate(need(source, fields, 'opened'));
    if (id === 'memory') complain(source, 'expected another id: "memory" stands for what no source was opened for');
    if (url !== undefined && !/^https?:\/\/\S+$/.test(url)) complain(fields.get('url') ?? source, `expected an address, found "${url}"`);
    if (url !== undefined && opened !== undefined) sources.set(id, { url, opened });
  }
  return sources;
}
