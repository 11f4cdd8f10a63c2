// The text of all cookies, asked as it is.
import mixpanel from 'mixpanel-browser';

const jar = document.cookie;
const KEY = 'rink_count';

if (jar.indexOf('rink_count=on') !== -1) mixpanel.init('hours'); // gated: analytics to: US mixpanel
if (document.cookie.indexOf('rink_count=on') >= 0) mixpanel.init('hours'); // gated
if (document.cookie.indexOf('rink_count=on') > -1) mixpanel.init('hours'); // gated
if (document.cookie.match(/rink_count=on/)) mixpanel.init('hours'); // gated
if (document.cookie.match(/(?:^|;\s*)rink_count=(on|yes)/)) mixpanel.init('hours'); // gated
if (document.cookie.match(/rink_count=([^;]*)/)?.[1] === 'on') mixpanel.init('hours'); // gated
if (document.cookie.match(new RegExp(`(^| )${KEY}=([^;]+)`))?.[2] === 'on') mixpanel.init('hours'); // gated
if (document.cookie.match(`(^|;)\\s*${KEY}\\s*=\\s*([^;]+)`)?.pop() === 'on') mixpanel.init('hours'); // gated
if (/rink_count=(.*)/.exec(document.cookie)?.[1] === 'on') mixpanel.init('hours'); // gated
if (document.cookie.replace(/(?:(?:^|.*;\s*)rink_count\s*\=\s*([^;]*).*$)|^.*$/, '$1') === 'on') mixpanel.init('hours'); // gated

// Turned round, about another answer, about both, or only about there being one.
if (document.cookie.indexOf('rink_count=on') === -1) mixpanel.init('hours'); // ungated
if (document.cookie.indexOf('rink_count=on')) mixpanel.init('hours'); // ungated
if (document.cookie.indexOf('rink_count=off') !== -1) mixpanel.init('hours'); // defective
if (!document.cookie.match(/rink_count=on/)) mixpanel.init('hours'); // ungated
if (document.cookie.match(/rink_count=(on|off)/)) mixpanel.init('hours'); // ungated
if (/rink_count=(?:on|off)/.test(document.cookie)) mixpanel.init('hours'); // ungated
if (/rink_count=on|seen=yes/.test(document.cookie)) mixpanel.init('hours'); // ungated
if (/(?!rink_count=on)/.test(document.cookie)) mixpanel.init('hours'); // ungated
if (document.cookie.match(/rink_count=([^;]*)/)) mixpanel.init('hours'); // ungated
if (document.cookie.match(/rink_count=([^;]*)/)?.[1] === 'off') mixpanel.init('hours'); // defective
if (document.cookie.match(/(rink|door)_count=([^;]*)/)?.[2] === 'on') mixpanel.init('hours'); // ungated
