import type { Run } from '../flow/engine.js';
import { memberOf } from '../flow/members.js';
import { outcomes, type Val } from '../flow/values.js';
import type { Need } from '../model/sighting.js';

/** Holds if, by what a run knows, the arguments of a call can be all that is asked of them. What is not known can be anything. */
export function mayHold(run: Run, needs: readonly Need[]): boolean {
  return needs.every((need) => {
    const given = run.value(need.module, need.expr);
    const held = need.part === undefined ? given : memberOf(run.engine, given, need.part, { module: need.module, start: 0, end: 0 });
    return held.any || mayBe(held, need);
  });
}

function mayBe(held: Val, { op, value }: Need): boolean {
  // A switch takes whatever is truthy for yes, and the rest for no.
  if (op === '=' && (value === 'true' || value === 'false')) return value === 'true' ? outcomes(held).yes : outcomes(held).no;
  return held.values.some((one) => {
    if (one.k !== 'const' || one.prefixOnly) return true;
    const text = String(one.value);
    return op === '~' ? new RegExp(value).test(text) : (text === value) === (op === '=');
  });
}
