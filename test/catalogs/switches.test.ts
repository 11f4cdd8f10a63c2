// Options and calls by which SDKs hold themselves back, as far as what they leave is told.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { newEngine } from '../oracle/verdicts.js';

const engine = newEngine(fileURLToPath(new URL('../../', import.meta.url)));

const told = (code: string) =>
  engine
    .usagesOf(new Map([['src/app.jsx', code]]))
    .filter(({ transmits }) => transmits)
    .map(({ verdict: { kind, defect, residue } }) => [kind, defect, residue].filter(Boolean).join(' '));

describe('a switch of the SDK', () => {
  it.each([
    ['Segment', "import { AnalyticsBrowser } from '@segment/analytics-next';\nAnalyticsBrowser.load({ writeKey: 'k' }, { disable: true });", 'withheld none'],
    ['Amplitude', "import { init } from '@amplitude/analytics-browser';\ninit('k', { optOut: true });", 'withheld handshake'],
    [
      'Amplitude without its configuration',
      "import { init } from '@amplitude/analytics-browser';\ninit('k', { optOut: true, remoteConfig: { fetchRemoteConfig: false } });",
      'withheld none',
    ],
    [
      'PostHog for apps',
      "import PostHog from 'posthog-react-native';\nexport const posthog = new PostHog('k', { defaultOptIn: false });",
      'withheld handshake',
    ],
    ['Datadog', "import { datadogRum } from '@datadog/browser-rum';\ndatadogRum.init({ clientToken: 'k', trackingConsent: 'not-granted' });", 'withheld none'],
    ['Sentry', "import * as Sentry from '@sentry/browser';\nSentry.init({ dsn: 'https://a@o1.ingest.us.sentry.io/2', enabled: false });", 'withheld none'],
    ['FullStory', "import { init } from '@fullstory/browser';\ninit({ orgId: 'o', startCaptureManually: true });", 'withheld handshake'],
    ['FullStory in development', "import { init } from '@fullstory/browser';\ninit({ orgId: 'o', devMode: true });", 'withheld handshake'],
    ['Branch', "import branch from 'branch-sdk';\nbranch.init('k', { tracking_disabled: true });", 'withheld handshake'],
    ['OneSignal', "import OneSignal from 'react-onesignal';\nOneSignal.init({ appId: 'a', requiresUserPrivacyConsent: true });", 'withheld handshake'],
    ['Airbridge', "import airbridge from 'airbridge-web-sdk-loader';\nairbridge.init({ app: 'a', autoStartTrackingEnabled: false });", 'withheld none'],
    ['AppsFlyer', "import appsFlyer from 'react-native-appsflyer';\nappsFlyer.initSdk({ devKey: 'k', manualStart: true });", 'withheld none'],
    ['Adobe', "alloy('configure', { defaultConsent: 'pending' });", 'withheld none'],
    ['GrowingIO', "gdp('init', 'account', 'source', { dataCollect: false });", 'withheld none'],
    // These only lower what is sent.
    [
      'Clarity',
      "import Clarity from '@microsoft/clarity';\nClarity.init('p');\nClarity.consentV2({ ad_Storage: 'denied', analytics_Storage: 'denied' });",
      'defective still-sends all',
    ],
    ['Clarity before', "import Clarity from '@microsoft/clarity';\nClarity.init('p');\nClarity.consent(false);", 'defective still-sends all'],
    ['Yandex Metrica', "ym(1, 'init', { defer: true, clickmap: true });", 'defective still-sends pings'],
  ])('%s', (_, code, verdict) => expect(told(code)).toEqual([verdict]));

  it('counts where it stands, not where it does not', () => {
    expect(
      told("import { AnalyticsBrowser } from '@segment/analytics-next';\nAnalyticsBrowser.load({ writeKey: 'k' }, { disable: (settings) => !settings });"),
    ).toEqual(['ungated']);
    expect(told("import ReactPixel from 'react-facebook-pixel';\nReactPixel.revokeConsent();\nReactPixel.init('1');")).toEqual(['ungated']);
    expect(told("import { init } from '@amplitude/analytics-browser';\ninit('k', { optOut: false });")).toEqual(['ungated']);
  });

  it.each([
    [
      'what an init gives back',
      "import posthog from 'posthog-js';\nconst ph = posthog.init('k', { opt_out_capturing_by_default: true });\nph?.opt_in_capturing();",
    ],
    [
      'what a callback is handed',
      "import posthog from 'posthog-js';\nposthog.init('k', { opt_out_capturing_by_default: true, loaded: (ph) => { ph.opt_in_capturing(); } });",
    ],
    [
      'a hook',
      'import { PostHogProvider, usePostHog } from \'posthog-js/react\';\nconst Start = () => { usePostHog().opt_in_capturing(); return null; };\nexport const App = () => <PostHogProvider apiKey="k" options={{ opt_out_capturing_by_default: true }}><Start /></PostHogProvider>;',
    ],
    [
      'a name of its own',
      "import mixpanel from 'mixpanel-browser';\nmixpanel.init('t', { opt_out_tracking_by_default: true }, 'main');\nmixpanel.main.opt_in_tracking();",
    ],
    ['an instance', "import { Realtime } from 'ably';\nconst line = new Realtime({ key: 'k', autoConnect: false });\nline.connection.connect();"],
    [
      'a queue',
      "import Countly from 'countly-sdk-web';\nCountly.init({ app_key: 'k', url: 'https://acme.count.ly', require_consent: true });\nCountly.q.push(['add_consent', 'sessions']);",
    ],
    ['another call', "import { Crisp } from 'crisp-sdk-web';\nCrisp.configure('id', { autoload: false });\nCrisp.chat.open();"],
    [
      'something unknown',
      "import posthog from 'posthog-js';\nposthog.init('k', { opt_out_capturing_by_default: true });\nexport const start = (client) => client.opt_in_capturing();",
    ],
  ])('is thrown through %s', (_, code) => expect(told(code)[0]).toBe('ungated'));
});
