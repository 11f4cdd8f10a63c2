import { type Draft, hereOrElsewhere, importAll, importDefault, importEffect, importName, type Maker, newDraft, type Truth, typeOf } from './maker.js';
import { STORES } from './stores/index.js';

/** Where a program learns what the user chose. Some ask the wrong thing: running the program tells. */
export function newSource(maker: Maker, draft: Draft): Truth {
  const [name, make] = maker.random.weighted<readonly [string, (maker: Maker, draft: Draft) => Truth]>([
    [3, ['onetrust', onetrust]],
    [3, ['cookiebot', cookiebot]],
    [2, ['tcf', tcf]],
    [2, ['react-cookie-consent', textAnswer]],
    [2, ['vanilla', vanilla]],
    [3, ['onetrust-mobile', mobile]],
    [1, ['klaro', klaro]],
    [1, ['didomi', didomi]],
    [6, ['stored', stored]],
    [2, ['stored-async', storedAsync]],
    [2, ['cookie', cookie]],
    [4, ['flag', flagSetByButton]],
    [2, ['store', store]],
    [2, ['box', box]],
    [2, ['event', setByEvent]],
    [1, ['class', consentClass]],
    ...STORES,
  ]);
  maker.parts.push(name);
  return make(maker, draft);
}

const FAILING = /localStorage|Cookiebot|OnetrustActiveGroups|getCookieConsentValue|acceptedCategory|getConsent|Didomi|readItem/;
const value = (draft: Draft, code: string): Truth => ({ draft, how: 'value', code, mayFail: FAILING.test(code) });
const promise = (draft: Draft, code: string): Truth => ({ draft, how: 'promise', code, mayFail: true });

/** Code of which the first is right and the others are not, or not always. */
export function rightOrNot(maker: Maker, right: readonly string[], wrong: readonly string[], percent = 35): string {
  const isWrong = wrong.length > 0 && maker.random.chance(percent);
  if (isWrong) maker.parts.push('wrong-test');
  return maker.random.pick(isWrong ? wrong : right);
}

function onetrust(maker: Maker, draft: Draft): Truth {
  const groups = 'window.OnetrustActiveGroups';
  return value(
    draft,
    rightOrNot(
      maker,
      [`${groups}.includes(',C0002,')`, `${groups}.indexOf(',C0002,') !== -1`, `${groups}.split(',').includes('C0002')`, `${groups}.indexOf('C0002') > -1`],
      [
        `Boolean(${groups})`,
        `${groups}.includes('C0001')`,
        `${groups}.indexOf('C0002')`,
        `!${groups}.includes('C0002')`,
        `${groups}.includes(',C0004,')`,
        'OneTrust.IsAlertBoxClosed()',
        `${groups}.length > 0`,
      ],
    ),
  );
}

function cookiebot(maker: Maker, draft: Draft): Truth {
  return value(
    draft,
    rightOrNot(
      maker,
      ['Cookiebot.consent.statistics', 'Cookiebot.consent.statistics === true', 'window.Cookiebot.consent.statistics', 'Cookiebot?.consent?.statistics'],
      [
        'Cookiebot.hasResponse',
        '!Cookiebot.declined',
        'Cookiebot.consent.necessary',
        'Cookiebot.consent',
        '!Cookiebot.consent.statistics',
        'Cookiebot.consent.marketing',
        'Cookiebot.consent.statistics !== false || Cookiebot.hasResponse',
      ],
    ),
  );
}

function tcf(maker: Maker, draft: Draft): Truth {
  const flag = maker.name('tcfAllowed');
  draft.declared.push(`let ${flag} = false;`);
  const test = rightOrNot(
    maker,
    ['data.purpose.consents[8] === true', 'data.purpose.consents[1] && data.vendor.consents[99]', 'Boolean(data.purpose.consents[8])'],
    ["data.eventStatus === 'useractioncomplete'", '!data.gdprApplies || data.purpose.consents[8]', 'data.gdprApplies', 'data.purpose.consents'],
  );
  const types = maker.typed ? '(data: any, success: boolean)' : '(data, success)';
  draft.body.push(
    maker.random.pick([
      `__tcfapi('addEventListener', 2, ${types} => {\n  if (success && ${test}) ${flag} = true;\n});`,
      `window.__tcfapi('addEventListener', 2, ${types} => {\n  if (!success) return;\n  ${flag} = ${test};\n});`,
    ]),
  );
  return value(draft, flag);
}

function textAnswer(maker: Maker, draft: Draft): Truth {
  const read = `${importName(draft, 'react-cookie-consent', 'getCookieConsentValue')}()`;
  return value(
    draft,
    rightOrNot(
      maker,
      [`${read} === 'true'`, `'true' === ${read}`, `String(${read}) === 'true'`],
      [`Boolean(${read})`, `${read} !== 'false'`, `${read} !== undefined`, `!${read}`],
    ),
  );
}

function vanilla(maker: Maker, draft: Draft): Truth {
  const star = importAll(draft, 'vanilla-cookieconsent', 'CookieConsent');
  return value(
    draft,
    rightOrNot(
      maker,
      [`${star}.acceptedCategory('analytics')`, `${star}.getUserPreferences().acceptedCategories.includes('analytics')`],
      [
        `${star}.validConsent()`,
        `${star}.acceptedCategory('necessary')`,
        `!${star}.acceptedCategory('analytics')`,
        `${star}.getUserPreferences().acceptedCategories.length > 0`,
        `${star}.acceptedCategory`,
      ],
    ),
  );
}

function klaro(maker: Maker, draft: Draft): Truth {
  return value(
    draft,
    rightOrNot(maker, ["klaro.getManager().getConsent('analytics')"], ['klaro.getManager().confirmed', "!klaro.getManager().getConsent('analytics')"]),
  );
}

function didomi(maker: Maker, draft: Draft): Truth {
  const read = "Didomi.getUserConsentStatusForPurpose('analytics')";
  return value(draft, rightOrNot(maker, [read, `${read} === true`], [`${read} !== false`, `${read} !== undefined`, `${read} == null || ${read}`]));
}

function mobile(maker: Maker, draft: Draft): Truth {
  const read = `${importDefault(draft, 'react-native-onetrust-cmp', 'OneTrustSDK')}.getConsentStatusForCategory('C0002')`;
  const status = maker.typed ? '(status: number)' : '(status)';
  return promise(
    draft,
    rightOrNot(
      maker,
      [`${read}.then(${status} => status === 1)`, `${read}.then(${status} => status > 0)`, `(async () => (await ${read}) === 1)()`],
      [
        `${read}.then(${status} => Boolean(status))`,
        `${read}.then(${status} => status !== 0)`,
        `${read}.then(${status} => status >= 0)`,
        `${read}.then(${status} => status !== -1)`,
      ],
    ),
  );
}

const ACCEPT = ['Accept analytics', 'Allow analytics', 'I agree to analytics', '분석 동의'] as const;
const REJECT = ['Reject analytics', 'Decline analytics', '분석 거부'] as const;
const OTHER = ['Next', 'Open menu', 'Search'] as const;

/** A button, found in the page or made here, that does something when it is clicked. */
export function onButton(maker: Maker, draft: Draft, kind: 'accept' | 'reject' | 'neutral', statement: string): void {
  const text = maker.random.pick(kind === 'accept' ? ACCEPT : kind === 'reject' ? REJECT : OTHER);
  const id = kind === 'neutral' ? maker.random.pick(['open-menu', 'next-page', 'close-banner']) : `${kind}-analytics`;
  const button = maker.name(`${kind}Button`);
  const handler = maker.random.weighted([
    [4, `() => {\n  ${statement}\n}`],
    [1, `function () {\n  ${statement}\n}`],
    [1, `async () => {\n  ${statement}\n}`],
  ]);
  if (maker.random.chance(50)) {
    if (!maker.buttons.some((known) => known.id === id)) maker.buttons.push({ id, text });
    draft.body.push(`const ${button} = document.${maker.random.pick([`getElementById('${id}')`, `querySelector('#${id}')`])};`);
  } else draft.body.push(`const ${button} = document.createElement('button');\n${button}.textContent = '${text}';\ndocument.body.appendChild(${button});`);
  if (maker.random.chance(25)) {
    const named = maker.name(`on${kind === 'accept' ? 'Accept' : kind === 'reject' ? 'Reject' : 'Next'}`);
    draft.body.push(`function ${named}() {\n  ${statement}\n}`, `${button}.addEventListener('click', ${named});`);
  } else draft.body.push(maker.random.chance(70) ? `${button}.addEventListener('click', ${handler});` : `${button}.onclick = ${handler};`);
}

/** Sets and clears: `yes` when the user agrees, `no` when not, and mistakes. */
export function setters(maker: Maker, draft: Draft, yes: string, no: string): void {
  onButton(maker, draft, 'accept', yes);
  if (maker.random.chance(60)) onButton(maker, draft, 'reject', no);
  if (maker.random.chance(12)) {
    maker.parts.push('set-by-other');
    onButton(maker, draft, 'neutral', yes);
  }
  if (maker.random.chance(6)) {
    maker.parts.push('set-at-start');
    draft.body.push(yes);
  }
  if (maker.random.chance(6)) onButton(maker, draft, 'neutral', no);
}

/** The key of a storage entry: written out, a constant, or one of a table, here or in a file of its own. */
function storageKey(maker: Maker, drafts: readonly Draft[], key: string): readonly string[] {
  const how = maker.random.below(4);
  if (how === 0) return drafts.map(() => `'${key}'`);
  const home = maker.random.chance(40) ? newDraft(maker, 'keys') : (drafts[0] as Draft);
  const name = maker.name('CONSENT_KEY');
  home.declared.unshift(
    how === 3
      ? `const ${name} = { analytics: '${key}', theme: 'theme' };`
      : how === 2
        ? `const ${name} = ['${key.slice(0, 3)}', '${key.slice(3)}'].join('');`
        : `const ${name} = '${key}';`,
  );
  return drafts.map((draft) => `${importName(draft, home, name)}${how === 3 ? '.analytics' : ''}`);
}

function stored(maker: Maker, draft: Draft): Truth {
  const writer = hereOrElsewhere(maker, draft, 'banner');
  importEffect(maker.main, writer);
  const key = maker.random.pick(['analytics-consent', 'app.consent', 'ui-state', 'x1']);
  const [read = '', write = ''] = storageKey(maker, [draft, writer], key);
  const [yes, no] = maker.random.pick([
    ['granted', 'denied'],
    ['true', 'false'],
    ['1', '0'],
    ['yes', 'no'],
  ] as const);
  const item = `localStorage.getItem(${read})`;
  const form = maker.random.below(5);
  if (form === 0) {
    const parse = `JSON.parse(${item} ?? '{}')`;
    setters(
      maker,
      writer,
      `localStorage.setItem(${write}, JSON.stringify({ analytics: true, version: 2 }));`,
      `localStorage.setItem(${write}, JSON.stringify({ analytics: false, version: 2 }));`,
    );
    return value(
      draft,
      rightOrNot(
        maker,
        [`${parse}.analytics === true`, `Boolean(${parse}.analytics)`],
        [`${parse}.version === 2`, `${parse}.analytics !== false`, `${parse}.analytics ?? true`],
      ),
    );
  }
  if (form === 1) {
    setters(maker, writer, `localStorage.setItem(${write}, new Date().toISOString());`, `localStorage.removeItem(${write});`);
    return value(draft, rightOrNot(maker, [`${item} !== null`, `Boolean(${item})`], [`${item} === null`, `!${item}`]));
  }
  const wrapped = maker.random.chance(30) ? storageWrapper(maker) : undefined;
  if (wrapped) {
    setters(
      maker,
      writer,
      `${importName(writer, wrapped.home, wrapped.set)}(${write}, '${yes}');`,
      `${importName(writer, wrapped.home, wrapped.set)}(${write}, '${no}');`,
    );
    const got = `${importName(draft, wrapped.home, wrapped.get)}(${read})`;
    return value(draft, rightOrNot(maker, [`${got} === '${yes}'`], [`${got} !== '${no}'`, `Boolean(${got})`]));
  }
  setters(maker, writer, `localStorage.setItem(${write}, '${yes}');`, `localStorage.setItem(${write}, '${no}');`);
  return value(
    draft,
    rightOrNot(
      maker,
      [`${item} === '${yes}'`, `['${yes}'].includes(${item})`, `(${item} ?? '${no}') === '${yes}'`],
      [`${item} !== '${no}'`, `Boolean(${item})`, `${item} == null`, `(${item} ?? '${yes}') === '${yes}'`],
    ),
  );
}

function storageWrapper(maker: Maker): { readonly home: Draft; readonly get: string; readonly set: string } {
  const home = newDraft(maker, 'storage');
  const [get, set] = [maker.name('readItem'), maker.name('writeItem')];
  maker.parts.push('storage-wrapper');
  home.declared.push(
    `function ${get}(key${typeOf(maker, 'string')})${typeOf(maker, 'string | null')} {\n  ${maker.random.pick(['return localStorage.getItem(key);', 'try {\n    return localStorage.getItem(key);\n  } catch {\n    return null;\n  }'])}\n}`,
    `function ${set}(key${typeOf(maker, 'string')}, value${typeOf(maker, 'string')}) {\n  localStorage.setItem(key, value);\n}`,
  );
  return { home, get, set };
}

function storedAsync(maker: Maker, draft: Draft): Truth {
  const writer = hereOrElsewhere(maker, draft, 'banner');
  importEffect(maker.main, writer);
  const [read = '', write = ''] = storageKey(maker, [draft, writer], maker.random.pick(['analytics-consent', 'prefs']));
  const pkg = '@react-native-async-storage/async-storage';
  importDefault(draft, pkg, 'AsyncStorage');
  importDefault(writer, pkg, 'AsyncStorage');
  setters(maker, writer, `AsyncStorage.setItem(${write}, 'granted');`, `AsyncStorage.setItem(${write}, 'denied');`);
  const item = `AsyncStorage.getItem(${read})`;
  const param = maker.typed ? '(value: string | null)' : '(value)';
  return promise(
    draft,
    rightOrNot(
      maker,
      [`${item}.then(${param} => value === 'granted')`, `(async () => (await ${item}) === 'granted')()`],
      [`${item}.then(Boolean)`, `${item}.then(${param} => value !== 'denied')`, `${item}.then(() => true)`],
    ),
  );
}

function cookie(maker: Maker, draft: Draft): Truth {
  const writer = hereOrElsewhere(maker, draft, 'banner');
  importEffect(maker.main, writer);
  if (maker.random.chance(50)) {
    importDefault(draft, 'js-cookie', 'Cookies');
    importDefault(writer, 'js-cookie', 'Cookies');
    setters(maker, writer, "Cookies.set('analytics_consent', 'yes');", "Cookies.set('analytics_consent', 'no');");
    return value(
      draft,
      rightOrNot(
        maker,
        ["Cookies.get('analytics_consent') === 'yes'"],
        ["Cookies.get('analytics_consent') !== 'no'", "Boolean(Cookies.get('analytics_consent'))"],
      ),
    );
  }
  setters(maker, writer, "document.cookie = 'analytics_consent=yes; path=/; max-age=31536000';", "document.cookie = 'analytics_consent=no; path=/';");
  return value(
    draft,
    rightOrNot(
      maker,
      ["document.cookie.includes('analytics_consent=yes')"],
      ["document.cookie.includes('analytics_consent=')", "!document.cookie.includes('analytics_consent=no')"],
    ),
  );
}

/** A variable or a field of this module that a button sets. */
function flagSetByButton(maker: Maker, draft: Draft): Truth {
  const [on, off] = maker.random.pick([
    ['true', 'false'],
    ["'granted'", "'denied'"],
    ['1', '0'],
  ] as const);
  const start = maker.random.weighted([
    [6, off === 'false' ? 'false' : off === '0' ? '0' : "'pending'"],
    [1, on],
    [1, maker.random.pick(['undefined', 'null'])],
  ]);
  const kind = maker.random.below(3);
  const name = maker.name(maker.random.pick(['allowed', 'analyticsConsent', 'state', 'flag']));
  const target = kind === 0 ? name : `${name}.ok`;
  draft.declared.push(
    kind === 0
      ? `let ${name}${typeOf(maker, 'any')} = ${start};`
      : kind === 1
        ? `const ${name}${typeOf(maker, 'any')} = { ok: ${start} };`
        : `const ${name}${typeOf(maker, 'any')} = {};\n${name}.ok = ${start};`,
  );
  setters(maker, draft, `${target} = ${on};`, `${target} = ${off};`);
  const truthy = on === 'true' || on === '1';
  return value(
    draft,
    rightOrNot(
      maker,
      truthy ? [target, `${target} === ${on}`, `!!${target}`] : [`${target} === ${on}`],
      truthy ? [`!${target}`, `${target} !== ${off}`] : [`Boolean(${target})`, `${target} !== ${off}`],
    ),
  );
}

function store(maker: Maker, draft: Draft): Truth {
  const home = hereOrElsewhere(maker, draft, 'store', 60);
  const use = maker.name('useConsentStore');
  importName(home, 'zustand', 'create');
  const set = maker.typed ? '(set: any)' : '(set)';
  home.declared.push(
    `const ${use} = create(${set} => ({\n  analytics: ${maker.random.chance(10) ? 'true' : 'false'},\n  visits: 0,\n  accept: () => set({ analytics: true }),\n  reject: () => set({ analytics: false }),\n  visit: () => set((old${typeOf(maker, 'any')}) => ({ visits: old.visits + 1 })),\n}));`,
  );
  importName(draft, home, use);
  setters(maker, draft, `${use}.getState().accept();`, `${use}.getState().reject();`);
  return value(
    draft,
    rightOrNot(
      maker,
      [`${use}.getState().analytics`, `${use}.getState().analytics === true`],
      [`!${use}.getState().analytics`, `${use}.getState().visits === 0`, `${use}.getState`],
      20,
    ),
  );
}

function box(maker: Maker, draft: Draft): Truth {
  const name = maker.name('consentBox');
  draft.body.push(`const ${name} = document.getElementById('analytics-consent-box');`);
  if (maker.random.chance(50)) return value(draft, rightOrNot(maker, [`${name}.checked`, `${name}.checked === true`], [`!${name}.checked`, name], 20));
  const flag = maker.name('ticked');
  draft.declared.push(`let ${flag} = false;`);
  const event = maker.typed ? '(event: any)' : '(event)';
  draft.body.push(
    `${name}.addEventListener('change', ${event} => {\n  ${flag} = ${rightOrNot(maker, ['event.target.checked', `${name}.checked`], ['true', '!event.target.checked'], 20)};\n});`,
  );
  if (draft.body.at(-1)?.includes('= true')) maker.parts.push('any-change');
  return value(draft, flag);
}

function setByEvent(maker: Maker, draft: Draft): Truth {
  const flag = maker.name('ready');
  draft.declared.push(`let ${flag} = false;`);
  draft.body.push(
    maker.random.pick([
      `window.addEventListener('CookiebotOnAccept', () => {\n  ${flag} = Cookiebot.consent.statistics;\n});`,
      `window.addEventListener('CookiebotOnAccept', () => {\n  if (Cookiebot.consent.statistics) ${flag} = true;\n});`,
      `window.addEventListener('CookiebotOnConsentReady', () => {\n  ${flag} = true;\n});`,
      `window.addEventListener('OneTrustGroupsUpdated', (event${typeOf(maker, 'any')}) => {\n  ${flag} = event.detail.includes('C0002');\n});`,
      `OneTrust.OnConsentChanged((event${typeOf(maker, 'any')}) => {\n  if (event.detail.includes('C0002')) ${flag} = true;\n});`,
      `OneTrust.OnConsentChanged(() => {\n  ${flag} = true;\n});`,
      `OneTrust.OnConsentChanged(() => {\n  ${flag} = window.OnetrustActiveGroups.includes('C0002');\n});`,
      `window.addEventListener('CookiebotOnDecline', () => {\n  ${flag} = true;\n});`,
    ]),
  );
  if (draft.body.at(-1)?.includes('event.detail')) maker.parts.push('event-detail');
  return value(draft, flag);
}

/** A class that keeps what was chosen and reads what it kept. */
function consentClass(maker: Maker, draft: Draft): Truth {
  const home = hereOrElsewhere(maker, draft, 'consent', 60);
  const [type, one] = [maker.name('ConsentState'), maker.name('consentState')];
  home.declared.push(
    `class ${type} {\n  ${maker.typed ? 'private ' : ''}granted${typeOf(maker, 'boolean')} = ${maker.random.chance(10) ? 'true' : 'false'};\n  constructor() {\n    if (localStorage.getItem('analytics-consent') === 'granted') this.granted = true;\n  }\n  accept() {\n    this.granted = true;\n    localStorage.setItem('analytics-consent', 'granted');\n  }\n  reject() {\n    this.granted = false;\n  }\n  get allowed() {\n    return this.granted;\n  }\n  isAllowed() {\n    return this.granted;\n  }\n}`,
    `const ${one} = new ${type}();`,
  );
  importName(draft, home, one);
  setters(maker, draft, `${one}.accept();`, `${one}.reject();`);
  return value(draft, rightOrNot(maker, [`${one}.isAllowed()`, `${one}.allowed`], [`!${one}.isAllowed()`, `${one}.isAllowed`], 20));
}
