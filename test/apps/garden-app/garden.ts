import * as amplitude from '@amplitude/analytics-browser';
import Clarity from '@microsoft/clarity';
import mixpanel from 'mixpanel-browser';
import posthog from 'posthog-js';

const key = 'garden-consent';
document.getElementById('accept')?.addEventListener('click', () => localStorage.setItem(key, 'granted'));
document.getElementById('decline')?.addEventListener('click', () => localStorage.setItem(key, 'denied'));

switch (localStorage.getItem(key)) {
  case 'granted':
    posthog.init('phc_garden'); // gated: analytics
    break;
  default:
    console.info('no statistics');
}

// Nobody has answered: null falls through.
switch (localStorage.getItem(key) ?? 'pending') {
  case 'pending':
  case 'granted':
    mixpanel.init('garden'); // defective
    break;
}

const stored = localStorage.getItem(key) ?? 'granted';
if (stored === 'granted') amplitude.init('garden'); // defective: default-granted

// Two half gates make a whole one.
const status = localStorage.getItem(key);
const start = () => {
  if (status == null) return;
  if (status === 'denied') return;
  Clarity.init('garden'); // missed: gated: analytics
};
start();

// Build flags and operators are nobody's consent.
if (import.meta.env.PROD) navigator.sendBeacon('https://api-js.mixpanel.com/track', 'open'); // ungated to: US mixpanel
