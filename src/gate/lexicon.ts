import type { Lexicon, Purpose } from '../model/consent.js';
import { findWords, indexWords, isUnspaced, type Tokens, tokenise, type WordIndex } from './words.js';

/** What a name says. A name alone is weak evidence, whatever it says. */
export interface NameMeaning {
  /** `weak`: allow, enabled, permission and the like, beside what is allowed. */
  readonly speaks: 'consent' | 'weak';
  /** `any` where it names none. */
  readonly purposes: readonly Purpose[];
  /** It speaks of consent and of going abroad. */
  readonly transfer: boolean;
  /** A time of consent: set or not set. */
  readonly time: boolean;
  /** It is set when the user said no. */
  readonly negative: boolean;
  /** It says that the user answered or saw the question, not what was answered. */
  readonly answeredOnly: boolean;
}

/** What a visible text, or the id of an element, says. */
export interface TextMeaning {
  readonly polarity: 'accept' | 'reject' | 'neutral';
  /** It speaks of consent, or of agreeing to something that needs it. A bare `Accept` does not. */
  readonly consent: boolean;
  /** Empty where it names none. */
  readonly purposes: readonly Purpose[];
  /** It speaks of data that goes abroad, whether or not it speaks of consent. */
  readonly transfer: boolean;
  /** Several items, or everything, agreed to in one act. Takes nothing from a consent to cookies, but is no separate consent to a transfer. */
  readonly bundled: boolean;
  readonly countries: readonly string[];
  /** The text itself, to look for names of recipients in it. */
  readonly recipients: string;
}

/** Reads an identifier, a storage key, a member of an enum, a path with dots. Undefined: it does not speak of consent. */
export function readName(name: string, lexicon: Lexicon): NameMeaning | undefined {
  const index = indexOf(lexicon);
  if (!index.names.has(name)) index.names.set(name, nameMeaning(name, index));
  return index.names.get(name);
}

/** Reads what is asked of something that is itself about consent: `consents.overseas`, `has(ConsentKind.Marketing)`. */
export function readKind(name: string, lexicon: Lexicon): NameMeaning | undefined {
  const said = readTokens(tokenise(name), indexOf(lexicon));
  return said.topics.length === 0 && !said.labels.has('consent') ? undefined : meaning('consent', said);
}

/** Holds if the name is a switch of builds, operators or experiments, or of what hands out such switches: nobody's consent. */
export function isOperatorFlag(name: string, lexicon: Lexicon): boolean {
  return findWords(tokenise(name), indexOf(lexicon).operator).length > 0;
}

/** Reads the text of a button, a label, a question, or the id of an element. */
export function readText(text: string, lexicon: Lexicon): TextMeaning {
  const index = indexOf(lexicon);
  const tokens = tokenise(text);
  const polarity = polarityOf(text, index);
  const topics = topicsOf(tokens, index);
  const countries = labelsOf(tokens, index.countries).filter((label) => /^[A-Z]{2}$/.test(label));
  const abroad = countries.some((country) => !isHome(country, text));
  const transfer = topics.includes('transfer') || (topics.includes(MOVES) && abroad);
  const named = topics.filter((topic) => topic !== MOVES);
  const purposes = purposesOf(transfer && !named.includes('transfer') ? ['transfer', ...named] : named);
  return {
    polarity,
    consent: labelsOf(tokens, index.speaks).includes('consent') || (polarity !== 'neutral' && (named.length > 0 || transfer)),
    purposes,
    transfer,
    bundled: findWords(tokens, index.all).length > 0 || itemsOf(named, transfer) > 1,
    countries,
    recipients: text.trim(),
  };
}

/**
 * Holds if a text beside a button asks for a consent, or tells what the button agrees to: a sentence of it speaks of consent, of
 * cookies or of going abroad, says of something that needs a consent that it is accepted or done, or is a question of one word.
 * A topic alone is a heading.
 */
export function asksConsent(text: string, lexicon: Lexicon): boolean {
  const index = indexOf(lexicon);
  return clausesOf(text).some((clause) => {
    const tokens = tokenise(clause);
    const acts = new Set(labelsOf(tokens, index.polarity));
    if (labelsOf(tokens, index.speaks).includes('consent') && !acts.has('reject')) return true;
    const topics = topicsOf(tokens, index);
    const named = topics.filter((topic) => topic !== MOVES && !topic.startsWith('other'));
    if (topics.includes('transfer') || named.includes('any')) return true;
    const isAbout = named.length > 0 && (acts.has('accept') || topics.includes(MOVES) || findWords(tokens, index.gathers).length > 0);
    return isAbout || (named.length > 0 && isCovered(tokens, index.topics, index.yes) && /[?？]/.test(text));
  });
}

/** Holds if a yes of a few words says what it is said to, and that is nothing which needs a consent: `Enable dark mode`. */
export function isYesToElse(text: string, lexicon: Lexicon): boolean {
  const tokens = tokenise(text);
  if (isUnspaced(text) || tokens.list.length > 5) return false;
  return !isCovered(tokens, indexOf(lexicon).yes);
}

/** Holds if a text is made of some words alone. */
function isCovered(tokens: Tokens, ...words: readonly WordIndex[]): boolean {
  const known = words.flatMap((index) => findWords(tokens, index));
  return tokens.list.every(({ start, end }) => known.some((match) => match.start <= start && end <= match.end));
}

/** What a constant stands for where a consent is stored or compared. */
export function valueMeaning(value: string | number | boolean | null, lexicon: Lexicon): 'grant' | 'refuse' | 'pending' | undefined {
  if (value === '') return 'pending';
  return indexOf(lexicon).values.get(String(value).trim().toLowerCase());
}

function nameMeaning(name: string, index: Index): NameMeaning | undefined {
  const tokens = tokenise(name);
  if (findWords(tokens, index.operator).length > 0) return undefined;
  const said = readTokens(tokens, index);
  const speaks = speaksOf(said);
  return speaks === undefined ? undefined : meaning(speaks, said);
}

interface Said {
  readonly topics: readonly string[];
  /** consent, weak */
  readonly labels: ReadonlySet<string>;
  /** accept and reject, where the word is not a weak one */
  readonly acts: ReadonlySet<string>;
  readonly time: boolean;
  readonly negative: boolean;
  readonly answered: boolean;
}

function readTokens(tokens: Tokens, index: Index): Said {
  const words = findWords(tokens, index.speaks);
  const weak = words.filter((match) => match.label === 'weak');
  const acts = findWords(tokens, index.polarity).filter((match) => !weak.some((other) => other.start === match.start && other.end === match.end));
  const signs = labelsOf(tokens, index.signs);
  return {
    topics: topicsOf(tokens, index).filter((topic) => topic !== MOVES),
    labels: new Set(words.map((match) => match.label)),
    acts: new Set(acts.map((match) => match.label).filter((label) => label === 'accept' || label === 'reject')),
    time: signs.includes('time'),
    negative: labelsOf(tokens, index.polarity).includes('reject'),
    answered: signs.includes('answered'),
  };
}

function speaksOf(said: Said): NameMeaning['speaks'] | undefined {
  if (said.labels.has('consent')) return 'consent';
  if (said.topics.length === 0) return said.labels.has('weak') && said.answered ? 'weak' : undefined;
  if (said.acts.size > 0) return 'consent';
  // Allowing or enabling a transfer is a matter of money or of servers as often as of consent.
  const spoken = said.topics.some((topic) => topic !== 'transfer');
  return spoken && (said.labels.has('weak') || said.answered) ? 'weak' : undefined;
}

function meaning(speaks: NameMeaning['speaks'], said: Said): NameMeaning {
  const transfer = speaks === 'consent' && said.topics.includes('transfer');
  const purposes = purposesOf(said.topics).filter((purpose) => purpose !== 'transfer' || transfer);
  return {
    speaks,
    purposes: purposes.length === 0 ? ['any'] : purposes,
    transfer,
    time: said.time,
    negative: said.negative,
    answeredOnly: said.answered && !said.negative && !said.acts.has('accept'),
  };
}

/** Label of verbs that mean a transfer only where a foreign country is named. */
const MOVES = 'purpose:transfer';

/** `transfer`, and keys of the lexicon's purposes. */
function topicsOf(tokens: Tokens, index: Index): readonly string[] {
  const labels = labelsOf(tokens, index.topics).filter((label) => label !== 'stop');
  // Provision to third parties is no other item where it is the provision abroad.
  return labels.includes('transfer') ? labels.filter((label) => label !== 'other.third-party') : labels;
}

function purposesOf(topics: readonly string[]): readonly Purpose[] {
  const purposes = [...new Set(topics.map((topic) => (topic.split('.')[0] ?? topic) as Purpose))];
  return purposes.length > 1 ? purposes.filter((purpose) => purpose !== 'any') : purposes;
}

/** Agreements of different kinds in one text. A transfer for analytics or to an AI is one. */
function itemsOf(topics: readonly string[], transfer: boolean): number {
  const items = topics.filter((topic) => topic.startsWith('other.') && !(transfer && topic === 'other.third-party'));
  const whole = transfer ? ['transfer'] : topics.filter((topic) => topic === 'policy');
  return new Set([...items, ...whole]).size;
}

function polarityOf(text: string, index: Index): TextMeaning['polarity'] {
  const clauses = clausesOf(text).map((clause) => {
    const acts = new Set(labelsOf(tokenise(clause), index.polarity));
    // A noun beside a refusal is what is refused: `reject consent`.
    if (acts.has('reject')) return acts.has('accept') ? 'neutral' : 'reject';
    return acts.has('accept') || acts.has('noun') ? 'accept' : 'neutral';
  });
  return clauses.find((act) => act === 'accept') ?? clauses.find((act) => act === 'reject') ?? 'neutral';
}

const clausesOf = (text: string): readonly string[] => text.split(/[.。!?！？;；\n]+/);

/** Holds if a text in this script most likely speaks to people of that country. */
function isHome(country: string, text: string): boolean {
  if (/\p{Script=Hangul}/u.test(text)) return country === 'KR';
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return country === 'JP';
  if (/\p{Script=Thai}/u.test(text)) return country === 'TH';
  return isUnspaced(text) && ['CN', 'TW', 'HK', 'MO'].includes(country);
}

function labelsOf(tokens: Tokens, words: WordIndex): readonly string[] {
  return [...new Set(findWords(tokens, words).map((match) => match.label))];
}

interface Index {
  readonly speaks: WordIndex;
  readonly topics: WordIndex;
  readonly polarity: WordIndex;
  readonly signs: WordIndex;
  readonly countries: WordIndex;
  readonly all: WordIndex;
  readonly gathers: WordIndex;
  /** All that a yes of a few words is made of. */
  readonly yes: WordIndex;
  readonly operator: WordIndex;
  readonly values: ReadonlyMap<string, 'grant' | 'refuse' | 'pending'>;
  /** Names read before: a program asks for the same ones over and over. */
  readonly names: Map<string, NameMeaning | undefined>;
}

const indexes = new WeakMap<Lexicon, Index>();

function indexOf(lexicon: Lexicon): Index {
  const known = indexes.get(lexicon);
  if (known !== undefined) return known;
  const { stop, transfer } = lexicon;
  const purposes = Object.entries(lexicon.purposes).map(([name, words]) => [name === 'transfer' ? MOVES : name, words] as const);
  const index: Index = {
    speaks: indexWords({ stop, consent: lexicon.consent, weak: lexicon.weakConsent }),
    topics: indexWords({ stop, transfer, ...Object.fromEntries(purposes) }),
    polarity: indexWords({ stop, neutral: lexicon.dismiss, noun: lexicon.consent, accept: lexicon.accept, reject: lexicon.reject }),
    signs: indexWords({ answered: lexicon.answered, time: lexicon.time }),
    // Words of transfer hide the countries in them: outside the EU is not the EU.
    countries: indexWords({ stop, transfer, ...lexicon.countries }),
    all: indexWords({ all: lexicon.all }),
    gathers: indexWords({ gathers: lexicon.gathers }),
    yes: indexWords({ yes: [...lexicon.accept, ...lexicon.consent, ...lexicon.all, ...lexicon.dismiss, ...lexicon.choices] }),
    operator: indexWords({ operator: lexicon.operator }),
    names: new Map(),
    values: new Map([
      ...lexicon.pendingValues.map((value) => [value.toLowerCase(), 'pending'] as const),
      ...lexicon.refuseValues.map((value) => [value.toLowerCase(), 'refuse'] as const),
      ...lexicon.grantValues.map((value) => [value.toLowerCase(), 'grant'] as const),
    ]),
  };
  indexes.set(lexicon, index);
  return index;
}
