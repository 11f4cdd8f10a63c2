import type { Rule } from '../model/rule.js';
import { isAi } from './ai-without-consent.js';

/** The provider may train on what it is sent, and nothing shows that this was switched off. */
export const aiTrainingNotExcluded: Rule = {
  id: 'ai-training-not-excluded',
  title: 'An AI provider may train on what users type',
  level: 'warning',
  restsOn: ['ai-consent'],
  about: 'start',
  yieldsTo: ['ai-without-consent', 'gate-defective', 'gate-unproven'],
  check: (one) => {
    const { product, usages } = one.subject;
    const duties = one.duties.filter((duty) => duty.kind === 'ai-consent' && duty.when === 'trains');
    if (!isAi(one) || product?.trains !== true || usages.some(({ trainingOff }) => trainingOff !== undefined) || duties.length === 0) return undefined;
    return { level: 'warning', duties, transfers: one.transfers };
  },
  say: ({ product, where, cites }) => ({
    message: `${product} may train on what it is sent ${where}, and nothing in the code excludes that (${cites}).`,
    fix: 'Use a contract or an option that excludes training, or say so in the consent that stands before the call.',
  }),
};
