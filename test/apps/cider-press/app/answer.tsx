'use client';

declare global {
  interface Window {
    dataLayer: unknown[];
    gtag: (...args: unknown[]) => void;
  }
}

function gtag(...args: unknown[]) {
  window.dataLayer.push(args); // none
}

export function Answer() {
  return (
    <div>
      <p>May we count visits with cookies?</p>
      <button onClick={() => gtag('consent', 'update', { analytics_storage: 'granted' })}>Yes</button>
      <button onClick={() => gtag('consent', 'update', { analytics_storage: 'denied' })}>No</button>
    </div>
  );
}
