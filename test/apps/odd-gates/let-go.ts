import mixpanel from 'mixpanel-browser';
import { bus } from 'some-bus';

const start = () => mixpanel.init('mp_let_go'); // gated: analytics
const accept = document.createElement('button');
accept.textContent = 'Accept analytics';
accept.onclick = () => start();
document.body.appendChild(accept);
// Who lets go of a listener does not call it.
bus.off('start', start);
