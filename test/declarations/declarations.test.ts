import { describe, expect, it } from 'vitest';
import { chooseMarkets } from '../../src/config.js';
import { readDeclarations } from '../../src/declarations/index.js';
import type { Declarations } from '../../src/model/declaration.js';
import { law } from '../judge/cases.js';

const known = {
  law,
  rules: ['transfer-without-consent', 'no-opt-out'],
  asOf: '2026-11-24',
  marketsOf: (texts: readonly string[]) => chooseMarkets(texts, law),
  isFile: (path: string) => path.startsWith('privacy/'),
};

function declared(text: string): Declarations {
  const read = readDeclarations(text, 'xborder.yaml', known);
  if (read.kind === 'faults') throw new Error(read.faults.join('\n'));
  return read.declarations;
}

function faults(text: string): readonly string[] {
  const read = readDeclarations(text, 'xborder.yaml', known);
  return read.kind === 'faults' ? read.faults : [];
}

const ENTRY = `transfers:
  - recipient: Mixpanel
    names: [믹스패널]
    countries: [us]
    items: [device, usage]
    retention: 5
    contact: TODO
    basis:
      - { kind: scc, market: eu, evidence: legal/scc.md }
      - contract-entrustment
`;

describe('a register', () => {
  it('says who receives what, where and on which basis, each with its place', () => {
    const [entry] = declared(ENTRY).register;
    expect(entry).toMatchObject({
      recipient: 'Mixpanel',
      names: ['믹스패널'],
      countries: ['US'],
      bases: [{ kind: 'scc', market: 'EU', evidence: 'legal/scc.md' }, { kind: 'contract-entrustment' }],
      items: { items: ['device', 'usage'], retention: ['5'] },
    });
    expect(ENTRY.slice(entry?.span.start, entry?.span.end)).toBe('Mixpanel');
  });

  it('keeps what is still to be filled in apart: it counts as absent', () => {
    const { register, open } = declared(ENTRY);
    expect(register[0]?.items.contact).toBeUndefined();
    expect(open.map(({ path }) => path)).toEqual(['transfers[0].contact']);
    const todo = declared('transfers: [{ recipient: A, countries: [US], basis: TODO }]');
    expect([todo.register[0]?.bases, todo.open.length]).toEqual([[], 1]);
  });
});

describe('a declaration', () => {
  it('of nothing is none', () => {
    for (const text of ['', '# nothing yet\n', '{}']) expect(declared(text)).toMatchObject({ markets: [], register: [], notices: [], open: [] });
  });

  it('names markets in any case, notices by language, rules with a level, and consents', () => {
    const read = declared(
      [
        'markets: [kr, EU]',
        'notice: { ko: privacy/ko.md, pt-BR: [privacy/a.md, ./privacy/b.md] }',
        'rules: { no-opt-out: off, transfer-without-consent: note }',
        'consents: { agreed: { purpose: transfer, recipients: [Ark], countries: [cn] } }',
        'bindings: { collect.example.com: { recipient: Example, country: us } }',
        'ignore: [{ rule: no-opt-out, path: src/legacy, reason: goes in May, until: 2027-05-01 }]',
      ].join('\n'),
    );
    expect(read.markets).toEqual(['KR', 'EU']);
    expect(read.notices.map(({ language, file }) => `${language} ${file}`)).toEqual(['ko privacy/ko.md', 'pt privacy/a.md', 'pt privacy/b.md']);
    expect(read.rules).toEqual({ 'no-opt-out': 'off', 'transfer-without-consent': 'note' });
    expect(read.consents).toEqual([{ name: 'agreed', purpose: 'transfer', recipients: ['Ark'], countries: ['CN'] }]);
    expect(read.bindings).toMatchObject([{ name: 'collect.example.com', recipient: 'Example', country: 'US' }]);
    expect(read.ignores).toMatchObject([{ rules: ['no-opt-out'], paths: ['src/legacy'], reason: 'goes in May' }]);
  });

  it.each([
    [
      'a key that is misspelt',
      'markets: [kr]\ntransfer: []',
      'xborder.yaml:2: transfer: unknown field; expected one of markets, notice, transfers',
      'did you mean transfers?',
    ],
    ['a wrong type', 'markets: [kr]\ntransfers: yes', 'xborder.yaml:2: transfers: expected a list, found "yes"'],
    ['a market that there is not', 'markets:\n  - kr\n  - korea', 'xborder.yaml:3: markets[1]: no law is on file for the market "korea" (did you mean KR?)'],
    ['an entry without a basis', 'transfers:\n  - recipient: A\n    countries: [US]', 'xborder.yaml:2: transfers[0].basis: expected a basis (', 'scc'],
    ['a basis that no law knows', 'transfers:\n  - { recipient: A, countries: [US], basis: ssc }', 'transfers[0].basis: expected a basis', 'did you mean scc?'],
    ['no recipient', 'transfers: [{ countries: [US], basis: scc }]', 'transfers[0].recipient: expected a value, found nothing'],
    ['a country that there is not', 'transfers: [{ recipient: A, countries: [UX], basis: scc }]', 'expected an ISO 3166-1 code like KR, found "UX"'],
    ['a notice that is missing', 'notice:\n  ko: docs/privacy.md', 'xborder.yaml:2: notice.ko: expected a file of the project, found no "docs/privacy.md"'],
    ['a rule that there is not', 'rules: { no-optout: off }', 'rules.no-optout: unknown field', 'did you mean no-opt-out?'],
    ['a level that there is not', 'rules: { no-opt-out: fatal }', 'rules.no-opt-out: expected one of off, note, warning, error'],
    ['a suppression without a reason', 'ignore: [{ rule: no-opt-out }]', 'ignore[0].reason: expected a value, found nothing'],
    [
      'a suppression that has run out',
      'ignore: [{ rule: no-opt-out, reason: x, until: 2026-11-23 }]',
      'ignore[0].until: expected a day that is still to come, found 2026-11-23',
    ],
    ['no purpose that is known', 'consents: { a: { purpose: x } }', 'consents.a.purpose: expected one of analytics'],
    ['a limit that is misspelt', 'consents: { a: { purpose: ai, recipient: [x] } }', 'consents.a.recipient: unknown field', 'did you mean recipients?'],
    ['a binding of no host', 'bindings: { ACME: { recipient: A, country: US } }', 'expected a host like collect.example.com, found "ACME"'],
    ['no YAML', 'consents: [', 'xborder.yaml:1'],
    ['an alias to nowhere', 'consents: *a', 'xborder.yaml:1'],
    ['a text', 'yes please', 'expected a mapping'],
  ])('with %s is a fault with its line, and nothing of it counts', (_, text, ...parts) => {
    const [first = ''] = faults(text);
    for (const part of parts) expect(first).toContain(part);
  });
});
