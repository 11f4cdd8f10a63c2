import * as amplitude from '@amplitude/analytics-browser';

/** Funnels and retention. Respects the switch in the settings. */
export function startProductAnalytics(): void {
  if (localStorage.getItem('hangang.analytics') !== 'denied') {
    amplitude.init('7b3e0c5d9a1f4286b0d4e7a2c8f91530');
  }
}
