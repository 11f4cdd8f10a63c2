import { describe, expect, it } from 'vitest';
import { disclaimer } from '../../src/judge/disclaimer.js';
import type { Certainty } from '../../src/model/sdk.js';
import type { Defect, JudgedUsage, Verdict } from '../../src/model/usage.js';
import { aiCall, brief, findings, law, readingOf, recipient, usage, verdict } from './cases.js';

describe('a transfer with no consent before it', () => {
  it('is an error where recipient, country and article are known', () => {
    expect(brief(findings([usage()]))).toEqual(['transfer-without-consent error KR']);
  });

  it('says who receives what, where, and which article speaks of it', () => {
    const [finding] = findings([usage()]);
    expect(finding?.message).toBe(
      'Mixpanel receives device and usage data in the United States before a consent to the transfer is known (PIPA Art. 28-8(1)1). The recipient is Mixpanel, Inc.',
    );
    expect(finding?.fix).toBe(
      'Ask for a separate consent that names Mixpanel, Inc., the United States, the items, the purpose and the retention, and start the SDK only after it.',
    );
    expect(finding?.bases).toEqual([{ market: 'KR', law: 'kr-pipa', cite: 'PIPA Art. 28-8(1)1' }]);
  });

  it('counts from a server, too', () => {
    const [finding] = findings([aiCall()]);
    expect(finding?.message).toContain('Volcano Ark receives prompts in China before');
    expect(finding?.fix).toContain('check it before this call');
    expect(finding?.level).toBe('error');
  });

  it('is not reported for the EU, where no consent carries it', () => {
    expect(findings([aiCall()], { markets: ['EU'] })).toEqual([]);
  });

  it('is reported for China beside a mechanism, and for Japan', () => {
    expect(brief(findings([aiCall({ recipients: [recipient('US')] })], { markets: ['cn', 'jp'] }))).toEqual(['transfer-without-consent error CN+JP']);
  });

  it('is not reported where the destination is restricted: a consent would cure nothing', () => {
    expect(brief(findings([aiCall()], { markets: ['US'] }))).toEqual(['restricted-destination warning US']);
  });

  it.each<[Certainty, string]>([
    ['stated', 'error'],
    ['observed', 'error'],
    ['inferred', 'warning'],
    ['memory', 'warning'],
    ['unknown', 'note'],
  ])('%s facts make it a(n) %s', (certainty, level) => {
    expect(findings([usage({ recipients: [recipient('US', { certainty })] })])[0]?.level).toBe(level);
  });

  it('weighs less where the country is taken from a default, or its place is less sure', () => {
    expect(findings([usage({ recipients: [recipient('US', { route: 'vendor-default' })] })])[0]?.level).toBe('warning');
    const places = [{ country: 'US', basis: 'storage', certainty: 'memory' }] as const;
    expect(findings([usage({ recipients: [recipient('US', { places })] })])[0]?.level).toBe('warning');
  });

  it('is a note where the country is unknown, and guesses none', () => {
    const [finding] = findings([usage({ recipients: [recipient('unknown')] })]);
    expect(finding?.level).toBe('note');
    expect(finding?.message).toContain('in a country that could not be made out');
  });

  it('is a note where the verdict is unknown', () => {
    const [finding] = findings([usage({ verdict: verdict('unknown') })]);
    expect(finding?.level).toBe('note');
    expect(finding?.message).toMatch(/^It could not be made out whether a consent to the transfer stands before Mixpanel receives/);
  });

  it('is a warning from a law that is known from memory only', () => {
    expect(brief(findings([usage()], { markets: ['BR'] }))).toEqual(['transfer-without-consent warning BR']);
  });

  it('is a warning for storage, which a contract may need, and names the other way', () => {
    const [finding] = findings([usage({ category: 'storage', touch: 'send' })]);
    expect(finding?.level).toBe('warning');
    expect(finding?.fix).toContain('disclosing the transfer may do instead (PIPA Art. 28-8(1)3)');
  });

  it('is a note for fonts and content delivery', () => {
    expect(findings([usage({ category: 'cdn' })])[0]?.level).toBe('note');
  });
});

describe('nothing is said', () => {
  it.each<[string, Partial<JudgedUsage>]>([
    ['at home', { recipients: [recipient('KR')] }],
    ['where the destination is recognised', { recipients: [recipient('DE')] }],
    ['behind a gate', { verdict: verdict('gated', { grants: ['transfer'], transfer: 'recorded', confidence: 'high' }) }],
    ['where the SDK holds itself back', { verdict: verdict('withheld', { residue: 'none' }) }],
    ['where nothing leaves', { verdict: verdict('none') }],
    ['of a call that does not transmit', { transmits: false }],
    ['of a dependency alone', { touch: 'dependency', transmits: false }],
    ['where nobody receives anything', { recipients: [] }],
    ['where only the own network receives', { recipients: [recipient('US', { countries: [] })] }],
  ])('%s', (_, more) => {
    expect(findings([usage(more)], { markets: ['KR'] })).toEqual([]);
  });

  it('without a market', () => {
    expect(findings([usage()], { markets: [] })).toEqual([]);
  });
});

describe('a tracker with no consent before it', () => {
  it('is an error in the EU', () => {
    const [finding] = findings([usage()], { markets: ['EU'] });
    expect(brief(findings([usage()], { markets: ['EU'] }))).toEqual(['tracker-before-consent error EU']);
    expect(finding?.message).toBe(
      "Mixpanel runs on the user's device and receives device and usage data in the United States before a consent to it is known (ePrivacy Directive Art. 5(3)).",
    );
    expect(finding?.bases).toEqual([{ market: 'EU', law: 'eu-eprivacy', cite: 'ePrivacy Directive Art. 5(3)' }]);
  });

  it('stays one at home', () => {
    expect(brief(findings([usage({ recipients: [recipient('DE')] })], { markets: ['EU'] }))).toEqual(['tracker-before-consent error EU']);
  });

  it('is a warning for crash reporting, and where the country is unknown', () => {
    expect(findings([usage({ category: 'crash' })], { markets: ['EU'] })[0]?.level).toBe('warning');
    expect(findings([usage({ recipients: [recipient('unknown')] })], { markets: ['EU'] })[0]?.level).toBe('warning');
  });

  it('is a warning in the United Kingdom since statistics may be exempt', () => {
    expect(findings([usage()], { markets: ['GB'], asOf: '2026-02-04' })[0]?.level).toBe('error');
    expect(findings([usage()], { markets: ['GB'], asOf: '2026-02-05' })[0]?.level).toBe('warning');
    expect(findings([usage({ category: 'advertising' })], { markets: ['GB'] })[0]?.level).toBe('error');
  });

  it('is not one on a server, nor for a payment', () => {
    expect(findings([usage({ runsOn: 'server' }), usage({ id: 'u2', category: 'payments' })], { markets: ['EU'] })).toEqual([]);
  });

  it('is not one where the market asks for a notice or an opt-out', () => {
    expect(findings([usage({ recipients: [recipient('JP')] })], { markets: ['JP'] })).toEqual([]);
    expect(brief(findings([usage()], { markets: ['US'] }))).toEqual(['no-opt-out warning US']);
  });

  it('joins the transfer finding of the same market as a basis', () => {
    const found = findings([usage()], { markets: ['CN'] });
    expect(brief(found)).toEqual(['transfer-without-consent error CN']);
    expect(found[0]?.bases.map((basis) => basis.cite)).toEqual(['PIPL Art. 39', 'PIPL Art. 13(1)1']);
  });

  it('stands beside the transfer finding of another market', () => {
    expect(brief(findings([usage()], { markets: ['KR', 'EU'] }))).toEqual(['tracker-before-consent error EU', 'transfer-without-consent error KR']);
  });
});

describe('a defective gate', () => {
  it('is one finding with the duties of all markets', () => {
    const found = findings([usage({ verdict: verdict('defective', { defect: 'inverted' }) })], { markets: ['KR', 'EU'] });
    expect(brief(found)).toEqual(['gate-defective error KR+EU']);
    expect(found[0]?.message).toBe(
      'The consent check before Mixpanel does not hold: it lets the call through exactly when the user has not agreed (PIPA Art. 28-8(1)1; ePrivacy Directive Art. 5(3)). Mixpanel receives device and usage data in the United States.',
    );
  });

  it.each<Defect>(['truthy-not-granted', 'answered-not-granted', 'not-awaited', 'wrong-scope'])('says what is wrong: %s', (defect) => {
    const [finding] = findings([usage({ verdict: verdict('defective', { defect }) })]);
    expect(finding?.message).toMatch(/^The consent check before Mixpanel does not hold: .+ \(PIPA Art\. 28-8\(1\)1\)\./);
    expect(finding?.fix).toMatch(/\.$/);
  });

  it('gives nothing where no duty asks for that gate', () => {
    expect(findings([aiCall({ verdict: verdict('defective', { defect: 'constant' }) })], { markets: ['EU'] })).toEqual([]);
    expect(findings([usage({ recipients: [recipient('KR')], verdict: verdict('defective', { defect: 'constant' }) })])).toEqual([]);
  });

  it('is a warning where the gate is only guessed', () => {
    expect(findings([usage({ verdict: verdict('defective', { defect: 'inverted', confidence: 'low' }) })])[0]?.level).toBe('warning');
  });
});

describe('one call is one finding', () => {
  const send = usage({
    id: 'u2',
    touch: 'send',
    coveredBy: 'u1',
    span: { file: 'src/a.ts', start: 1, end: 5 },
    data: [{ category: 'user-id', how: 'argument', because: [] }],
  });

  it('an init and the sends that it covers', () => {
    const found = findings([send, usage()]);
    expect(found.map((one) => [one.span.file, one.usages])).toEqual([['src/app.ts', ['u1', 'u2']]]);
    expect(found[0]?.message).toContain('user identifiers');
  });

  it('an init that itself sends nothing, and its sends', () => {
    const quiet = usage({ transmits: false, verdict: verdict('none') });
    expect(findings([quiet, send]).map((one) => [one.span.file, one.usages])).toEqual([['src/app.ts', ['u1', 'u2']]]);
  });

  it('a send whose init is not there stands for itself', () => {
    expect(findings([send]).map((one) => one.span.file)).toEqual(['src/a.ts']);
  });

  it('several markets at one call, with the strictest level', () => {
    const [finding] = findings([usage({ category: 'storage', touch: 'send', runsOn: 'server' })], { markets: ['KR', 'JP'] });
    expect(finding?.level).toBe('error');
    expect(finding?.bases.map((basis) => basis.cite)).toEqual(['PIPA Art. 28-8(1)1', 'APPI Art. 28(1)']);
  });
});

describe('a finding', () => {
  it('is told along the way that the verdict found, and ends at the call', () => {
    const because = [{ span: { file: 'src/main.ts', start: 0, end: 4 }, note: 'the program starts here' }];
    const [finding] = findings([usage({ verdict: verdict('ungated', { because }) })]);
    expect(finding?.trail.map((step) => step.note)).toEqual(['the program starts here', 'from here data go to Mixpanel in the United States']);
  });

  it('keeps id and fingerprint when lines move, and differs by rule and call', () => {
    const [here] = findings([usage()]);
    const [moved] = findings([usage({ span: { file: 'src/app.ts', start: 900, end: 920 } })]);
    const [other] = findings([usage({ id: 'u9' })]);
    expect(here?.id).toMatch(/^[0-9a-f]{8}$/);
    expect([moved?.id, moved?.fingerprint]).toEqual([here?.id, here?.fingerprint]);
    expect(other?.id).not.toBe(here?.id);
  });

  it('is no error from memory, in any market', () => {
    const verified = new Set(
      Object.values(law.laws).flatMap((one) => one.duties.filter((duty) => duty.known === 'verified').map((duty) => `${one.id} ${duty.cite}`)),
    );
    const kinds: readonly Verdict['kind'][] = ['ungated', 'defective', 'gated', 'unknown'];
    const all = kinds.flatMap((kind) => [usage({ id: kind, verdict: verdict(kind) }), aiCall({ id: `ai ${kind}`, verdict: verdict(kind) })]);
    for (const market of Object.keys(law.markets))
      for (const finding of findings(all, { markets: [market] }))
        if (finding.level === 'error') expect(finding.bases.some((basis) => verified.has(`${basis.law} ${basis.cite}`))).toBe(true);
  });

  it('names a few articles where many markets ask, and rests on all of them', () => {
    const [finding] = findings([aiCall()], { markets: Object.keys(law.markets) }).filter(({ rule }) => rule === 'transfer-without-consent');
    expect(finding?.message).toMatch(/; \d+ more\)/);
    expect(new Set(finding?.bases.map((basis) => basis.market)).size).toBeGreaterThan(8);
  });

  it('never says illegal, violates or compliant', () => {
    const all = findings([usage(), aiCall(), usage({ id: 'u3', verdict: verdict('defective', { defect: 'bypassed' }) })], {
      markets: Object.keys(law.markets),
    });
    for (const { message, fix } of all) expect(`${message} ${fix}`).not.toMatch(/illegal|unlawful|violat|complian/i);
  });
});

describe('gaps', () => {
  it('name a market that no law speaks for, and the rest is judged', () => {
    const { value, gaps } = readingOf([usage()], { markets: ['xx', 'kr'] });
    expect(gaps).toEqual([{ stage: 'judge', why: expect.stringContaining('no law is on file for the market XX; there are AE, AU, BR,') }]);
    expect(value).toHaveLength(1);
  });

  it('name laws that nobody checked for half a year', () => {
    const { gaps } = readingOf([], { asOf: '2027-08-01' });
    expect(gaps.map((gap) => gap.why)).toEqual(['the facts about PIPA were last checked on 2026-11-24, more than 180 days ago']);
  });
});

it('the disclaimer names the day of the law', () => {
  expect(disclaimer(law.asOf)).toContain(law.asOf);
});
