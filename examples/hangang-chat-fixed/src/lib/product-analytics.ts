import * as amplitude from '@amplitude/analytics-browser';
import { hasStatisticsConsent, hasToolsTransferConsent } from '@/consent/record';

/** Funnels and retention. */
export function startProductAnalytics(): void {
  if (!hasToolsTransferConsent() || !hasStatisticsConsent()) return;
  amplitude.init('7b3e0c5d9a1f4286b0d4e7a2c8f91530');
}
