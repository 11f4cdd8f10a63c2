import type { Adequacy, ConsentPower, Duty, DutyKind, Knowledge, Law, LawSource, LegalBasis, NoticeItem, Penalty, Separate, Store } from '../model/law.js';
import { asDate, asFields, asFlag, asList, asOneOf, asScalar, asText, asTexts, type Cursor, complain, type Fields, isMapping, need } from './yaml.js';

const KINDS: readonly DutyKind[] = [
  'transfer-consent',
  'transfer-basis',
  'transfer-contract',
  'restricted-destination',
  'sensitive-destination',
  'localisation',
  'tracker-consent',
  'tracker-opt-out',
  'tracker-notice',
  'tracking-permission',
  'ai-consent',
  'sensitive-consent',
  'parental-consent',
  'minimisation',
  'withdrawal',
  'disclosure',
];
const POWERS: readonly ConsentPower[] = ['carries', 'not-alone', 'cannot', 'not-asked'];

/** What all facts of one file share. */
export interface LawContext {
  readonly law: string;
  readonly market: string;
  readonly store?: Store;
  readonly sources: ReadonlyMap<string, LawSource>;
}

/** One duty of a law. Undefined where a field without which it says nothing is missing. */
export function readDuty(at: Cursor, context: LawContext): Duty | undefined {
  const fields = asFields(at, ['id', 'kind', 'cite', 'text', 'from', 'until', 'sources', 'countries', 'mayExempt', 'about', 'when', 'above']);
  const kind = asOneOf(need(at, fields, 'kind'), KINDS);
  const cite = asText(need(at, fields, 'cite'));
  const text = asText(need(at, fields, 'text'));
  const dates = readDates(at, fields);
  const evidence = readEvidence(at, fields, context);
  const countries = asCountries(fields.get('countries'));
  if ((kind === 'restricted-destination' || kind === 'sensitive-destination') && countries.length === 0)
    complain(at, 'expected countries for a restricted destination, found none');
  if (kind === undefined || cite === undefined || text === undefined || dates === undefined) return undefined;
  const id = asText(fields.get('id')) ?? kind;
  const when = asOneOf(fields.get('when'), ['trains'] as const);
  const above = asText(fields.get('above'));
  return {
    id,
    kind,
    law: context.law,
    market: context.market,
    cite,
    text,
    ...dates,
    ...evidence,
    countries,
    about: asTexts(fields.get('about')),
    mayExempt: asTexts(fields.get('mayExempt')),
    ...(when === undefined ? {} : { when }),
    ...(above === undefined ? {} : { above }),
    ...(context.store === undefined ? {} : { store: context.store }),
  };
}

/** What a consent can do must agree with the duties that the law lists. */
export function readTransfer(at: Cursor | undefined, duties: readonly Duty[]): Law['transfer'] {
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
  return { consent, separate: asSeparate(fields.get('separate')) };
}

function asSeparate(at: Cursor | undefined): Separate {
  const value = asScalar(at);
  if (at === undefined || value === undefined) return false;
  if (value === true || value === false || value === 'highlighted') return value;
  complain(at, `expected true, false or highlighted, found ${String(value)}`);
  return false;
}

/** A way that a project can declare. */
export function readBasis(at: Cursor, context: LawContext): LegalBasis | undefined {
  const fields = asFields(at, ['id', 'cite', 'text', 'settles', 'entrusted', 'from', 'until', 'sources']);
  const id = asText(need(at, fields, 'id'));
  const cite = asText(need(at, fields, 'cite'));
  const text = asText(need(at, fields, 'text'));
  const settles = asList(need(at, fields, 'settles')).flatMap((item) => asOneOf(item, KINDS) ?? []);
  const entrusted = asFlag(fields.get('entrusted')) ?? false;
  const dates = readDates(at, fields);
  const { known } = readEvidence(at, fields, context);
  if (id === undefined || cite === undefined || text === undefined || dates === undefined) return undefined;
  return { id, cite, text, settles, entrusted, ...dates, known };
}

/** What can follow, at most. */
export function readPenalty(at: Cursor, context: LawContext): Penalty | undefined {
  const fields = asFields(at, ['text', 'cite', 'from', 'until', 'sources']);
  const text = asText(need(at, fields, 'text'));
  const cite = asText(need(at, fields, 'cite'));
  const dates = readDates(at, fields);
  const { known } = readEvidence(at, fields, context);
  return text === undefined || cite === undefined || dates === undefined ? undefined : { text, cite, ...dates, known };
}

/** A list of destinations that a law recognises. */
export function readAdequacy(at: Cursor, context: LawContext): Adequacy | undefined {
  const fields = asFields(at, ['countries', 'cite', 'from', 'until', 'partly', 'certified', 'sources']);
  const countries = asCountries(need(at, fields, 'countries'));
  const cite = asText(need(at, fields, 'cite'));
  const dates = readDates(at, fields);
  const partly = asText(fields.get('partly'));
  const certified = asText(fields.get('certified'));
  const { known } = readEvidence(at, fields, context);
  if (cite === undefined || dates === undefined) return undefined;
  return { countries, cite, ...dates, ...(partly === undefined ? {} : { partly }), ...(certified === undefined ? {} : { certified }), known };
}

/** An item that has to be told. */
export function readNoticeItem(at: Cursor, context: LawContext): NoticeItem | undefined {
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
function readEvidence(at: Cursor, fields: Fields, context: LawContext): { readonly known: Knowledge; readonly sources: readonly LawSource[] } {
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

/** A list of ISO 3166-1 codes, or one. */
export function asCountries(at: Cursor | undefined): readonly string[] {
  if (at === undefined) return [];
  if (isMapping(at)) complain(at, 'expected a list of countries, found a mapping');
  const codes = asTexts(at);
  for (const code of codes) if (!/^[A-Z]{2}$/.test(code)) complain(at, `expected ISO 3166-1 codes like KR, found "${code}"`);
  return codes;
}
