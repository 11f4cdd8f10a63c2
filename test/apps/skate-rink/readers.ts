// Readers of cookies that people write themselves, over and over.
import mixpanel from 'mixpanel-browser';

function bySplitting(name: string) {
  const value = `; ${document.cookie}`;
  const parts = value.split(`; ${name}=`);
  if (parts.length === 2) return parts.pop()?.split(';').shift();
  return undefined;
}

function byGoingThrough(name: string) {
  const start = `${name}=`;
  const list = document.cookie.split(';');
  for (let i = 0; i < list.length; i++) {
    let pair = list[i] ?? '';
    while (pair.charAt(0) === ' ') pair = pair.substring(1, pair.length);
    if (pair.indexOf(start) === 0) return pair.substring(start.length, pair.length);
  }
  return null;
}

function byLength(name: string) {
  let value = null;
  for (const cookie of document.cookie.split(';')) {
    const pair = cookie.trim();
    if (pair.substring(0, name.length + 1) === `${name}=`) {
      value = decodeURIComponent(pair.substring(name.length + 1));
      break;
    }
  }
  return value;
}

const byReducing = (name: string) =>
  document.cookie.split('; ').reduce((found, pair) => {
    const halves = pair.split('=');
    return halves[0] === name ? decodeURIComponent(halves[1] ?? '') : found;
  }, '');

if (bySplitting('rink_count') === 'on') mixpanel.init('readers'); // gated
if (byGoingThrough('rink_count') === 'on') mixpanel.init('readers'); // gated
if (byLength('rink_count') === 'on') mixpanel.init('readers'); // gated
if (byReducing('rink_count') === 'on') mixpanel.init('readers'); // gated

if (bySplitting('rink_count') === 'off') mixpanel.init('readers'); // defective
if (byGoingThrough('rink_count')) mixpanel.init('readers'); // ungated
if (byLength('rink_count') !== 'off') mixpanel.init('readers'); // ungated
if (byReducing('rink_count') !== 'on') mixpanel.init('readers'); // ungated

// What comes after a look has nothing to do with it.
bySplitting('rink_count');
byGoingThrough('rink_size');
mixpanel.track('read'); // ungated
