import type { Rule } from '../model/rule.js';

/** Data leave, and code does not say who gets them. A note: what is not known is no accusation. */
export const unknownRecipient: Rule = {
  id: 'unknown-recipient',
  title: 'Who receives the data could not be made out',
  level: 'note',
  restsOn: ['transfer-consent', 'transfer-basis', 'disclosure'],
  about: 'start',
  yieldsTo: [],
  check: ({ subject, duties, transfers }) => {
    const asked = duties.filter((duty) => duty.kind === 'transfer-consent' || duty.kind === 'transfer-basis' || duty.kind === 'disclosure');
    const nobodyKnown = subject.recipients.every((recipient) => recipient.entity === 'unknown');
    return asked.length === 0 || !nobodyKnown ? undefined : { level: 'note', duties: asked, transfers };
  },
  say: ({ product, data, cites }) => ({
    message: `Who receives ${data} from ${product} here, and in which country, could not be made out (${cites}).`,
    fix: 'Declare under bindings: in xborder.yaml which recipient and country stand behind the host.',
  }),
};
