import type { ModuleFacts } from '../../model/facts.js';

/** What becomes of the numbers in facts: positions, and places in the lists of a module. */
export interface Renumbering {
  readonly start?: (position: number) => number;
  readonly end?: (position: number) => number;
  /** Added to the number of each function, binding, class, call and element. */
  readonly functions?: number;
  readonly bindings?: number;
  readonly classes?: number;
  readonly calls?: number;
  readonly elements?: number;
  /** What to put in place of a part of the facts (before its numbers change); itself where it stays. */
  readonly replace?: (part: Part) => Part;
}

export type Part = Readonly<Record<string, unknown>>;

type Copy = Record<string, unknown> | unknown[];

/**
 * Copies facts with other numbers. Parts that are shared stay shared, so that the work is linear, and it needs no stack however deep
 * an expression nests.
 */
export function remapFacts(facts: ModuleFacts, how: Renumbering): ModuleFacts {
  const copies = new Map<object, Copy>();
  const pending: [object, Copy][] = [];
  const copyOf = (given: object): Copy => {
    const known = copies.get(given);
    if (known) return known;
    const source = how.replace && !Array.isArray(given) ? how.replace(given as Part) : given;
    const copy: Copy = Array.isArray(source) ? [] : {};
    copies.set(given, copy);
    pending.push([source, copy]);
    return copy;
  };
  const result = copyOf(facts);
  for (let next = pending.pop(); next; next = pending.pop()) fill(next[0], next[1], how, copyOf);
  return result as unknown as ModuleFacts;
}

function fill(source: object, copy: Copy, how: Renumbering, copyOf: (given: object) => Copy): void {
  if (Array.isArray(source)) {
    for (const item of source) (copy as unknown[]).push(item !== null && typeof item === 'object' ? copyOf(item) : item);
    return;
  }
  const target = copy as Record<string, unknown>;
  const isFunction = 'flow' in source;
  for (const [key, held] of Object.entries(source)) {
    if (held !== null && typeof held === 'object') target[key] = copyOf(held);
    else target[key] = typeof held === 'number' ? renumbered(key, held, how, isFunction) : held;
  }
  if (typeof target.start === 'number' && typeof target.end === 'number') target.end = Math.max(target.start, target.end);
}

function renumbered(key: string, held: number, how: Renumbering, isFunction: boolean): number {
  switch (key) {
    case 'start':
    case 'at':
      return how.start?.(held) ?? held;
    case 'end':
    case 'openEnd':
      return how.end?.(held) ?? held;
    case 'fn':
      return held + (how.functions ?? 0);
    case 'parent':
      return isFunction ? (held < 0 ? held : held + (how.functions ?? 0)) : held + (how.elements ?? 0);
    case 'binding':
      return held + (how.bindings ?? 0);
    case 'cls':
      return held + (how.classes ?? 0);
    case 'call':
      return held + (how.calls ?? 0);
    case 'element':
      return held + (how.elements ?? 0);
    default:
      return held;
  }
}
