import mixpanel from 'mixpanel-browser';

// The platform calls back at once, before any answer, and -1 is truthy: each half lets the undecided pass.
let known = false;
__tcfapi('addEventListener', 2, () => {
  known = true;
});
document.getElementById('search')?.addEventListener('click', () => {
  if (known && Didomi.getUserConsentStatusForPurpose('analytics') !== false) mixpanel.init('mp_load'); // defective
});
