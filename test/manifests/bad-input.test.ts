import { describe, expect, it } from 'vitest';
import { decode } from '../../src/discover/read.js';
import { formats, readManifest } from '../../src/manifests/index.js';
import type { Manifest } from '../../src/model/manifest.js';
import type { Sample } from './sample.js';
import { appSamples } from './samples-apps.js';
import { deploymentSamples } from './samples-deployment.js';
import { nativeSamples } from './samples-native.js';
import { npmSamples } from './samples-npm.js';
import { serverSamples } from './samples-servers.js';

const ownTests: readonly Sample[] = [
  { file: 'package.json', text: '{\n  "name": "a",\n  "dependencies": {\n    "b": "1"\n  }\n}\n', seen: [] },
  { file: 'package-lock.json', text: '{\n  "packages": {\n    "node_modules/a": { "version": "1.0.0" }\n  }\n}\n', seen: [] },
  { file: '.env', text: 'A=https://a.example\nB="x"\n', seen: [] },
  { file: 'app.config.ts', text: "export default {\n  name: 'a',\n  plugins: ['b'],\n};\n", seen: [] },
  { file: 'capacitor.config.ts', text: "const config = {\n  appId: 'a',\n};\nexport default config;\n", seen: [] },
];
const samples = [...ownTests, ...npmSamples, ...appSamples, ...serverSamples, ...nativeSamples, ...deploymentSamples];
const formatOf = (file: string) => formats.find((format) => format.matches(file));

/** A format that is new on the shelf is tried with its samples from the first day on; here it is missed if it has none. */
it('every format of the shelf is in the table', () => {
  const tried = new Set(samples.map(({ file }) => formatOf(file)));
  expect(formats.filter((format) => !tried.has(format)).map(({ name }) => name)).toEqual([]);
});

type Syntax = 'json' | 'toml' | 'yaml' | 'xml' | 'other';

/** What a sample is written in, as far as there is something to break in it. */
function syntaxOf({ file, text }: Sample): Syntax {
  if (/^\s*[{[]\s/.test(text) && !/\.toml$/.test(file)) return 'json';
  if (/^\s*</.test(text)) return 'xml';
  if (/\.toml$|(?:Cargo|uv|poetry|pdm)\.lock$/.test(file)) return 'toml';
  return /\.ya?ml$/.test(file) && !/lock/.test(file) ? 'yaml' : 'other';
}

const levels = (make: (index: number) => string): string => Array.from({ length: 24 }, (_, index) => make(index)).join('');
const ENTITIES = `<!DOCTYPE a [<!ENTITY e0 "ha">${levels((index) => `<!ENTITY e${index + 1} "${`&e${index};`.repeat(10)}">`)}]>`;
const ANCHORS = `b0: &b0 { A: "https://a.example" }\n${levels((index) => `b${index + 1}: &b${index + 1} [${`*b${index}, `.repeat(9)}*b${index}]\n`)}`;

/** Puts something right behind the first opening bracket, or in front where there is none. */
const inside = (text: string, added: string): string => text.replace(/[{[]/, (open) => (open === '{' ? `{${added},` : `[{${added}},`));

/** How a sample is broken, and what is then said: at least one gap, or none for certain. */
interface Break {
  readonly name: string;
  readonly to?: Syntax;
  readonly text: (sample: Sample) => string;
  readonly said?: RegExp;
  /** Files that no person writes, and that are too large for a second look. */
  readonly not?: RegExp;
}

const BREAKS: readonly Break[] = [
  { name: 'is empty', text: () => '' },
  { name: 'is blank', text: () => ' \r\n\t\n' },
  ...[0.1, 0.35, 0.6, 0.85].map((part): Break => ({ name: `ends after ${part * 100} %`, text: ({ text }) => text.slice(0, Math.floor(text.length * part)) })),
  { name: 'is an object cut off', to: 'json', text: ({ text }) => text.trimEnd().slice(0, -1), said: /not valid JSON/ },
  { name: 'is UTF-16 without its mark', text: ({ text }) => decode(Buffer.from(text, 'utf16le')), said: /zero bytes|UTF-8/ },
  { name: 'is Latin-1', text: ({ text }) => decode(Buffer.from(`${text.trimEnd()} \xe9\xfc\n`, 'latin1')), said: /not all of it is UTF-8/ },
  { name: 'is a merge that was not finished', text: ({ text }) => `<<<<<<< ours\n${text}=======\n${text}>>>>>>> theirs\n`, said: /both sides are read/ },
  {
    name: 'says a thing twice',
    to: 'json',
    text: ({ text }) => inside(text, '"twice": 1, "twice": 2'),
    said: /stands here once more/,
    not: /package-lock|shrinkwrap/,
  },
  { name: 'says a thing twice', to: 'toml', text: ({ text }) => `${text}\n[twice]\nx = "1"\nx = "2"\n`, said: /not valid TOML|once more/ },
  { name: 'says a thing twice', to: 'yaml', text: ({ text }) => `${text}\ntwice: 1\ntwice: 2\n`, said: /stands here once more/ },
  {
    name: 'holds entities of entities',
    to: 'xml',
    text: ({ text }) => ENTITIES + text.replace(/<!DOCTYPE[^>]*>|<\?xml[^>]*>/g, '').replace(/>/, '>&e24;'),
    said: /declares entities/,
  },
  { name: 'holds aliases of aliases', to: 'yaml', text: ({ text }) => `${ANCHORS}${text}` },
  { name: 'is nested without end', to: 'json', text: () => '{"a":'.repeat(50_000), said: /nested too deeply|not valid JSON/ },
  { name: 'is nested without end', to: 'xml', text: ({ text }) => text.trimEnd().replace(/<\/[^<>]*>$/, '<a>'.repeat(50_000)), said: /deep|not closed/ },
  { name: 'is nested without end', to: 'yaml', text: () => `a: ${'['.repeat(20_000)}` },
  { name: 'leads out of the project', text: ({ text }) => text.replace(/(["'])(?:[^"'\n\\]){2,60}\1(?!\s*:)/g, '"../../../../etc/passwd"') },
  { name: 'leads to the root of the machine', text: ({ text }) => text.replace(/(["'])(?:[^"'\n\\]){2,60}\1(?!\s*:)/g, '"/etc/passwd"') },
  { name: 'is binary', text: ({ text }) => `\0\x01\ufffd${text.slice(0, 20)}\0`, said: /zero bytes|UTF-8/ },
];

const rows = samples.flatMap((sample) =>
  BREAKS.filter(({ to, not }) => (to === undefined || to === syntaxOf(sample)) && not?.test(sample.file) !== true).map(
    (one) => [sample.file, one.name, sample, one] as const,
  ),
);

describe('what cannot be read is a gap with its place, and never more', () => {
  it.each(rows)('%s %s', (file, _, sample, { text, said }) => {
    const broken = text(sample);
    const started = performance.now();
    const manifest = readManifest(file, broken);
    expect(performance.now() - started).toBeLessThan(3_000);
    if (manifest === undefined) throw new Error(`no format for ${file}`);
    expect(misplaced(manifest, broken)).toEqual([]);
    if (said !== undefined) expect(manifest.gaps.map(({ why }) => why).join('\n')).toMatch(said);
    expect(JSON.stringify(manifest).length).toBeLessThan(20 * broken.length + 5_000);
  });

  it.each(samples.map((sample) => [sample.file, sample] as const))('%s in UTF-16 with its mark is read as in UTF-8', (file, { text }) => {
    const told = (written: string) => readManifest(file, written)?.dependencies.map(({ purl }) => purl);
    const swapped = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
    expect(told(decode(Buffer.from(`\ufeff${text}`, 'utf16le')))).toEqual(told(text));
    expect(told(decode(swapped))).toEqual(told(text));
  });
});

/** Places that are not in the text, and files that are not in the project. */
function misplaced({ file, gaps, dependencies, declarations, entries }: Manifest, text: string): readonly string[] {
  const isIn = (at: number) => at >= 0 && at <= text.length;
  return [
    ...gaps.filter((gap) => gap.file !== file || gap.why === '' || !isIn(gap.at ?? 0)).map((gap) => `gap ${JSON.stringify(gap)}`),
    ...[...dependencies, ...declarations].filter(({ span }) => span.file !== file || !isIn(span.start) || !isIn(span.end)).map((one) => JSON.stringify(one)),
    ...entries.filter((entry) => entry.startsWith('/') || entry.split('/').includes('..')),
  ];
}
