import {
  asFields,
  asFlag,
  asList,
  asOneOf,
  asText,
  asTexts,
  type Cursor,
  complain,
  type Fields,
  isMapping,
  need,
  openYaml,
  stretchOf,
} from '../catalogs/yaml.js';
import type { Purpose } from '../model/consent.js';
import type { Binding, Declarations, DeclaredConsent, Ignore, NoticeFile } from '../model/declaration.js';
import type { LawCatalog } from '../model/law.js';
import type { Level } from '../model/report.js';
import { readRegister } from './register.js';
import { asCountry, asSomeCountries, type Reader, spanOf } from './values.js';

/** What values of the file are held against. */
export interface Known {
  readonly law: LawCatalog;
  /** `kr` → `['KR']`, or a line that says which markets there are. */
  readonly marketsOf: (
    texts: readonly string[],
  ) => { readonly kind: 'chosen'; readonly value: readonly string[] } | { readonly kind: 'cannot'; readonly why: string };
  readonly rules: readonly string[];
  /** The day that counts, for what runs out. */
  readonly asOf: string;
  /** Holds if the file is there, within the project. */
  readonly isFile: (path: string) => boolean;
}

export const NOTHING: Declarations = {
  markets: [],
  consents: [],
  register: [],
  notices: [],
  rules: {},
  ignores: [],
  catalogs: [],
  bindings: [],
  types: false,
  open: [],
};

const FIELDS = ['markets', 'notice', 'transfers', 'consents', 'bindings', 'rules', 'ignore', 'catalogs', 'types'];
const LEVELS: readonly (Level | 'off')[] = ['off', 'note', 'warning', 'error'];
const PURPOSES: readonly Purpose[] = ['analytics', 'advertising', 'functional', 'ai', 'transfer', 'sensitive', 'tracking-id', 'policy', 'parental', 'any'];

/**
 * Reads the text of `xborder.yaml`. Every fault is a line with file, line, field and what was expected; with a single fault nothing
 * of the file counts.
 */
export function readDeclarations(
  text: string,
  file: string,
  known: Known,
): { readonly kind: 'declared'; readonly declarations: Declarations } | { readonly kind: 'faults'; readonly faults: readonly string[] } {
  const faults: string[] = [];
  const at = text.trim() === '' ? undefined : openYaml({ name: file, text }, faults);
  // A file of comments only says nothing.
  if (at === undefined || (at.node === null && faults.length === 0))
    return faults.length > 0 ? { kind: 'faults', faults } : { kind: 'declared', declarations: NOTHING };
  const fields = asFields(at, FIELDS);
  const reader: Reader = { known, open: [] };
  const declarations: Declarations = {
    markets: readMarkets(fields.get('markets'), known),
    consents: readConsents(fields.get('consents')),
    register: asList(fields.get('transfers')).flatMap((item) => readRegister(item, reader) ?? []),
    notices: readNotices(fields.get('notice'), known),
    rules: readRules(fields.get('rules'), known),
    ignores: asList(fields.get('ignore')).flatMap((item) => readIgnore(item, known) ?? []),
    catalogs: asTexts(fields.get('catalogs')),
    bindings: readBindings(fields.get('bindings')),
    types: asFlag(fields.get('types')) ?? false,
    open: reader.open,
  };
  return faults.length > 0 ? { kind: 'faults', faults } : { kind: 'declared', declarations };
}

function readMarkets(at: Cursor | undefined, known: Known): readonly string[] {
  if (at === undefined) return [];
  return asList(at, 'or-one').flatMap((item) => {
    const text = asText(item);
    const chosen = text === undefined ? undefined : known.marketsOf([text]);
    if (chosen?.kind === 'cannot') complain(item, chosen.why);
    return chosen?.kind === 'chosen' ? chosen.value : [];
  });
}

function readConsents(at: Cursor | undefined): readonly DeclaredConsent[] {
  if (at === undefined) return [];
  return [...asFields(at)].flatMap(([name, entry]) => {
    const fields = asFields(entry, ['purpose', 'recipients', 'countries']);
    const purpose = asOneOf(need(entry, fields, 'purpose'), PURPOSES);
    const limits = { recipients: asTexts(fields.get('recipients')), countries: asSomeCountries(fields.get('countries')) };
    return purpose === undefined ? [] : { name, purpose, ...limits };
  });
}

/** `ko: docs/privacy.ko.md`, or a list of files of one language. */
function readNotices(at: Cursor | undefined, known: Known): readonly NoticeFile[] {
  if (at === undefined) return [];
  return [...asFields(at)].flatMap(([language, field]) => {
    const code = language.toLowerCase().split('-')[0] ?? '';
    if (!/^[a-z]{2,3}$/.test(code)) complain(field, `expected a language like ko or en, found "${language}"`);
    return asList(field, 'or-one').flatMap((item) => {
      const path = asText(item)?.replace(/^\.\//, '');
      if (path === undefined) return [];
      if (!known.isFile(path)) complain(item, `expected a file of the project, found no "${path}"`);
      return { language: code, file: path, span: spanOf(item) };
    });
  });
}

function readRules(at: Cursor | undefined, known: Known): Readonly<Record<string, Level | 'off'>> {
  if (at === undefined) return {};
  const levels = [...asFields(at, known.rules)].flatMap(([rule, field]) => {
    const level = asOneOf(field, LEVELS);
    return level === undefined ? [] : [[rule, level] as const];
  });
  return Object.fromEntries(levels);
}

function readIgnore(at: Cursor, known: Known): Ignore | undefined {
  const fields = asFields(at, ['rule', 'path', 'reason', 'until']);
  const rules = asList(need(at, fields, 'rule'), 'or-one').flatMap((item) => asOneOf(item, known.rules) ?? []);
  const paths = fields.has('path') ? asTexts(fields.get('path')) : ['**'];
  const reason = asText(need(at, fields, 'reason'));
  checkExpiry(fields, known);
  return reason === undefined || rules.length === 0 ? undefined : { rules, paths, reason, span: { file: at.file.name, ...stretchOf(at) } };
}

function checkExpiry(fields: Fields, { asOf }: Known): void {
  const field = fields.get('until');
  const until = asText(field);
  if (field === undefined || until === undefined) return;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(until)) complain(field, `expected a date like 2026-01-31, found "${until}"`);
  else if (until < asOf)
    complain(field, `expected a day that is still to come, found ${until}: this has run out; look at the findings again, and renew it or take it out`);
}

/** `collect.acme.io: { recipient: Acme, country: US }` */
function readBindings(at: Cursor | undefined): readonly Binding[] {
  if (at === undefined) return [];
  return [...asFields(at)].flatMap(([name, entry]) => {
    if (!/^(?:[a-z\d-]+\.)+[a-z\d-]+$/i.test(name)) complain(entry, `expected a host like collect.example.com, found "${name}"`);
    if (!isMapping(entry)) {
      complain(entry, 'expected recipient and country');
      return [];
    }
    const fields = asFields(entry, ['recipient', 'country']);
    const recipient = asText(need(entry, fields, 'recipient'));
    const country = asCountry(need(entry, fields, 'country'));
    return recipient === undefined || country === undefined ? [] : { name: name.toLowerCase(), recipient, country, span: spanOf(entry) };
  });
}
