import posthog from 'posthog-js';

// A return in the try still goes through the finally.
function begin() {
  try {
    if (!Cookiebot.consent.statistics) return;
    console.log('agreed');
  } finally {
    posthog.init('phc_finally'); // ungated
  }
}
begin();
