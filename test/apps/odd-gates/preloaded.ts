import mixpanel from 'mixpanel-browser';
import { createStore } from 'redux';

// A store begins with what is preloaded, whatever its reducer would begin with.
function consent(state = { analytics: false }, action: { type: string }) {
  return action.type === 'consent/accepted' ? { ...state, analytics: true } : state;
}
const store = createStore(consent, { analytics: true });
const accept = document.createElement('button');
accept.textContent = 'Accept analytics';
accept.onclick = () => store.dispatch({ type: 'consent/accepted' });
document.body.appendChild(accept);
if (store.getState().analytics) mixpanel.init('mp_preloaded'); // ungated
