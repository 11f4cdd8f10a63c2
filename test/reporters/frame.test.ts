import { describe, expect, test } from 'vitest';
import { frame, type Mark } from '../../src/reporters/frame.js';
import { linesOf } from '../../src/reporters/lines.js';
import { paintWith, widthOf } from '../../src/reporters/terminal.js';

function draw(text: string, pieces: readonly (Omit<Mark, 'start' | 'end'> & { readonly piece: string })[], width = 80): readonly string[] {
  const marks = pieces.map(({ piece, ...mark }) => ({ ...mark, start: text.indexOf(piece), end: text.indexOf(piece) + piece.length }));
  return frame('a.ts', linesOf(text), marks, { width, tone: 'red', paint: paintWith(false) });
}

describe('a code frame', () => {
  test('points at the call, with a line before and after', () => {
    expect(draw('one();\n  two(1);\nthree();\nfour();', [{ piece: 'two(1)', label: 'here', primary: true }])).toEqual([
      '    ╭─ a.ts',
      '  1 │ one();',
      '  2 │   two(1);',
      '    ·   ^^^^^^ here',
      '  3 │ three();',
    ]);
  });

  test('shows several spans, and says where lines are left out', () => {
    const text = 'const a = 1;\n2\n3\n4\n5\nsend(a);\n';
    expect(
      draw(text, [
        { piece: 'send(a)', label: 'sends', primary: true },
        { piece: 'a = 1', label: 'from here', primary: false },
      ]),
    ).toEqual(['    ╭─ a.ts', '  1 │ const a = 1;', '    ·       ----- from here', '    ⋮', '  5 │ 5', '  6 │ send(a);', '    · ^^^^^^^ sends']);
  });

  test('two spans of one line each have their row', () => {
    expect(
      draw('if (ok) send();', [
        { piece: 'send()', primary: true },
        { piece: 'ok', primary: false },
      ]),
    ).toEqual(['    ╭─ a.ts', '  1 │ if (ok) send();', '    ·     --', '    ·         ^^^^^^']);
  });

  test('underlines the first line of a call over several', () => {
    expect(draw('send({\n  a,\n  b,\n  c,\n});\n', [{ piece: 'send({\n  a,\n  b,\n  c,\n})', primary: true }])).toEqual([
      '    ╭─ a.ts',
      '  1 │ send({',
      '    · ^^^^^^',
      '  2 │   a,',
      '  3 │   b,',
    ]);
  });

  test('stays aligned behind wide characters and tabs', () => {
    const rows = draw("\tsay('안녕 😀'); send();", [{ piece: 'send()', primary: true }]);
    const [, code = '', carets = ''] = rows;
    expect(widthOf(carets.slice(0, carets.indexOf('^')))).toBe(widthOf(code.slice(0, code.indexOf('send'))));
    expect(code).not.toContain('\t');
  });

  test('counts carets in cells, not in characters', () => {
    expect(draw("f('한국')", [{ piece: "'한국'", primary: true }])[2]).toBe('    ·   ^^^^^^');
  });

  test('cuts a very long line around the call', () => {
    const rows = draw(`${'x;'.repeat(200_000)}send(1);${'y;'.repeat(200_000)}`, [{ piece: 'send(1)', label: 'here', primary: true }], 60);
    const [, code = '', carets = ''] = rows;
    expect(rows.every((row) => widthOf(row) <= 60)).toBe(true);
    expect(code).toMatch(/│ ….*send\(1\).*…$/);
    expect(carets.indexOf('^')).toBe(code.indexOf('send'));
  });

  test('cuts wide characters without leaving the width', () => {
    const rows = draw(`'${'한'.repeat(90)}'; send('${'글'.repeat(90)}');`, [{ piece: `send('${'글'.repeat(90)}')`, primary: true }], 60);
    expect(rows.every((row) => widthOf(row) <= 60)).toBe(true);
  });

  test('shows control characters as escapes, and points past them rightly', () => {
    const [, code = '', carets = ''] = draw('"\u001b[31m\u202e"; send();', [{ piece: 'send()', primary: true }]);
    expect(code).toBe('  1 │ "\\x1b[31m\\u202e"; send();');
    expect(carets.indexOf('^')).toBe(code.indexOf('send'));
  });

  test('puts a label below where there is no room beside', () => {
    const rows = draw(
      `${' '.repeat(30)}send(first, second);`,
      [{ piece: 'send(first, second)', label: 'sends prompt to a product with a long name', primary: true }],
      60,
    );
    expect(rows.every((row) => widthOf(row) <= 60)).toBe(true);
    expect(rows[3]).toContain('sends prompt to a product with a long name');
  });

  test('survives a span at the end of the text, or past it', () => {
    const lines = linesOf('a\n');
    expect(() => frame('a', lines, [{ start: 2, end: 2, primary: true }], { width: 80, tone: 'red', paint: paintWith(false) })).not.toThrow();
    expect(() => frame('a', lines, [{ start: 90, end: 95, primary: true }], { width: 80, tone: 'red', paint: paintWith(false) })).not.toThrow();
    expect(() => frame('a', linesOf(''), [{ start: 0, end: 0, primary: true }], { width: 80, tone: 'red', paint: paintWith(false) })).not.toThrow();
  });
});
