import { PostHog } from 'posthog-node';

let client: PostHog | undefined;

export function analytics(): PostHog {
  client ??= new PostHog('phc_books', { host: process.env.POSTHOG_HOST || 'https://eu.i.posthog.com' });
  return client;
}
