import mixpanel from 'mixpanel-browser';
import { create } from 'zustand';
import { combine } from 'zustand/middleware';

// A store of a state and of what changes it.
const useChoice = create(combine({ analytics: false }, (set) => ({ choose: (analytics: boolean) => set({ analytics }) })));
const accept = document.createElement('button');
accept.textContent = 'Accept analytics';
accept.onclick = () => useChoice.getState().choose(true);
document.body.appendChild(accept);
window.addEventListener('focus', () => {
  if (useChoice.getState().analytics) mixpanel.init('mp_combined'); // gated: analytics
});
