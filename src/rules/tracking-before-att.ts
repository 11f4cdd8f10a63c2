import type { Rule } from '../model/rule.js';

const TRACKING = new Set(['advertising', 'attribution']);

/** An advertising or attribution SDK starts in an iOS app before the system's dialogue was answered. */
export const trackingBeforeAtt: Rule = {
  id: 'tracking-before-att',
  title: 'An advertising SDK starts before the tracking dialogue was answered',
  level: 'warning',
  restsOn: ['tracking-permission'],
  about: 'start',
  offByDefault: 'Many SDKs wait for the dialogue by themselves, by an option or in native code that is not read.',
  yieldsTo: [],
  check: ({ subject, duties, transfers }) => {
    const asked = duties.filter((duty) => duty.kind === 'tracking-permission');
    const { kind, defect } = subject.verdict;
    // The answer to the dialogue is a consent to tracking, whatever else the call would need.
    const isOpen = kind === 'ungated' || (kind === 'defective' && defect !== 'wrong-purpose');
    if (asked.length === 0 || !TRACKING.has(subject.usage.category) || !isOpen || !subject.onClient) return undefined;
    return { level: 'warning', duties: asked, transfers };
  },
  say: ({ product, cites }) => ({
    message: `${product} starts before the answer to the system's tracking dialogue is known (${cites}).`,
    fix: 'Ask by the system’s dialogue first, and start the SDK with the advertising identifier only where tracking was allowed.',
  }),
};
