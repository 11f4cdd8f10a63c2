import type { ModuleFacts } from '../../model/facts.js';
import { asName, type Hole } from './template-script.js';

/**
 * Reads a script that has holes. What a hole will hold is unknown: an expression, a key, statements, some entries of an object, or
 * nothing. It is read as a name first; where that breaks the script, the hole at fault becomes something else of the same length,
 * until the script can be read. Gives back the reading that got farthest.
 */
export function readWithHoles(text: string, holes: readonly Hole[], read: (text: string) => ModuleFacts): ModuleFacts {
  const chosen = holes.map(() => 0);
  let best = { facts: read(fill(text, holes, chosen)), chosen };
  for (let tries = 0; tries < MOST_TRIES; ) {
    const fault = faultOf(best.facts);
    if (!fault) return best.facts;
    let better: typeof best | undefined;
    for (const change of changesFor(holes, best.chosen, fault.at)) {
      const facts = read(fill(text, holes, change));
      tries++;
      const left = faultOf(facts);
      if (!left) return facts;
      if (left.isRead === fault.isRead ? left.at > fault.at : left.isRead) {
        better = { facts, chosen: change };
        break;
      }
      if (tries >= MOST_TRIES) break;
    }
    if (!better) return best.facts;
    best = better;
  }
  return best.facts;
}

/** A script with many faults is given up. */
const MOST_TRIES = 40;
/** How many holes before an error may have made it. */
const SUSPECTS = 3;

/** The first error of a reading, and whether the script could be read in spite of it. */
function faultOf({ gaps, functions: [body] }: ModuleFacts): { readonly at: number; readonly isRead: boolean } | undefined {
  const [gap] = gaps;
  const start = body?.start ?? 0;
  return gap && { at: (gap.at ?? start) - start, isRead: (body?.end ?? 0) > start };
}

/** Other choices for the holes before an error, the nearest first. */
function* changesFor(holes: readonly Hole[], chosen: readonly number[], broken: number): Iterable<number[]> {
  const before = holes.flatMap(({ start }, index) => (start <= broken ? [index] : []));
  for (const index of before.slice(-SUSPECTS).reverse()) {
    for (const choice of STAND_INS.keys()) {
      if (choice !== chosen[index]) yield chosen.map((old, at) => (at === index ? choice : old));
    }
  }
}

function fill(text: string, holes: readonly Hole[], chosen: readonly number[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const [index, { start, end }] of holes.entries()) {
    parts.push(text.slice(at, start), (STAND_INS[chosen[index] ?? 0] ?? asBlank)(text.slice(start, end), text[start - 1] ?? ''));
    at = end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** What may stand for a hole, each as long as the hole: `name`, nothing, `name;`, `, name`, `name,`, `, name,`. */
const STAND_INS: readonly ((source: string, before: string) => string)[] = [
  // Digits go on: `1${rest}`.
  (source, before) => (/\d/.test(before) ? '0'.repeat(source.length) : asName(source, source.length)),
  asBlank,
  (source) => `${asName(source, source.length - 1)};`,
  (source) => `,${asName(source, source.length - 1)}`,
  (source) => `${asName(source, source.length - 1)},`,
  (source) => `,${asName(source, source.length - 2)},`,
];

function asBlank(source: string): string {
  return source.replace(/[^\n\r]/g, ' ');
}
