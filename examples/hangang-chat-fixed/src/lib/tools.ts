import { startApm } from '@/lib/apm';
import { startErrorTracking } from '@/lib/errors';
import { startGoogleAnalytics } from '@/lib/google-analytics';
import { startProductAnalytics } from '@/lib/product-analytics';
import { startSupportChat } from '@/lib/support';
import { startTelemetry } from '@/lib/telemetry';

/** Called on load, and once more when the user has just agreed. Every one of these looks for its consents first. */
export function startTools(): void {
  startErrorTracking();
  startSupportChat();
  startTelemetry();
  void startApm();
  startProductAnalytics();
  startGoogleAnalytics();
}
