import posthog from 'posthog-js';

function decide(...all: boolean[]) {
  return all.every((one) => one);
}
if (decide(Cookiebot.consent.statistics === true)) posthog.init('phc_rest'); // gated: analytics
