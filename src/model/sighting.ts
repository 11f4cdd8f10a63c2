import type { Expr } from './expr.js';
import type { Evidence, Span } from './place.js';
import type { Switch } from './sdk.js';
import type { Usage } from './usage.js';

/** A point of a body. */
export interface PointAt {
  readonly module: number;
  readonly fn: number;
  readonly point: number;
}

/** A usage with what the gate stage needs to know of where it stands. */
export interface Sighting extends Usage {
  /** Where control must get: all of them, e.g. the call that passes an address and the one that uses it. */
  readonly points: readonly PointAt[];
  /** An element that must be rendered. */
  readonly element?: { readonly module: number; readonly element: number };
  /** What must be able to hold there beside. */
  readonly needs?: readonly Need[];
  /** Instances that it belongs to: an init makes them, a send uses them. */
  readonly instance?: string;
  readonly startCoversSend: boolean;
  /** It starts by itself: what in the manifests makes it, and what holds it back. No point of the code is passed on the way. */
  readonly start?: SelfStarted;
  /** The SDK's own switches that hold this init back, with what still leaves. */
  readonly held?: { readonly switch: Switch; readonly residue: Switch['residue']; readonly span: Span; readonly conditional: boolean };
}

/** How a product starts by itself in one app of the project. */
export interface SelfStarted {
  /** Folder of the app: calls outside of it have no say. */
  readonly folder: string;
  readonly cause: Evidence;
  /** The settings that hold it back, each with the platform on which it does. */
  readonly switches: readonly Evidence[];
  /** Platforms on which nothing holds it back; none: held back everywhere. */
  readonly open: readonly string[];
  readonly residue: Switch['residue'];
}

/** A call of an SDK's own switch. */
export interface SwitchCall {
  readonly product: string;
  readonly does: 'hold' | 'release';
  readonly residue: Switch['residue'];
  readonly point: PointAt;
  readonly span: Span;
  /** What its arguments must be for it to do so. */
  readonly needs: readonly Need[];
}

/** An argument of a call, or a part of one, and what it must be. */
export interface Need {
  readonly module: number;
  readonly expr: Expr;
  readonly part?: string;
  readonly op: '=' | '~' | '!=';
  readonly value: string;
}
