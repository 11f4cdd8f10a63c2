import { moduleOf } from './around.js';

export function immer(): Record<string, unknown> {
  const produce = (state: unknown, recipe?: (draft: unknown, ...more: unknown[]) => unknown) =>
    recipe
      ? produced(state, recipe)
      : (base: unknown, ...more: unknown[]) => produced(base, (draft) => (state as (draft: unknown, ...more: unknown[]) => unknown)(draft, ...more));
  return { immer: moduleOf({ produce, default: produce }) };
}

/** What a recipe makes of a state: a copy with its changes, or what it returns. */
export function produced(state: unknown, recipe: (draft: unknown) => unknown): unknown {
  const draft = copyOf(state);
  const made = recipe(draft);
  return made === undefined ? draft : made;
}

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, copyOf(held)]));
}
