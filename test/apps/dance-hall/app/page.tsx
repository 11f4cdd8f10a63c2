'use client';

// Boxes that are turned round, one by one.
import mixpanel from 'mixpanel-browser';
import { useEffect, useState } from 'react';

const none = { needed: true, analytics: false, waltz: false };

export default function Page() {
  const [chosen, setChosen] = useState(none);
  const [saved, setSaved] = useState<typeof none | null>(null);
  const [counts, setCounts] = useState(false);
  const [given, setGiven] = useState({ analytics: true });
  const [isOut, setIsOut] = useState(false);
  const [isOpen, setIsOpen] = useState(false);

  const save = (choice: typeof none) => setSaved(choice);

  useEffect(() => {
    if (saved?.analytics) mixpanel.init('steps'); // gated: analytics
    if (saved && !saved.analytics) mixpanel.init('steps'); // defective
    if (saved?.waltz) mixpanel.init('steps'); // defective
    if (saved?.needed) mixpanel.init('steps'); // defective
    if (counts) mixpanel.init('steps'); // gated: analytics
    if (given.analytics) mixpanel.init('steps'); // ungated
    if (!isOut) mixpanel.init('steps'); // ungated
    if (isOut) mixpanel.init('steps'); // ungated
    if (isOpen) mixpanel.init('steps'); // ungated
  }, [saved, counts, given, isOut, isOpen]);

  return (
    <div>
      <p>We use cookies</p>
      <label>
        <input type="checkbox" checked={chosen.analytics} onChange={() => setChosen({ ...chosen, analytics: !chosen.analytics })} />
        Analytics cookies
      </label>
      <label>
        <input type="checkbox" checked={chosen.waltz} onChange={() => setChosen({ ...chosen, waltz: !chosen.waltz })} />
        Show me waltzes only
      </label>
      <button type="button" onClick={() => save(none)}>
        Reject all
      </button>
      <button type="button" onClick={() => save(chosen)}>
        Save choices
      </button>
      <button
        type="button"
        role="switch"
        aria-checked={counts}
        onClick={() => {
          setCounts((before) => !before);
          // This is not what the switch shows.
          setIsOpen((before) => !before);
        }}
      >
        Analytics cookies
      </button>
      <label>
        <input
          type="checkbox"
          checked={given.analytics}
          onChange={() => {
            setGiven((before) => ({ ...before, analytics: !before.analytics }));
            mixpanel.track('clicked'); // ungated
          }}
        />
        Analytics cookies
      </label>
      <label>
        <input type="checkbox" checked={!isOut} onChange={() => setIsOut(!isOut)} />
        Analytics cookies
      </label>
    </div>
  );
}
