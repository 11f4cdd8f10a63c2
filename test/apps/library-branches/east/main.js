import * as amplitude from '@amplitude/analytics-browser';

// The wrong way round: who has not agreed is counted.
const consent = localStorage.getItem('analyticsConsent');
document.getElementById('accept-analytics').addEventListener('click', () => localStorage.setItem('analyticsConsent', 'granted'));

amplitude.init('key', { optOut: true }); // ungated to: US amplitude
amplitude.setOptOut(consent === 'granted');
amplitude.track('book lent'); // ungated to: US amplitude
