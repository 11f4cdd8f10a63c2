import type { Adequacy, ConsentPower, Duty, DutyKind, Knowledge, Law, LawCatalog, LawSource, Market, NoticeItem } from '../model/law.js';
import {
  asDate,
  asFields,
  asFlag,
  asList,
  asOneOf,
  asText,
  asTexts,
  type CatalogFile,
  type Compiled,
  type Cursor,
  complain,
  type Fields,
  isMapping,
  need,
  openYaml,
} from './yaml.js';

const KINDS: readonly DutyKind[] = [
  'transfer-consent',
  'transfer-basis',
  'transfer-contract',
  'restricted-destination',
  'tracker-consent',
  'tracker-opt-out',
  'tracker-notice',
  'disclosure',
];
const POWERS: readonly ConsentPower[] = ['carries', 'not-alone', 'cannot', 'not-asked'];
const MARKET = /^[A-Z]{2}(?:-[A-Z]{2})?$/;

/** A law, with what it says of its market. */
interface LawReading {
  readonly law: Law;
  readonly marketName: string;
  readonly home: readonly string[];
}

interface Context {
  readonly law: string;
  readonly market: string;
  readonly sources: ReadonlyMap<string, LawSource>;
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
    const known = markets.get(market);
    if (known !== undefined && known.name !== read.marketName)
      complain(at, `expected one name of the market ${market}, found "${known.name}" and "${read.marketName}"`);
    markets.set(market, {
      code: market,
      name: read.marketName,
      home: [...new Set([...(known?.home ?? []), ...read.home])].sort(),
      laws: [...(known?.laws ?? []), read.law.id],
    });
  }
  if (problems.length > 0) return { kind: 'problems', problems };
  const asOf = [...laws.values()].reduce((latest, law) => (law.checked > latest ? law.checked : latest), '');
  return { kind: 'catalog', catalog: { asOf, laws: Object.fromEntries(laws), markets: Object.fromEntries(markets) } };
}

function readLaw(at: Cursor): LawReading | undefined {
  const fields = asFields(at, ['id', 'name', 'short', 'market', 'checked', 'sources', 'transfer', 'duties', 'adequacy', 'notice']);
  const id = asText(need(at, fields, 'id'));
  const name = asText(need(at, fields, 'name'));
  const short = asText(need(at, fields, 'short'));
  const checked = asDate(need(at, fields, 'checked'));
  const market = readMarket(need(at, fields, 'market'));
  if (id !== undefined && at.file.name.replace(/^.*\//, '') !== `${id}.yaml`)
    complain(fields.get('id') ?? at, `expected the file's own name as id, found "${id}"`);
  if (id === undefined || name === undefined || short === undefined || checked === undefined || market === undefined) return undefined;
  const context: Context = { law: id, market: market.code, sources: readSources(fields.get('sources')) };
  const duties = asList(need(at, fields, 'duties')).flatMap((item) => readDuty(item, context) ?? []);
  const transfer = readTransfer(fields.get('transfer'), duties);
  const law: Law = {
    id,
    name,
    short,
    market: market.code,
    checked,
    ...(transfer === undefined ? {} : { transfer }),
    duties,
    adequacy: asList(fields.get('adequacy')).flatMap((item) => readAdequacy(item, context) ?? []),
    notice: asList(fields.get('notice')).flatMap((item) => readNoticeItem(item, context) ?? []),
  };
  const twice = duties.find((duty, index) => duties.findIndex((other) => other.id === duty.id) !== index);
  if (twice !== undefined) complain(fields.get('duties') ?? at, `expected each id once, found a second "${twice.id}"`);
  return { law, marketName: market.name, home: market.home };
}

function readMarket(at: Cursor | undefined): { readonly code: string; readonly name: string; readonly home: readonly string[] } | undefined {
  if (at === undefined) return undefined;
  const fields = asFields(at, ['code', 'name', 'home']);
  const code = asText(need(at, fields, 'code'));
  const name = asText(need(at, fields, 'name'));
  const home = asCountries(need(at, fields, 'home'));
  if (code !== undefined && !MARKET.test(code)) complain(fields.get('code') ?? at, `expected a market like KR, EU or CA-QC, found "${code}"`);
  return code === undefined || name === undefined ? undefined : { code, name, home };
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

function readDuty(at: Cursor, context: Context): Duty | undefined {
  const fields = asFields(at, ['id', 'kind', 'cite', 'text', 'from', 'until', 'sources', 'countries', 'mayExempt']);
  const kind = asOneOf(need(at, fields, 'kind'), KINDS);
  const cite = asText(need(at, fields, 'cite'));
  const text = asText(need(at, fields, 'text'));
  const dates = readDates(at, fields);
  const evidence = readEvidence(at, fields, context);
  const countries = asCountries(fields.get('countries'));
  if (kind === 'restricted-destination' && countries.length === 0) complain(at, 'expected countries for a restricted destination, found none');
  if (kind === undefined || cite === undefined || text === undefined || dates === undefined) return undefined;
  const id = asText(fields.get('id')) ?? kind;
  return { id, kind, law: context.law, market: context.market, cite, text, ...dates, ...evidence, countries, mayExempt: asTexts(fields.get('mayExempt')) };
}

/** What a consent can do must agree with the duties that the law lists. */
function readTransfer(at: Cursor | undefined, duties: readonly Duty[]): Law['transfer'] {
  const has = (kind: DutyKind) => duties.some((duty) => duty.kind === kind);
  if (at === undefined) return undefined;
  const fields = asFields(at, ['consent', 'separate']);
  const consent = asOneOf(need(at, fields, 'consent'), POWERS);
  if (consent === undefined) return undefined;
  if ((consent === 'carries' || consent === 'not-alone') && !has('transfer-consent'))
    complain(at, `expected a duty transfer-consent where a consent is "${consent}"`);
  if ((consent === 'cannot' || consent === 'not-alone') && !has('transfer-basis'))
    complain(at, `expected a duty transfer-basis where a consent is "${consent}"`);
  if (consent === 'cannot' && has('transfer-consent')) complain(at, 'expected no duty transfer-consent where a consent cannot carry a transfer');
  return { consent, separate: asFlag(fields.get('separate')) ?? false };
}

function readAdequacy(at: Cursor, context: Context): Adequacy | undefined {
  const fields = asFields(at, ['countries', 'cite', 'from', 'until', 'partly', 'sources']);
  const countries = asCountries(need(at, fields, 'countries'));
  const cite = asText(need(at, fields, 'cite'));
  const dates = readDates(at, fields);
  const partly = asText(fields.get('partly'));
  const { known } = readEvidence(at, fields, context);
  if (cite === undefined || dates === undefined) return undefined;
  return { countries, cite, ...dates, ...(partly === undefined ? {} : { partly }), known };
}

function readNoticeItem(at: Cursor, context: Context): NoticeItem | undefined {
  const fields = asFields(at, ['id', 'text', 'cite', 'sources']);
  const id = asText(need(at, fields, 'id'));
  const text = asText(need(at, fields, 'text'));
  const cite = asText(need(at, fields, 'cite'));
  const { known } = readEvidence(at, fields, context);
  return id === undefined || text === undefined || cite === undefined ? undefined : { id, text, cite, known };
}

function readDates(at: Cursor, fields: Fields): { readonly from: string; readonly until?: string } | undefined {
  const from = asDate(need(at, fields, 'from'));
  const until = asDate(fields.get('until'));
  if (from !== undefined && until !== undefined && until <= from) complain(fields.get('until') ?? at, `expected a date after ${from}, found ${until}`);
  return from === undefined ? undefined : { from, ...(until === undefined ? {} : { until }) };
}

/** `sources: [act]` or `sources: memory`; every fact has one. */
function readEvidence(at: Cursor, fields: Fields, context: Context): { readonly known: Knowledge; readonly sources: readonly LawSource[] } {
  const field = need(at, fields, 'sources');
  const ids = asTexts(field);
  if (field !== undefined && ids.length === 0) complain(field, 'expected a source or memory, found none');
  if (ids.includes('memory')) {
    if (field !== undefined && ids.length > 1) complain(field, 'expected sources or memory, found both');
    return { known: 'memory', sources: [] };
  }
  const sources = ids.flatMap((id) => {
    const source = context.sources.get(id);
    if (source === undefined && field !== undefined) complain(field, `expected a source that the file lists, found "${id}"`);
    return source ?? [];
  });
  return { known: 'verified', sources };
}

function asCountries(at: Cursor | undefined): readonly string[] {
  if (at === undefined) return [];
  if (isMapping(at)) complain(at, 'expected a list of countries, found a mapping');
  const codes = asTexts(at);
  for (const code of codes) if (!/^[A-Z]{2}$/.test(code)) complain(at, `expected ISO 3166-1 codes like KR, found "${code}"`);
  return codes;
}
