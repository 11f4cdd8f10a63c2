const { existsSync } = require('node:fs');
const appInsights = require('applicationinsights');
const { consentFile } = require('./consent');

// What it collects by itself waits for a yes. What is tracked by hand leaves once it is set up.
appInsights.setup('key'); // defective: after-send
if (existsSync(consentFile) && require('./consent').analyticsConsent() === 'granted') appInsights.start(); // gated
appInsights.defaultClient.trackEvent({ name: 'signal set' }); // defective: after-send
