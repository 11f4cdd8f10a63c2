import type { Api, Val } from './values.js';

/** How a function came to be called by something outside the program. */
export interface Registration {
  /** Path of the place that receives the function: `npm:x#run().arg(0)`, `global:OptanonWrapper=`, `event:click`. */
  readonly path: string;
  readonly api?: Api;
  /** Name of an event of the page or of an element: `click`, `change`. */
  readonly event?: string;
  /** What the user sees on the element or beside the choice, nearest first; ids and classes included. */
  readonly labels: readonly string[];
  /** What stands around it: the text of the dialogue, form or page. */
  readonly around: readonly string[];
  /** What the elements around it say themselves, nearest first; absent where it is no element. */
  readonly near?: readonly string[];
  /** It changes only by being chosen, as a radio button does. */
  readonly isChosen?: boolean;
  readonly where: { readonly module: number; readonly start: number; readonly end: number };
  /** What the registering call was given, the function among it. */
  readonly args: readonly Val[];
}

/**
 * The answers that a run asks of the outside: what an external API yields, whether an event happens. `undefined` leaves
 * the engine's own answer. The engine knows nothing of what the answers are about.
 */
export interface World {
  /** Every branch is open, every function that exists is entered, elements are rendered where they are created. */
  readonly free: boolean;
  /** Elements are rendered where they are created, not where a rendered component returns them. */
  readonly eagerRender?: boolean;
  /** Exceptions never happen. */
  readonly noExceptions?: boolean;
  /** A promise in a test counts as its value. */
  readonly awaited?: boolean;
  /** Defaults (`?? x`, `|| x`, default values) count as absent where they are `true`-like constants. */
  readonly noDefaults?: boolean;
  /** Of a disjunction only the operand that reads a consent counts. */
  readonly strictOr?: boolean;
  /** Holds if a storage key that the program writes counts as never absent. */
  readonly noMissing?: (key: string) => boolean;
  /** Initial values of state count as false. */
  readonly emptyState?: boolean;
  readonly read?: (api: Api, args: readonly Val[] | undefined) => Val | undefined;
  /** A name that nothing in the program defines: a member of something unknown, a global, a parameter nobody passes. */
  readonly unknown?: (name: string, of: Api | undefined, where: { readonly module: number; readonly start: number; readonly end: number }) => Val | undefined;
  /** A part of something that is itself a user's choice: `consent.analytics`, `consents.has('overseas')`. */
  readonly refine?: (
    name: string,
    atoms: readonly number[],
    where: { readonly module: number; readonly start: number; readonly end: number },
  ) => Val | undefined;
  /** What a storage key holds before the program writes it; `written` tells whether it ever does. */
  readonly stored?: (key: string, written: boolean, where: { readonly module: number; readonly start: number; readonly end: number }) => Val | undefined;
  readonly checked?: (registration: Registration) => Val | undefined;
  /** Is a function entered whose callers nobody knows? */
  readonly starts?: (name: string, where: { readonly module: number; readonly start: number; readonly end: number }) => boolean;
  readonly enters?: (registration: Registration) => boolean;
  /** A comparison that involves a user's choice; `undefined` leaves it to the engine. */
  readonly compare?: (
    state: 'undecided' | 'refused' | 'granted',
    other: string | number | boolean | null | undefined,
    strict: boolean,
  ) => 'yes' | 'no' | 'both';
}
