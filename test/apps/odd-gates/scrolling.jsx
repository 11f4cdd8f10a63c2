import mixpanel from 'mixpanel-browser';
import { CookieConsent } from 'react-cookie-consent';
import { createRoot } from 'react-dom/client';
import { settings } from 'shared-settings';

// Whoever scrolls has not agreed, nor whoever clicks beside the banner; what the settings say nobody knows.
createRoot(document.getElementById('banners')).render(
  <>
    <CookieConsent
      acceptOnScroll
      onAccept={() => {
        mixpanel.init('mp_scrolled'); // defective: implicit-act
      }}
    />
    <CookieConsent
      overlay
      acceptOnOverlayClick
      onAccept={() => {
        mixpanel.init('mp_beside'); // defective: implicit-act
      }}
    />
    <CookieConsent
      {...settings}
      onAccept={() => {
        mixpanel.init('mp_settings'); // defective: implicit-act
      }}
    />
    <CookieConsent
      acceptOnScroll={false}
      onAccept={() => {
        mixpanel.init('mp_pressed'); // gated: any by react-cookie-consent
      }}
    />
  </>,
);
