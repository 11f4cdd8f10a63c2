// Parts of the page that hear of the answer by events of the app's own.
import * as amplitude from '@amplitude/analytics-browser';
import mixpanel from 'mixpanel-browser';
import posthog from 'posthog-js';
import { ALLOWED, ANSWERED, shelf } from './names';
import { onAnswer } from './told';

window.addEventListener(ALLOWED, () => mixpanel.init('allowed')); // gated
document.addEventListener(ANSWERED, (event) => {
  if (event.detail === true) amplitude.init('answered'); // gated
});
document.addEventListener(ANSWERED, ({ detail }) => {
  if (detail !== false) amplitude.init('not refused'); // gated
});
addEventListener('seeds:choices', (event) => {
  const { analytics, adverts } = (event as CustomEvent).detail;
  if (analytics) mixpanel.init('chosen'); // gated
  if (adverts || !analytics) posthog.init('turned round'); // missed: defective: other-branch-sends
});
shelf.addEventListener('change', () => mixpanel.init('change')); // gated
shelf.addEventListener('returned', (event) => event.detail && mixpanel.init('returned')); // gated
document.getElementById('catalogue')?.addEventListener('seeds:sown', () => mixpanel.init('sown')); // gated

// Who refuses is heard, too, and nobody looks at what was answered.
window.addEventListener(ANSWERED, () => posthog.init('answered')); // defective: bypassed
// Told when the page loads, as well.
window.addEventListener('seeds:opened', () => posthog.init('opened')); // defective: bypassed
// Nobody here tells it: it may happen at any time.
window.addEventListener('seeds:elsewhere', () => posthog.init('elsewhere')); // ungated
// The browser tells it by itself.
window.addEventListener('online', () => posthog.init('online')); // ungated
// An element of the app's own tells it when it is put into the page.
window.addEventListener('seeds:shown', () => posthog.init('shown')); // defective: bypassed
// Whoever listens through an object.
window.addEventListener(ALLOWED, { handleEvent: () => posthog.init('allowed') }); // ungated

// An emitter of a few lines.
onAnswer((yes) => yes && amplitude.init('told')); // gated
onAnswer(() => posthog.init('told')); // defective: bypassed
