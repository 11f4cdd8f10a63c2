import posthog from 'posthog-js';
import React, { useEffect } from 'react';
import { createRoot } from 'react-dom/client';

function Analytics() {
  useEffect(() => {
    posthog.init('phc_root'); // gated: analytics
  }, []);
  return null;
}
function Gate({ open, children }) {
  return open ? children : null;
}
function Root() {
  return (
    <Gate open={Didomi.getUserConsentStatusForPurpose('analytics') === true}>
      <Analytics />
    </Gate>
  );
}
createRoot(document.getElementById('root')).render(React.createElement(Root));
