'use client';
import Script from 'next/script';
import { useEffect, useState } from 'react';
import { Helmet } from 'react-helmet';
import hosts from '../lib/hosts.json';

export function Offers() {
  const [consent, setConsent] = useState(false);
  useEffect(() => {
    setConsent(localStorage.getItem('cookie-consent') === 'accepted');
    fetch(hosts.advice.url, { method: 'POST', body: 'tea' }); // ungated to: CN deepseek
  }, []);
  return (
    <>
      {consent && <Script src="https://connect.facebook.net/en_US/fbevents.js" />}{/* gated: any to: US meta-pixel */}
      {consent && (
        <Script id="pixel">{`
          fbq('init', '1'); // gated: any to: US meta-pixel
        `}</Script>
      )}
      <Helmet>
        <script async src="https://www.googletagmanager.com/gtag/js?id=G-2" />{/* ungated to: US google-analytics */}
      </Helmet>
    </>
  );
}
