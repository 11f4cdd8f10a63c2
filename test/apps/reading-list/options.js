import browser from 'webextension-polyfill';
import mixpanel from 'mixpanel-browser';

const stats = document.getElementById('stats');
stats.addEventListener('change', async () => {
  await browser.storage.sync.set({ stats: stats.checked });
});
document.getElementById('large').addEventListener('change', async (event) => {
  await browser.storage.sync.set({ large: event.target.checked });
});

const kept = await browser.storage.sync.get({ stats: false, large: false });
if (kept.stats) mixpanel.init('mp_box'); // gated: analytics
if (kept.large) mixpanel.init('mp_other_box'); // ungated
const opposite = await browser.storage.sync.get({ stats: true });
if (opposite.stats) mixpanel.init('mp_box_ticked'); // defective: default-granted
