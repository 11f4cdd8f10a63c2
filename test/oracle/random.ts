/** A source of choices that gives the same ones for the same seed. */
export interface Random {
  /** A whole number from 0 up to, not including, `below`. */
  readonly below: (below: number) => number;
  /** Holds in `percent` of cases. */
  readonly chance: (percent: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
  /** Picks by weight. */
  readonly weighted: <T>(list: readonly (readonly [number, T])[]) => T;
  readonly shuffled: <T>(list: readonly T[]) => T[];
}

/** Mulberry32: small, and good enough to spread choices. */
export function randomOf(seed: number): Random {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  for (let i = 0; i < 4; i++) next();
  const below = (count: number) => Math.floor(next() * count);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  return {
    below,
    chance: (percent) => next() * 100 < percent,
    pick,
    weighted: (list) => {
      let left = next() * list.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, item] of list) {
        left -= weight;
        if (left < 0) return item;
      }
      return (list.at(-1) as (typeof list)[number])[1];
    },
    shuffled: (list) => {
      const rest = [...list];
      return list.map(() => rest.splice(below(rest.length), 1)[0] as (typeof rest)[number]);
    },
  };
}
