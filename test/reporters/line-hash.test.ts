import { describe, expect, test } from 'vitest';
import { lineHashes } from '../../src/reporters/line-hash.js';

describe('primaryLocationLineHash', () => {
  test.each([
    ['', ['c129715d7a2bc9a3:1']],
    ['\n', ['3c5bef55b72b93c9:1', 'c129715d7a2bc9a3:1']],
    ['a', ['53b5d4aabe50d64:1']],
    ['const x = 1;\nconst y = 2;\n', ['1c4c048970cce329:1', '87acee3d01378d63:1', 'c129715d7a2bc9a3:1']],
    ['const x = 1;\r\nconst y = 2;\r\n', ['1c4c048970cce329:1', '87acee3d01378d63:1', 'c129715d7a2bc9a3:1']],
  ])('of %j is what GitHub computes', (text, hashes) => {
    expect(lineHashes(text)).toEqual(hashes);
  });

  test('blanks and tabs do not count', () => {
    expect(lineHashes('\tconst x = 1;\n  const  y=2;\n')).toEqual(lineHashes('constx=1;\nconsty=2;\n'));
  });

  test('equal lines are told apart by a count', () => {
    const alike = lineHashes(`${'x'.repeat(100)}\n${'x'.repeat(100)}\n`);
    expect(alike.map((hash) => hash.split(':')[1])).toEqual(['1', '2', '1']);
    expect(alike[0]?.split(':')[0]).toBe(alike[1]?.split(':')[0]);
  });

  test('a BOM counts as a character', () => {
    expect(lineHashes('\ufeffa')).not.toEqual(lineHashes('a'));
  });

  test('equals the plain 64-bit form of the algorithm on arbitrary texts', () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 48271) % 2147483647;
      return seed % below;
    };
    const alphabet = ['a', 'b', '{', ';', ' ', '\t', '\n', '\r', '\r\n', '한', '\ufeff', '\u0000', '😀', '\uffff'];
    for (let round = 0; round < 150; round += 1) {
      const text = Array.from({ length: random(400) }, () => alphabet[random(alphabet.length)]).join('');
      expect(lineHashes(text)).toEqual(reference(text));
    }
  });

  test('a megabyte takes well under a second', () => {
    const text = 'const answer = await client.chat.completions.create({ model });\n'.repeat(16_000);
    const start = performance.now();
    expect(lineHashes(text)).toHaveLength(16_001);
    expect(performance.now() - start).toBeLessThan(900);
  });
});

function reference(text: string): string[] {
  const power = 37n ** 100n;
  const ring: bigint[] = Array(100).fill(0n);
  const marks: (number | undefined)[] = Array(100).fill(undefined);
  const counts = new Map<string, number>();
  const out: string[] = [];
  let hash = 0n;
  let at = 0;
  let line = 0;
  let fresh = true;
  let afterReturn = false;
  const emit = () => {
    const mark = marks[at];
    if (mark === undefined) return;
    marks[at] = undefined;
    const hex = hash.toString(16);
    counts.set(hex, (counts.get(hex) ?? 0) + 1);
    out[mark - 1] = `${hex}:${counts.get(hex)}`;
  };
  const push = (unit: number) => {
    hash = BigInt.asUintN(64, 37n * hash + BigInt(unit) - power * (ring[at] ?? 0n));
    ring[at] = BigInt(unit);
    at = (at + 1) % 100;
  };
  for (const raw of [...Array(text.length).keys()].map((index) => text.charCodeAt(index)).concat(0xffff)) {
    if (raw === 32 || raw === 9 || (raw === 10 && afterReturn)) {
      afterReturn = false;
      continue;
    }
    afterReturn = raw === 13;
    const unit = afterReturn ? 10 : raw;
    emit();
    if (fresh) {
      fresh = false;
      line += 1;
      marks[at] = line;
    }
    if (unit === 10) fresh = true;
    push(unit);
  }
  for (let step = 0; step < 100; step += 1) {
    emit();
    push(0);
  }
  return out;
}
