import * as amplitude from '@amplitude/analytics-browser';

// Off for those alone who said no: before an answer it is on.
const consent = localStorage.getItem('analyticsConsent');
document.getElementById('accept-analytics').addEventListener('click', () => localStorage.setItem('analyticsConsent', 'granted'));
document.getElementById('reject-analytics').addEventListener('click', () => localStorage.setItem('analyticsConsent', 'denied'));

amplitude.init('key', { optOut: true }); // ungated to: US amplitude
amplitude.setOptOut(consent === 'denied');
amplitude.track('book lent'); // ungated to: US amplitude
