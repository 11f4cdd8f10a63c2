import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Log } from 'sarif';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.js';
import { reporters } from '../../src/reporters/index.js';
import { report, source } from './app.js';

const ENTRY = { file: 'catalogs/acme.yaml', id: 'volcengine-ark', how: 'extended', reason: 'our relay stands in Seoul' } as const;
const HOSTILE = { file: 'cat\u001b[31m[x](y).yaml', id: 'posthog', how: 'replaced', reason: 'a\u202eb\nc' } as const;

const resting = (id: string, entries: NonNullable<Report['usages'][number]['entries']>): Report => ({
  ...report,
  usages: report.usages.map((usage) => (usage.id === id ? { ...usage, entries } : usage)),
});
const write = (format: string, of: Report, more = {}) => reporters[format]?.write(of, source, { color: false, width: 100, showGated: false, ...more }) ?? '';

describe('an entry of the project on which a finding rests', () => {
  test('is a line of the finding on a terminal, and of no other', () => {
    const text = write('pretty', resting('u-ark', [ENTRY]));
    expect(text.split('\n').filter((line) => line.includes('  entry  '))).toEqual([
      '  entry      your catalogs/acme.yaml: adds to volcengine-ark (our relay stands in Seoul)',
    ]);
    expect(write('pretty', report)).not.toContain('  entry  ');
  });

  test('is named beside what it puts in order', () => {
    const text = write('pretty', resting('u-posthog', [{ ...ENTRY, id: 'posthog', how: 'added' }]), { showGated: true, width: 120 });
    expect(text).toContain('by your catalogs/acme.yaml]');
  });

  test('stands at the usage in JSON, within the contract', () => {
    const ajv = new Ajv2020({ allErrors: true, strict: false });
    addFormats.default(ajv);
    const valid = ajv.compile(JSON.parse(readFileSync(new URL('../../schema/report.schema.json', import.meta.url), 'utf8')));
    const parsed = JSON.parse(write('json', resting('u-ark', [ENTRY])));
    valid(parsed);
    expect(valid.errors ?? []).toEqual([]);
    expect(parsed.usages.filter((usage: object) => 'entries' in usage)).toMatchObject([{ id: 'u-ark', entries: [ENTRY] }]);
  });

  test('is a property and a line of the result in SARIF', () => {
    const results = (JSON.parse(write('sarif', resting('u-ark', [ENTRY]))) as Log).runs[0]?.results ?? [];
    expect(results.flatMap(({ properties }) => properties?.entries ?? [])).toEqual([ENTRY]);
    expect(results.filter(({ message }) => message.markdown?.includes('- **By your entry:** catalogs/acme.yaml: adds to volcengine-ark'))).toHaveLength(1);
  });

  test('is escaped like everything that the project writes', () => {
    const hostile = resting('u-ark', [HOSTILE]);
    const text = write('pretty', hostile, { color: true });
    expect(stripVTControlCharacters(text)).toContain('entry      your cat');
    expect(text).not.toMatch(/\u001b\[31m\[x\]|\u202e/);
    expect(write('json', hostile) + write('sarif', hostile)).not.toMatch(/[\u001b\u202e]/);
    expect(write('sarif', hostile)).toContain('\\\\[x\\\\](y).yaml: stands for the shipped posthog');
  });
});
