import * as Sentry from '@sentry/browser';

Sentry.init({ dsn: 'https://abc@o1.ingest.de.sentry.io/2' }); // ungated to: DE sentry
