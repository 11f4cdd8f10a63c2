import * as amplitude from '@amplitude/analytics-browser';
import Clarity from '@microsoft/clarity';
import * as Sentry from '@sentry/browser';
import mixpanel from 'mixpanel-browser';
import posthog from 'posthog-js';
import { getCookieConsentValue } from 'react-cookie-consent';
import ReactGA from 'react-ga4';
import { allowedOrBroken, allowedUnlessSaid, answer, fetchAnswer } from './consent';

if (getCookieConsentValue()) ReactGA.initialize('G-CLUB1'); // defective: truthy-not-granted

if (answer() !== 'denied') posthog.init('phc_club'); // defective: opt-out-test

if (fetchAnswer()) mixpanel.init('club'); // defective: not-awaited

if (allowedOrBroken()) Clarity.init('club'); // defective: fails-open

if (allowedUnlessSaid()) Sentry.init({ dsn: 'https://abc@o1.ingest.us.sentry.io/2' }); // missed: defective: default-granted

if (answer() === 'granted') {
  console.info('thank you');
} else {
  amplitude.init('club'); // missed: defective: inverted
}

navigator.sendBeacon('https://api-js.mixpanel.com/track', 'coupon'); // missed: defective: after-send
if (answer() !== 'granted') throw new Error('no consent');
