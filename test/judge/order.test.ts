import { describe, expect, it } from 'vitest';
import type { JudgedUsage } from '../../src/model/usage.js';
import { aiCall, brief, findings, recipient, usage, verdict } from './cases.js';

const gated = (more: Parameters<typeof verdict>[1] = {}) => verdict('gated', { grants: ['analytics'], confidence: 'high', ...more });
const toIndia = usage({ recipients: [recipient('IN')] });

describe('a gate for another purpose', () => {
  it('is no consent to the transfer, where the market wants one by itself', () => {
    const [finding] = findings([usage({ verdict: gated() })]);
    expect(brief(findings([usage({ verdict: gated() })], { markets: ['KR', 'CN'] }))).toEqual(['consent-not-for-transfer error KR+CN']);
    expect(finding?.message).toBe(
      'A consent stands before Mixpanel, and nothing shows that it is one to the transfer: Mixpanel receives device and usage data in the United States (PIPA Art. 28-8(1)1). The recipient is Mixpanel, Inc.',
    );
  });

  it('weighs less where the market only wants it highlighted, and does where it wants nothing of the kind', () => {
    expect(brief(findings([usage({ verdict: gated() })], { markets: ['TH'] }))).toEqual(['consent-not-for-transfer warning TH']);
    expect(findings([usage({ verdict: gated() })], { markets: ['JP'] })).toEqual([]);
  });

  it.each(['named', 'screen', 'recorded', 'declared'] as const)('says nothing where the gate is known to be one: %s', (transfer) => {
    expect(findings([usage({ verdict: gated({ transfer }) })])).toEqual([]);
  });

  it('is not claimed of an SDK that holds itself back, unless it is known what releases it', () => {
    expect(findings([usage({ verdict: verdict('withheld') })])).toEqual([]);
    expect(brief(findings([usage({ verdict: verdict('withheld', { grants: ['analytics'] }) })]))).toEqual(['consent-not-for-transfer error KR']);
  });

  it('is one finding for a start and the sends that it covers, and none for a gated send of an open start', () => {
    const send = (more: Partial<JudgedUsage>) => usage({ id: 'u2', touch: 'send', coveredBy: 'u1', span: { file: 'src/b.ts', start: 1, end: 5 }, ...more });
    const open = findings([usage(), send({ verdict: gated() })]);
    expect(open.map(({ rule, usages }) => [rule, usages])).toEqual([['transfer-without-consent', ['u1', 'u2']]]);
    const both = findings([usage({ verdict: gated() }), send({ verdict: gated() })]);
    expect(both.map(({ rule, usages }) => [rule, usages])).toEqual([['consent-not-for-transfer', ['u1', 'u2']]]);
  });
});

describe('a gate that is only guessed', () => {
  it('is kept as a note, alone', () => {
    expect(brief(findings([usage({ verdict: verdict('gated', { confidence: 'low' }) })], { markets: ['KR', 'EU'] }))).toEqual(['gate-unproven note KR+EU']);
  });

  it('is of no interest where nothing asks for a gate', () => {
    expect(findings([usage({ recipients: [recipient('KR')], verdict: verdict('gated', { confidence: 'low' }) })])).toEqual([]);
  });
});

describe('a restricted destination', () => {
  it('is not opened by a consent', () => {
    expect(brief(findings([aiCall({ verdict: gated({ transfer: 'declared', grants: ['transfer'] }) })], { markets: ['US'] }))).toEqual([
      'restricted-destination warning US',
    ]);
  });

  it('is every other country where data have to stay at home, recognised or not', () => {
    expect(brief(findings([usage({ recipients: [recipient('DE')], runsOn: 'server' })], { markets: ['RU'] }))).toEqual(['restricted-destination error RU']);
    expect(findings([usage({ recipients: [recipient('RU')], runsOn: 'server' })], { markets: ['RU'] })).toEqual([]);
  });
});

describe('a list for certified recipients', () => {
  const certified = [{ entity: 'Mixpanel, Inc.', frameworks: ['eu-us-dpf'] }];
  const byConsent = usage({ verdict: gated({ transfer: 'declared' }) });

  it('settles the transfer to one that is certified', () => {
    expect(findings([byConsent], { markets: ['EU'], product: { certified } })).toEqual([]);
  });

  it('settles nothing for others, for another list, or before its day', () => {
    expect(brief(findings([byConsent], { markets: ['EU'], product: {} }))).toEqual(['consent-cannot-cure warning EU']);
    expect(brief(findings([byConsent], { markets: ['GB'], product: { certified } }))).toEqual(['consent-cannot-cure warning GB']);
    expect(brief(findings([byConsent], { markets: ['EU'], asOf: '2023-07-09', product: { certified } }))).toEqual(['consent-cannot-cure warning EU']);
  });

  it('never settles the tracker', () => {
    expect(brief(findings([usage()], { markets: ['EU'], product: { certified } }))).toEqual(['tracker-before-consent error EU']);
  });
});

describe('where a consent carries no routine transfer', () => {
  it.each(['EU', 'GB', 'CH', 'TR', 'SA', 'CA-QC'])('a consent to it is no answer: %s', (market) => {
    const found = findings([usage({ recipients: [recipient('IN')], runsOn: 'server', verdict: gated({ transfer: 'recorded' }) })], { markets: [market] });
    expect(brief(found)).toEqual([`consent-cannot-cure warning ${market}`]);
  });

  it('another gate is not taken for its ground', () => {
    expect(findings([usage({ recipients: [recipient('IN')], verdict: gated() })], { markets: ['EU'] })).toEqual([]);
  });
});

describe('a declared basis', () => {
  const declare = (basis: string, market = 'kr', country = 'US') => [{ recipient: 'Mixpanel', countries: [country], basis, market }];

  it('settles the consent where the law knows it, and not where it does not', () => {
    expect(findings([usage()], { declared: declare('contract-entrustment') })).toEqual([]);
    expect(brief(findings([usage()], { declared: declare('scc') }))).toEqual(['transfer-without-consent error KR']);
  });

  it('counts for its recipient, country and market only', () => {
    expect(findings([usage()], { declared: declare('contract-entrustment', 'jp') })).toHaveLength(1);
    expect(findings([usage()], { declared: declare('contract-entrustment', 'kr', 'CN') })).toHaveLength(1);
    expect(findings([usage()], { declared: [{ recipient: 'Amplitude', countries: ['US'], basis: 'contract-entrustment' }] })).toHaveLength(1);
  });

  it('as entrustment does not cover a provider that may train on what it is sent', () => {
    const declared = [{ recipient: 'Mixpanel', countries: ['US'], basis: 'contract-entrustment' }];
    expect(brief(findings([usage()], { declared, product: { trains: true } }))).toEqual(['transfer-without-consent error KR']);
  });

  it('leaves the consent of China open, and so does the consent the mechanism', () => {
    const server = usage({ runsOn: 'server' });
    expect(brief(findings([server], { markets: ['CN'], declared: declare('cac-standard-contract', 'cn') }))).toEqual(['transfer-without-consent error CN']);
    expect(findings([server], { markets: ['CN'], declared: declare('contract-necessity', 'cn') })).toEqual([]);
  });

  it('that is a consent says what the gate means, and stands in for none', () => {
    const declared = declare('consent');
    expect(findings([usage({ verdict: gated() })], { declared })).toEqual([]);
    expect(brief(findings([usage()], { declared }))).toEqual(['transfer-without-consent error KR']);
    expect(brief(findings([usage({ verdict: gated() })], { markets: ['CN'], declared }))).toEqual(['consent-not-for-transfer error CN']);
  });

  it('takes the place of a consent that cannot carry it', () => {
    const byConsent = { ...toIndia, verdict: gated({ transfer: 'declared' }) };
    expect(brief(findings([byConsent], { markets: ['EU'] }))).toEqual(['consent-cannot-cure warning EU']);
    expect(findings([byConsent], { markets: ['EU'], declared: declare('scc', 'eu', 'IN') })).toEqual([]);
  });
});

describe('an AI provider', () => {
  const app = [
    { file: 'package.json', format: 'package.json', dependencies: [dependency('expo')], declarations: [], entries: [], gaps: [] },
    { file: 'server/package.json', format: 'package.json', dependencies: [dependency('express')], declarations: [], entries: [], gaps: [] },
  ];
  const atHome = aiCall({ recipients: [recipient('US')] });

  it('needs a permission in an app of a store, in whatever country', () => {
    const [finding] = findings([atHome], { markets: ['US'], manifests: app });
    expect(finding?.rule).toBe('ai-without-consent');
    expect(finding?.bases).toEqual([
      { market: 'US', law: 'store-apple', cite: 'App Review Guideline 5.1.2(i)' },
      { market: 'US', law: 'store-google-play', cite: 'Google Play User Data policy' },
    ]);
  });

  it('does not before the stores asked for it, nor outside of the app', () => {
    expect(findings([atHome], { markets: ['US'], manifests: app, asOf: '2025-11-12' })).toEqual([]);
    expect(findings([{ ...atHome, span: { file: 'server/src/ask.ts', start: 0, end: 9 } }], { markets: ['US'], manifests: app })).toEqual([]);
    expect(findings([atHome], { markets: ['US'] })).toEqual([]);
  });

  it('that may train on input gets it by way of provision in Korea', () => {
    const found = findings([aiCall()], { product: { trains: true } });
    expect(brief(found)).toEqual(['ai-without-consent error KR', 'transfer-without-consent error KR']);
    expect(brief(findings([aiCall()], { product: { trains: false } }))).toEqual(['transfer-without-consent error KR']);
  });
});

describe('what an argument is seen to carry', () => {
  const because = [{ span: { file: 'src/app.ts', start: 12, end: 18 }, note: 'the prompt' }];
  const carrying = (category: string, more: Partial<JudgedUsage> = {}) => usage({ touch: 'send', data: [{ category, how: 'argument', because }], ...more });

  it('is the text of a prompt in a service that only measures', () => {
    const found = findings([carrying('prompt')], { markets: ['KR'] });
    expect(brief(found)).toEqual(['prompt-to-telemetry error KR', 'transfer-without-consent error KR']);
    expect(brief(findings([carrying('prompt', { recipients: [recipient('DE')] })]))).toEqual(['prompt-to-telemetry error KR']);
  });

  it('stays so behind a consent, and weighs less', () => {
    const behind = carrying('prompt', { recipients: [recipient('DE')], verdict: gated() });
    expect(brief(findings([behind]))).toEqual(['prompt-to-telemetry warning KR']);
  });

  it('is not what the catalog says in general', () => {
    const general = usage({ recipients: [recipient('DE')], data: [{ category: 'prompt', how: 'argument', because: [] }] });
    expect(findings([general])).toEqual([]);
  });

  it('is no matter at the provider that answers, unless it holds identifiers', () => {
    expect(brief(findings([aiCall({ recipients: [recipient('DE')], data: [{ category: 'prompt', how: 'argument', because }] })]))).toEqual([]);
    expect(brief(findings([aiCall({ recipients: [recipient('DE')], data: [{ category: 'email', how: 'argument', because }] })]))).toEqual([
      'identifier-in-prompt warning KR',
    ]);
  });

  it('is sensitive, and needs a consent of its own', () => {
    const push = carrying('location', { category: 'push', recipients: [recipient('CN')] });
    expect(brief(findings([push], { markets: ['US', 'KR'] }))).toEqual([
      'restricted-destination warning US',
      'sensitive-data-abroad error US+KR',
      'transfer-without-consent warning KR',
    ]);
    const agreed = { ...push, recipients: [recipient('DE')], verdict: gated({ grants: ['sensitive'] }) };
    expect(findings([agreed])).toEqual([]);
  });

  it('belongs to its call, not to the start', () => {
    const send = carrying('prompt', { id: 'u2', coveredBy: 'u1', span: { file: 'src/b.ts', start: 1, end: 5 } });
    const found = findings([usage(), send]);
    expect(found.map(({ rule, span }) => [rule, span.file])).toEqual([
      ['transfer-without-consent', 'src/app.ts'],
      ['prompt-to-telemetry', 'src/b.ts'],
    ]);
  });
});

describe('one start is one finding', () => {
  it('whatever its steps in one file', () => {
    const steps = (['script-tag', 'init', 'start'] as const).map((touch, index) =>
      usage({ id: `u${index}`, touch, span: { file: 'src/a.ts', start: index * 100, end: index * 100 + 9 } }),
    );
    expect(findings(steps).map(({ span, usages }) => [span.start, usages])).toEqual([[0, ['u0', 'u1', 'u2']]]);
  });

  it('but not where the recipients differ, or one of them is gated', () => {
    const other = usage({ id: 'u2', recipients: [recipient('IN')], span: { file: 'src/app.ts', start: 90, end: 99 } });
    expect(findings([usage(), other])).toHaveLength(2);
    expect(findings([usage(), usage({ id: 'u2', verdict: gated({ transfer: 'screen' }) })])).toHaveLength(1);
  });

  it('two recipients of one product on one line are named together', () => {
    const one = usage({ id: 'u1', touch: 'send' });
    const two = usage({
      id: 'u2',
      touch: 'send',
      recipients: [recipient('CN', { entity: 'Mixpanel China' })],
      span: { file: 'src/app.ts', start: 40, end: 60 },
    });
    expect(findings([one, two])).toHaveLength(2);
    const [finding, ...others] = findings([one, two], { lineOf: () => 3 });
    expect(others).toEqual([]);
    expect(finding?.message).toContain('Mixpanel, Inc. and Mixpanel China');
  });
});

describe('what the project sets', () => {
  it('a rule that is off says nothing, and one that is lowered says less', () => {
    expect(findings([usage()], { levels: { 'transfer-without-consent': 'off' } })).toEqual([]);
    expect(brief(findings([usage()], { levels: { 'transfer-without-consent': 'note' } }))).toEqual(['transfer-without-consent note KR']);
  });

  it('a rule that is off by default is on where the project says so', () => {
    const late = usage({ verdict: gated({ transfer: 'recorded', withdrawal: 'goes-on' }) });
    expect(findings([late])).toEqual([]);
    expect(brief(findings([late], { levels: { 'withdrawal-ignored': 'warning' } }))).toEqual(['withdrawal-ignored warning KR']);
  });
});

describe('hints', () => {
  it('a nearer region is a note', () => {
    const byDefault = usage({ recipients: [recipient('US', { route: 'vendor-default' })] });
    const found = findings([byDefault], { product: { offers: ['DE', 'US'] } });
    expect(brief(found)).toEqual(['foreign-region-by-default note KR', 'transfer-without-consent warning KR']);
    expect(brief(findings([byDefault], { product: { offers: ['US'] } }))).toEqual(['transfer-without-consent warning KR']);
  });

  it('a recipient that is not known is a note, and no more', () => {
    const somebody = usage({ recipients: [recipient('unknown', { entity: 'unknown' })] });
    expect(brief(findings([somebody], { markets: ['KR'] }))).toEqual(['unknown-recipient note KR']);
  });

  it('masks that are taken off are shown where that is done', () => {
    const unmasked = [{ span: { file: 'src/app.ts', start: 14, end: 20 }, note: 'maskAllText: false' }];
    const [finding] = findings([usage({ recipients: [recipient('DE')], unmasked })]);
    expect([finding?.rule, finding?.level, finding?.span.start]).toEqual(['session-replay-unmasked', 'warning', 14]);
  });
});

function dependency(name: string) {
  return { purl: `pkg:npm/${name}`, name, span: { file: 'package.json', start: 0, end: 1 }, direct: true, scope: 'production' as const };
}
