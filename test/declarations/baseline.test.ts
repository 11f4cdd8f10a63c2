import { describe, expect, it } from 'vitest';
import { readBaseline, writeBaseline } from '../../src/declarations/baseline.js';

const finding = (file: string, fingerprint: string) => ({ fingerprint, rule: 'no-opt-out', file, message: 'm' });

describe('a baseline', () => {
  it('is read as it was written, in the order of files', () => {
    const text = writeBaseline({ findings: [finding('b.ts', '2'), finding('a.ts', '1')] });
    expect(readBaseline(text, 'base.json')).toEqual({ kind: 'chosen', value: { findings: [finding('a.ts', '1'), finding('b.ts', '2')] } });
    expect(writeBaseline({ findings: [] })).toBe('{\n  "version": 1,\n  "findings": []\n}\n');
  });

  it.each([
    ['of another version', '{\n  "version": 7,\n  "findings": []\n}', 'base.json:2: expected version 1, found 7'],
    ['without findings', '{ "version": 1 }', 'base.json:1: findings: expected a list'],
    ['with a finding that cannot be known again', '{ "version": 1, "findings": [{}] }', 'findings[0].fingerprint: expected text'],
    ['that is no JSON', 'findings', 'base.json:1: expected JSON'],
    ['that is a list', '[]', 'expected an object'],
  ])('%s is told with its line and what to do', (_, text, why) => {
    const read = readBaseline(text, 'base.json');
    expect(read.kind === 'cannot' ? read.why : '').toContain(why);
    expect(read.kind === 'cannot' ? read.why : '').toContain('xborder-lint baseline update');
  });
});
