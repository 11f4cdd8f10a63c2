import mixpanel from 'mixpanel-browser';

// A change of the box is unticking it as well.
let ticked = false;
const box = document.getElementById('analytics-consent-box');
box?.addEventListener('change', () => {
  ticked = true;
});
document.getElementById('next-page')?.addEventListener('click', () => {
  if (ticked) mixpanel.init('mp_box'); // defective: answered-not-granted
});

let marked = false;
box?.addEventListener('change', (event) => {
  marked = true;
});
document.getElementById('next-page')?.addEventListener('click', () => {
  if (marked) window.fetch('https://api.mixpanel.com/track', { method: 'POST', body: 'marked' }); // defective: answered-not-granted
});

// What a handler calls is no look at the box.
box?.addEventListener('change', () => mixpanel.track('box')); // defective: answered-not-granted
box?.addEventListener('change', (event) => {
  if (event.target.checked) mixpanel.track('ticked'); // gated: analytics
});
