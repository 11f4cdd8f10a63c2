'use client';
import Script from 'next/script';

const ID = process.env.NEXT_PUBLIC_MEASUREMENT;

export function Measuring() {
  return (
    <Script id="measuring">{`
      window.dataLayer = window.dataLayer || [];
      function gtag(){dataLayer.push(arguments);}
      if (localStorage.getItem('cookie-consent') === 'granted') {
        gtag('config', '${ID}', { page_path: window.location.pathname }); // gated: any to: US google-analytics
      }
      gtag('event', 'open'); // gated: any to: US google-analytics
    `}</Script>
  );
}
