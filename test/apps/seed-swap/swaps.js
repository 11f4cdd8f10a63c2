const { PostHog } = require('posthog-node');

const client = new PostHog('phc_swaps');
module.exports.offered = () => {
  client.capture({ distinctId: 'desk', event: 'offered' }); // gated: analytics
};
module.exports.asked = () => {
  client.capture({ distinctId: 'desk', event: 'asked' }); // ungated
};
module.exports.Swap = {
  start(which) {
    client.capture({ distinctId: which, event: 'swap' }); // gated: analytics
  },
};
