import * as amplitude from '@amplitude/analytics-browser';
import mixpanel from 'mixpanel-browser';
import posthog from 'posthog-js';
import { useEffect, useState } from 'react';
import ReactGA from 'react-ga4';
import { useConsent } from './consent-store';

function Banner() {
  const agree = useConsent((state) => state.agree);
  return (
    <aside>
      <p>Your runs stay yours. May we measure how the app is used?</p>
      <button onClick={agree}>I agree to analytics</button>
    </aside>
  );
}

function Visits() {
  useEffect(() => {
    ReactGA.initialize('G-RUNS1'); // gated: analytics
  }, []);
  return null;
}

export function App() {
  const agreed = useConsent((state) => state.analyticsAgreed);
  const [replay, setReplay] = useState(false);
  const [shared, setShared] = useState(true);

  useEffect(() => {
    if (!agreed) return;
    amplitude.init('runs'); // gated: analytics to: US amplitude
  }, [agreed]);

  useEffect(() => {
    if (replay) posthog.init('phc_runs'); // gated: analytics to: US posthog
  }, [replay]);

  useEffect(() => {
    if (shared) mixpanel.init('runs'); // defective: default-granted
  }, [shared]);

  return (
    <main>
      {agreed ? <Visits /> : <Banner />}
      <label>
        <input type="checkbox" checked={replay} onChange={(event) => setReplay(event.target.checked)} />I agree to analytics with session recording
      </label>
      <label>
        <input type="checkbox" checked={shared} onChange={(event) => setShared(event.target.checked)} />I agree to analytics of my runs
      </label>
    </main>
  );
}
