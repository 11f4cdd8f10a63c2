// The text of all cookies, cut into pairs.
import mixpanel from 'mixpanel-browser';

const pairs = document.cookie.split('; ');

if (pairs.includes('rink_count=on')) mixpanel.init('pairs'); // gated
if (document.cookie.split(';').some((pair) => pair.trim() === 'rink_count=on')) mixpanel.init('pairs'); // gated
if (document.cookie.split(/;\s*/).some((pair) => pair.startsWith('rink_count=on'))) mixpanel.init('pairs'); // gated
if (!pairs.every((pair) => pair !== 'rink_count=on')) mixpanel.init('pairs'); // gated
if (pairs.find((pair) => pair.startsWith('rink_count='))?.split('=')[1] === 'on') mixpanel.init('pairs'); // gated
if (pairs.find((pair) => pair.startsWith('rink_count')) === 'rink_count=on') mixpanel.init('pairs'); // gated
if (pairs.filter((pair) => pair.indexOf('rink_count=') === 0)[0]?.slice('rink_count='.length) === 'on') mixpanel.init('pairs'); // gated
if (pairs.map((pair) => pair.split('=')).find(([name]) => name === 'rink_count')?.[1] === 'on') mixpanel.init('pairs'); // gated

const all = Object.fromEntries(document.cookie.split('; ').map((pair) => pair.split('=')));
if (all.rink_count === 'on') mixpanel.init('pairs'); // gated
if (all.rink_count !== 'on') mixpanel.init('pairs'); // ungated

for (const pair of pairs) {
  const [name, value] = pair.split('=');
  if (name === 'rink_count' && value === 'on') mixpanel.init('pairs'); // gated
  if (name === 'rink_count' && value === 'off') mixpanel.init('pairs'); // defective
  if (pair !== 'rink_count=on') mixpanel.init('pairs'); // ungated
}

for (const pair of document.cookie.split('; ')) {
  const [name, value] = pair.split('=');
  if (name !== 'rink_count' && value === 'on') mixpanel.init('pairs'); // ungated
}

if (!pairs.includes('rink_count=on')) mixpanel.init('pairs'); // ungated
if (pairs.some((pair) => pair !== 'rink_count=on')) mixpanel.init('pairs'); // ungated
if (pairs.every((pair) => pair !== 'rink_count=on')) mixpanel.init('pairs'); // ungated
if (pairs.some((pair) => pair.startsWith('rink_count='))) mixpanel.init('pairs'); // ungated
if (pairs.some((pair) => pair.startsWith('rink_count=') && pair.includes('off'))) mixpanel.init('pairs'); // ungated
if (pairs.find((pair) => !pair.startsWith('rink_count='))?.split('=')[1] === 'on') mixpanel.init('pairs'); // ungated
if (pairs.find((pair) => pair.startsWith('rink'))?.split('=')[1] === 'off') mixpanel.init('pairs'); // ungated
