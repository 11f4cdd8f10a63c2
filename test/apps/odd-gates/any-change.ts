import mixpanel from 'mixpanel-browser';

// A change of the box is unticking it as well.
let ticked = false;
const box = document.getElementById('analytics-consent-box');
box?.addEventListener('change', () => {
  ticked = true;
});
document.getElementById('next-page')?.addEventListener('click', () => {
  if (ticked) mixpanel.init('mp_box'); // ungated
});
