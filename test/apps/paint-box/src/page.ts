import mixpanel from 'mixpanel-browser';
import posthog from 'posthog-js';

document.getElementById('agree')?.addEventListener('click', () => {
  window.paint.agreed(true);
  window.paint.count('agreed');
});
document.getElementById('save')?.addEventListener('click', () => window.paint.saved());

window.paint.mayCount().then((allowed) => {
  if (allowed) posthog.init('phc_page'); // gated: analytics
});
window.paint.onStarted(() => {
  mixpanel.track('started'); // ungated
});
window.paint.on('paint:counted', () => {
  mixpanel.track('counted'); // gated: analytics
});
window.paint.on('paint:kept', () => {
  mixpanel.track('kept'); // defective: bypassed
});
window.paint.on('paint:nobody-sends-it', () => {
  mixpanel.track('unheard'); // ungated
});
// Whoever calls this listens to what they like, and not with the listeners above.
export const listen = (channel: string, heard: () => void) => window.paint.on(channel, heard);
