import { atom, getDefaultStore } from 'jotai';
import mixpanel from 'mixpanel-browser';
import { computed, map } from 'nanostores';
import posthog from 'posthog-js';

// Atoms are read and written outside of components as well.
const store = getDefaultStore();
const consent = atom(false);
const allowed = atom((get) => get(consent) === true);
const visited = atom(false);
const $choice = map({ analytics: false });
const $allowed = computed($choice, (choice) => choice.analytics === true);
const accept = document.createElement('button');
accept.textContent = 'Accept analytics';
accept.onclick = () => {
  store.set(consent, true);
  $choice.setKey('analytics', true);
};
document.body.appendChild(accept);
store.set(visited, true);
window.addEventListener('focus', () => {
  if (store.get(allowed)) posthog.init('phc_atom'); // gated: analytics
  if ($allowed.get() && $choice.get().analytics) mixpanel.init('mp_nano'); // gated: analytics
  if (store.get(visited)) window.fetch('https://api.mixpanel.com/track', { method: 'POST', body: 'visited' }); // ungated
});
