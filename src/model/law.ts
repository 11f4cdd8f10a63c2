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
  /** Storing or reading on the device needs a consent first. */
  | 'tracker-consent'
  | 'tracker-opt-out'
  | 'tracker-notice'
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
  /** Id of the law file, and the market that it speaks for. */
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
  /** For `restricted-destination`: the countries. */
  readonly countries: readonly string[];
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

export interface Law {
  readonly id: string;
  readonly name: string;
  readonly short: string;
  readonly market: string;
  readonly checked: string;
  /** Absent: the law says nothing about transfers. */
  readonly transfer?: { readonly consent: ConsentPower; readonly separate: boolean };
  readonly duties: readonly Duty[];
  readonly adequacy: readonly Adequacy[];
  readonly notice: readonly NoticeItem[];
}

/** One place whose users are spoken of: a country, or `EU` for all members of the European Economic Area. */
export interface Market {
  readonly code: string;
  readonly name: string;
  /** Countries in which data stay at home. */
  readonly home: readonly string[];
  readonly laws: readonly string[];
}

export interface LawCatalog {
  /** The day of the youngest check. */
  readonly asOf: string;
  readonly laws: Readonly<Record<string, Law>>;
  readonly markets: Readonly<Record<string, Market>>;
}
