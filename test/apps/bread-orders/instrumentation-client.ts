import * as Sentry from '@sentry/nextjs';
import posthog from 'posthog-js';

// The DSN says who receives, whatever path the way there takes.
Sentry.init({ dsn: 'https://abc@o1.ingest.de.sentry.io/2', tunnel: '/monitoring' }); // ungated to: DE sentry

posthog.init('phc_bread', { api_host: '/ingest', ui_host: 'https://us.posthog.com' }); // ungated to: US posthog
