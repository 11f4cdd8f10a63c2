import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { reporters } from '../../src/reporters/index.js';
import { HOSTILE, report, source } from './app.js';

const options = { color: true, width: 80, showGated: false };
const text = reporters.json?.write(report, source, options) ?? '';
const parsed = JSON.parse(text);

const ajv = new Ajv2020({ allErrors: true, strict: false });
addFormats.default(ajv);
const valid = ajv.compile(JSON.parse(readFileSync(new URL('../../schema/report.schema.json', import.meta.url), 'utf8')));

describe('the json format', () => {
  test('keeps the contract', () => {
    valid(parsed);
    expect(valid.errors ?? []).toEqual([]);
  });

  test('keeps the contract when no text is to be had', () => {
    valid(JSON.parse(reporters.json?.write(report, () => undefined, options) ?? ''));
    expect(valid.errors ?? []).toEqual([]);
  });

  test('gives the same bytes for the same report, and ends its last line', () => {
    expect(reporters.json?.write(report, source, { ...options, color: false, width: 200 })).toBe(text);
    expect(text.endsWith('}\n')).toBe(true);
  });

  test('says places by line and column, past a BOM and a CRLF', () => {
    const intercom = parsed.findings[1];
    expect(intercom.trail[0]).toEqual({ file: 'src/main.tsx', line: 4, column: 1, endLine: 4, endColumn: 19, note: 'runs when the page loads' });
    expect(parsed.findings[0].trail[1]).toMatchObject({ file: 'server/routes/chat.ts', line: 4, column: 23 });
  });

  test('names markets in capitals', () => {
    expect(parsed.markets).toEqual(['KR']);
  });

  test('leaves out what is not known instead of writing null', () => {
    expect(text).not.toMatch(/null|undefined/);
    expect(parsed.usages.find((usage: { id: string }) => usage.id === 'u-ark').verdict).not.toHaveProperty('defect');
  });

  test('carries suppressed findings and usages in order, which other formats leave out', () => {
    expect(parsed.findings.map((finding: { suppressed?: { by: string } }) => finding.suppressed?.by)).toContain('comment');
    expect(parsed.usages.map((usage: { verdict: { kind: string } }) => usage.verdict.kind)).toContain('gated');
  });

  test('says the line of a gap where one place is to blame', () => {
    expect(parsed.gaps[0]).toEqual({ stage: 'parse', file: 'src/main.tsx', line: 5, why: 'an unexpected token; the rest of the file was read' });
    expect(parsed.gaps[2]).not.toHaveProperty('file');
  });

  test('holds no character that a terminal obeys, and loses none', () => {
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
    expect(parsed.gaps[1].file).toBe('src/\u001b[31mred.ts');
    expect(parsed.findings[3].at.file).toBe(HOSTILE);
  });

  test('says the disclaimer', () => {
    expect(parsed.disclaimer).toBe(report.disclaimer);
  });

  test('orders keys the same way everywhere', () => {
    expect(Object.keys(parsed)).toEqual(['version', 'tool', 'markets', 'usages', 'findings', 'gaps', 'looked', 'disclaimer']);
    const keys = parsed.usages.map((usage: object) =>
      Object.keys(usage)
        .filter((key) => key !== 'callee')
        .join(),
    );
    expect(new Set(keys).size).toBe(1);
  });
});
