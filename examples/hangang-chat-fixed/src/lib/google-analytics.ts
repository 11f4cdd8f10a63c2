import ReactGA from 'react-ga4';
import { hasStatisticsConsent, hasToolsTransferConsent } from '@/consent/record';

export function startGoogleAnalytics(): void {
  if (!hasToolsTransferConsent() || !hasStatisticsConsent()) return;
  ReactGA.initialize('G-HNGNG25KR1');
  ReactGA.send({ hitType: 'pageview', page: location.pathname });
}
