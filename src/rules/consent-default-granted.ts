import type { Rule } from '../model/rule.js';
import { failedGate } from './gate-defective.js';

/** The consent counts as given until somebody takes it back. One finding, with the duties that this fails. */
export const consentDefaultGranted: Rule = {
  id: 'consent-default-granted',
  title: 'The consent counts as granted before anybody was asked',
  level: 'error',
  restsOn: ['transfer-consent', 'tracker-consent', 'ai-consent'],
  about: 'start',
  yieldsTo: [],
  check: (one) => (one.subject.verdict.defect === 'default-granted' ? failedGate(one) : undefined),
  say: ({ product, data, where, cites }) => ({
    message: `The consent before ${product} counts as granted until somebody refuses, so that ${product} receives ${data} ${where} of users who were never asked (${cites}).`,
    fix: "Start from denied: in the consent mode's default, in the initial state, and where nothing is stored. Change it only when the user agreed.",
  }),
};
