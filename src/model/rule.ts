import type { Adequacy, Duty, DutyKind, LawCatalog, Market } from './law.js';
import type { Level } from './report.js';
import type { Certainty, Product } from './sdk.js';
import type { Datum, JudgedUsage, Recipient, Verdict } from './usage.js';

/** What the judge is asked: usages with verdicts, where the users are, and on which day. */
export interface JudgeInput {
  readonly usages: readonly JudgedUsage[];
  /** ISO 3166-1 codes, or `EU`; case does not matter. */
  readonly markets: readonly string[];
  readonly asOf: string;
  readonly law: LawCatalog;
  readonly productFacts: (product: string) => Product | undefined;
}

/**
 * Where data stand that go to one country, from the view of one market.
 * `consent`: the market asks for a consent first (and perhaps for a basis, too). `basis`: it asks for a basis only.
 */
export type Standing =
  | { readonly kind: 'home' }
  | { readonly kind: 'restricted'; readonly duties: readonly Duty[] }
  | { readonly kind: 'adequate'; readonly adequacy: Adequacy }
  | { readonly kind: 'consent'; readonly duties: readonly Duty[] }
  | { readonly kind: 'basis'; readonly duties: readonly Duty[] }
  | { readonly kind: 'free' };

/** Data of one usage on their way to one recipient in one country. */
export interface Transfer {
  readonly recipient: Recipient;
  /** ISO 3166-1 alpha-2, or `unknown`. */
  readonly country: string;
  /** How well recipient and country are known together. */
  readonly certainty: Certainty;
  readonly standing: Standing;
}

/** What one finding would be about: a call, with the sends that it covers. */
export interface Subject {
  /** The call where the finding stands. */
  readonly usage: JudgedUsage;
  /** It and everything that it covers. */
  readonly usages: readonly JudgedUsage[];
  readonly product?: Product;
  readonly verdict: Verdict;
  readonly recipients: readonly Recipient[];
  readonly data: readonly Datum[];
  readonly onClient: boolean;
}

/** A subject before one market's duties. */
export interface Case {
  readonly subject: Subject;
  readonly market: Market;
  /** All duties of the market that are in force on the day. */
  readonly duties: readonly Duty[];
  readonly transfers: readonly Transfer[];
}

/** What a rule holds of one case: which duties are open, and how much it weighs. */
export interface Claim {
  readonly level: Level;
  readonly duties: readonly Duty[];
  /** The transfers that it speaks of. */
  readonly transfers: readonly Transfer[];
}

/** The parts of a sentence, put into words for all markets of one finding. */
export interface Told {
  /** `Mixpanel` */
  readonly product: string;
  /** `Mixpanel, Inc.`, or the product where the legal name is not known. */
  readonly recipient: string;
  /** `device and usage data` */
  readonly data: string;
  /** `in the United States`, or `in a country that could not be made out` */
  readonly where: string;
  /** `the United States`, or `the country` */
  readonly country: string;
  /** `PIPA Art. 28-8(1)1; APPI Art. 28(1)` */
  readonly cites: string;
  /** A law among them wants the consent by itself, apart from others. */
  readonly separate: boolean;
  /** Articles by which these markets let disclosure stand in for a consent, for what a contract needs. */
  readonly otherwise: readonly string[];
}

/** One thing that we say about usages. Sees usages, verdicts and duties; never syntax, never a country by name. */
export interface Rule {
  readonly id: string;
  /** One line: what the rule says. */
  readonly title: string;
  /** The strictest level that it gives. */
  readonly level: Level;
  readonly restsOn: readonly DutyKind[];
  /** Rules that speak instead of this one where both hold for a call in a market; they take over its duties. */
  readonly yieldsTo: readonly string[];
  readonly check: (one: Case) => Claim | undefined;
  /** Message and fix for one subject, from all its claims. */
  readonly say: (told: Told, subject: Subject) => { readonly message: string; readonly fix: string };
}
