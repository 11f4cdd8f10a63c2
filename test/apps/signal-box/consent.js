const { readFileSync, writeFileSync } = require('node:fs');

exports.consentFile = 'consent.json';
exports.analyticsConsent = () => JSON.parse(readFileSync('consent.json', 'utf8')).analyticsConsent;
exports.agree = () => writeFileSync('consent.json', JSON.stringify({ analyticsConsent: 'granted' }));
