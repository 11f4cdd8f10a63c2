import * as amplitude from '@amplitude/analytics-browser';
import { note } from '@bakery/notes';
import * as Sentry from '@sentry/browser';

export interface Order {
  readonly loaves: number;
}

Sentry.init({ dsn: 'https://k@o1.ingest.de.sentry.io/3' }); // ungated to: DE sentry
Sentry.captureMessage('an order came in'); // ungated to: DE sentry

amplitude.init('key', { optOut: true }); // ungated
amplitude.setOptOut(false);
amplitude.track('order'); // ungated

window.addEventListener('error', (event) => note(event));
