const { PostHog } = require('posthog-node');
const Store = require('electron-store');

const client = new PostHog('phc_parcels');
const store = new Store();
function sent() {
  client.capture({ distinctId: 'desk', event: 'sent' }); // defective: bypassed
}
function packed(what) {
  client.capture({ distinctId: 'desk', event: what }); // gated: analytics
}

module.exports = packed;
// A property of the function that is exported: who requires it calls it without a question.
module.exports.sent = sent;
if (store.get('analyticsConsent')) sent();
