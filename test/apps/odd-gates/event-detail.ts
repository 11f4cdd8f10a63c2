import posthog from 'posthog-js';

window.addEventListener('OneTrustGroupsUpdated', (event) => {
  if (event.detail.includes('C0002')) posthog.init('phc_detail'); // missed: gated: analytics
});
