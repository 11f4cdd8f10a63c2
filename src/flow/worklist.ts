import type { Job } from './ids.js';

/**
 * What is to be looked at (again). What was looked at least often comes first, and of the same the one that waits longest: what
 * many write to waits until they have, instead of being looked at after each.
 */
export interface Worklist {
  readonly isWaiting: Uint8Array;
  readonly looks: Uint16Array;
  /** The jobs that wait, by how often they were looked at. */
  readonly tiers: { readonly jobs: Job[]; next: number }[];
  lowest: number;
}

/** With so many looks one more makes no difference to the order. */
const LAST_TIER = 255;

export function newWorklist(size: number): Worklist {
  return { isWaiting: new Uint8Array(size), looks: new Uint16Array(size), tiers: [], lowest: 0 };
}

export function put(list: Worklist, job: Job): void {
  if (list.isWaiting[job]) return;
  list.isWaiting[job] = 1;
  const number = list.looks[job] ?? 0;
  while (list.tiers.length <= number) list.tiers.push({ jobs: [], next: 0 });
  list.tiers[number]?.jobs.push(job);
  if (number < list.lowest) list.lowest = number;
}

export function take(list: Worklist): Job | undefined {
  for (let tier = list.tiers[list.lowest]; tier; tier = list.tiers[++list.lowest]) {
    const job = tier.jobs[tier.next];
    if (job !== undefined) {
      tier.next++;
      list.isWaiting[job] = 0;
      list.looks[job] = Math.min((list.looks[job] ?? 0) + 1, LAST_TIER);
      return job;
    }
    tier.jobs.length = 0;
    tier.next = 0;
  }
  return undefined;
}
