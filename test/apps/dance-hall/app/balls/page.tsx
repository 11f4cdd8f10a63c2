'use client';

// Boxes that are made of a list.
import posthog from 'posthog-js';
import { useEffect, useState } from 'react';

const KINDS = [
  { id: 'analytics', title: 'Analytics cookies' },
  { id: 'marketing', title: 'Marketing cookies' },
] as const;
const DANCES = [{ id: 'tango', title: 'Tango' }] as const;

export default function Page() {
  const [chosen, setChosen] = useState({ analytics: false, marketing: false });
  const [dances, setDances] = useState({ tango: false });
  const [saved, setSaved] = useState(chosen);
  const set = (id: 'analytics' | 'marketing', value: boolean) => setChosen((before) => ({ ...before, [id]: value }));

  useEffect(() => {
    if (saved.analytics) posthog.init('balls'); // gated: analytics
    if (!saved.analytics) posthog.init('balls'); // ungated
    if (dances.tango) posthog.init('balls'); // ungated
  }, [saved, dances]);

  return (
    <div>
      <section>
        <p>We ask for your consent to cookies</p>
        {KINDS.map((kind) => (
          <label key={kind.id}>
            <input type="checkbox" checked={chosen[kind.id]} onChange={(event) => set(kind.id, event.target.checked)} />
            {kind.title}
          </label>
        ))}
        <button type="button" onClick={() => setSaved(chosen)}>
          Save choices
        </button>
      </section>
      <ul>
        {DANCES.map((dance) => (
          <li key={dance.id}>
            <input type="checkbox" checked={dances[dance.id]} onChange={(event) => setDances({ tango: event.target.checked })} />
            {dance.title}
          </li>
        ))}
      </ul>
    </div>
  );
}
