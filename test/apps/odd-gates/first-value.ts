import posthog from 'posthog-js';

// It is always set before it is asked.
let known = true;
known = Cookiebot.consent.statistics === true;
function begin() {
  if (known) posthog.init('phc_first'); // missed: gated: analytics
}
begin();
