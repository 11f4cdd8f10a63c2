import type { Gap } from '../model/place.js';

const SHOWN = 20;

/**
 * Shortens a list of gaps: where more than twenty files share one reason, twenty are named and the rest are counted.
 * Keeps the order of the first of each reason, and gaps that name a place.
 */
export function condense(gaps: readonly Gap[]): readonly Gap[] {
  const groups = new Map<string, Gap[]>();
  for (const gap of gaps) {
    const key = `${gap.stage} ${gap.why}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [gap]);
    else group.push(gap);
  }
  return [...groups.values()].flatMap(shorten);
}

function shorten(group: readonly Gap[]): readonly Gap[] {
  const [first] = group;
  if (first === undefined || group.length <= SHOWN) return group;
  const more = group.length - SHOWN;
  return [...group.slice(0, SHOWN), { stage: first.stage, why: `and ${more} more ${more === 1 ? 'file' : 'files'}: ${first.why}` }];
}
