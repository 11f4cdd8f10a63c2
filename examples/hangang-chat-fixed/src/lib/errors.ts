import * as Sentry from '@sentry/react';
import { hasToolsTransferConsent } from '@/consent/record';

export function startErrorTracking(): void {
  if (!hasToolsTransferConsent()) return;
  Sentry.init({
    dsn: 'https://5f2a7c1e9b3d4f60a8e1c2d3b4a59687@o4507.ingest.us.sentry.io/4507123',
    release: 'hangang-chat@2.0.0',
    tracesSampleRate: 0.1,
  });
}

export function reportError(error: unknown): void {
  if (!hasToolsTransferConsent()) return;
  Sentry.captureException(error);
}
