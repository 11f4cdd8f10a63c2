import posthog from 'posthog-js';

// Whatever stands before it, the consent is asked, too.
if (navigator.onLine && Cookiebot.consent.statistics) posthog.init('phc_other'); // gated: analytics
