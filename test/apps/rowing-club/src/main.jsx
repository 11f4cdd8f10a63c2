import mixpanel from 'mixpanel-browser';
import { createRoot } from 'react-dom/client';

// A yes is said to what is asked next to it, not to what the page speaks of elsewhere.
const Requests = () => (
  <div>
    <h1>Crew requests</h1>
    <button onClick={() => mixpanel.track('joined')}>Accept</button> {/* ungated */}
    <button>Decline</button>
    <footer>
      We use cookies. <a href="/privacy">Privacy policy</a>
    </footer>
  </div>
);

const Season = () => (
  <section>
    <h1>Statistics</h1>
    <p>Delete the training report of this season?</p>
    <button onClick={() => mixpanel.track('deleted')}>Confirm</button> {/* ungated */}
    <p>Your metres are counted in the analytics of the club.</p>
    <button onClick={() => mixpanel.track('dark')}>Enable dark mode</button> {/* ungated */}
  </section>
);

const Banner = () => (
  <main>
    <h2>Boats</h2>
    <aside>
      <div>
        <p>May we use analytics to see which boats are looked at?</p>
        <a href="/privacy">Learn more</a>
      </div>
      <div>
        <button onClick={() => mixpanel.track('agreed')}>Accept</button> {/* gated: analytics */}
        <button>Decline</button>
      </div>
    </aside>
  </main>
);

const Question = () => (
  <form>
    <p>
      <strong>Analytics?</strong>
    </p>
    <button onClick={() => mixpanel.track('yes')}>Yes</button> {/* gated: analytics */}
    <button onClick={() => mixpanel.track('no')}>No</button> {/* ungated */}
  </form>
);

createRoot(document.body).render(
  <>
    <Requests />
    <Season />
    <Banner />
    <Question />
  </>,
);
