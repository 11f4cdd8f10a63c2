import posthog from 'posthog-js';

// The later property stands.
function settings() {
  const base = { analytics: true, theme: 'dark' };
  return { ...base, analytics: Cookiebot.consent.statistics === true };
}
if (settings().analytics) posthog.init('phc_spread'); // gated: analytics
