import mixpanel from 'mixpanel-browser';
import { COUNTING, kept } from './shelf.js';

chrome.runtime.onInstalled.addListener(() => {
  chrome.storage.local.set({ installed: true });
});

// By callback, by promise, with a default, among others, through a wrapper.
chrome.storage.local.get(COUNTING, (found) => {
  if (found.counting) mixpanel.init('mp_key'); // gated: analytics
});
chrome.storage.local.get(['lastOpened', 'counting']).then(({ counting }) => {
  if (counting) mixpanel.init('mp_keys'); // gated: analytics
});
const { counting } = await chrome.storage.local.get({ counting: false });
if (counting) mixpanel.init('mp_default_off'); // gated: analytics
const all = await chrome.storage.local.get(null);
if (all.counting) mixpanel.init('mp_all'); // gated: analytics
const settings = { theme: 'light', ...all };
if (settings.counting) mixpanel.init('mp_spread'); // gated: analytics
if ((await kept('opinion')) === 'yes') mixpanel.init('mp_wrapper'); // gated: analytics
if ((await kept('theme')) === 'dark') mixpanel.init('mp_other_key'); // ungated
const { alwaysOn } = await chrome.storage.local.get('alwaysOn');
if (alwaysOn) mixpanel.init('mp_at_start'); // ungated
const { installed } = await chrome.storage.local.get({ installed: false });
if (installed) mixpanel.init('mp_installed'); // ungated
const on = await chrome.storage.local.get({ counting: true });
if (on.counting) mixpanel.init('mp_default_on'); // defective: default-granted
if (!counting) mixpanel.init('mp_inverted'); // ungated

chrome.storage.onChanged.addListener((changes, area) => {
  if (area === 'local' && changes.counting?.newValue) mixpanel.init('mp_changed'); // gated: analytics
  if (changes.lastOpened) mixpanel.init('mp_other_change'); // ungated
});

// What is sent decides by its type.
chrome.runtime.onMessage.addListener((message, _sender, respond) => {
  switch (message.type) {
    case 'start-counting':
      mixpanel.init('mp_told'); // gated: analytics
      break;
    case 'popup-opened':
      mixpanel.init('mp_told_at_start'); // defective: bypassed
      break;
    case 'may-count':
      chrome.storage.local.get('counting', (found) => respond({ allowed: found.counting }));
      return true;
    case 'page-read':
      mixpanel.track('page-read'); // defective: bypassed
      break;
    default:
  }
});
