import type { LawCatalog } from '../model/law.js';
import type { RuleText } from '../model/report.js';
import type { Rule } from '../model/rule.js';
import { gateDefective } from './gate-defective.js';
import { trackerBeforeConsent } from './tracker-before-consent.js';
import { transferWithoutConsent } from './transfer-without-consent.js';

/** All rules, in the order in which reports list them. */
export const rules: readonly Rule[] = [transferWithoutConsent, trackerBeforeConsent, gateDefective];

/** The rules as a report tells them. `pages` holds the text of `<rule>.md` by rule id; a rule without one has an empty page. */
export function ruleTexts(pages: Readonly<Record<string, string>>, law: LawCatalog): readonly RuleText[] {
  return rules.map(({ id, title, level, restsOn }) => ({
    id,
    title,
    level,
    page: pages[id] ?? '',
    laws: Object.values(law.laws)
      .filter(({ duties }) => duties.some((duty) => restsOn.includes(duty.kind)))
      .map((one) => one.id),
  }));
}
