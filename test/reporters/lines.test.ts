import { describe, expect, test } from 'vitest';
import { boundsOf, linesOf, pointAt, sourcesOf } from '../../src/reporters/lines.js';

describe('places in a text', () => {
  test('count lines and columns from one', () => {
    expect(pointAt(linesOf('a\nbc\n'), 0)).toEqual({ line: 1, column: 1 });
    expect(pointAt(linesOf('a\nbc\n'), 3)).toEqual({ line: 2, column: 2 });
  });

  test('LF, CRLF and CR each end one line', () => {
    const lines = linesOf('a\r\nb\rc\nd');
    expect(['b', 'c', 'd'].map((char) => pointAt(lines, lines.text.indexOf(char)))).toEqual([2, 3, 4].map((line) => ({ line, column: 1 })));
    expect([1, 2, 3, 4].map((line) => boundsOf(lines, line)).map(({ start, end }) => lines.text.slice(start, end))).toEqual(['a', 'b', 'c', 'd']);
  });

  test('a BOM belongs to no line', () => {
    expect(pointAt(linesOf('\ufeffconst'), 1)).toEqual({ line: 1, column: 1 });
    expect(pointAt(linesOf('\ufeffconst'), 0)).toEqual({ line: 1, column: 1 });
  });

  test('columns are UTF-16 code units', () => {
    expect(pointAt(linesOf("'😀한' x"), 6)).toEqual({ line: 1, column: 7 });
  });

  test('a final line break makes one more line, as in editors', () => {
    expect(pointAt(linesOf('a\n'), 2)).toEqual({ line: 2, column: 1 });
  });

  test('an offset outside the text is its nearest end', () => {
    expect(pointAt(linesOf('ab'), 99)).toEqual({ line: 1, column: 3 });
    expect(pointAt(linesOf('ab'), -1)).toEqual({ line: 1, column: 1 });
  });

  test('a file whose text is not to be had has its first line and no column', () => {
    expect(sourcesOf(() => undefined).place({ file: 'gone.ts', start: 3, end: 4 })).toEqual({ file: 'gone.ts', line: 1 });
  });

  test('each file is asked for once', () => {
    let asked = 0;
    const sources = sourcesOf(() => {
      asked += 1;
      return 'abc';
    });
    sources.place({ file: 'a.ts', start: 0, end: 1 });
    sources.place({ file: 'a.ts', start: 1, end: 2 });
    expect(asked).toBe(1);
  });
});
