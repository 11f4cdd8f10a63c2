import Script from 'next/script';
import type { ReactNode } from 'react';
import { AskBaker } from './ask-baker';

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="ko">
      <body>
        <Script src="/count/script.js" data-domain="bread.example" />{/* ungated to: DE plausible */}
        {children}
        <AskBaker />
      </body>
    </html>
  );
}
