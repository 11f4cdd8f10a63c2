import type { Suppression, SuppressionRule } from '../model/rule.js';
import { listed } from './prompt-to-telemetry.js';

/** Something is set aside, and there is nothing to set aside. */
export const suppressionUnused: SuppressionRule = {
  id: 'suppression-unused',
  title: 'A suppression meets no finding',
  level: 'warning',
  restsOn: [],
  about: 'suppression',
  remark: (suppression) => {
    // One that names no rule lacks more than a finding: that is told by itself.
    if (suppression.met > 0 || suppression.rules.length === 0) return undefined;
    return { level: 'warning', say: () => ({ message: message(suppression), fix: fix(suppression) }) };
  },
};

function message({ rules, unknown, by }: Suppression): string {
  const [first] = unknown;
  const here = by === 'comment' ? 'here' : 'at these paths';
  if (first === undefined) return `This sets ${listed(rules)} aside, and there is no such finding ${here}.`;
  return `This sets ${first.rule} aside, and there is no rule of that name${first.meant === undefined ? '' : ` (did you mean ${first.meant}?)`}.`;
}

function fix({ unknown }: Suppression): string {
  return unknown.length > 0 ? 'Name a rule as findings name it.' : 'Take it out: it would hide the next finding without anybody having looked.';
}
