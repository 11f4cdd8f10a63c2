import type { LawCatalog } from '../model/law.js';
import type { RuleText } from '../model/report.js';
import type { Rule } from '../model/rule.js';
import { aiTrainingNotExcluded } from './ai-training-not-excluded.js';
import { aiWithoutConsent } from './ai-without-consent.js';
import { consentCannotCure } from './consent-cannot-cure.js';
import { consentDefaultGranted } from './consent-default-granted.js';
import { consentNotForTransfer } from './consent-not-for-transfer.js';
import { disclosureIncomplete } from './disclosure-incomplete.js';
import { disclosureLanguage } from './disclosure-language.js';
import { disclosureStale } from './disclosure-stale.js';
import { foreignRegionByDefault } from './foreign-region-by-default.js';
import { gateDefective } from './gate-defective.js';
import { gateUnproven } from './gate-unproven.js';
import { identifierInPrompt } from './identifier-in-prompt.js';
import { noOptOut } from './no-opt-out.js';
import { promptToTelemetry } from './prompt-to-telemetry.js';
import { recipientUndisclosed } from './recipient-undisclosed.js';
import { restrictedDestination } from './restricted-destination.js';
import { sdkStartsItself } from './sdk-starts-itself.js';
import { sensitiveDataAbroad } from './sensitive-data-abroad.js';
import { sessionReplayUnmasked } from './session-replay-unmasked.js';
import { suppressionUnused } from './suppression-unused.js';
import { suppressionWithoutReason } from './suppression-without-reason.js';
import { trackerBeforeConsent } from './tracker-before-consent.js';
import { trackingBeforeAtt } from './tracking-before-att.js';
import { transferBasisUndeclared } from './transfer-basis-undeclared.js';
import { transferWithoutConsent } from './transfer-without-consent.js';
import { unknownRecipient } from './unknown-recipient.js';
import { withdrawalIgnored } from './withdrawal-ignored.js';

/** All rules, in the order in which reports list them. */
export const rules: readonly Rule[] = [
  transferWithoutConsent,
  consentNotForTransfer,
  transferBasisUndeclared,
  consentCannotCure,
  restrictedDestination,
  trackerBeforeConsent,
  consentDefaultGranted,
  noOptOut,
  gateDefective,
  gateUnproven,
  sdkStartsItself,
  aiWithoutConsent,
  aiTrainingNotExcluded,
  identifierInPrompt,
  promptToTelemetry,
  sensitiveDataAbroad,
  sessionReplayUnmasked,
  trackingBeforeAtt,
  withdrawalIgnored,
  foreignRegionByDefault,
  unknownRecipient,
  recipientUndisclosed,
  disclosureIncomplete,
  disclosureLanguage,
  disclosureStale,
  suppressionUnused,
  suppressionWithoutReason,
];

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
