import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { Finding, Report } from '../../src/model/report.js';
import { reporters } from '../../src/reporters/index.js';
import { widthOf } from '../../src/reporters/terminal.js';
import { findings, report, source, usages } from './app.js';

const options = { color: false, width: 100, showGated: false };
const write = (of: Report = report, more: Partial<typeof options> = {}) => reporters.pretty?.write(of, source, { ...options, ...more }) ?? '';
const quiet: Report = { ...report, findings: [], usages: [], gaps: [] };
const [ark] = findings as readonly [Finding];

/** The block of one product. */
function blockOf(text: string, product: string): string {
  return text.split(/\n\n(?=error|warning|note|In order|✖|✔)/).find((part) => part.includes(product)) ?? '';
}

describe('the pretty format', () => {
  test('looks like the page that we drew', async () => {
    await expect(write(report, { showGated: true })).toMatchFileSnapshot('./pretty.golden.txt');
  });

  test('says who receives what in which country, with the country in full', () => {
    const block = blockOf(write(), 'Volcano Engine Ark');
    expect(block).toContain('sends prompt, ip address to Volcano Engine Ark → China');
    expect(block).toContain('recipient  Beijing Volcano Engine Technology Co., Ltd. → China');
    expect(block).toContain('data: prompt · ip address (by the SDK itself)');
  });

  test('shows what decided the recipient: in the frame where it is near, else with its place', () => {
    const block = blockOf(write(), 'Volcano Engine Ark');
    expect(block).toContain('-------------------- the client is given another host');
    expect(block).toContain('server/config.ts:2:12  this host belongs to Volcano Engine Ark');
  });

  test('tells the way in, entry first, with a place to click on in each line', () => {
    const block = blockOf(write(), 'Volcano Engine Ark');
    expect(block).toMatch(/path {7}server\/routes\/chat\.ts:3:1 .*\n.*├─ server\/routes\/chat\.ts:4:23 .*\n.*╰─ server\/llm\.ts:8:28 /);
  });

  test('shortens a very long way in, both ends shown', () => {
    const [first] = ark.trail;
    if (first === undefined) throw new Error('the fixture has changed');
    const trail = Array.from({ length: 40 }, (_, index) => ({ ...first, note: `step ${index + 1}.` }));
    const text = write({ ...report, findings: [{ ...ark, trail }] });
    expect(text).toContain('step 3.');
    expect(text).not.toContain('step 4.');
    expect(text).toContain('┆  32 more steps');
    expect(text).toContain('step 36.');
    expect(text).toContain('step 40.');
  });

  test('says how many sends a finding covers', () => {
    expect(blockOf(write(), 'Intercom')).toContain('this call and 4 sends behind it: src/lib/support.ts:5:2,');
  });

  test('says when a country is not confirmed, where else data can be seen from, and when a country is not known', () => {
    expect(write()).toContain('Intercom R&D Unlimited Company → United States (not confirmed) · accessed from Ireland');
    expect(write()).toContain('Meta Pixel → country not known');
  });

  test('groups articles by market', () => {
    expect(write()).toContain('law        KR PIPA Art. 28-8(1)1 · EU ePrivacy Directive Art. 5(3), GDPR Art. 44-46');
  });

  test('puts the worst first', () => {
    const heads = write().match(/^(error|warning|note) /gm);
    expect(heads).toEqual(['error ', 'error ', 'warning ', 'note ']);
  });

  test('leaves out ids and suppressed findings', () => {
    expect(write()).not.toMatch(/a1b2c3d4|f{32}|checked by counsel/);
  });

  test('counts what was found, what is in order and what was not decided', () => {
    expect(write()).toContain('✖ 4 findings (2 errors, 1 warning, 1 note) in 4 files · 1 gated · 1 not decided · 1 suppressed');
    expect(write()).toContain('recipients: Volcano Engine Ark (CN) 1, Volcano DataRangers (CN) 1, Intercom (US) 1,');
  });

  test('says how much was looked at, for which markets and by which facts', () => {
    const text = write(report, { width: 120 });
    expect(text).toContain('checked 214 files (38 parsed) and 2 manifests in 934 ms · markets KR (default; choose with --market kr,eu)');
    expect(text).toContain('laws as of 2026-11-24, catalog 2026-11-20 (31 products)');
    expect(write({ ...report, marketsAssumed: false, markets: ['kr', 'eu'] })).toContain('markets KR, EU\n');
  });

  test('shows three gaps and says how many more there are', () => {
    const text = write();
    expect(text).toContain('gaps: src/main.tsx:5:1  an unexpected token; the rest of the file was read (parse)');
    expect(text).toContain('and 2 more gaps (--format json lists them)');
    expect(text).not.toContain('a computed callee');
  });

  test('says plainly when there is nothing to report, and never in silence about gaps', () => {
    expect(write(quiet)).toMatch(/^✔ nothing to report: no catalogued SDK or endpoint is touched\n/);
    const fixed = { ...quiet, usages: usages.filter((usage) => usage.verdict.kind === 'gated'), gaps: report.gaps };
    expect(write(fixed)).toMatch(/^✔ nothing to report · 1 gated\n/);
    expect(write(fixed)).toContain('gaps: ');
  });

  test('lists what is in order with its gate when asked, and only then', () => {
    expect(write(report, { showGated: true })).toContain('src/lib/analytics.ts:2:44 PostHog (DE) behind src/lib/analytics.ts:2:5 Cookiebot:');
    expect(write()).not.toContain('In order');
  });

  test('says once that it is no legal advice', () => {
    expect(write().match(/no legal advice/g)).toHaveLength(1);
  });

  test('folds more than twenty findings of one product and rule into one block with their places', () => {
    const many = (count: number) => ({
      ...report,
      findings: Array.from({ length: count }, (_, index) => ({ ...ark, id: `x${index}`, span: { ...ark.span, start: ark.span.start + index } })),
    });
    expect(write(many(20)).match(/^error /gm)).toHaveLength(20);
    const folded = write(many(60));
    expect(folded.match(/^error /gm)).toHaveLength(1);
    expect(folded).toContain('· 60 places');
    expect(folded).toContain('  places     server/llm.ts:8:28\n             server/llm.ts:8:29\n');
    expect(folded).toContain('and 20 more (--format json lists them)');
    expect(folded).toContain('✖ 60 findings (60 errors)');
  });

  test.each([80, 100, 120])('keeps to %i columns', (width) => {
    const text = write(report, { width, showGated: true });
    expect(text.split('\n').filter((line) => widthOf(line) > width)).toEqual([]);
  });

  test('keeps to sensible columns in very narrow and very wide terminals', () => {
    expect(Math.max(...write(report, { width: 1000 }).split('\n').map(widthOf))).toBeLessThanOrEqual(120);
    expect(() => write(report, { width: 0 })).not.toThrow();
    expect(() => write(report, { width: Number.NaN })).not.toThrow();
  });

  test('says the same with colours as without', () => {
    const colored = write(report, { color: true, showGated: true });
    expect(colored).toContain('\u001b[31m');
    expect(stripVTControlCharacters(colored)).toBe(write(report, { showGated: true }));
  });

  test('lets no name reach the terminal with control characters', () => {
    expect(write(report, { showGated: true }).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
    expect(write()).toContain('src/red.ts');
  });

  test('leaves no blanks at the end of lines, and ends the last line', () => {
    const text = write();
    expect(text).not.toMatch(/ \n/);
    expect(text.endsWith('.\n')).toBe(true);
  });

  test('still tells the finding when its file is not to be had', () => {
    const text = reporters.pretty?.write(report, () => undefined, options) ?? '';
    expect(text).toContain('  server/llm.ts:1\n');
    expect(text).toContain('→ China');
  });
});
