import type { Rule } from '../model/rule.js';
import { minimisationOf } from './prompt-to-telemetry.js';

/** A recorder of sessions is told not to hide what users type or read. */
export const sessionReplayUnmasked: Rule = {
  id: 'session-replay-unmasked',
  title: 'A session recorder is told not to mask what users type',
  level: 'warning',
  restsOn: ['minimisation'],
  about: 'call',
  yieldsTo: [],
  check: (one) => {
    const [first] = one.subject.usages.flatMap(({ unmasked }) => unmasked ?? []);
    const duties = minimisationOf(one, 'input');
    if (first === undefined || duties.length === 0) return undefined;
    return { level: 'warning', duties, transfers: one.transfers, at: first.span };
  },
  say: ({ product, where, cites }) => ({
    message: `${product} records what users type and read unmasked, ${where} (${cites}).`,
    fix: 'Leave the masks of the recorder on, and take them off only for single elements that hold nothing personal.',
  }),
};
