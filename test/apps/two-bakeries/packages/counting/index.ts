// What both bakeries count with. Who imports it starts it, and has the same consent before it.
import mixpanel from 'mixpanel-browser';
import posthog from 'posthog-js';

if (localStorage.getItem('analyticsConsent') === 'granted') posthog.init('phc_x', { api_host: 'https://us.i.posthog.com' }); // gated to: US posthog

export function startCounting() {
  mixpanel.init('token', { opt_out_tracking_by_default: true }); // ungated
}

/** Called without a question, by the kiosk alone: then it counts for the kiosk. */
export function countAnyway() {
  mixpanel.opt_in_tracking(); // ungated
}

export { mixpanel, posthog };
