import mixpanel from 'mixpanel-browser';
import posthog from 'posthog-js';

// The rest of a list begins where its first elements end.
function decide(...all: unknown[]) {
  const [name, ...others] = all;
  return others[0] === true && name;
}
if (decide('analytics', Cookiebot.consent.statistics === true)) posthog.init('phc_rest'); // gated: analytics by cookiebot

const [, ...after] = [Cookiebot.consent.statistics === true, true];
if (after[0]) mixpanel.init('mp_after'); // ungated
