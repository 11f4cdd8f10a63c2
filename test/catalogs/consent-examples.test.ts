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

const platforms = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .flatMap((name) => {
    const { examples } = parse(readFileSync(new URL(name, folder), 'utf8')) as { readonly examples?: Examples };
    return examples === undefined ? [] : [{ name: name.replace('.yaml', ''), examples }];
  });

/** Platforms whose own names are read before what they yield, most of them functions of the global scope. To be taken away on the day it is right. */
const BY_NAME = ['sourcepoint gated'];
const asIt = (name: string) => (BY_NAME.includes(name) ? it.fails : it);

const verdicts = (code: string) =>
  engine
    .usagesOf(new Map([['src/app.jsx', code]]))
    .filter(({ transmits }) => transmits)
    .map(({ verdict }) => verdict);

describe.each(platforms)('the examples of $name', ({ name, examples: { gated, open } }) => {
  asIt(`${name} gated`)('hold where the user agreed', () => {
    if (gated === undefined) return;
    const found = verdicts(gated);
    expect(found.map(({ kind }) => kind)).toEqual(['gated']);
    expect(found[0]?.confidence).toBe('high');
    expect(found[0]?.because.map(({ note }) => note).join(' ')).toContain(name);
  });

  asIt(`${name} open`)('are seen through where nobody agreed', () => {
    if (open === undefined) return;
    const found = verdicts(open);
    expect(found.map(({ kind }) => (kind === 'ungated' ? 'defective' : kind))).toEqual(['defective']);
  });
});
