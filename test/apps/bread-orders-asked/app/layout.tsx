'use client';
import Script from 'next/script';
import posthog from 'posthog-js';
import { type ReactNode, useEffect, useState } from 'react';
import { AskBaker } from './ask-baker';

export default function Layout({ children }: { children: ReactNode }) {
  const [analytics, setAnalytics] = useState(false);
  useEffect(() => {
    setAnalytics(window.OnetrustActiveGroups?.includes(',C0002,') ?? false);
  }, []);
  useEffect(() => {
    if (analytics) posthog.init('phc_bread', { api_host: '/ingest', ui_host: 'https://us.posthog.com' }); // gated: analytics by onetrust to: US posthog
  }, [analytics]);
  return (
    <html lang="ko">
      <body>
        {analytics && <Script src="/count/script.js" data-domain="bread.example" />}{/* gated: analytics by onetrust to: DE plausible */}
        {children}
        <AskBaker />
      </body>
    </html>
  );
}
