import posthog from 'posthog-js';

// What is assigned last to a new object stands.
function settings() {
  const base = { analytics: true, theme: 'dark' };
  return Object.assign({}, base, { analytics: Cookiebot.consent.statistics === true });
}
if (settings().analytics) posthog.init('phc_over'); // gated: analytics by cookiebot
