import type { ReactNode } from 'react';
import { ConsentProvider, useConsent } from './consent';
import { Count, CountAnswered } from './count';

function Ask() {
  const { grant, deny } = useConsent();
  return (
    <div>
      <p>We would like to use analytics cookies on the page of the skating lessons.</p>
      <button type="button" onClick={() => deny()}>
        Reject
      </button>
      <button type="button" onClick={() => grant()}>
        Accept
      </button>
    </div>
  );
}

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <ConsentProvider>
      <Ask />
      <Count />
      <CountAnswered />
      {children}
    </ConsentProvider>
  );
}
