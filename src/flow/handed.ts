import { NOTHING, strings, type Val } from './values.js';

/** What of an object matters to who may call it. */
export interface Handed {
  /** Properties that functions can be got from. */
  readonly leading: readonly (readonly [string, Val])[];
  /** What is shown beside them. */
  readonly texts: readonly string[];
  readonly elements: Val;
}

/** Gets what of an object matters to who may call it, from what it holds. */
export function handedOf({ props, elements }: { readonly props: ReadonlyMap<string, Val>; readonly elements: Val }): Handed {
  const leading = [...props].filter(([, held]) => leads(held));
  return { leading, texts: [...TEXTS].flatMap((name) => strings(props.get(name) ?? NOTHING)), elements };
}

/** Holds if a value under this name is part of that. */
export const isHanded = (name: string, val: Val): boolean => leads(val) || TEXTS.has(name);

/** Properties that are shown beside a function that stands with them. */
const TEXTS: ReadonlySet<string> = new Set(['text', 'label', 'title', 'content', 'message', 'name', 'confirmText', 'okText']);

/** Texts and numbers, which most values are, lead to no function. */
const leads = (held: Val): boolean => held.values.some(({ k }) => k === 'fn' || k === 'class' || k === 'object' || k === 'native');
