import * as amplitude from '@amplitude/analytics-browser';
import Clarity from '@microsoft/clarity';
import mixpanel from 'mixpanel-browser';
import CookieConsent, { getCookieConsentValue } from 'react-cookie-consent';
import ReactGA from 'react-ga4';

const accepted = () => ReactGA.initialize('G-RECIPE1'); // gated: any by react-cookie-consent

const answered = () => mixpanel.init('recipes'); // defective to: US mixpanel

export function App() {
  return (
    <>
      <CookieConsent
        onAccept={() => {
          accepted();
          [1, 2].forEach((n) => ReactGA.event({ category: 'start', action: String(n) })); // gated: any by react-cookie-consent
          setTimeout(() => Clarity.init('recipes'), 1000); // gated: any by react-cookie-consent
          answered();
        }}
        onDecline={() => answered()}
        enableDeclineButton
      >
        May we use statistics cookies?
      </CookieConsent>
    </>
  );
}

Promise.resolve(getCookieConsentValue() === 'true').then((ok) => {
  if (ok) amplitude.init('recipes'); // gated: any by react-cookie-consent
});
