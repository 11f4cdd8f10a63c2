import * as amplitude from '@amplitude/analytics-browser';
import Clarity from '@microsoft/clarity';
import * as Sentry from '@sentry/browser';
import mixpanel from 'mixpanel-browser';
import posthog from 'posthog-js';

declare const OnetrustActiveGroups: string;

function requirePerformance(): void {
  if (!OnetrustActiveGroups.includes(',C0002,')) throw new Error('performance cookies were not accepted');
}

function earlyReturn() {
  if (!window.OnetrustActiveGroups.includes(',C0002,')) return;
  posthog.init('phc_bank'); // gated: analytics by onetrust
  posthog.capture('portal'); // gated: analytics by onetrust
}

function throwing() {
  requirePerformance();
  amplitude.init('bank'); // missed: gated: analytics by onetrust
}

function shortCircuit() {
  OnetrustActiveGroups.includes(',C0002,') && mixpanel.init('bank'); // gated: analytics by onetrust
}

function ternary(online: boolean) {
  const allowed = OnetrustActiveGroups.includes(',C0002,') && online;
  return allowed ? Clarity.init('bank') : undefined; // gated: analytics by onetrust
}

function loop(lines: readonly string[]) {
  for (const line of lines) {
    if (line === '') continue;
    if (!OnetrustActiveGroups.includes(',C0002,')) break;
    navigator.sendBeacon('https://api2.amplitude.com/2/httpapi', line); // gated: analytics by onetrust
  }
}

function caught() {
  try {
    requirePerformance();
    Sentry.init({ dsn: 'https://abc@o1.ingest.us.sentry.io/2' }); // missed: gated: analytics by onetrust
  } catch {
    console.info('no error reports');
  }
}

function afterwards() {
  try {
    requirePerformance();
  } finally {
    navigator.sendBeacon('https://api-js.mixpanel.com/track', 'leaving'); // missed: defective: bypassed
  }
}

window.OptanonWrapper = () => {
  earlyReturn();
  shortCircuit();
  ternary(navigator.onLine);
  loop(['open', 'ready']);
  caught();
  afterwards();
  throwing();
};
