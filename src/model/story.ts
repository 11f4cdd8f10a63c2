import type { Purpose } from './consent.js';
import type { Evidence, Span } from './place.js';
import type { TransferEvidence } from './usage.js';

/** What the user has said so far. */
export type Answer = 'undecided' | 'refused' | 'granted';

/** Why a usage was judged as it was: what one would otherwise have to find out by reading the code. Plain data, told on demand. */
export interface Story {
  /** Id of the usage. */
  readonly usage: string;
  /** One for each answer, in order. Empty where not the code decides; then `because` of the verdict says what does. */
  readonly worlds: readonly WorldTold[];
  /** What holds control back in some world. */
  readonly gates: readonly GateTold[];
  /** Open usages: what is nearest to a gate on the way in, and why it is none. */
  readonly miss?: Miss;
  /** From where the body that holds the usage is entered. */
  readonly callers: readonly Caller[];
  /** Callers that are not listed. */
  readonly moreCallers: number;
  readonly transfer: TransferTold;
  /** Open usages: what would make it gated. Gated ones: what is still missing, if anything is. */
  readonly remedy: string;
  /** An answer of the user that the app knows already, and that would do. */
  readonly known?: Evidence;
}

export interface WorldTold {
  readonly answer: Answer;
  readonly isReached: boolean;
  /** Reached: the way in, entry first, the usage last. */
  readonly way: readonly Evidence[];
  /** Not reached: where control stops. */
  readonly stops: readonly Evidence[];
}

export interface GateTold {
  readonly span: Span;
  readonly grants: readonly Exclude<Purpose, 'other'>[];
  /** Consents and acts of the user that it asks, in words. */
  readonly asks: readonly string[];
  readonly origins: readonly OriginTold[];
}

/** Something that a test reads, and everything that gives it its value. */
export interface OriginTold {
  readonly name: string;
  readonly kind: 'stored' | 'state' | 'property' | 'variable' | 'parameter';
  readonly writers: readonly WriterTold[];
}

export interface WriterTold {
  readonly span: Span;
  /** As code would write it, where it is one constant. */
  readonly value?: string;
  /** It holds from the start. */
  readonly isFirst: boolean;
  /** The answers of the user with which control gets there. */
  readonly answers: readonly Answer[];
  /** What control waits for before, where that is known: an act of the user, or a test. */
  readonly act?: Evidence;
}

export interface Miss {
  /** The test; absent where there is none. */
  readonly span?: Span;
  readonly why: string;
  readonly origins: readonly OriginTold[];
  /** What the named defect is, in words. */
  readonly defect?: string;
  /** Other places that the verdict points to. */
  readonly beside: readonly Evidence[];
}

export interface Caller extends Evidence {
  /** With which answers of the user control gets there. */
  readonly answers: readonly Answer[];
}

export interface TransferTold {
  readonly level: TransferEvidence;
  readonly why: string;
  readonly span?: Span;
  /** What the next step of the ladder would take. */
  readonly next?: string;
}
