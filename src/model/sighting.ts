import type { Span } from './place.js';
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
  /** Instances that it belongs to: an init makes them, a send uses them. */
  readonly instance?: string;
  readonly startCoversSend: boolean;
  /** The SDK's own switches that hold this init back, with what still leaves. */
  readonly held?: { readonly switch: Switch; readonly residue: Switch['residue']; readonly span: Span; readonly conditional: boolean };
}

/** A call of an SDK's own switch. */
export interface SwitchCall {
  readonly product: string;
  readonly does: 'hold' | 'release';
  readonly residue: Switch['residue'];
  readonly point: PointAt;
  readonly span: Span;
}
