const { PostHog } = require('posthog-node');

const client = new PostHog('phc_counter');

// What stands on a prototype is called on what the function makes.
function Counter() {
  this.own = null;
  this.turn = () => client.capture({ distinctId: 'desk', event: 'turn' }); // gated: analytics
}
Counter.prototype.begin = function () {
  client.capture({ distinctId: 'desk', event: 'begin' }); // gated: analytics
  this.turn();
};
Counter.prototype.agree = function () {
  this.own = client;
  this.counts = true;
};
Counter.prototype.close = function () {
  if (this.own) this.own.capture({ distinctId: 'desk', event: 'close' }); // gated: analytics
  if (this.counts) client.capture({ distinctId: 'desk', event: 'agreed' }); // gated: analytics
  client.capture({ distinctId: 'desk', event: 'closed' }); // ungated
};
// Nobody in the program calls it.
Counter.prototype.forget = function () {
  client.capture({ distinctId: 'desk', event: 'forget' }); // ungated
};

function Bell() {}
Bell.prototype = {
  ring() {
    client.capture({ distinctId: 'desk', event: 'ring' }); // gated: analytics
  },
  rang: () => client.capture({ distinctId: 'desk', event: 'rang' }), // ungated
};

// What it inherits from elsewhere may be anything.
function Porter() {}
Porter.prototype = Object.create(require('some-base').prototype);
Porter.prototype.carry = function () {
  if (this.strong) client.capture({ distinctId: 'desk', event: 'carry' }); // ungated
};

module.exports = { Counter, Bell, Porter };
