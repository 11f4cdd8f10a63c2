export { default as posthog } from 'posthog-js';
export * as amplitude from '@amplitude/analytics-browser';
export { init as startSentry, captureException } from '@sentry/browser';
export * from './chat';
