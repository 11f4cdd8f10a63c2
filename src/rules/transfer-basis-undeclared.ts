import type { Rule } from '../model/rule.js';
import { openBases } from './consent-cannot-cure.js';
import { lower, whoReceives } from './transfer-without-consent.js';

/** The law wants the transfer to rest on something that code cannot show, and the project declares nothing that counts there. */
export const transferBasisUndeclared: Rule = {
  id: 'transfer-basis-undeclared',
  title: 'The transfer needs a basis, and none is declared',
  level: 'warning',
  restsOn: ['transfer-basis'],
  about: 'start',
  yieldsTo: ['consent-cannot-cure', 'unknown-recipient', 'restricted-destination'],
  check: (one) => {
    const claim = openBases(one);
    return claim === undefined ? undefined : { ...claim, level: lower(claim.level, 'warning') };
  },
  say: (told) => ({
    message: `${told.product} receives ${told.data} ${told.where}, and no basis for that transfer is declared (${told.cites}).${whoReceives(told)}`,
    fix: `Enter ${told.recipient} under transfers: in xborder.yaml with the basis that carries the transfer to ${told.country} and where it can be looked up; or keep the data at home or in a recognised country. A consent banner is no answer to this.`,
  }),
};
