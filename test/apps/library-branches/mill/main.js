import * as amplitude from '@amplitude/analytics-browser';

const consent = localStorage.getItem('analyticsConsent');
const options = { on: consent === 'granted' };
document.getElementById('accept-analytics').addEventListener('click', () => localStorage.setItem('analyticsConsent', 'granted'));

/** One call for both answers, and for one that nobody gave. */
function apply(isOn) {
  amplitude.setOptOut(!isOn);
}

amplitude.init('key', { optOut: true }); // withheld to: US amplitude
apply(options.on);
amplitude.track('book lent'); // withheld to: US amplitude
