import type { RegisterEntry } from './declaration.js';
import type { Adequacy, Duty, DutyKind, LawCatalog, LegalBasis, Market, NoticeItem, Separate } from './law.js';
import type { Manifest } from './manifest.js';
import type { Evidence, Span } from './place.js';
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
  /** They say which files belong to an app that is offered in a store. */
  readonly manifests?: readonly Manifest[];
  /** What the project declares about its transfers. */
  readonly declared?: readonly DeclaredTransfer[];
  /** The project's register, for what is told to users. */
  readonly register?: readonly RegisterEntry[];
  /** What the project's notices tell; absent: it names none. */
  readonly notices?: readonly NoticeReading[];
  /** What the project sets for single rules: off, or the most that they give. A rule that is off by default is on with any level. */
  readonly levels?: Readonly<Record<string, Level | 'off'>>;
  /** The line of a place, so that two findings of one rule on one line become one. */
  readonly lineOf?: (span: Span) => number | undefined;
}

/** One entry of the project's register of transfers, as far as the decision needs it. */
export interface DeclaredTransfer {
  /** Name of the recipient, its product or its vendor, as the project writes it. */
  readonly recipient: string;
  readonly countries: readonly string[];
  /** Id of a legal basis of the law-catalog: `scc`, `contract-entrustment`. `consent` says what a gate means, and stands in for none. */
  readonly basis: string;
  /** The market for which it is declared; absent: all. */
  readonly market?: string;
}

/** One file for users, held against those who receive data. */
export interface NoticeReading {
  readonly language: string;
  readonly file: string;
  /** Where `xborder.yaml` names it. */
  readonly declaredAt: Span;
  /** `<product>\n<entity>` → where it is named first, and what is told there. */
  readonly named: Readonly<Record<string, Naming>>;
  /** Others of the sdk-catalog that it lists as receiving data, by their vendor. */
  readonly listed: readonly { readonly vendor: string; readonly name: string; readonly span: Span }[];
}

/** A recipient's name in a notice, with what the part of the text around it tells. */
export interface Naming {
  readonly span: Span;
  /** Ids of the law-catalog's items. */
  readonly items: readonly string[];
  readonly countries: readonly string[];
}

/**
 * Where data stand that go to one country, from the view of one market.
 * `consent`: the market asks for a consent first; `basis` are the duties that it asks for as well. `basis`: it asks for a
 * basis only, and `refusesConsent` where no consent can be one. `declared`: the project declares a basis that is valid there.
 */
export type Standing =
  | { readonly kind: 'home' }
  | { readonly kind: 'restricted'; readonly duties: readonly Duty[] }
  | { readonly kind: 'adequate'; readonly adequacy: Adequacy }
  | { readonly kind: 'declared'; readonly basis: LegalBasis }
  | { readonly kind: 'consent'; readonly duties: readonly Duty[]; readonly basis: readonly Duty[] }
  | { readonly kind: 'basis'; readonly duties: readonly Duty[]; readonly refusesConsent: boolean }
  | { readonly kind: 'free' };

/** Data of one usage on their way to one recipient in one country. */
export interface Transfer {
  readonly recipient: Recipient;
  /** ISO 3166-1 alpha-2, or `unknown`. */
  readonly country: string;
  /** How well recipient and country are known together. */
  readonly certainty: Certainty;
  readonly standing: Standing;
  /** The project declares that the gates before it are the user's consent to this transfer. */
  readonly consentDeclared: boolean;
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
  /** All duties that are in force on the day and can speak of the subject: those of a store only for an app offered there. */
  readonly duties: readonly Duty[];
  /** How far the market wants a consent to a transfer to stand apart from others. */
  readonly separate: Separate;
  /** Countries that the product can receive in, and that are home or recognised here. */
  readonly nearer: readonly string[];
  readonly transfers: readonly Transfer[];
}

/** One who receives data, over all calls, before one market's duties. */
export interface Receiver {
  readonly entity: string;
  /** What leaves for it, but for what stays at home. */
  readonly cases: readonly Case[];
  readonly transfers: readonly Transfer[];
  readonly entry?: RegisterEntry;
  readonly namings: readonly Naming[];
}

/** What the project tells its users as a whole, before one market's duties. */
export interface Review {
  readonly market: Market;
  readonly duties: readonly Duty[];
  /** What the market's laws on disclosure want to be told. */
  readonly items: readonly NoticeItem[];
  readonly receivers: readonly Receiver[];
  /** Listed in the register or in a notice, and nothing in the code sends there. */
  readonly gone: readonly { readonly name: string; readonly span: Span }[];
  readonly notices: readonly NoticeReading[];
  /** Those in a language of the market; all where there is none. */
  readonly speaking: readonly NoticeReading[];
}

/** What a rule holds of a project's declarations. Remarks of one rule and key in several markets become one finding. */
export interface Remark {
  readonly key: string;
  readonly level: Level;
  readonly duties: readonly Duty[];
  readonly span: Span;
  /** Ids of the usages that it speaks of. */
  readonly usages: readonly string[];
  readonly trail?: readonly Evidence[];
  /** `cites`: the articles of all its markets, in words. */
  readonly say: (cites: string) => { readonly message: string; readonly fix: string };
}

/** What a rule holds of one case: which duties are open, and how much it weighs. */
export interface Claim {
  readonly level: Level;
  readonly duties: readonly Duty[];
  /** The transfers that it speaks of. */
  readonly transfers: readonly Transfer[];
  /** Where the finding stands, if not at the call. */
  readonly at?: Span;
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
  /** Amounts below which some of the duties do not hold, in words. */
  readonly above: readonly string[];
}

/** What the project sets aside in a comment or in `xborder.yaml`, and what became of it. */
export interface Suppression {
  readonly by: 'comment' | 'config';
  /** As written; it may name rules that there are not. */
  readonly rules: readonly string[];
  readonly reason: string;
  readonly span: Span;
  /** Findings that it set aside. Without a reason none are. */
  readonly met: number;
  /** Rules among those named that there are not, each with the one that may be meant. */
  readonly unknown: readonly { readonly rule: string; readonly meant?: string }[];
}

interface RuleHead {
  readonly id: string;
  /** One line: what the rule says. */
  readonly title: string;
  /** The strictest level that it gives. */
  readonly level: Level;
  readonly restsOn: readonly DutyKind[];
  /** Why it is off unless the project turns it on. */
  readonly offByDefault?: string;
}

/** One thing that we say about usages. Sees usages, verdicts and duties; never syntax, never a country by name. */
export interface UsageRule extends RuleHead {
  /** What a finding is about: an SDK with all that its start covers, or each call by itself. */
  readonly about: 'start' | 'call';
  /** Rules that speak instead of this one where both hold for a call in a market; they take over its duties. */
  readonly yieldsTo: readonly string[];
  readonly check: (one: Case) => Claim | undefined;
  /** Message and fix for one subject, from all its claims. */
  readonly say: (told: Told, subject: Subject) => { readonly message: string; readonly fix: string };
}

/** One thing that we say about what a project tells its users as a whole. */
export interface ProjectRule extends RuleHead {
  readonly about: 'project';
  readonly review: (review: Review) => readonly Remark[];
}

/** One thing that we say about what a project sets aside. */
export interface SuppressionRule extends RuleHead {
  readonly about: 'suppression';
  readonly remark: (suppression: Suppression) => Pick<Remark, 'level' | 'say'> | undefined;
}

export type Rule = UsageRule | ProjectRule | SuppressionRule;
