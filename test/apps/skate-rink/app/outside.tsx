'use client';

// Answers that are kept outside of React.
import mixpanel from 'mixpanel-browser';
import { useEffect, useSyncExternalStore } from 'react';
import { useSyncExternalStore as useStore } from 'use-sync-external-store/shim';

const KEY = 'rental_analytics';
const listeners = new Set<() => void>();
let size = 'unknown';

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function answer(value: string) {
  localStorage.setItem(KEY, value);
  for (const listener of listeners) listener();
}

const kept = () => localStorage.getItem(KEY);
const none = () => null;

export function Ask() {
  const answered = useSyncExternalStore(subscribe, kept, none);
  if (answered !== null) return null;
  return (
    <div>
      <p>We use analytics cookies where skates are rented.</p>
      <button type="button" onClick={() => answer('accepted')}>
        Accept
      </button>
      <button type="button" onClick={() => answer('declined')}>
        Decline
      </button>
      <button type="button" onClick={() => (size = 'accepted')}>
        Show my size
      </button>
    </div>
  );
}

export default function Rental() {
  const answered = useSyncExternalStore(subscribe, kept, none);
  const old = useStore(subscribe, kept);
  const onServer = useSyncExternalStore(subscribe, kept, () => 'accepted');
  const shown = useSyncExternalStore(subscribe, () => size);
  useEffect(() => {
    if (answered === 'accepted') mixpanel.init('rental'); // gated: analytics
    if (old === 'accepted') mixpanel.init('rental'); // gated: analytics
    // The server shows everybody as one who agreed, until the browser looks.
    if (onServer === 'accepted') mixpanel.init('rental'); // ungated
    if (shown === 'accepted') mixpanel.init('rental'); // ungated
    if (answered !== 'accepted') mixpanel.init('rental'); // ungated
    if (answered) mixpanel.init('rental'); // ungated
  }, [answered, old, onServer, shown]);
  useSyncExternalStore(() => {
    mixpanel.track('subscribed'); // ungated
    return () => undefined;
  }, kept);
  return <Ask />;
}
