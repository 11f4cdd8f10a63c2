import posthog from 'posthog-js';

const last = (...all: unknown[]) => all.at(-1);
if (last('analytics', Cookiebot.consent.statistics === true)) posthog.init('phc_last'); // gated: analytics by cookiebot
