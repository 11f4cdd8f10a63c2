import { describe, expect, test } from 'vitest';
import { escapeControls, paintWith, plain, widthOf, wrap, wrapParts } from '../../src/reporters/terminal.js';

describe('text for a terminal', () => {
  test('names lose escape sequences, control characters and reordering marks', () => {
    expect(plain('a\u001b[31mred\u001b[0m\u0007\u009b2J \u202egnp.exe\u200b')).toBe('ared gnp.exe');
  });

  test('names stay on one line', () => {
    expect(plain('a\r\nb\tc\u2028d')).toBe('a b c d');
  });

  test('code shows control characters as escapes and keeps tabs', () => {
    expect(escapeControls('\t\u001b[0m\u0000\u202e')).toBe('\t\\x1b[0m\\x00\\u202e');
  });

  test('colour is decided by the option alone', () => {
    expect(paintWith(false)('red', 'x')).toBe('x');
    expect(paintWith(true)('red', 'x')).toBe('\u001b[31mx\u001b[39m');
  });

  test.each([
    ['abc', 3],
    ['한국어', 6],
    ['漢字', 4],
    ['ｗ', 2],
    ['😀', 2],
    ['👩‍👩‍👧', 2],
    ['❤️', 2],
    ['🇰🇷', 2],
    ['\u00e9', 1],
    ['e\u0301', 1],
    ['\u1112\u1161\u11ab', 2],
    ['\u001b[31mab\u001b[39m', 2],
    ['→…·', 3],
  ])('%s fills its cells', (text, cells) => {
    expect(widthOf(text)).toBe(cells);
  });

  test('lines break between words and never inside a place', () => {
    expect(wrap(['see', 'src/a/very/long/path.ts:10:20', 'now'], 12)).toEqual(['see', 'src/a/very/long/path.ts:10:20', 'now']);
  });

  test('a sentence without blanks is broken', () => {
    expect(wrap(['同意之前的数据传输'], 8)).toEqual(['同意之前', '的数据传', '输']);
  });

  test('parts are kept together where they fit', () => {
    expect(wrapParts([['a', 'b'], ['c', 'd'], ['e']], 9)).toEqual(['a b · c d', 'e']);
  });
});
