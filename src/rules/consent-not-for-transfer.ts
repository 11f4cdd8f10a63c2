import type { Case, Rule } from '../model/rule.js';
import { lower, openTransfers, whoReceives } from './transfer-without-consent.js';

/** A consent stands before the call, given for something else, where the market wants one to the transfer by itself. */
export const consentNotForTransfer: Rule = {
  id: 'consent-not-for-transfer',
  title: 'The consent before the call is not one to the transfer abroad',
  level: 'error',
  restsOn: ['transfer-consent'],
  about: 'start',
  yieldsTo: ['gate-unproven', 'unknown-recipient'],
  check: (one) => {
    const { kind, grants, transfer } = one.subject.verdict;
    // Of an SDK that holds itself back it has to be known which consent releases it.
    const rests = kind === 'gated' || (kind === 'withheld' && grants.length > 0);
    if (!rests || transfer !== 'none' || grants.includes('transfer') || one.separate === false) return undefined;
    const claim = openTransfers({ ...one, transfers: one.transfers.filter((transfer) => !transfer.consentDeclared) });
    return claim === undefined ? undefined : { ...claim, level: lower(claim.level, ceilingOf(one)) };
  },
  say: (told, { usage, verdict }) => ({
    message: `A consent stands before ${told.product}, and nothing shows that it is one to the transfer: ${told.product} receives ${told.data} ${told.where} (${told.cites}).${whoReceives(told)}`,
    fix: `Ask for the transfer by itself, naming ${told.recipient}, ${told.country}, the items, the purpose and the retention, and test that answer${verdict.kind === 'withheld' ? ' before the SDK is released' : ` as well before ${usage.touch === 'send' || usage.touch === 'identify' ? 'this call' : 'the SDK starts'}`}. A gate of your own can be declared under consents: in xborder.yaml.`,
  }),
};

/** A market that wants the consent highlighted may be met by the screen that the gate belongs to. */
function ceilingOf({ separate }: Case): 'error' | 'warning' {
  return separate === true ? 'error' : 'warning';
}
