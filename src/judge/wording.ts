import type { Duty } from '../model/law.js';
import type { Claim, Subject, Told } from '../model/rule.js';

const COUNTRIES = new Intl.DisplayNames(['en'], { type: 'region' });
/** Names that take an article in a sentence. */
const WITH_THE = new Set(['AE', 'BS', 'GB', 'GM', 'NL', 'PH', 'US']);
const MANY = 4;
/** So many articles are named in a sentence; the bases hold all of them. */
const MANY_CITES = 6;

/** Puts into words what all claims of one finding speak of. */
export function tell(subject: Subject, claims: readonly Claim[], duties: readonly Duty[], separate: boolean): Told {
  const transfers = claims.flatMap((claim) => claim.transfers);
  const countries = [...new Set(transfers.map((transfer) => transfer.country))];
  const known = countries.filter((country) => country !== 'unknown').map(countryName);
  const recipients = [...new Set(transfers.map((transfer) => transfer.recipient.entity))].filter((entity) => entity !== 'unknown');
  return {
    product: subject.usage.productName,
    recipient: recipients.length === 0 ? subject.usage.productName : listed(recipients),
    data: dataInWords(subject),
    where: known.length === 0 ? 'in a country that could not be made out' : `in ${listed(known)}`,
    country: known.length === 0 ? 'the country' : listed(known),
    cites: citesOf(claims),
    separate,
    above: [...new Set(claims.flatMap((claim) => claim.duties).flatMap((duty) => duty.above ?? []))],
    otherwise: duties.filter((duty) => duty.kind === 'transfer-contract').map((duty) => duty.cite),
  };
}

/** The articles of some duties, the first of them by name. */
export function citesOf(claims: readonly Pick<Claim, 'duties'>[]): string {
  const cites = [...new Set(claims.flatMap((claim) => claim.duties).map((duty) => duty.cite))];
  return cites.length <= MANY_CITES ? cites.join('; ') : [...cites.slice(0, MANY_CITES), `${cites.length - MANY_CITES} more`].join('; ');
}

/** `US` → `the United States`. */
export function countryName(code: string): string {
  const name = /^[A-Z]{2}$/.test(code) ? COUNTRIES.of(code) : undefined;
  if (name === undefined || name === code) return code;
  return WITH_THE.has(code) ? `the ${name}` : name;
}

/** `a, b and c` */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}

/** Kinds of data that are adjectives of `data`: `device and usage data`. */
const DATA_OF: Readonly<Record<string, string>> = {
  usage: 'usage',
  event: 'usage',
  'page-url': 'usage',
  behaviour: 'usage',
  device: 'device',
  network: 'network',
  ip: 'network',
  location: 'location',
  'location-coarse': 'location',
  'location-precise': 'precise location',
  account: 'account',
  contact: 'contact',
  email: 'contact',
  phone: 'contact',
  payment: 'payment',
  health: 'health',
  biometric: 'biometric',
  crash: 'crash',
  media: 'media',
};

/** Kinds that stand for themselves. */
const THINGS: Readonly<Record<string, string>> = {
  prompt: 'prompts',
  conversation: 'conversations',
  message: 'messages',
  content: 'content',
  audio: 'audio',
  image: 'images',
  video: 'video',
  file: 'files',
  record: 'records',
  'search-query': 'search queries',
  'device-id': 'device identifiers',
  identifier: 'identifiers',
  'ad-id': 'advertising identifiers',
  'ad-identifier': 'advertising identifiers',
  'user-id': 'user identifiers',
  credentials: 'credentials',
  log: 'logs',
  screen: 'screen recordings',
  'session-recording': 'screen recordings',
  input: 'typed input',
  contacts: 'the address book',
};

function dataInWords(subject: Subject): string {
  const ordered = [...subject.data].sort((a, b) => Number(b.how === 'argument') - Number(a.how === 'argument'));
  const categories = ordered.map((datum) => datum.category);
  const things = [...new Set(categories.flatMap((category) => THINGS[category] ?? (DATA_OF[category] === undefined ? category.replaceAll('-', ' ') : [])))];
  const adjectives = [...new Set(categories.flatMap((category) => DATA_OF[category] ?? []))];
  if (things.length + adjectives.length === 0) return 'data';
  const shown = things.slice(0, MANY);
  const rest = adjectives.slice(0, Math.max(0, MANY - shown.length));
  const dropped = things.length + adjectives.length > shown.length + rest.length;
  return listed([...shown, ...(rest.length === 0 ? [] : [`${listed(rest)} data`]), ...(dropped ? ['more'] : [])]);
}
