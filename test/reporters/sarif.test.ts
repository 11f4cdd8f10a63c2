import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Log, Result, Run } from 'sarif';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.js';
import { reporters } from '../../src/reporters/index.js';
import { lineHashes } from '../../src/reporters/line-hash.js';
import { uriOf } from '../../src/reporters/sarif/locations.js';
import { files, findings, HOSTILE, report, source } from './app.js';

const options = { color: true, width: 80, showGated: true };
const write = (of: Report) => reporters.sarif?.write(of, source, options) ?? '';
const runOf = (of: Report): Run => (JSON.parse(write(of)) as Log).runs[0] as Run;
const text = write(report);
const run = runOf(report);
const results = run.results ?? [];
const byFile = (file: string) => results.find((result) => place(result)?.artifactLocation?.uri === file) as Result;
const place = (result: Result) => result.locations?.[0]?.physicalLocation;

// The schema of the standard, without a misplaced key in `region` that stops strict readers in some copies.
const ajv = new Ajv2020({ allErrors: true, strict: false });
addFormats.default(ajv);
const valid = ajv.compile(JSON.parse(readFileSync(new URL('./sarif-2.1.0.json', import.meta.url), 'utf8')));

describe('the sarif format', () => {
  test('keeps the standard', () => {
    valid(JSON.parse(text));
    expect(valid.errors ?? []).toEqual([]);
  });

  test('keeps the standard when there is nothing to say, and when no text is to be had', () => {
    valid(JSON.parse(write({ ...report, findings: [], usages: [], gaps: [], rules: [] })));
    expect(valid.errors ?? []).toEqual([]);
    valid(JSON.parse(reporters.sarif?.write(report, () => undefined, options) ?? ''));
    expect(valid.errors ?? []).toEqual([]);
  });

  test('is reproducible: same bytes, no time, no path of a machine, no byte order mark', () => {
    expect(write(report)).toBe(text);
    expect(text).not.toMatch(/TimeUtc|guid|file:\/\//i);
    expect(text.charCodeAt(0)).toBe(0x7b);
    expect(text).not.toContain('\ufeff');
    expect(run.originalUriBaseIds?.['%SRCROOT%']).not.toHaveProperty('uri');
  });

  test('lists all rules whatever was found, with texts and at most ten tags', () => {
    const quiet = runOf({ ...report, findings: [] });
    expect(quiet.tool.driver.rules?.map((rule) => rule.id)).toEqual(report.rules.map((rule) => rule.id));
    for (const rule of run.tool.driver.rules ?? []) {
      expect(rule.shortDescription?.text).toBeTruthy();
      expect(rule.fullDescription?.text).toBeTruthy();
      expect(rule.help?.text).toBeTruthy();
      expect(rule.help?.markdown).toBeTruthy();
      expect(rule.name).toMatch(/^([A-Z][a-z]+)+$/);
      expect(rule.properties?.tags?.length).toBeLessThanOrEqual(10);
    }
  });

  test('rule texts are running text without markup', () => {
    expect(run.tool.driver.rules?.[2]?.fullDescription?.text).toBe('Data go abroad.');
    expect(run.tool.driver.rules?.[0]?.help?.text).toContain('init();');
  });

  test('never has more than ten tags, however many laws a rule rests on', () => {
    const many = report.rules.map((rule) => ({ ...rule, laws: Array.from({ length: 28 }, (_, index) => `law-${index}`) }));
    expect(runOf({ ...report, rules: many, findings: [] }).tool.driver.rules?.map((rule) => rule.properties?.tags?.length)).toEqual([10, 10, 10]);
  });

  test('leaves out suppressed findings and usages in order, which code scanning would show as alerts', () => {
    expect(results).toHaveLength(findings.filter((finding) => finding.suppressed === undefined).length);
    expect(results.some((result) => result.suppressions !== undefined || result.kind !== undefined)).toBe(false);
    expect(text).not.toContain('u-posthog');
  });

  test('holds suppressed findings as suppressions with the reason, where they are asked for', () => {
    const suppressed = findings.flatMap((finding) => finding.suppressed ?? []);
    const log = JSON.parse(reporters.sarif?.write(report, source, { ...options, showSuppressed: true }) ?? '') as Log;
    valid(log);
    const told = (log.runs[0]?.results ?? []).flatMap((result) => result.suppressions ?? []);
    expect(told.map(({ justification }) => justification).sort()).toEqual(suppressed.map(({ reason }) => reason).sort());
    expect(told.length).toBeGreaterThan(0);
  });

  test('orders results by path, line, column and rule', () => {
    expect(results.map((result) => place(result)?.artifactLocation?.uri)).toEqual([
      'server/llm.ts',
      'src/%5Bid%5D/pa%20ge%231.tsx',
      'src/lib/support.ts',
      'src/lib/telemetry.ts',
    ]);
  });

  test('encodes hostile paths segment by segment', () => {
    const uri = place(byFile('src/%5Bid%5D/pa%20ge%231.tsx'))?.artifactLocation?.uri ?? '';
    expect(decodeURIComponent(uri)).toBe(HOSTILE);
    expect(uriOf('a b/100%/x:y\\z.ts')).toBe('a%20b/100%25/x%3Ay%5Cz.ts');
    expect(uriOf('half\ud800.ts')).toBe('half%EF%BF%BD.ts');
  });

  test('gives each result one location with its code', () => {
    for (const result of results) {
      expect(result.locations).toHaveLength(1);
      expect(place(result)?.region?.snippet?.text).toBeTruthy();
    }
    expect(place(byFile('src/lib/support.ts'))?.region).toMatchObject({ startLine: 4, startColumn: 42, endLine: 4 });
    expect(place(byFile('src/lib/support.ts'))?.contextRegion).toMatchObject({ startLine: 2, endLine: 6 });
  });

  test('every snippet is the text of its region', () => {
    for (const result of results) {
      const { region, artifactLocation } = place(result) ?? {};
      const source = (files[decodeURIComponent(artifactLocation?.uri ?? '')] ?? '').split('\n');
      const first = source[(region?.startLine ?? 0) - 1]?.slice((region?.startColumn ?? 0) - 1) ?? '';
      expect(region?.snippet?.text?.startsWith(first.slice(0, 20))).toBe(true);
    }
  });

  test('leaves out code that is too long to show instead of cutting it', () => {
    const minified = `${'a();'.repeat(5000)}`;
    const log = JSON.parse(reporters.sarif?.write(report, () => minified, options) ?? '') as Log;
    expect(log.runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation?.contextRegion).toBeUndefined();
  });

  test('tells the way in as one code flow, entry first and the call last', () => {
    const steps = byFile('server/llm.ts').codeFlows?.[0]?.threadFlows[0]?.locations.map(({ location }) => location?.physicalLocation?.artifactLocation?.uri);
    expect(steps).toEqual(['server/routes/chat.ts', 'server/routes/chat.ts', 'server/llm.ts']);
  });

  test('keeps a very long way in to a hundred steps, both ends shown', () => {
    const [ark] = findings;
    const [first, , last] = ark?.trail ?? [];
    if (ark === undefined || first === undefined || last === undefined) throw new Error('the fixture has changed');
    const middle = Array.from({ length: 500 }, (_, index) => ({ span: first.span, note: `step ${index}` }));
    const long = runOf({ ...report, findings: [{ ...ark, trail: [first, ...middle, last] }] });
    const steps = long.results?.[0]?.codeFlows?.[0]?.threadFlows[0]?.locations ?? [];
    expect(steps).toHaveLength(100);
    expect(steps[0]?.location?.message?.text).toBe(first.note);
    expect(steps[49]?.location?.message?.text).toContain('402 steps follow');
    expect(steps[99]?.location?.message?.text).toBe(last.note);
  });

  test('links the entry from the message, and lists the calls that the finding covers', () => {
    const intercom = byFile('src/lib/support.ts');
    expect(intercom.message.text).toContain('The way in begins at [src/main.tsx:4](1).');
    expect(intercom.relatedLocations?.[0]).toMatchObject({ id: 1, physicalLocation: { artifactLocation: { uri: 'src/main.tsx' }, region: { startLine: 4 } } });
    expect(intercom.relatedLocations).toHaveLength(5);
  });

  test('escapes brackets that would start links, and drops control characters', () => {
    const pixel = byFile('src/%5Bid%5D/pa%20ge%231.tsx');
    expect(pixel.message.text).toContain('receives data\\[0\\] in');
    expect(text).not.toContain('\\u001b[2J');
  });

  test('carries the fingerprint that GitHub would compute, and our own', () => {
    const hashes = lineHashes(files['src/lib/support.ts'] ?? '');
    expect(byFile('src/lib/support.ts').partialFingerprints).toEqual({ primaryLocationLineHash: hashes[3], 'xborderFinding/v1': 'e'.repeat(32) });
  });

  test('points at laws as taxonomies, one component each', () => {
    expect(run.taxonomies?.map((law) => law.name)).toEqual(['eu-eprivacy', 'eu-gdpr', 'kr-pipa']);
    expect(run.tool.driver.supportedTaxonomies?.map((law) => law.name)).toEqual(['eu-eprivacy', 'eu-gdpr', 'kr-pipa']);
    for (const taxon of byFile('src/lib/support.ts').taxa ?? []) {
      const component = run.taxonomies?.[taxon.toolComponent?.index ?? -1];
      expect(component?.name).toBe(taxon.toolComponent?.name);
      expect(component?.taxa?.[taxon.index ?? -1]?.id).toBe(taxon.id);
    }
    expect(byFile('src/lib/support.ts').taxa?.map((taxon) => taxon.id)).toEqual(['PIPA Art. 28-8(1)1', 'ePrivacy Directive Art. 5(3)', 'GDPR Art. 44-46']);
  });

  test('says that a law may be relevant, never that it applies', () => {
    const kinds = run.tool.driver.rules?.flatMap((rule) => rule.relationships ?? []).map((relation) => relation.kinds);
    expect(new Set(kinds?.map(String))).toEqual(new Set(['relevant']));
  });

  test('numbers files so that every location finds its artifact', () => {
    const uris = run.artifacts?.map((artifact) => artifact.location?.uri);
    for (const result of results) expect(uris?.[place(result)?.artifactLocation?.index ?? -1]).toBe(place(result)?.artifactLocation?.uri);
    expect(new Set(uris).size).toBe(uris?.length);
  });

  test('reports gaps as notifications of a run that succeeded', () => {
    const [invocation] = run.invocations ?? [];
    expect(invocation?.executionSuccessful).toBe(true);
    expect(invocation?.toolExecutionNotifications).toHaveLength(report.gaps.length);
    expect(invocation?.toolExecutionNotifications?.[0]?.locations?.[0]?.physicalLocation?.region?.startLine).toBe(5);
  });

  test('keeps the 5,000 most severe of very many findings, and says how many are missing', () => {
    const [ark] = findings;
    if (ark === undefined) throw new Error('the fixture has changed');
    const notes = Array.from({ length: 5100 }, (_, index) => ({ ...ark, id: `n${index}`, level: 'note' as const }));
    const errors = Array.from({ length: 10 }, (_, index) => ({ ...ark, id: `e${index}`, span: { ...ark.span, file: 'zz.ts' } }));
    const big = runOf({ ...report, findings: [...notes, ...errors] });
    expect(big.results).toHaveLength(5000);
    expect(big.results?.filter((result) => result.level === 'error')).toHaveLength(10);
    expect(big.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text).toContain('110 more findings');
  });

  test('says the disclaimer once', () => {
    expect(text.split(report.disclaimer)).toHaveLength(2);
  });
});
