import { produce } from 'immer';
import mixpanel from 'mixpanel-browser';

// A recipe gets what is given after the state.
let current = { analytics: false };
const choose = produce((draft, value: boolean) => {
  draft.analytics = value;
});
const accept = document.createElement('button');
accept.textContent = 'Accept analytics';
accept.onclick = () => {
  current = choose(current, true);
};
document.body.appendChild(accept);
window.addEventListener('focus', () => {
  if (current.analytics) mixpanel.init('mp_recipe'); // gated: analytics
});
