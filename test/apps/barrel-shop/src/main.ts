import { init as startAmplitude } from '@amplitude/analytics-browser';
import { default as mp } from 'mixpanel-browser';
import { amplitude, captureException as report, messenger, posthog, startSentry } from './sdk';

posthog.init('phc_shop'); // ungated to: US posthog
startAmplitude('a1b2c3'); // ungated to: US amplitude
mp.init('mixpanel-token'); // ungated to: US mixpanel
startSentry({ dsn: 'https://abc@o1.ingest.us.sentry.io/2' }); // ungated to: US sentry
messenger.default({ app_id: 'shop' }); // ungated to: US intercom

const { track } = amplitude;
track('open'); // ungated to: US amplitude

const capture = posthog.capture.bind(posthog);
window.addEventListener('error', (event) => report(event.error)); // ungated to: US sentry
document.querySelector('#buy')?.addEventListener('click', () => mp.track('buy')); // ungated to: US mixpanel
capture('open'); // ungated to: US posthog

void import('./late');
