import { describe, expect, it } from 'vitest';
import { draw, sampleText } from '../../src/commands/sample.js';
import { report, source } from '../reporters/app.js';

const many = Array.from({ length: 50 }, (_, index) => ({ id: `u${index}`, span: { file: index % 2 === 0 ? 'a.ts' : 'b.ts', start: index, end: index + 1 } }));
const sample = (count: number, seed: string) => draw(many, { of: 'usages', count, seed }).map(({ id }) => id);

describe('a sample', () => {
  it('is the same for the same seed, whatever the order', () => {
    const other = draw([...many].reverse(), { of: 'usages', count: 10, seed: 'a' }).map(({ id }) => id);
    expect(sample(10, 'a')).toEqual(other);
  });

  it('is another one for another seed', () => {
    expect(sample(10, 'a')).not.toEqual(sample(10, 'b'));
  });

  it('holds the smaller one of the same seed', () => {
    expect(sample(20, 'a')).toEqual(expect.arrayContaining(sample(5, 'a')));
  });

  it('has no more than there is', () => {
    expect(sample(500, 'a')).toHaveLength(50);
  });

  it('stands in the order of the places', () => {
    const files = draw(many, { of: 'usages', count: 12, seed: 'a' }).map(({ span }) => span);
    expect(files).toEqual([...files].sort((x, y) => (x.file < y.file ? -1 : x.file > y.file ? 1 : x.start - y.start)));
  });
});

describe('what is printed of it', () => {
  it('is place, product, recipient, country, verdict and the lines of source', () => {
    const text = sampleText(report, source, { of: 'usages', count: 100, seed: '1' });
    const [usage] = report.usages;
    expect(text).toContain(usage?.productName ?? '?');
    expect(text).toMatch(/recipient: .+, [A-Z]{2}/);
    expect(text).toMatch(/verdict: \w+/);
    expect(text).toMatch(/^ {2}> +\d+ \| /m);
    expect(text).toContain(`${report.usages.length} of ${report.usages.length} usages, drawn with --seed 1`);
  });

  it('is of findings where findings are asked for', () => {
    const text = sampleText(report, source, { of: 'findings', count: 1, seed: '1' });
    expect(report.findings.some(({ rule, level }) => text.includes(`${rule} (${level})`))).toBe(true);
    expect(text).toContain(`1 of ${report.findings.length} findings`);
  });
});
