import mixpanel from 'mixpanel-browser';

mixpanel.init('token', { api_host: 'https://api-eu.mixpanel.com' }); // ungated to: NL mixpanel
mixpanel.track('open'); // ungated to: NL mixpanel
