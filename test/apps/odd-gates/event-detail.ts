import posthog from 'posthog-js';

// What the event of a platform says is its answer.
window.addEventListener('OneTrustGroupsUpdated', (event) => {
  if (event.detail.includes('C0002')) posthog.init('phc_detail'); // gated: analytics by onetrust
});
