import type { Rule } from '../model/rule.js';
import { openAi } from './ai-without-consent.js';
import { joined } from './gate-defective.js';
import { openTracker } from './tracker-before-consent.js';
import { openTransfers } from './transfer-without-consent.js';

/** Something stands before the call that is taken for a consent by its name alone. */
export const gateUnproven: Rule = {
  id: 'gate-unproven',
  title: 'A gate is taken for a consent by its name alone',
  level: 'note',
  restsOn: ['transfer-consent', 'tracker-consent', 'ai-consent'],
  about: 'start',
  yieldsTo: [],
  check: (one) => {
    const { verdict } = one.subject;
    if (verdict.kind !== 'gated' || verdict.confidence !== 'low') return undefined;
    const claim = joined([openTransfers(one), openTracker(one), openAi(one)], one);
    return claim === undefined ? undefined : { ...claim, level: 'note' };
  },
  say: ({ product, cites }, { verdict }) => ({
    message: `What stands before ${product} is taken for a consent by its name alone; nothing shows who sets it (${cites}).`,
    fix: `If it is the user's consent, declare it under consents: in xborder.yaml${verdict.grants.length > 0 ? ' with its purpose' : ''}; if it is a setting or a flag, ask the user.`,
  }),
};
