import * as Sentry from '@sentry/react';

export function startErrorTracking(): void {
  Sentry.init({
    dsn: 'https://5f2a7c1e9b3d4f60a8e1c2d3b4a59687@o4507.ingest.us.sentry.io/4507123',
    release: 'hangang-chat@1.4.2',
    tracesSampleRate: 0.1,
  });
}

export function reportError(error: unknown): void {
  Sentry.captureException(error);
}
