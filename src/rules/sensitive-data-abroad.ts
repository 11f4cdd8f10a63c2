import type { Level } from '../model/report.js';
import type { Rule } from '../model/rule.js';
import { listed, shown } from './prompt-to-telemetry.js';
import { lower, weightOf } from './transfer-without-consent.js';

const SENSITIVE: Readonly<Record<string, string>> = {
  health: 'health data',
  biometric: 'biometric data',
  genetic: 'genetic data',
  location: 'location',
  'location-precise': 'precise location',
  contacts: 'the address book',
  'government-id': 'identity numbers',
};
const KINDS = new Set(Object.keys(SENSITIVE));

/** Health, biometric data, location, the address book or the like go abroad without a consent of their own. */
export const sensitiveDataAbroad: Rule = {
  id: 'sensitive-data-abroad',
  title: 'Sensitive data go abroad without a consent to that',
  level: 'error',
  restsOn: ['sensitive-consent', 'sensitive-destination', 'restricted-destination'],
  about: 'call',
  yieldsTo: [],
  check: (one) => {
    const { verdict } = one.subject;
    const abroad = one.transfers.filter(({ standing }) => standing.kind !== 'home');
    if (shown(one, KINDS).length === 0 || abroad.length === 0) return undefined;
    const barred = one.duties.filter(
      (duty) => /^(?:sensitive|restricted)-destination$/.test(duty.kind) && abroad.some(({ country }) => duty.countries.includes(country)),
    );
    const isGated = verdict.kind === 'gated' || verdict.kind === 'withheld';
    const agreed = isGated && (verdict.grants.includes('sensitive') || verdict.transfer !== 'none');
    const asked = agreed ? [] : one.duties.filter((duty) => duty.kind === 'sensitive-consent');
    const duties = [...asked, ...barred];
    const most: Level = isGated || verdict.kind === 'unknown' ? 'warning' : 'error';
    return duties.length === 0 ? undefined : { level: lower(weightOf(abroad, duties, one.subject), most), duties, transfers: abroad };
  },
  say: ({ product, where, cites }, { data }) => {
    const kinds = data.flatMap((datum) => (datum.because.length > 0 ? (SENSITIVE[datum.category] ?? []) : []));
    return {
      message: `${product} receives ${listed([...new Set(kinds)])} ${where}, and no consent to that is known (${cites}).`,
      fix: 'Leave it out, make it coarse on the device, or ask for it by itself: what it is, who receives it, in which country, and why.',
    };
  },
};
