import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/report.js';
import { setAsideKnown, suppress } from '../../src/suppress/index.js';

/** A finding at each `@` of the text, which is taken out. */
function at(text: string, file = 'src/a.tsx'): { readonly text: string; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  let clean = '';
  for (const letter of text) {
    if (letter !== '@') clean += letter;
    else {
      const span = { file, start: clean.length, end: clean.length + 1 };
      const fingerprint = String(findings.length);
      findings.push({ id: fingerprint, rule: 'no-opt-out', level: 'warning', message: '', span, bases: [], trail: [], fingerprint, usages: [] });
    }
  }
  return { text: clean, findings };
}

function run(marked: string, more: { readonly file?: string; readonly ignores?: Parameters<typeof suppress>[0]['ignores'] } = {}) {
  const { text, findings } = at(marked, more.file);
  return suppress({
    findings,
    files: [{ path: more.file ?? 'src/a.tsx', text }],
    ignores: more.ignores ?? [],
    rules: ['no-opt-out', 'other'],
    meant: (rule) => (rule === 'no-optout' ? 'no-opt-out' : undefined),
  });
}

/** `1` for each finding that is set aside, `0` for each that stands. */
const aside = (marked: string, more = {}) =>
  run(marked, more)
    .findings.map(({ suppressed }) => (suppressed === undefined ? '0' : '1'))
    .join('');

describe('a comment sets aside', () => {
  it.each([
    ['its own line', '@a();\n@b(); // xborder-ignore no-opt-out: why\n@c();', '010'],
    ['the next line with code', '// xborder-ignore no-opt-out: why\n\n// more of it\n@a();\n@b();', '10'],
    ['what follows on its line', '/* xborder-ignore no-opt-out: why */ @a();\n@b();', '10'],
    ['the next line, told so beside code', '@a(); // xborder-ignore-next-line no-opt-out: why\n@b();', '01'],
    ['a block', '@a();\n// xborder-ignore-start no-opt-out: why\n@b();\n@c();\n// xborder-ignore-end\n@d();', '0110'],
    ['a block that nobody ends', '// xborder-ignore-start no-opt-out: why\n@a();\n\n@b();', '11'],
    ['a file, from wherever it stands', '@a();\n// xborder-ignore-file no-opt-out: why\n@b();', '11'],
    ['an element of JSX', '<main>\n  {/* xborder-ignore no-opt-out: why */}\n  @<Script />\n  @<Script />\n</main>', '10'],
    ['an element of markup', '<!-- xborder-ignore no-opt-out: why -->\n@<script></script>\n@<script></script>', '10'],
    ['a line of YAML', '# xborder-ignore no-opt-out: why\n@a: 1\n@b: 2', '10'],
    ['several rules', '// xborder-ignore other, no-opt-out: why\n@a();', '1'],
    ['with a dash for the colon', '// xborder-ignore no-opt-out -- why\n@a();', '1'],
    ['in a block comment over lines', '/*\n * xborder-ignore no-opt-out: why\n * and more\n */\n@a();\n@b();', '10'],
  ])('%s', (_, text, expected) => {
    expect(aside(text)).toBe(expected);
  });

  it.each([
    ['without a reason', '// xborder-ignore no-opt-out\n@a();'],
    ['of another rule', '// xborder-ignore other: why\n@a();'],
    ['in a text', "const help = '// xborder-ignore no-opt-out: why';\n@a();"],
    ['in an address', 'go("http://xborder-ignore no-opt-out: why");\n@a();'],
  ])('nothing %s', (_, text) => {
    expect(aside(text)).toBe('0');
  });

  it('with its reason, which the finding keeps', () => {
    expect(run('// xborder-ignore no-opt-out: LEG-412, clauses: signed\n@a();').findings[0]?.suppressed).toEqual({
      by: 'comment',
      reason: 'LEG-412, clauses: signed',
    });
  });

  it('and tells how many it met, and which rules there are not', () => {
    const { suppressions } = run('// xborder-ignore no-optout: why\n@a();\n// xborder-ignore no-opt-out: why\n@b();');
    expect(suppressions.map(({ met, unknown }) => [met, unknown])).toEqual([
      [0, [{ rule: 'no-optout', meant: 'no-opt-out' }]],
      [1, []],
    ]);
  });
});

describe('an entry of xborder.yaml sets aside', () => {
  const entry = (path: string) => ({ ignores: [{ rules: ['no-opt-out'], paths: [path], reason: 'why', span: { file: 'xborder.yaml', start: 0, end: 1 } }] });

  it.each([
    ['src', '1'],
    ['src/', '1'],
    ['src/**', '1'],
    ['**/*.tsx', '1'],
    ['*.tsx', '1'],
    ['./src/a.tsx', '1'],
    ['a.tsx', '1'],
    ['**', '1'],
    ['src/*.ts', '0'],
    ['lib/**', '0'],
    ['sr', '0'],
    ['a(tsx', '0'],
  ])('%s', (path, expected) => {
    expect(aside('@a();', entry(path))).toBe(expected);
  });
});

describe('what was there before', () => {
  it('is set aside by its fingerprint, unless it is already', () => {
    const { findings } = at('@a @b');
    const known = setAsideKnown(findings, new Map([['1', 'in base.json']]));
    expect(known.map(({ suppressed }) => suppressed)).toEqual([undefined, { by: 'baseline', reason: 'in base.json' }]);
  });
});
