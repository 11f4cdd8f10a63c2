import * as amplitude from '@amplitude/analytics-browser';
import { shutdown } from '@intercom/messenger-js-sdk';
import * as Sentry from '@sentry/react';
import { forgetAiTransferConsent, forgetToolsTransferConsent } from '@/consent/record';
import { withdrawOnServer } from '@/lib/api';

/** From here on the server answers 403 to every prompt, and the app asks anew. */
export async function withdrawAiTransfer(): Promise<void> {
  forgetAiTransferConsent();
  await withdrawOnServer('overseas_transfer_ai');
  location.reload();
}

/** Stops what can be stopped; the reload ends the rest, since nothing starts again without a consent. */
export async function withdrawTools(): Promise<void> {
  forgetToolsTransferConsent();
  amplitude.setOptOut(true);
  shutdown();
  await Sentry.close();
  await withdrawOnServer('overseas_transfer_tools');
  location.reload();
}
