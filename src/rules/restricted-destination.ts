import type { Rule } from '../model/rule.js';
import type { Recipient } from '../model/usage.js';
import { lower, weightOf, whoReceives } from './transfer-without-consent.js';

/** Data go where the market wants none to go, whatever the user says. */
export const restrictedDestination: Rule = {
  id: 'restricted-destination',
  title: 'Data go to a country that no consent opens',
  level: 'error',
  restsOn: ['restricted-destination', 'localisation'],
  about: 'start',
  yieldsTo: [],
  check: ({ subject, transfers }) => {
    const there = transfers.filter(({ standing }) => standing.kind === 'restricted');
    const duties = [...new Set(there.flatMap(({ standing }) => (standing.kind === 'restricted' ? standing.duties : [])))];
    if (duties.length === 0) return undefined;
    const unlimited = duties.filter((duty) => duty.above === undefined);
    // A duty that holds only above an amount is no certain one: code shows no amounts.
    const level = lower(weightOf(there, unlimited, subject), unlimited.length > 0 ? 'error' : 'warning');
    return { level: subject.verdict.kind === 'unknown' ? lower(level, 'warning') : level, duties, transfers: there };
  },
  say: (told, { recipients }) => ({
    message: `${told.product} receives ${told.data} ${told.where}${isAnywhereKnown(recipients) ? ', which no consent opens to such data' : ', and no consent opens any but a few'} (${told.cites}).${whoReceives(told)}`,
    fix: [
      `Keep data of users of this market away from ${told.recipient}: take another provider, a region at home, or leave the call out for them.`,
      ...told.above.map((amount) => `The duty holds above an amount that code does not show: ${amount}.`),
    ].join(' '),
  }),
};

function isAnywhereKnown(recipients: readonly Recipient[]): boolean {
  return recipients.some(({ countries }) => countries.some((country) => country !== 'unknown'));
}
