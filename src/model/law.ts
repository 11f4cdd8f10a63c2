/** What the law-catalog says, compiled: facts with dates and sources, no logic. See law-catalog/README.md for the YAML form. */
export type DutyKind =
  /** A consent has to come before the transfer, and it can carry it. */
  | 'transfer-consent'
  /** The transfer needs a basis that is not a consent: an adequacy decision, a contract, a filing. */
  | 'transfer-basis'
  /** The other way for what a contract with the user needs: no consent, but disclosure. */
  | 'transfer-contract'
  /** Data must not go there, whatever the user says. */
  | 'restricted-destination'
  /** The same, for sensitive data only. */
  | 'sensitive-destination'
  /** Data are to stay in the market: every other country is restricted. */
  | 'localisation'
  /** Storing or reading on the device needs a consent first. */
  | 'tracker-consent'
  | 'tracker-opt-out'
  | 'tracker-notice'
  /** Reading the advertising identifier needs a permission of the system first. */
  | 'tracking-permission'
  /** What users type goes to an AI provider only after a consent. */
  | 'ai-consent'
  /** Health, biometrics, precise location and the like need a consent of their own. */
  | 'sensitive-consent'
  /** A parent consents for a child. */
  | 'parental-consent'
  /** No more data than the purpose needs. */
  | 'minimisation'
  /** A consent can be taken back as easily as it was given. */
  | 'withdrawal'
  /** What has to be told about recipients and countries. */
  | 'disclosure';

/** `verified`: read in a source that the file names. What is from memory never makes an error. */
export type Knowledge = 'verified' | 'memory';

export interface LawSource {
  readonly url: string;
  /** The day it was read. */
  readonly opened: string;
}

export interface Duty {
  readonly id: string;
  readonly kind: DutyKind;
  /** Id of the law file, and the market that it speaks for; `*`: every market. */
  readonly law: string;
  readonly market: string;
  /** `PIPA Art. 28-8(1)1` */
  readonly cite: string;
  /** The duty in one sentence, in our words. */
  readonly text: string;
  readonly from: string;
  /** The first day on which it no longer holds. */
  readonly until?: string;
  readonly known: Knowledge;
  readonly sources: readonly LawSource[];
  /** For a restricted destination: the countries. */
  readonly countries: readonly string[];
  /** Kinds of data that it speaks of; empty: any. */
  readonly about: readonly string[];
  /** Holds only where the provider may train on what it is sent. */
  readonly when?: 'trains';
  /** Holds only above an amount that no code shows, in words. */
  readonly above?: string;
  /** The store whose rule it is: it speaks of apps offered there. */
  readonly store?: Store;
  /** Product categories for which an exemption is plausible, so that silence about it is no certain fault. */
  readonly mayExempt: readonly string[];
}

/** A list of destinations to which data may go without more. */
export interface Adequacy {
  readonly countries: readonly string[];
  readonly cite: string;
  readonly from: string;
  readonly until?: string;
  /** Holds only for some recipients there: `recipients certified under the Data Privacy Framework`. */
  readonly partly?: string;
  /** The certification by which the sdk-catalog knows them. */
  readonly certified?: string;
  readonly known: Knowledge;
}

/** A way to carry a transfer, which a project can declare. */
export interface LegalBasis {
  /** `scc`, `contract-entrustment`: the same word for the same thing in all laws. */
  readonly id: string;
  readonly cite: string;
  readonly text: string;
  /** The duties that it meets. */
  readonly settles: readonly DutyKind[];
  /** It covers only recipients that process on the sender's behalf: not a provider that may train on what it is sent. */
  readonly entrusted: boolean;
  readonly from: string;
  readonly until?: string;
  readonly known: Knowledge;
}

export interface Penalty {
  /** The most that can follow, in words. */
  readonly text: string;
  readonly cite: string;
  readonly from: string;
  readonly until?: string;
  readonly known: Knowledge;
}

export interface NoticeItem {
  readonly id: string;
  readonly text: string;
  readonly cite: string;
  readonly known: Knowledge;
}

/**
 * May a consent carry a routine transfer? `carries`: yes. `not-alone`: it is needed, and a basis as well.
 * `cannot`: a last resort at most, never the way for an SDK. `not-asked`: the law asks nothing of the kind.
 */
export type ConsentPower = 'carries' | 'not-alone' | 'cannot' | 'not-asked';

/** What a market asks for before a tracker runs on the user's device. */
export type TrackerRegime = 'opt-in' | 'opt-out' | 'notice';

export type Store = 'app-store' | 'google-play';

/** What separates a consent to a transfer from others: nothing, being highlighted and specific, or standing by itself. */
export type Separate = boolean | 'highlighted';

export interface Law {
  readonly id: string;
  readonly name: string;
  readonly short: string;
  /** `*` for the rules of a store, which hold in every market. */
  readonly market: string;
  readonly store?: Store;
  readonly checked: string;
  /** How well the file as a whole is known. */
  readonly confidence: 'high' | 'medium' | 'low';
  /** Absent: the law says nothing about transfers. */
  readonly transfer?: { readonly consent: ConsentPower; readonly separate: Separate };
  /** Absent: the law says nothing about trackers. */
  readonly trackers?: TrackerRegime;
  readonly duties: readonly Duty[];
  readonly adequacy: readonly Adequacy[];
  readonly bases: readonly LegalBasis[];
  readonly notice: readonly NoticeItem[];
  readonly penalties: readonly Penalty[];
}

/** One place whose users are spoken of: a country, or `EU` for all members of the European Economic Area. */
export interface Market {
  readonly code: string;
  readonly name: string;
  /** Countries in which data stay at home. */
  readonly home: readonly string[];
  /** ISO 639-1; a notice in one of them is one that its users can read. None: nothing is said of it. */
  readonly languages?: readonly string[];
  readonly laws: readonly string[];
}

export interface LawCatalog {
  /** The day of the youngest check. */
  readonly asOf: string;
  readonly laws: Readonly<Record<string, Law>>;
  readonly markets: Readonly<Record<string, Market>>;
  /** Laws that hold in every market: the rules of stores. */
  readonly everywhere?: readonly string[];
}
