import type { SuppressionRule } from '../model/rule.js';
import { listed } from './prompt-to-telemetry.js';

/** A comment sets findings aside and gives no reason, or names no rule. It sets nothing aside. */
export const suppressionWithoutReason: SuppressionRule = {
  id: 'suppression-without-reason',
  title: 'A suppression gives no reason',
  level: 'warning',
  restsOn: [],
  about: 'suppression',
  remark: ({ rules, reason, met }) => {
    if (rules.length > 0 && (reason !== '' || met === 0)) return undefined;
    const what = rules.length === 0 ? 'names no rule' : 'gives no reason';
    return {
      level: 'warning',
      say: () => ({
        message: `This suppression ${what}, and sets nothing aside.`,
        fix: `Write // xborder-ignore ${rules.length === 0 ? '<rule>' : listed(rules).replace(/ and /, ', ')}: and why the finding may stand, for whoever reviews this next.`,
      }),
    };
  },
};
