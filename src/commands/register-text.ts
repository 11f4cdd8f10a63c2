import type { LawCatalog } from '../model/law.js';
import type { Report, SourceOf } from '../model/report.js';
import type { JudgedUsage } from '../model/usage.js';
import { countryName } from '../reporters/countries.js';
import { sourcesOf } from '../reporters/lines.js';

/** A file that looks like a notice to users. */
export interface FoundNotice {
  readonly file: string;
  readonly language: string;
}

/** One who receives data, over all places in the code. */
interface Found {
  readonly entity: string;
  readonly products: readonly string[];
  readonly countries: readonly string[];
  readonly data: readonly string[];
  readonly categories: readonly string[];
  readonly places: readonly string[];
}

const MANY_PLACES = 3;

/** What an SDK of a kind is mostly used for: a proposal, to be checked by somebody who knows. */
const PURPOSES: Readonly<Record<string, string>> = {
  'ai-llm': 'answering what users write',
  'ai-image': 'making images from what users write',
  'ai-speech': 'turning speech into text or text into speech',
  analytics: 'usage statistics',
  'product-analytics': 'usage statistics',
  'session-replay': 'recordings of sessions to improve the service',
  crash: 'finding errors',
  rum: 'measuring speed and errors',
  advertising: 'advertising',
  attribution: 'measuring which advertising led to an installation',
  push: 'sending notifications',
  auth: 'signing in',
  payments: 'payment',
  maps: 'showing maps',
  'support-chat': 'support',
  cloud: 'storing data of the service',
  storage: 'storing files',
  database: 'storing data of the service',
  baas: 'storing data of the service',
  email: 'sending mail',
  messaging: 'sending messages',
  captcha: 'telling people from machines',
  fonts: 'loading fonts',
  cdn: 'loading files of the service',
};

/** The text of a first `xborder.yaml`: what the code shows, and TODO where it cannot. */
export function registerText(report: Report, source: SourceOf, law: LawCatalog, notices: readonly FoundNotice[]): string {
  const home = new Set(report.markets.length === 1 ? report.markets.flatMap((market) => law.markets[market]?.home ?? []) : []);
  const found = receiversOf(report, source).filter(({ countries }) => countries.length === 0 || countries.some((country) => !home.has(country)));
  return [
    '# Who receives data abroad, on which basis, and what users are told of it. Read by xborder-lint; data only.',
    '# Everything that says TODO is for somebody who knows: contracts, retention, contacts. Until then it counts as not declared.',
    '# yaml-language-server: $schema=./node_modules/xborder-lint/schema/xborder.schema.json',
    '',
    '# Where the users are.',
    `markets: [${report.markets.map((market) => market.toLowerCase()).join(', ')}]`,
    '',
    ...noticeLines(notices),
    '',
    ...basisLines(report, law),
    ...(found.length === 0 ? ['transfers: []', ''] : ['transfers:', ...found.flatMap((one) => [...entryLines(one), ''])]),
    ...unknownLines(report, source),
    '# A consent of your own that no name gives away: which identifier or storage key means which purpose.',
    '# consents:',
    '#   overseasAgreed: { purpose: transfer, recipients: [Example], countries: [us] }',
    '',
  ].join('\n');
}

function noticeLines(notices: readonly FoundNotice[]): readonly string[] {
  const head = '# What users can read: the privacy policy, one file or several for each language.';
  if (notices.length === 0) return [head, '# notice:', '#   ko: docs/privacy.ko.md'];
  const languages = [...new Set(notices.map(({ language }) => language))];
  return [
    head,
    'notice:',
    ...languages.map((language) => {
      const files = notices.filter((notice) => notice.language === language).map(({ file }) => quoted(file));
      return `  ${language}: ${files.length === 1 ? files[0] : `[${files.join(', ')}]`}`;
    }),
  ];
}

/** The bases that the laws of the chosen markets know, as a comment to choose from. */
function basisLines(report: Report, law: LawCatalog): readonly string[] {
  return [
    '# Bases that can be declared, by market:',
    ...report.markets.flatMap((market) => {
      const bases = (law.markets[market]?.laws ?? []).flatMap((id) => law.laws[id]?.bases ?? []);
      if (bases.length === 0) return [`#   ${market.toLowerCase()}: none is needed or none is known`];
      return bases.map(({ id, text, cite }) => `#   ${market.toLowerCase()}: ${id}: ${text} (${cite})`);
    }),
  ];
}

function entryLines({ entity, products, countries, data, categories, places }: Found): readonly string[] {
  const purposes = distinct(categories.flatMap((category) => PURPOSES[category] ?? []));
  const more = places.length > MANY_PLACES ? ` and ${places.length - MANY_PLACES} more` : '';
  return [
    `  # ${products.join(', ')}: ${places.slice(0, MANY_PLACES).join(', ')}${more}`,
    `  - recipient: ${quoted(entity)}`,
    ...(products.every((name) => entity.includes(name)) ? [] : [`    names: [${products.map(quoted).join(', ')}]`]),
    countries.length === 0
      ? '    countries: [] # could not be made out; enter it, like [us]'
      : `    countries: [${countries.join(', ')}] # ${countries.map(countryName).join(', ')}`,
    `    items: ${data.length === 0 ? 'TODO' : `[${data.map(quoted).join(', ')}]`}`,
    purposes.length === 0 ? '    purpose: TODO' : `    purpose: ${quoted(purposes.join(', '))} # proposed; say what it is for here`,
    '    retention: TODO',
    '    contact: TODO',
    '    refusal: TODO',
    '    basis: TODO',
  ];
}

/** Calls whose receiver could not be made out: for people who know the host. */
function unknownLines(report: Report, source: SourceOf): readonly string[] {
  const { place } = sourcesOf(source);
  const places = report.usages
    .filter((usage) => sends(usage) && usage.recipients.some(({ entity, countries }) => entity === 'unknown' && countries.length > 0))
    .map(({ span, productName }) => `#   ${span.file}:${place(span).line} (${productName})`);
  if (places.length === 0) return [];
  return [
    '# Who receives data here could not be made out. Name host, recipient and country:',
    ...new Set(places),
    '# bindings:',
    '#   collect.example.com: { recipient: Example Inc., country: us }',
    '',
  ];
}

function receiversOf(report: Report, source: SourceOf): readonly Found[] {
  const { place } = sourcesOf(source);
  const groups = new Map<string, Found>();
  for (const usage of report.usages) {
    if (!sends(usage)) continue;
    for (const { entity, countries } of usage.recipients) {
      if (entity === 'unknown' || countries.length === 0) continue;
      const known = groups.get(entity) ?? { entity, products: [], countries: [], data: [], categories: [], places: [] };
      groups.set(entity, {
        entity,
        products: distinct([...known.products, usage.productName]),
        countries: distinct([...known.countries, ...countries.filter((country) => country !== 'unknown')]),
        data: distinct([...known.data, ...usage.data.map(({ category }) => category.replaceAll('-', ' '))]),
        categories: distinct([...known.categories, usage.category]),
        places: distinct([...known.places, `${usage.span.file}:${place(usage.span).line}`]),
      });
    }
  }
  return [...groups.values()].sort((a, b) => (a.entity < b.entity ? -1 : 1));
}

function sends({ transmits, verdict }: JudgedUsage): boolean {
  return transmits && verdict.kind !== 'none';
}

function distinct(words: readonly string[]): readonly string[] {
  return [...new Set(words)];
}

/** As YAML has it, plain where that is safe. */
function quoted(text: string): string {
  return /^[\p{L}\p{N}][\p{L}\p{N} ._/()-]*$/u.test(text) && !/^(?:true|false|null|yes|no|on|off|todo\b.*|[\d.]+)$/i.test(text) ? text : JSON.stringify(text);
}
