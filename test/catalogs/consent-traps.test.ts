import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compileConsentCatalog } from '../../src/catalogs/consent.js';
import { catalogFiles } from '../../src/catalogs/yaml-files.js';
import type { ConsentMarkup } from '../../src/model/consent.js';
import { newEngine } from '../oracle/verdicts.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const engine = newEngine(root);
const compiled = compileConsentCatalog(catalogFiles(root, 'consent-catalog'));
const markups = compiled.kind === 'catalog' ? compiled.catalog.markup : [];

const kindsOf = (code: string) =>
  engine
    .usagesOf(new Map([['src/app.jsx', `import posthog from 'posthog-js';\n${code}`]]))
    .filter(({ transmits }) => transmits)
    .map(({ verdict }) => (verdict.kind === 'ungated' ? 'defective' : verdict.kind));

const send = "posthog.init('phc_x')";
const banner = "import { CookieConsent } from 'react-cookie-consent';\nimport { createRoot } from 'react-dom/client';";
const mount = 'createRoot(document.body).render(<A />);';

describe('what platforms yield without a yes', () => {
  it.each([
    ['PostHog: whoever did not opt out has opted in', `import mixpanel from 'mixpanel-browser';\nif (posthog.has_opted_in_capturing()) mixpanel.init('mp_x');`],
    ['Cookie Consent: dismissed counts as consented', `window.cookieconsent.initialise({}, (popup) => { if (popup.hasConsented()) ${send}; });`],
    ['Cookie Consent: dismissed is no denial', `window.cookieconsent.initialise({ onStatusChange: (status) => { if (status !== 'deny') ${send}; } });`],
    [
      'c15t: a ticked box is not saved',
      `import { useConsentManager } from '@c15t/react';\nexport function A() { const { selectedConsents } = useConsentManager(); if (selectedConsents.measurement) ${send}; return null; }`,
    ],
    ['Usercentrics: what happened is a text', `window.addEventListener('ucEvent', (e) => { if (e.detail.action) ${send}; });`],
    ['Usercentrics: an explicit answer', `window.addEventListener('consent_status', (e) => { if (e.detail.type === 'EXPLICIT') ${send}; });`],
    [
      'Usercentrics for apps: accepted by the app itself',
      `import { Usercentrics } from '@usercentrics/react-native-sdk';\nconst all = await Usercentrics.acceptAll(1);\nif (all.find((one) => one.templateId === 'x').status) ${send};`,
    ],
    ['Klaro: all consents are an object', `klaro.getManager().watch({ update(manager, type, data) { if (data.consents) ${send}; } });`],
    ['Didomi: the notice is shown', `Didomi.on('notice.shown', () => { if (Didomi.getUserConsentStatusForPurpose('analytics') !== false) ${send}; });`],
    ['Termly: it has started', `Termly.on('initialized', () => { if (Termly.getConsentState().analytics !== false) ${send}; });`],
    ['consentmanager: there is an answer', `__cmp('addEventListener', ['consent', () => { ${send}; }, false], null);`],
    ['Nuxt Scripts: consent written down', `const trigger = useScriptTriggerConsent({ consent: true });\nif (trigger.consented.value) ${send};`],
    ['uni-app: agreed from the start on iOS', `uni.getPrivacySetting({ success(res) { if (!res.needAuthorization) ${send}; } });`],
    ['TrustArc: what is required', `if (truste.cma.callApi('getGDPRConsentDecision', 'shop.example').consentDecision.includes(1)) ${send};`],
    [
      'react-cookie-consent: scrolling is taken for a yes',
      `${banner}\nexport const A = () => <CookieConsent acceptOnScroll onAccept={() => ${send}} />;\n${mount}`,
    ],
    [
      'react-cookie-consent: a click beside the banner is taken for a yes',
      `${banner}\nexport const A = () => <CookieConsent overlay acceptOnOverlayClick={true} onAccept={() => ${send}} />;\n${mount}`,
    ],
    [
      'react-cookie-consent: whether scrolling is taken for a yes stands elsewhere',
      `${banner}\nimport { settings } from 'our-settings';\nexport const A = () => <CookieConsent {...settings} onAccept={() => ${send}} />;\n${mount}`,
    ],
    ['a browser that does not say no', `if (navigator.globalPrivacyControl === false) ${send};`],
  ])('%s', (_, code) => expect(kindsOf(code)).toEqual(['defective']));
});

describe('what platforms yield after a yes alone', () => {
  it.each([
    [
      'Usercentrics: the service in the event',
      `window.addEventListener('ucEvent', (e) => { if (e.detail && e.detail.event == 'consent_status' && e.detail['PostHog'] === true) ${send}; });`,
    ],
    [
      'Usercentrics for apps: everything accepted is 0',
      `import { Usercentrics, UsercentricsUserInteraction } from '@usercentrics/react-native-sdk';\nconst answer = await Usercentrics.showFirstLayer();\nif (answer.userInteraction === UsercentricsUserInteraction.acceptAll) ${send};`,
    ],
    [
      'Klaro: the service in what was saved',
      `klaro.getManager().watch({ update(manager, type, data) { if (type === 'saveConsents' && data.consents.posthog) ${send}; } });`,
    ],
    [
      'Klaro: the callback of a service',
      `import * as Klaro from 'klaro';\nKlaro.setup({ services: [{ name: 'posthog', callback: (consent) => { if (consent) ${send}; } }] });`,
    ],
    ['consentmanager: everything approved', `__cmp('addEventListener', ['consentapproved', () => { ${send}; }, false], null);`],
    ['TrustArc: a category by number', `if (truste.cma.callApi('getGDPRConsentDecision', 'shop.example').consentDecision.includes(2)) ${send};`],
    ['react-cookie-consent: a yes', `${banner}\nexport const A = () => <CookieConsent location="bottom" onAccept={() => ${send}} />;\n${mount}`],
    [
      'react-cookie-consent: scrolling is left alone',
      `${banner}\nexport const A = () => <CookieConsent acceptOnScroll={false} acceptOnOverlayClick={false} onAccept={() => ${send}} />;\n${mount}`,
    ],
    ['a yes here and no no of the browser', `if (Cookiebot.consent.statistics && !navigator.globalPrivacyControl) ${send};`],
  ])('%s', (_, code) => expect(kindsOf(code)).toEqual(['gated']));
});

const told = (page: string) =>
  engine
    .usagesOf(new Map([['index.html', page]]))
    .filter(({ transmits }) => transmits)
    .map(({ verdict }) => [verdict.kind, verdict.kind === 'defective' ? verdict.defect : undefined].filter(Boolean).join(' '));

const tag = 'https://www.googletagmanager.com/gtag/js?id=G-X';
const withValue = ({ attribute, prefix = '' }: ConsentMarkup, value: string) => `${attribute}="${prefix}${value}"`;
const valueFor = ({ purposes }: ConsentMarkup) =>
  Object.entries(purposes)
    .find(([, fits]) => fits.some((purpose) => purpose === 'analytics' || purpose === 'any'))?.[0]
    .replace('*', 'x') ?? '';

/** Another platform that has the attribute takes any name for a category. */
const isShared = ({ attribute }: ConsentMarkup) =>
  markups.some((other) => other.attribute === attribute && other.around === undefined && '*' in other.purposes);

/** What stands around a script holds whatever its type is. */
const onScripts = markups.filter(({ around }) => around === undefined);

/** Where an attribute has a plain name, the platform is on the page. */
const beside = ({ seenWith }: ConsentMarkup, script: string) => told(`${seenWith ? `<script>${seenWith[0]}.load("x");</script>` : ''}${script}`);

describe.each(onScripts.map((markup) => ({ name: `${markup.api} ${markup.attribute}`, markup })))('the markup of $name', ({ markup }) => {
  it('holds a script back whose type the browser does not run', () => {
    for (const type of markup.inertTypes)
      expect(beside(markup, `<script type="${type}" ${withValue(markup, valueFor(markup))} src="${tag}"></script>`), type).toEqual(['gated']);
  });

  it('holds nothing back by itself, nor beside a type that runs', () => {
    for (const type of ['', 'type="text/javascript" ', 'type="module" ', 'type="text/partytown" '])
      expect(beside(markup, `<script ${type}${withValue(markup, valueFor(markup))} src="${tag}"></script>`), type).toEqual(['defective bypassed']);
  });

  it('is not taken for a gate where the platform has no such category', () => {
    const type = markup.inertTypes[0];
    if (markup.attribute !== 'class') expect(beside(markup, `<script type="${type}" ${withValue(markup, '')} src="${tag}"></script>`)).not.toEqual(['gated']);
    if (!['*', ''].some((any) => any in markup.purposes) && !isShared(markup))
      expect(beside(markup, `<script type="${type}" ${withValue(markup, 'no-such')} src="${tag}"></script>`)).toEqual(['unknown']);
  });

  it('is seen through where everybody passes', () => {
    const inert = (value: string) => beside(markup, `<script type="${markup.inertTypes[0]}" ${withValue(markup, value)} src="${tag}"></script>`);
    for (const value of markup.exempt) expect(inert(value), value).toEqual(['defective bypassed']);
    for (const value of markup.alwaysOn) expect(inert(value), value).toEqual([expect.stringContaining('defective')]);
    if (markup.negation) expect(inert(`${markup.negation}${valueFor(markup)}`)).toEqual(['defective inverted']);
  });
});

describe('what a template holds', () => {
  const script = `<script src="${tag}"></script>`;
  it('waits for the consent that is named on it', () => {
    expect(told(`<template data-purpose="analytics">${script}</template>`)).toEqual(['gated']);
    expect(told(`<template data-purpose="visits"><div>${script}</div></template>`)).toEqual(['gated']);
    expect(told(`<template data-purpose="ads">${script}</template>`)).toEqual(['defective wrong-purpose']);
  });

  it('waits for none where none is named', () => {
    expect(told(`<template>${script}</template>`)).not.toEqual(['gated']);
    expect(told(`<template data-purpose="">${script}</template>`)).not.toEqual(['gated']);
    expect(told(`<div data-purpose="analytics">${script}</div>`)).not.toEqual(['gated']);
  });
});
