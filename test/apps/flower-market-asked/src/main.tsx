// The same, let go only by who agreed.
import amplitude from 'amplitude-js';
import mixpanel from 'mixpanel-browser';
import posthog from 'posthog-js';
import { createRoot } from 'react-dom/client';

const flowers = mixpanel.init('stall', { opt_out_tracking_by_default: true }, 'flowers'); // withheld

amplitude.getInstance().init('stall', null, { optOut: true }, (client) => hasAgreed() && client.setOptOut(false)); // withheld

const counter = posthog.init('stall', { // withheld
  opt_out_capturing_by_default: true,
  loaded: (client) => {
    if (hasAgreed()) client.opt_in_capturing(); // gated
  },
});

function hasAgreed() {
  return localStorage.getItem('analytics-consent') === 'granted';
}

function agree() {
  localStorage.setItem('analytics-consent', 'granted');
  flowers.opt_in_tracking(); // gated
  counter?.opt_in_capturing(); // gated
  amplitude.getInstance().setOptOut(false);
}

function Ask() {
  return (
    <div>
      <p>May we count visits with analytics cookies?</p>
      <button type="button" onClick={agree}>
        Accept
      </button>
      <button type="button" onClick={() => localStorage.setItem('analytics-consent', 'denied')}>
        Decline
      </button>
    </div>
  );
}

createRoot(document.getElementById('stall')!).render(<Ask />);
