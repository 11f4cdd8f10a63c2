const { PostHog } = require('posthog-node');

const client = new PostHog('phc_begin');
module.exports = function (how) {
  client.capture({ distinctId: 'desk', event: 'began', properties: { how } }); // gated: analytics
};
