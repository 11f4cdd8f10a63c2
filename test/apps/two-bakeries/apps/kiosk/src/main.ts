import { countAnyway, posthog, startCounting } from '@bakery/counting';
import * as Sentry from '@sentry/browser';

// What the counter starts is not started here.
Sentry.captureMessage('the kiosk is awake'); // ungated
posthog.capture('bun'); // gated to: US posthog

startCounting();
countAnyway();
