import type { Case, Claim, Rule } from '../model/rule.js';
import { lower, weightOf, whoReceives } from './transfer-without-consent.js';

/** A consent to the transfer is all that carries it, in a market where a consent carries no routine transfer. */
export const consentCannotCure: Rule = {
  id: 'consent-cannot-cure',
  title: 'Only a consent carries the transfer, where none can',
  level: 'warning',
  restsOn: ['transfer-basis'],
  about: 'start',
  yieldsTo: [],
  check: (one) => {
    const { verdict } = one.subject;
    const rests = (verdict.kind === 'gated' || verdict.kind === 'withheld') && verdict.transfer !== 'none';
    const claim = rests ? openBases(one) : undefined;
    if (claim === undefined || !claim.transfers.some(({ standing }) => standing.kind === 'basis' && standing.refusesConsent)) return undefined;
    return { ...claim, level: lower(claim.level, 'warning') };
  },
  say: (told) => ({
    message: `A consent to the transfer stands before ${told.product}, and here no consent carries a routine transfer: ${told.product} receives ${told.data} ${told.where} (${told.cites}).${whoReceives(told)}`,
    fix: `Rest the transfer to ${told.recipient} on a basis that the law knows, like standard contractual clauses, and write it down; or keep the data in a recognised country. The consent may stay, but it is not the answer.`,
  }),
};

/** What a call fails where its transfers need a basis that nobody has declared; undefined where they need none. */
export function openBases({ subject, transfers }: Case): Claim | undefined {
  const dutiesOf = ({ standing }: Case['transfers'][number]) =>
    standing.kind === 'basis' ? standing.duties : standing.kind === 'consent' ? standing.basis : [];
  const open = transfers.filter((transfer) => dutiesOf(transfer).length > 0);
  const duties = [...new Set(open.flatMap(dutiesOf))];
  return duties.length === 0 ? undefined : { level: weightOf(open, duties, subject), duties, transfers: open };
}
