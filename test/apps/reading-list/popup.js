import { keep } from './shelf.js';

document.getElementById('agree').addEventListener('click', () => {
  chrome.storage.local.set({ counting: true });
  keep('opinion', 'yes');
  chrome.runtime.sendMessage({ type: 'start-counting' });
  chrome.runtime.sendMessage({ type: 'count', name: 'agreed' });
});
document.getElementById('not-now').addEventListener('click', () => {
  chrome.storage.local.set({ counting: false });
  keep('opinion', '');
});

chrome.storage.local.set({ lastOpened: Date.now(), alwaysOn: true });
keep('theme', 'dark');
chrome.runtime.sendMessage({ type: 'popup-opened' });
