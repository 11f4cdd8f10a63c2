import { beforeAll, describe, expect, it } from 'vitest';
import { fixed, type Run, run, sample } from './run.js';

interface Seen {
  readonly usages: readonly {
    readonly id: string;
    readonly product: string;
    readonly transmits: boolean;
    readonly recipients: readonly { readonly entity: string; readonly countries: readonly string[] }[];
    readonly verdict: { readonly kind: string };
  }[];
  readonly findings: readonly { readonly usages: readonly string[] }[];
}

let before: Run;
let after: Run;

beforeAll(async () => {
  before = await run([sample, '--format', 'json']);
  after = await run([fixed, '--format', 'json']);
}, 60_000);

const seenIn = ({ stdout }: Run) => JSON.parse(stdout) as Seen;

describe('the sample app', () => {
  it.each([
    ['Volcano Engine Ark', /\bark\b/i, 'CN'],
    ['Volcano Engine DataRangers', /rangers|applog/i, 'CN'],
    ['Volcano Engine APMPlus', /apm/i, 'CN'],
    ['Intercom', /intercom/i, 'US'],
    ['Sentry', /sentry/i, 'US'],
    ['Amplitude', /amplitude/i, 'US'],
  ])('has a finding about %s', (_, product, country) => {
    const { usages, findings } = seenIn(before);
    const found = new Set(findings.flatMap((finding) => finding.usages));
    const about = usages.filter((usage) => found.has(usage.id) && product.test(usage.product));
    expect(about.flatMap((usage) => usage.recipients.flatMap((recipient) => recipient.countries))).toContain(country);
  });

  it('has a cookie banner that governs Google Analytics, and nothing else', () => {
    const gated = seenIn(before).usages.filter(({ verdict }) => verdict.kind === 'gated');
    expect([...new Set(gated.map((usage) => usage.product))]).toEqual(['google-analytics']);
  });

  it('shows nothing of the kind once it is put right, and counts what is in order', () => {
    const { usages, findings } = seenIn(after);
    expect({ status: after.status, findings }).toEqual({ status: 0, findings: [] });
    expect(usages.filter(({ verdict }) => verdict.kind === 'gated').length).toBeGreaterThanOrEqual(5);
  });
});
