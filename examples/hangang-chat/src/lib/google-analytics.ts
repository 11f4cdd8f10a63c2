import ReactGA from 'react-ga4';

/** Called by the cookie banner, and only there. */
export function startGoogleAnalytics(): void {
  ReactGA.initialize('G-HNGNG25KR1');
  ReactGA.send({ hitType: 'pageview', page: location.pathname });
}
