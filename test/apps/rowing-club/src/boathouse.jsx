import mixpanel from 'mixpanel-browser';
import { createRoot } from 'react-dom/client';
import { Busy, Button, Notice, Spread } from './ui/button.jsx';

// What stands on a button of the app's own is read where the button is used.
const Ask = () => (
  <aside>
    <p>May we use analytics to see which boats are looked at?</p>
    <Button onClick={() => mixpanel.track('button')}>Accept</Button> {/* gated: analytics */}
    <Button onClick={() => mixpanel.track('no button')}>Decline</Button> {/* ungated */}
    <Spread onClick={() => mixpanel.track('spread')}>Accept</Spread> {/* gated: analytics */}
    <Spread onClick={() => mixpanel.track('no spread')}>Later</Spread> {/* ungated */}
    <Busy onClick={() => mixpanel.track('busy')} label="Accept" /> {/* gated: analytics */}
    <Busy onClick={() => mixpanel.track('not busy')} label="Decline" /> {/* ungated */}
    <Notice onReady={() => mixpanel.track('accept')}>Accept analytics</Notice> {/* ungated */}
  </aside>
);

const Crew = () => (
  <section>
    <Button onClick={() => mixpanel.track('crew')}>Accept</Button> {/* ungated */}
  </section>
);

createRoot(document.body).render(
  <>
    <Ask />
    <Crew />
  </>,
);
