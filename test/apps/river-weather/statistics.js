import posthog from 'posthog-js';

posthog.init('phc_river', { api_host: 'https://eu.i.posthog.com' }); // gated: analytics to: DE posthog
