import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Consulted, consult, type Disagreement, written } from './consult.js';
import { generate } from './generate/index.js';
import { KNOWN } from './known.js';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const COUNT = Number(process.env['ORACLE_COUNT'] ?? 2000);

/** Something is reported for a reason that is known. Nothing excuses what is accepted. */
const isKnown = ({ parts }: Disagreement) => parts.some((part) => KNOWN.has(part));

describe(`${COUNT} generated programs that are run in the worlds of an undecided, a refusing and an agreeing user`, () => {
  let consulted: Consulted;
  beforeAll(async () => {
    consulted = await consult({ root, seed: 2026, count: COUNT });
  }, 600_000);

  it('are mostly such that something fires, and that some gates hold and some do not', () => {
    expect(consulted.safe).toBeGreaterThan(COUNT / 4);
    expect(consulted.idle).toBeLessThan(COUNT / 4);
    expect(consulted.sinks - consulted.safe - consulted.idle).toBeGreaterThan(COUNT / 4);
  });

  it('are never accepted although something fires before the user agreed', () => {
    expect(consulted.unsafe.map(written)).toEqual([]);
  });

  it('are hardly ever reported although nothing fires before the user agreed', () => {
    const noise = consulted.noise.filter((one) => !isKnown(one));
    expect((100 * noise.length) / consulted.safe, noise.map(written).join('\n')).toBeLessThanOrEqual(2);
  });
});

describe('programs written otherwise', () => {
  it('are judged the same', async () => {
    const { unrelated } = await consult({ root, seed: 7, count: COUNT / 10, related: true });
    expect(unrelated.filter((one) => !isKnown(one)).map(written)).toEqual([]);
  }, 300_000);
});

describe('the generator', () => {
  it('writes the same program for the same seed', () => {
    expect([...generate(12345).files]).toEqual([...generate(12345).files]);
  });
});
