import * as amplitude from '@amplitude/analytics-browser';
import { posthog } from '@bakery/counting';
import { note } from '@bakery/notes';
import * as Sentry from '@sentry/browser';
import type { Order } from '../../orders/src/main';

document.getElementById('accept-analytics')?.addEventListener('click', () => localStorage.setItem('analyticsConsent', 'granted'));
const agreed = localStorage.getItem('analyticsConsent') === 'granted';

if (agreed) Sentry.init({ dsn: 'https://k@o1.ingest.us.sentry.io/2' }); // gated to: US sentry
Sentry.captureMessage('the counter is open'); // gated to: US sentry
posthog.capture('loaf'); // gated to: US posthog

// The other bakery lets its own counter go unasked; this one waits.
amplitude.init('key', { optOut: true }); // withheld
if (agreed) amplitude.setOptOut(false);
amplitude.track('loaf'); // withheld

export const last: Order = { loaves: 2 };
window.addEventListener('error', (event) => note(event));
