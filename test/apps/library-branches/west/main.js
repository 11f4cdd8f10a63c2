import * as amplitude from '@amplitude/analytics-browser';
import { settings } from 'branch-settings';

// What a setting says that nobody can read here may let it go.
const consent = localStorage.getItem('analyticsConsent');
document.getElementById('accept-analytics').addEventListener('click', () => localStorage.setItem('analyticsConsent', 'granted'));

amplitude.init('key', { optOut: true }); // defective: after-send to: US amplitude
if (consent === 'granted') amplitude.setOptOut(false);
amplitude.setOptOut(settings.quiet);
amplitude.track('book lent'); // defective: after-send to: US amplitude
