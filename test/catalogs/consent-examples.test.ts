import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { newEngine } from '../oracle/verdicts.js';

const folder = new URL('../../consent-catalog/', import.meta.url);
const engine = newEngine(fileURLToPath(new URL('../../', import.meta.url)));

interface Examples {
  readonly gated?: string;
  readonly open?: string;
}

/** Files of all platforms, and one whose call hands on an answer and tells none. */
const SHARED = ['lexicon.yaml', 'purposes.yaml', 'umeng-consent.yaml'];

const platforms = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .flatMap((name) => {
    const { examples } = parse(readFileSync(new URL(name, folder), 'utf8')) as { readonly examples?: Examples };
    return SHARED.includes(name) ? [] : [{ name: name.replace('.yaml', ''), examples: examples ?? {} }];
  });

/** What is no consent to anything that an SDK does, or only says no: nothing that rests on it alone can hold. */
const OPEN_ONLY = ['apple-att', 'device-permissions', 'global-privacy-control', 'iab-gpp', 'segment-consent'];

const verdicts = (code: string) =>
  engine
    .usagesOf(new Map([[code.startsWith('<') ? 'index.html' : 'src/app.jsx', code]]))
    .filter(({ transmits }) => transmits)
    .map(({ verdict }) => verdict);

describe('the platforms', () => {
  it('have an example that holds and one that does not, apart from those that grant nothing', () => {
    const lacking = (kind: keyof Examples) => platforms.filter(({ examples }) => examples[kind] === undefined).map(({ name }) => name);
    expect(lacking('gated')).toEqual(OPEN_ONLY);
    expect(lacking('open')).toEqual([]);
  });
});

describe.each(platforms)('the examples of $name', ({ name, examples: { gated, open } }) => {
  it('hold where the user agreed', () => {
    if (gated === undefined) return;
    const found = verdicts(gated);
    expect(found.map(({ kind }) => kind)).toEqual(['gated']);
    expect(found[0]?.confidence).toBe('high');
    expect(found[0]?.because.map(({ note }) => note).join(' ')).toContain(name === 'dialogs' ? 'the answer to' : name);
  });

  it('are seen through where nobody agreed', () => {
    if (open === undefined) return;
    const found = verdicts(open);
    expect(found.map(({ kind }) => (kind === 'ungated' ? 'defective' : kind))).toEqual(['defective']);
  });
});
