import posthog from 'posthog-js';

// What an object was not made with is missing until it is assigned.
const seen: { next?: boolean } = {};
document.getElementById('open-menu')?.addEventListener('click', () => {
  seen.next = true;
});
if (!seen.next || Cookiebot.consent.statistics) posthog.init('phc_late'); // defective: region-bypass
