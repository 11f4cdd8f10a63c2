import { defineExtensionMessaging } from '@webext-core/messaging';
import mixpanel from 'mixpanel-browser';
import { onMessage } from 'webext-bridge/background';
import { sendMessage } from 'webext-bridge/popup';

const { sendMessage: tell, onMessage: hear } = defineExtensionMessaging();
const port = chrome.runtime.connect({ name: 'feed' });

document.getElementById('agree').addEventListener('click', () => {
  sendMessage('agreed', { counts: true });
  tell('counts', true);
  port.postMessage({ counts: true });
});
sendMessage('opened', { counts: true });
tell('counts', false);
port.postMessage({ counts: false, opened: true });

onMessage('agreed', ({ data }) => {
  if (data.counts) mixpanel.init('mp_agreed'); // gated: analytics
});
onMessage('opened', ({ data }) => {
  if (data.counts) mixpanel.init('mp_opened'); // ungated
});
hear('counts', (message) => {
  if (message.data) mixpanel.init('mp_counts'); // gated: analytics
});
chrome.runtime.onConnect.addListener((other) => {
  other.onMessage.addListener((message) => {
    if (message.counts) mixpanel.init('mp_port'); // gated: analytics
    if (message.opened) mixpanel.init('mp_port_opened'); // defective: bypassed
  });
});
