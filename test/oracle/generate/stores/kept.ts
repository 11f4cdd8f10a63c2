import { type Draft, type Maker, typeOf } from '../maker.js';

/** How a state is written and asked. Statements for what the user chose, and tests that are right or wrong. */
export interface Kept {
  readonly yes: string;
  /** Other ways to say yes: what nobody calls might be called from outside, so all are. */
  readonly also?: readonly string[];
  readonly no: string;
  /** Something else that the state is told, and that means nothing. */
  readonly other?: string;
  readonly right: readonly string[];
  readonly wrong: readonly string[];
  /** What listens from the start, where it is not asked but told: statements in which `FLAG` is set. */
  readonly told?: readonly string[];
  /** Names that whoever writes or asks imports. */
  readonly names: readonly string[];
  readonly packages?: readonly (readonly [string, string])[];
}

export type Keeping = (maker: Maker, home: Draft) => Kept;

export const startOf = (maker: Maker) => (maker.random.chance(8) ? 'true' : 'false');

export const anyOf = (maker: Maker) => typeOf(maker, 'any');

export const isTrueFirst = (home: Draft) => home.declared.some((line) => /(?:analytics: |[a-z]\w*(?:<any>)?\((?:'[\w-]+', )?|= )true\b/.test(line));
