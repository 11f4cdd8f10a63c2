import type { Rule } from '../model/rule.js';
import { isAi } from './ai-without-consent.js';
import { minimisationOf, shown } from './prompt-to-telemetry.js';

const IDENTIFIERS = new Set(['contact', 'email', 'phone', 'address', 'name', 'government-id', 'payment', 'credentials']);

/** An e-mail address, a phone number or the like is written into what an AI provider receives. */
export const identifierInPrompt: Rule = {
  id: 'identifier-in-prompt',
  title: 'A name, address or number is written into a prompt',
  level: 'warning',
  restsOn: ['minimisation'],
  about: 'call',
  yieldsTo: [],
  check: (one) => {
    const duties = minimisationOf(one, 'contact');
    const abroad = one.transfers.filter(({ standing }) => standing.kind !== 'home');
    if (!isAi(one) || shown(one, IDENTIFIERS).length === 0 || abroad.length === 0 || duties.length === 0) return undefined;
    return { level: abroad.every(({ certainty }) => certainty === 'unknown') ? 'note' : 'warning', duties, transfers: abroad };
  },
  say: ({ product, where, cites }) => ({
    message: `What ${product} receives ${where} carries contact details or another identifier of a person (${cites}).`,
    fix: 'Leave them out, or put a placeholder into the prompt and fill it in after the answer.',
  }),
};
