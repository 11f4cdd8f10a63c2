import type { Level } from '../model/report.js';
import type { Rule } from '../model/rule.js';

/** Categories by which data about behaviour reach others for their own or for advertising purposes. */
const SHARING = new Set(['advertising', 'attribution', 'analytics', 'product-analytics', 'session-replay', 'tag-manager', 'cdp', 'social']);

/** A tracker runs whatever the user says, where the market lets users opt out. */
export const noOptOut: Rule = {
  id: 'no-opt-out',
  title: 'A tracker runs, and no refusal of the user can stop it',
  level: 'warning',
  restsOn: ['tracker-opt-out'],
  about: 'start',
  yieldsTo: ['transfer-without-consent', 'sdk-starts-itself', 'restricted-destination'],
  check: ({ subject, duties, transfers }) => {
    const asked = duties.filter((duty) => duty.kind === 'tracker-opt-out' && !duty.mayExempt.includes(subject.usage.category));
    if (subject.verdict.kind !== 'ungated' || !subject.onClient || asked.length === 0 || !SHARING.has(subject.usage.category)) return undefined;
    const level: Level = transfers.every(({ certainty }) => certainty === 'unknown') ? 'note' : 'warning';
    return { level, duties: asked, transfers };
  },
  say: ({ product, data, cites }) => ({
    message: `${product} receives ${data}, and no refusal of the user is tested on any way to it (${cites}).`,
    fix: `Let users say no to ${product}, honour navigator.globalPrivacyControl as a no, and test that before the SDK starts.`,
  }),
};
