import mixpanel from 'mixpanel-browser';
import { BehaviorSubject, skipWhile } from 'rxjs';

// From the first value on that is not skipped, all others come as well.
const consent = new BehaviorSubject('pending');
const accept = document.createElement('button');
accept.textContent = 'Accept analytics';
accept.onclick = () => consent.next('granted');
document.body.appendChild(accept);
consent.pipe(skipWhile((value) => value !== 'granted')).subscribe(() => {
  mixpanel.init('mp_skipped'); // gated: analytics
});
