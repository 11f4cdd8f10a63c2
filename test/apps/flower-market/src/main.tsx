// SDKs that start held back, and are let go at once through what they hand out: an instance, a callback, a name.
import amplitude from 'amplitude-js';
import mixpanel from 'mixpanel-browser';
import { PostHogProvider } from 'posthog-js/react';
import { createRoot } from 'react-dom/client';
import { Stall } from './Stall';

mixpanel.init('stall', { opt_out_tracking_by_default: true }, 'flowers'); // ungated to: US mixpanel
mixpanel.flowers.opt_in_tracking(); // ungated to: US mixpanel
mixpanel.flowers.track('tulips', { colour: 'red' }); // ungated to: US mixpanel

amplitude.getInstance().init('stall', null, { optOut: true }, (client) => client.setOptOut(false)); // ungated

const options = {
  api_host: 'https://eu.i.posthog.com',
  opt_out_capturing_by_default: true,
  loaded: (client) => client.opt_in_capturing(), // ungated
};

createRoot(document.getElementById('stall')!).render(
  <PostHogProvider apiKey="stall" options={options}> {/* ungated */}
    <Stall />
  </PostHogProvider>,
);
