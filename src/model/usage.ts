import type { Purpose } from './consent.js';
import type { Evidence, Span } from './place.js';
import type { Certainty, OwnEntry, PlaceFact } from './sdk.js';

export type TouchKind = 'load' | 'init' | 'start' | 'send' | 'identify' | 'component' | 'script-tag' | 'endpoint' | 'embed' | 'dependency' | 'declaration';

export type RouteKind = 'literal' | 'constant' | 'config' | 'env' | 'region' | 'package-default' | 'vendor-default' | 'declared' | 'none';

export interface Recipient {
  /** Legal name, or 'unknown'. */
  readonly entity: string;
  /** Where the bytes first land; ['unknown'] where that cannot be said; empty: nobody outside the project's own network. */
  readonly countries: readonly string[];
  readonly places: readonly PlaceFact[];
  readonly controlCountry?: string;
  readonly certainty: Certainty;
  readonly route: RouteKind;
  readonly because: readonly Evidence[];
}

export interface Datum {
  readonly category: string;
  readonly how: 'auto' | 'argument';
  readonly because: readonly Evidence[];
}

export type Defect =
  | 'inverted'
  | 'opt-out-test'
  | 'truthy-not-granted'
  | 'answered-not-granted'
  | 'default-granted'
  | 'fails-open'
  | 'not-awaited'
  | 'result-ignored'
  | 'constant'
  | 'after-send'
  | 'bypassed'
  | 'other-branch-sends'
  | 'region-bypass'
  | 'implicit-act'
  | 'still-sends'
  | 'wrong-purpose'
  | 'wrong-scope';

export type Residue = 'none' | 'handshake' | 'pings' | 'all';
export type TransferEvidence = 'none' | 'named' | 'screen' | 'recorded' | 'declared';
export type Confidence = 'high' | 'medium' | 'low';

export interface Verdict {
  readonly kind: 'gated' | 'withheld' | 'defective' | 'ungated' | 'unknown' | 'none';
  readonly grants: readonly Exclude<Purpose, 'other'>[];
  readonly transfer: TransferEvidence;
  readonly defect?: Defect;
  readonly confidence?: Confidence;
  readonly residue?: Residue;
  /** gated: what a withdrawal does to what has started. Absent: not looked at. */
  readonly withdrawal?: 'stops' | 'goes-on';
  /** gated: the gates. Otherwise: the way in that meets none, entry first. */
  readonly because: readonly Evidence[];
}

/** One place where a catalogued SDK or endpoint is touched. */
export interface Usage {
  /** Stable across unrelated edits: no line number goes into it. */
  readonly id: string;
  readonly product: string;
  readonly productName: string;
  readonly vendor: string;
  readonly category: string;
  readonly touch: TouchKind;
  readonly transmits: boolean;
  readonly span: Span;
  /** Access path of what is called. */
  readonly callee?: string;
  readonly recipients: readonly Recipient[];
  readonly data: readonly Datum[];
  readonly runsOn: 'client' | 'server' | 'unknown';
  readonly openEnded: boolean;
  /** Options that take off the masks with which a recorder hides typed text, each at its place. */
  readonly unmasked?: readonly Evidence[];
  /** The option by which the provider is told not to train on what it is sent. */
  readonly trainingOff?: Evidence;
}

/** A usage and what was decided of it. */
export interface JudgedUsage extends Usage {
  readonly verdict: Verdict;
  /** The init whose gates cover this send: both are one finding. */
  readonly coveredBy?: string;
  /** Entries of the project's own by which it was found, or its recipient or switch known. */
  readonly entries?: readonly Pick<OwnEntry, 'file' | 'id' | 'how' | 'reason'>[];
}
