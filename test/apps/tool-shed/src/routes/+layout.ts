import { browser, dev } from '$app/environment';
import posthog from 'posthog-js';

export const load = async () => {
  if (browser && !dev) posthog.init('phc_shed', { api_host: 'https://eu.i.posthog.com' }); // ungated to: DE posthog
};
