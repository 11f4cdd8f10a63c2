import type { Lexicon, Purpose } from '../model/consent.js';
import { asFields, asList, asText, asTexts, type Cursor, complain, type Fields, isList, need } from './yaml.js';

export const PURPOSES = [
  'analytics',
  'advertising',
  'functional',
  'ai',
  'transfer',
  'sensitive',
  'tracking-id',
  'policy',
  'parental',
  'any',
  'other',
] as const satisfies readonly Purpose[];

/** A lexicon without a word. */
export const emptyLexicon: Lexicon = {
  consent: [],
  weakConsent: [],
  accept: [],
  reject: [],
  dismiss: [],
  transfer: [],
  grantValues: [],
  refuseValues: [],
  pendingValues: [],
  all: [],
  gathers: [],
  choices: [],
  answered: [],
  time: [],
  purposes: {},
  stop: [],
  countries: {},
  operator: [],
};

/** Names of purposes, one or several; anything else is a problem. */
export function asPurposes(at: Cursor | undefined): readonly Purpose[] {
  if (at === undefined) return [];
  return asList(at, 'or-one').flatMap((item) => {
    const text = asText(item);
    const purpose = PURPOSES.find((candidate) => candidate === text);
    if (text !== undefined && purpose === undefined) complain(item, `expected one of ${PURPOSES.join(', ')}, found "${text}"`);
    return purpose ?? [];
  });
}

/** Reads `lexicon.yaml`: lists of words, each flat or by language. */
export function readLexicon(at: Cursor): Lexicon {
  const fields = asFields(at, Object.keys(emptyLexicon));
  const list = (name: keyof Lexicon) => {
    const field = need(at, fields, name);
    return field === undefined ? [] : words(field);
  };
  return {
    consent: list('consent'),
    weakConsent: list('weakConsent'),
    accept: list('accept'),
    reject: list('reject'),
    dismiss: list('dismiss'),
    transfer: list('transfer'),
    grantValues: list('grantValues'),
    refuseValues: list('refuseValues'),
    pendingValues: list('pendingValues'),
    all: list('all'),
    gathers: list('gathers'),
    choices: list('choices'),
    answered: list('answered'),
    time: list('time'),
    purposes: record(need(at, fields, 'purposes'), (name) => PURPOSES.some((purpose) => purpose === name.split('.')[0]) || `a purpose like ai or other.terms`),
    stop: list('stop'),
    countries: record(need(at, fields, 'countries'), (name) => /^[A-Z]{2}$/.test(name) || 'a country code like KR'),
    operator: list('operator'),
  };
}

/** Reads `purposes.yaml`: product category → fitting purposes; those under `everywhere` fit all categories, `*` among them. */
export function readFits(at: Cursor): Readonly<Record<string, readonly Purpose[]>> {
  const fields = asFields(at, ['everywhere', 'fits']);
  const everywhere = asPurposes(need(at, fields, 'everywhere'));
  const fits = need(at, fields, 'fits');
  const categories: Fields = fits === undefined ? new Map() : asFields(fits);
  const own = [...categories].map(([category, field]) => [category, [...new Set([...everywhere, ...asPurposes(field)])]] as const);
  return { '*': everywhere, ...Object.fromEntries(own) };
}

function record(at: Cursor | undefined, check: (name: string) => true | string): Readonly<Record<string, readonly string[]>> {
  if (at === undefined) return {};
  const pairs = [...asFields(at)].map(([name, field]) => {
    const known = check(name);
    if (known !== true) complain(field, `expected ${known}, found "${name}"`);
    return [name, words(field)] as const;
  });
  return Object.fromEntries(pairs);
}

function words(at: Cursor): readonly string[] {
  const lists = isList(at) ? [asTexts(at)] : [...asFields(at).values()].map(asTexts);
  return [...new Set(lists.flat())];
}
