import type { Expr } from './expr.js';

/** What is written to: a binding, or a property of a value. */
export type Target =
  | { readonly kind: 'binding'; readonly binding: number }
  | { readonly kind: 'property'; readonly object: Expr; readonly name?: string; readonly key?: Expr };

/**
 * One step of a body. Branch outcomes are points of their own: control passes `assume(test, true)` only where the test
 * held, so that `if (consent) {} track()` does not look gated.
 */
export type Point =
  | { readonly kind: 'enter' }
  | { readonly kind: 'exit' }
  | { readonly kind: 'raise' }
  | { readonly kind: 'join' }
  /** Where an exception thrown in a `try` arrives. */
  | { readonly kind: 'catch' }
  | { readonly kind: 'call'; readonly call: number }
  /** A JSX or markup element is created here. */
  | { readonly kind: 'element'; readonly element: number }
  /** `chained`: the test of a `?.`, which nobody writes of what is always missing. */
  | { readonly kind: 'assume'; readonly test: Expr; readonly outcome: boolean; readonly start: number; readonly end: number; readonly chained?: true }
  | { readonly kind: 'write'; readonly target: Target; readonly value: Expr; readonly start: number }
  | { readonly kind: 'return'; readonly value?: Expr; readonly start: number }
  | { readonly kind: 'opaque'; readonly why: string };

/** One body as points and edges. Point 0 is `enter`; `next[i]` are the points that may follow point i. */
export interface Flow {
  readonly points: readonly Point[];
  readonly next: readonly (readonly number[])[];
}
