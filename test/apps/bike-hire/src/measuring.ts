import posthog from 'posthog-js';

export function useMeasuring() {
  const boot = () => posthog.init('phc', { api_host: 'https://eu.i.posthog.com' }); // gated: any to: DE posthog
  return { boot };
}
