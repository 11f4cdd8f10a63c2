import type { Level } from '../model/report.js';
import type { Case, Claim, Rule, Subject, Told } from '../model/rule.js';
import type { Certainty } from '../model/sdk.js';
import { lower } from './transfer-without-consent.js';

/** Categories that store or read on the device, or watch the user, and the most that the rule says of them. */
const TRACKERS: Readonly<Record<string, Level>> = {
  analytics: 'error',
  'product-analytics': 'error',
  'session-replay': 'error',
  rum: 'error',
  'tag-manager': 'error',
  cdp: 'error',
  advertising: 'error',
  attribution: 'error',
  engagement: 'error',
  experimentation: 'error',
  'support-chat': 'error',
  survey: 'error',
  social: 'error',
  video: 'error',
  crash: 'warning',
  fonts: 'note',
};

/** A tracker runs on the user's device where the market asks for a consent first, and none is known before it. */
export const trackerBeforeConsent: Rule = {
  id: 'tracker-before-consent',
  title: 'A tracker runs on the user’s device before the user agreed',
  level: 'error',
  restsOn: ['tracker-consent'],
  about: 'start',
  yieldsTo: ['transfer-without-consent', 'gate-defective', 'sdk-starts-itself'],
  check: (one) => {
    const { verdict } = one.subject;
    if (verdict.kind !== 'ungated' && verdict.kind !== 'unknown') return undefined;
    const claim = openTracker(one);
    return claim === undefined || verdict.kind === 'ungated' ? claim : { ...claim, level: 'note' };
  },
  say: (told, subject) => ({ message: message(told, subject), fix: fix(told, subject) }),
};

/** What a call fails where it is a tracker on a device whose market asks for a consent; undefined where it is not. */
export function openTracker({ subject, duties, transfers }: Case): Claim | undefined {
  const ceiling = Object.hasOwn(TRACKERS, subject.usage.category) ? TRACKERS[subject.usage.category] : undefined;
  const asked = duties.filter((duty) => duty.kind === 'tracker-consent');
  if (ceiling === undefined || !subject.onClient || asked.length === 0) return undefined;
  const firm = asked.some((duty) => duty.known === 'verified' && !duty.mayExempt.includes(subject.usage.category));
  const known = transfers.some(({ certainty }) => isFirm(certainty));
  return { level: lower(ceiling, firm && known ? 'error' : 'warning'), duties: asked, transfers };
}

/** The duty does not turn on the country: where that is not known, the finding is less sure, not less open. */
function isFirm(certainty: Certainty): boolean {
  return certainty === 'stated' || certainty === 'observed';
}

function message({ product, data, where, cites }: Told, { verdict, usage }: Subject): string {
  const what = usage.category === 'fonts' ? `${product} learns the address of the device` : `${product} runs on the user's device and receives ${data}`;
  if (verdict.kind === 'unknown') return `It could not be made out whether a consent stands before ${what}, ${where} (${cites}).`;
  return `${what} ${where} before a consent to it is known (${cites}).`;
}

function fix({ product }: Told, { usage }: Subject): string {
  switch (usage.touch) {
    case 'script-tag':
    case 'load':
    case 'embed':
    case 'component':
      return `Load ${product} only once the user agreed to this kind of tracker: from the consent platform's callback, or with its markup that holds the script back.`;
    case 'init':
    case 'start':
      return `Start ${product} only once the user agreed to this kind of tracker, in the callback of the consent platform or behind a test of its granted value.`;
    default:
      return `Call ${product} only behind a test that the user agreed to this kind of tracker.`;
  }
}
