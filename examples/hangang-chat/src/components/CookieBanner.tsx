import { useEffect } from 'react';
import CookieConsent, { getCookieConsentValue } from 'react-cookie-consent';
import { t } from '@/i18n';
import { startGoogleAnalytics } from '@/lib/google-analytics';

const cookieName = 'hangang-cookies';

export function CookieBanner() {
  useEffect(() => {
    // Somebody who accepted on an earlier visit is not asked again.
    if (getCookieConsentValue(cookieName) === 'true') startGoogleAnalytics();
  }, []);

  return (
    <CookieConsent
      cookieName={cookieName}
      buttonText={t('cookies.accept')}
      declineButtonText={t('cookies.decline')}
      enableDeclineButton
      onAccept={() => startGoogleAnalytics()}
    >
      {t('cookies.text')}
    </CookieConsent>
  );
}
