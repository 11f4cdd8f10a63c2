import * as amplitude from '@amplitude/analytics-browser';
import * as Sentry from '@sentry/browser';
import mixpanel from 'mixpanel-browser';
import posthog from 'posthog-js';
import { loadScript } from './load-script';

const accept = document.getElementById('accept') as HTMLButtonElement;

posthog.init('phc_quiet', { opt_out_capturing_by_default: true, advanced_disable_flags: true }); // withheld to: US posthog
mixpanel.init('quiet', { opt_out_tracking_by_default: true }); // withheld to: US mixpanel
Sentry.init({ dsn: 'https://abc@o1.ingest.us.sentry.io/2', enabled: false }); // withheld to: US sentry

accept.addEventListener('click', () => {
  posthog.opt_in_capturing(); // gated: analytics to: US posthog
  mixpanel.opt_in_tracking(); // gated: analytics to: US mixpanel
});

// Held back in one line, let go in the next.
amplitude.init('quiet', { optOut: true }); // ungated to: US amplitude
amplitude.setOptOut(false);

// Google's advanced consent mode: pings leave all the same.
gtag('consent', 'default', { analytics_storage: 'denied', ad_storage: 'denied' });
loadScript('https://www.googletagmanager.com/gtag/js?id=G-QUIET1'); // defective: still-sends
gtag('config', 'G-QUIET1'); // defective: still-sends
