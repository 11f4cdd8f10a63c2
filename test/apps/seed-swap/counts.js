const { PostHog } = require('posthog-node');

const client = new PostHog('phc_counts', { host: 'https://us.i.posthog.com' });
function closed() {
  client.capture({ distinctId: 'desk', event: 'closed' }); // gated: analytics
}

exports.opened = () => client.capture({ distinctId: 'desk', event: 'opened' }); // gated: analytics
exports.closed = closed;
exports.printed = function () {
  client.capture({ distinctId: 'desk', event: 'printed' }); // ungated
};
// Nothing in the program calls it: somebody outside may.
exports.forgotten = function () {
  client.capture({ distinctId: 'desk', event: 'forgotten' }); // ungated
};
