import Tea from '@datarangers/sdk-javascript';
import { hasStatisticsConsent, hasToolsTransferConsent } from '@/consent/record';

const appVersion = '2.0.0';

/** Usage figures for the weekly meeting: which device, which network, which release. */
export function startTelemetry(): void {
  if (!hasToolsTransferConsent() || !hasStatisticsConsent()) return;
  Tea.init({ app_id: 20041287, channel: 'cn', autotrack: true });
  Tea.config({ app_version: appVersion, network: navigator.connection?.effectiveType ?? 'unknown' });
  Tea.start();
}

/** That somebody asked, and how much; never what. */
export function trackPrompt(length: number, turn: number): void {
  if (!hasToolsTransferConsent() || !hasStatisticsConsent()) return;
  Tea.event('send_prompt', { length, turn, app_version: appVersion });
}
