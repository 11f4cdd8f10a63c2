'use client';

// One function turns the box round that it is told.
import posthog from 'posthog-js';
import { useEffect, useState } from 'react';

const none = { analytics: false, marketing: false, partners: false };
type Kind = keyof typeof none;

export default function Page() {
  const [chosen, setChosen] = useState(none);
  const [saved, setSaved] = useState(none);
  const toggle = (kind: Kind) => setChosen((before) => ({ ...before, [kind]: !before[kind] }));

  useEffect(() => {
    if (saved.analytics) posthog.init('lessons'); // gated: analytics
    if (!saved.analytics) posthog.init('lessons'); // defective
    // Turned round by a button as well, which shows nothing.
    if (saved.partners) posthog.init('lessons'); // ungated
  }, [saved]);

  return (
    <div>
      <p>We ask for your consent to cookies</p>
      <label>
        <input type="checkbox" checked={chosen.analytics} onChange={() => toggle('analytics')} />
        Analytics cookies
      </label>
      <label>
        <input type="checkbox" checked={chosen.marketing} onChange={() => toggle('marketing')} />
        Marketing cookies
      </label>
      <label>
        <input type="checkbox" checked={chosen.partners} onChange={() => toggle('partners')} />
        Cookies of partners
      </label>
      <button type="button" onClick={() => toggle('partners')}>
        Find a partner
      </button>
      <button type="button" onClick={() => setSaved(chosen)}>
        Save choices
      </button>
    </div>
  );
}
