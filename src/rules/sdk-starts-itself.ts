import type { Rule, Subject } from '../model/rule.js';
import { joined } from './gate-defective.js';
import { openTracker } from './tracker-before-consent.js';
import { openTransfers } from './transfer-without-consent.js';

/** A package that sends as soon as it is imported: `npm:newrelic`, without a name that is called. */
const IMPORTED = /^npm:[^#]+$/;

/** Data leave as soon as the package is there or is imported, so that no check in the code can come first. */
export const sdkStartsItself: Rule = {
  id: 'sdk-starts-itself',
  title: 'The SDK starts by itself, before anybody can be asked',
  level: 'error',
  restsOn: ['transfer-consent', 'tracker-consent'],
  about: 'start',
  yieldsTo: [],
  check: (one) => {
    const { verdict, usage } = one.subject;
    const isImported = usage.callee !== undefined && IMPORTED.test(usage.callee);
    if (verdict.kind !== 'ungated' || !(isImported || isInstalled(one.subject))) return undefined;
    return joined([openTransfers(one), openTracker(one)], one);
  },
  say: ({ product, data, where, cites }, subject) => ({
    message: `${isInstalled(subject) ? `${product} starts with the app, without a call` : `Importing ${product} is enough for it to start`}: it receives ${data} ${where} before a consent is known (${cites}).`,
    fix: isInstalled(subject)
      ? `Switch off the automatic start of ${product} in the manifest, and start it in code once the user agreed.`
      : 'Import it with import() behind the test of the consent, or use the entry of the package that does not start by itself.',
  }),
};

/** A manifest alone makes it start. */
function isInstalled({ usage }: Subject): boolean {
  return usage.touch === 'dependency' || usage.touch === 'declaration';
}
