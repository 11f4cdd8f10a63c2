import type { Choice } from './world.js';

/** The platforms that ask the user, all of them, in the state that the user is in. */
export interface Consents {
  readonly globals: Record<string, unknown>;
  readonly packages: Record<string, unknown>;
  /** The user chooses: values change, then what listens is told. */
  readonly decide: (analytics: Choice, advertising: Choice) => void;
  /** Tells what listens from the start: platforms call back on every load. */
  readonly load: () => void;
}

/** `emit` reaches listeners of the window; `fails` holds if reads fail in this run, `elsewhere` for users outside the EEA; `slow` is waited for before an answer. */
export function newConsents(
  analytics: Choice,
  advertising: Choice,
  emit: (name: string, event: unknown) => void,
  world: { readonly fails: () => boolean; readonly elsewhere: () => boolean; readonly slow: () => Promise<void> },
): Consents {
  let now = { analytics, advertising };
  const changed: (() => void)[] = [];
  const isOn = (category: string) => {
    if (/^(?:C0001|necessary|essential)$/.test(category)) return true;
    if (/^(?:C0002|analytics|statistics|measurement|8)$/.test(category)) return now.analytics === 'granted';
    if (/^(?:C0004|marketing|ads|1)$/.test(category)) return now.advertising === 'granted';
    return false;
  };
  const isAnswered = () => now.analytics !== 'undecided';
  const groups = () => `,${['C0001', 'C0002', 'C0004'].filter(isOn).join(',')},`;
  const tell = () => {
    for (const listener of [...changed]) quietly(listener);
  };
  const read = <T>(value: T): T => {
    if (world.fails()) throw new Error('the platform is not there');
    return value;
  };
  const tcData = () => ({
    eventStatus: isAnswered() ? 'useractioncomplete' : 'cmpuishown',
    gdprApplies: !world.elsewhere(),
    purpose: { consents: isAnswered() ? { 1: isOn('analytics'), 8: isOn('analytics') } : {} },
    vendor: { consents: isAnswered() ? { 99: isOn('analytics') } : {} },
  });
  const run = (config: Record<string, (() => void) | undefined>) => {
    changed.push(() => {
      if (!isAnswered()) return;
      const event = { cookie: { categories: ['necessary', ...(isOn('analytics') ? ['analytics'] : [])] } };
      for (const name of ['onFirstConsent', 'onConsent', 'onChange']) quietly(() => (config[name] as ((event: unknown) => void) | undefined)?.(event));
    });
  };
  const vanilla = {
    __esModule: true,
    run,
    acceptedCategory: (category: string) => read(isOn(category)),
    validConsent: () => isAnswered(),
    getUserPreferences: () => ({ acceptedCategories: ['necessary', ...(isOn('analytics') ? ['analytics'] : [])] }),
  };
  const mobile = {
    getConsentStatusForCategory: async (category: string) => {
      await world.slow();
      return read(isAnswered() ? (isOn(category) ? 1 : 0) : -1);
    },
    listenForConsentChanges: (category: string, listener: (category: string, status: number) => void) => {
      changed.push(() => isAnswered() && listener(category, isOn(category) ? 1 : 0));
    },
    showBannerUI: async () => undefined,
  };
  const globals: Record<string, unknown> = {
    OneTrust: {
      OnConsentChanged: (listener: (event: unknown) => void) => changed.push(() => isAnswered() && listener({ detail: groups().split(',') })),
      IsAlertBoxClosed: () => isAnswered(),
    },
    Cookiebot: {
      consent: {
        get statistics() {
          return read(isOn('analytics'));
        },
        get marketing() {
          return read(isOn('marketing'));
        },
        necessary: true,
      },
      get consented() {
        return isOn('analytics') || isOn('marketing');
      },
      get declined() {
        return isAnswered() && !isOn('analytics') && !isOn('marketing');
      },
      get hasResponse() {
        return isAnswered();
      },
    },
    __tcfapi: (_command: string, _version: number, listener: (data: unknown, success: boolean) => void) => {
      quietly(() => listener(tcData(), true));
      changed.push(() => listener(tcData(), true));
    },
    klaro: {
      getManager: () => ({
        getConsent: (name: string) => read(isOn(name)),
        get confirmed() {
          return isAnswered();
        },
      }),
    },
    Didomi: {
      getUserConsentStatusForPurpose: () => read(isAnswered() ? isOn('analytics') : undefined),
      on: (_name: string, listener: () => void) => changed.push(listener),
    },
    get OnetrustActiveGroups() {
      return read(groups());
    },
  };
  return {
    globals,
    packages: {
      'react-cookie-consent': { __esModule: true, getCookieConsentValue: () => read(isAnswered() ? String(isOn('analytics')) : undefined) },
      'vanilla-cookieconsent': vanilla,
      'react-native-onetrust-cmp': { __esModule: true, default: mobile },
    },
    decide: (first, second) => {
      now = { analytics: first, advertising: second };
      tell();
      emit('OneTrustGroupsUpdated', { detail: groups().split(',') });
      if (isOn('analytics') || isOn('marketing')) emit('CookiebotOnAccept', {});
      else emit('CookiebotOnDecline', {});
      emit('CookiebotOnConsentReady', {});
    },
    load: () => {
      emit('OneTrustGroupsUpdated', { detail: groups().split(',') });
      emit('CookiebotOnLoad', {});
      if (!isAnswered()) return;
      tell();
      if (isOn('analytics') || isOn('marketing')) emit('CookiebotOnAccept', {});
      emit('CookiebotOnConsentReady', {});
    },
  };
}

function quietly(what: () => unknown): void {
  try {
    what();
  } catch {
    // A listener's fault is its own.
  }
}
