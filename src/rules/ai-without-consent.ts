import type { Case, Claim, Rule } from '../model/rule.js';
import { lower } from './transfer-without-consent.js';

/** Categories of providers that answer, draw, speak or translate with a model of their own. */
const AI = new Set(['ai-llm', 'ai-image', 'ai-speech', 'ai-gateway']);

/** What users type goes to an AI provider, in whatever country, before they agreed to that. */
export const aiWithoutConsent: Rule = {
  id: 'ai-without-consent',
  title: 'What users type goes to an AI provider before they agreed',
  level: 'error',
  restsOn: ['ai-consent'],
  about: 'start',
  yieldsTo: ['gate-defective'],
  check: (one) => {
    const { verdict } = one.subject;
    if (verdict.kind !== 'ungated' && verdict.kind !== 'unknown') return undefined;
    const claim = openAi(one);
    return claim === undefined || verdict.kind === 'ungated' ? claim : { ...claim, level: 'note' };
  },
  say: ({ product, data, cites }, { verdict, product: facts }) => ({
    message: `${verdict.kind === 'unknown' ? 'It could not be made out whether' : 'No'} permission ${verdict.kind === 'unknown' ? 'stands' : 'is known'} before ${product}, a third-party AI, receives ${data} (${cites}).`,
    fix: `Ask in the app, just before the first use: say that ${product} receives what the user types, and why, and go on only after a yes.${facts?.trains === true ? ' Switch off the use of input for training, if the contract allows it.' : ''}`,
  }),
};

/** Holds if the subject's product is an AI provider. */
export function isAi({ subject }: Case): boolean {
  return AI.has(subject.usage.category);
}

/** What a call fails where it hands users' input to an AI provider and a permission is asked for; undefined where none is. */
export function openAi(one: Case): Claim | undefined {
  const duties = one.duties.filter((duty) => duty.kind === 'ai-consent');
  if (!isAi(one) || duties.length === 0) return undefined;
  const known = one.transfers.some(({ certainty }) => certainty === 'stated' || certainty === 'observed');
  const verified = duties.some((duty) => duty.known === 'verified');
  return { level: lower(known ? 'error' : 'warning', verified ? 'error' : 'warning'), duties, transfers: one.transfers };
}
