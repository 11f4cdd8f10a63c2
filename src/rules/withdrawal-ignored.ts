import type { Rule } from '../model/rule.js';

/** The SDK goes on after the consent was taken back. */
export const withdrawalIgnored: Rule = {
  id: 'withdrawal-ignored',
  title: 'The SDK goes on after the consent was taken back',
  level: 'warning',
  restsOn: ['tracker-consent', 'transfer-consent', 'withdrawal'],
  about: 'start',
  offByDefault: 'What a withdrawal does is not read yet.',
  yieldsTo: [],
  check: ({ subject, duties, transfers }) => {
    const asked = duties.filter((duty) => duty.kind === 'withdrawal' || duty.kind === 'tracker-consent' || duty.kind === 'transfer-consent');
    if (subject.verdict.withdrawal !== 'goes-on' || asked.length === 0) return undefined;
    return { level: 'warning', duties: asked, transfers };
  },
  say: ({ product, cites }) => ({
    message: `${product} starts after a consent, and nothing stops it when the consent is taken back (${cites}).`,
    fix: `Call the switch of ${product} that stops it and forgets the user in the handler of the withdrawal, and start nothing on the next visit.`,
  }),
};
