import * as amplitude from '@amplitude/analytics-browser';

// The switch is handed the answer itself: it stays on "off" until the answer is yes.
const consent = localStorage.getItem('analyticsConsent');
document.getElementById('accept-analytics').addEventListener('click', () => localStorage.setItem('analyticsConsent', 'granted'));

amplitude.init('key', { optOut: true }); // withheld to: US amplitude
amplitude.setOptOut(consent !== 'granted');
amplitude.track('book lent'); // withheld to: US amplitude
