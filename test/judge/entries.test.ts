import { describe, expect, it } from 'vitest';
import { withEntries } from '../../src/judge/index.js';
import type { OwnEntry } from '../../src/model/sdk.js';
import { recipient, usage, verdict } from './cases.js';

const entry = (more: Partial<OwnEntry> = {}): OwnEntry => ({
  file: 'catalogs/acme.yaml',
  id: 'mixpanel',
  how: 'extended',
  reason: 'our relay',
  paths: [],
  packages: [],
  receivers: [],
  routes: false,
  switches: false,
  ...more,
});
const rests = (one: ReturnType<typeof usage>, ...own: readonly OwnEntry[]) => (withEntries([one], own)[0]?.entries ?? []).map(({ file }) => file);
const YES = ['catalogs/acme.yaml'];

describe('a usage rests on an entry of the project', () => {
  it('if its product is one of the project, or stands for a shipped one', () => {
    expect(rests(usage(), entry({ how: 'added' }))).toEqual(YES);
    expect(rests(usage(), entry({ how: 'replaced' }))).toEqual(YES);
    expect(rests(usage(), entry({ how: 'added', id: 'other' }))).toEqual([]);
  });

  it('of a product that is only added to, if what is called is what the entry adds', () => {
    const adds = entry({ paths: ['npm:@acme/track#*.send()[arg(0)="event"]'], packages: ['pkg:npm/@acme/native'] });
    expect(rests(usage({ callee: 'npm:@acme/track#default.send()' }), adds)).toEqual(YES);
    expect(rests(usage({ callee: 'npm:@acme/native' }), adds)).toEqual(YES);
    expect(rests(usage({ callee: 'npm:mixpanel-browser#default.init()' }), adds)).toEqual([]);
    expect(rests(usage({ callee: 'npm:mixpanel-browser#default.init()' }), entry({ paths: ['type:npm:@acme/track#T.send()'] }))).toEqual(YES);
  });

  it('if the entry has a say in where its calls go', () => expect(rests(usage(), entry({ routes: true }))).toEqual(YES));

  it('if a switch holds it back that the entry may have named', () => {
    expect(rests(usage({ verdict: verdict('withheld') }), entry({ switches: true }))).toEqual(YES);
    expect(rests(usage(), entry({ switches: true }))).toEqual([]);
  });

  it('of any product, if its recipient stands behind a host of the entry', () => {
    const relay = usage({ product: 'openai', recipients: [recipient('DE', { entity: 'Acme GmbH' })] });
    expect(rests(relay, entry({ receivers: [{ entity: 'Acme GmbH' }] }))).toEqual(YES);
    expect(rests(usage({ product: 'openai' }), entry({ receivers: [{ entity: 'Acme GmbH' }] }))).toEqual([]);
  });

  it('by the entry of its own product, where several name one company', () => {
    const receivers = [{ entity: 'Acme GmbH' }];
    const one = usage({ product: 'acme', recipients: [recipient('DE', { entity: 'Acme GmbH' })] });
    expect(rests(one, entry({ id: 'acme', how: 'added', receivers, file: 'a.yaml' }), entry({ id: 'other', receivers }))).toEqual(['a.yaml']);
  });

  it('by a legal name that shipped hosts have, too, only at the places of its own', () => {
    const places = [{ country: 'DE', basis: 'processing', certainty: 'stated' }] as const;
    const own = entry({ id: 'other', receivers: [{ entity: 'Mixpanel, Inc.', places }] });
    expect(rests(usage({ recipients: [recipient('DE')] }), own)).toEqual(YES);
    expect(rests(usage({ recipients: [recipient('US')] }), own)).toEqual([]);
  });

  it('and names each, without what the engine needs of it', () => {
    expect(withEntries([usage()], [entry({ how: 'replaced' })])[0]?.entries).toEqual([
      { file: 'catalogs/acme.yaml', id: 'mixpanel', how: 'replaced', reason: 'our relay' },
    ]);
  });
});
