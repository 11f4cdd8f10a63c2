'use client';
import { useEffect } from 'react';
import { Answer } from './answer';
import { Members } from './members';

// A list of events is no command: whoever reads the queue gets it.
function track(...events: unknown[]) {
  window.dataLayer.push(events); // ungated to: US google-tag-manager
}

function gtag(...args: unknown[]) {
  window.dataLayer.push(args); // none
}

export default function Page() {
  useEffect(() => {
    window.gtag = (...args) => window.dataLayer.push(args); // none
    window.gtag('config', 'G-CIDER'); // defective: after-send to: US google-analytics
    gtag('event', 'open'); // defective: after-send to: US google-analytics
    track({ event: 'season' });
  }, []);
  return [<Answer key="answer" />, <Members key="members" />];
}
