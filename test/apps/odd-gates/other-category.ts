import mixpanel from 'mixpanel-browser';

if (window.OnetrustActiveGroups.includes(',C0004,')) mixpanel.init('mp_ads'); // defective: wrong-purpose
if (window.OnetrustActiveGroups.includes(',C0002,')) mixpanel.track('mp_stats'); // gated: analytics by onetrust
