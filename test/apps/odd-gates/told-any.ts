import { atom, getDefaultStore } from 'jotai';
import mixpanel from 'mixpanel-browser';

// Nothing but the accept handler changes it.
const store = getDefaultStore();
const consent = atom(false);
const accept = document.createElement('button');
accept.textContent = 'Accept analytics';
accept.onclick = () => store.set(consent, true);
document.body.appendChild(accept);
let told = false;
store.sub(consent, () => {
  told = true;
});
window.addEventListener('focus', () => {
  if (told) mixpanel.init('mp_told'); // missed: gated: analytics
});
