import mixpanel from 'mixpanel-browser';

const loaded = JSON.parse(await (await fetch('/settings')).text());

// Anything may have been loaded over what stands there; what is written after it stands.
const settings = { ready: false, ...loaded };
if (settings.ready) mixpanel.init('loaded over'); // ungated
const assigned = Object.assign({ ready: false }, loaded);
if (assigned.ready) mixpanel.init('assigned over'); // ungated
const closed = { ...loaded, ready: false };
if (closed.ready) mixpanel.init('never'); // unknown
