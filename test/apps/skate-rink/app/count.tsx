'use client';

import Script from 'next/script';
import { useConsent } from './consent';

export function Count() {
  const { answer } = useConsent();
  if (answer !== 'granted') return null;
  return <Script src="https://www.googletagmanager.com/gtag/js?id=G-LESSONS" />; // gated
}

/** Whoever said no has answered, too. */
export function CountAnswered() {
  const { answer } = useConsent();
  if (answer === 'unknown') return null;
  return <Script src="https://www.googletagmanager.com/gtag/js?id=G-LESSONS" />; // ungated
}
