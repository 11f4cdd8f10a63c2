import { basename, isAbsolute, relative, resolve, sep } from 'node:path';
import { loadCatalogs } from '../catalogs/load.js';
import type { LintOptions } from '../lint.js';
import { plain } from '../reporters/terminal.js';
import { whyNot } from '../why-not.js';
import { CLEAN, cannot, type Terminal } from './command.js';
import { look } from './look.js';
import { type Drawing, storyText } from './story-text.js';

/** Tells what each stage made of one line: `--why-not src/a.ts:12`. The file may be named from here or from the folder that is linted. */
export function tellWhyNot(path: string, asked: string, options: LintOptions, terminal: Terminal): number {
  const { named, number } = lineIn(asked);
  if (named === undefined) return cannot(`--why-not takes a file and a line: --why-not src/main.ts:12, not "${asked}"`, terminal);
  const catalogs = loadCatalogs();
  if ('problems' in catalogs) return cannot(catalogs.problems[0] ?? 'the catalogs cannot be read', terminal);
  const file = fileIn(path, named);
  const told = whyNot(path, file, Number(number), catalogs.sdk, options);
  if (told.kind === 'cannot') return cannot(told.why, terminal);
  const head = `${file}:${number}${told.code === undefined ? '' : `  ${told.code.slice(0, 160)}`}`;
  terminal.out(`${[head, ...told.steps.map(({ stage, said }) => `  ${stage.padEnd(8)}  ${said}`)].map(plain).join('\n')}\n`);
  return CLEAN;
}

/** Tells why the usages on one line were judged as they were: `--explain src/a.ts:12`, `explain src/a.ts:12`. */
export function tellStory(path: string, asked: string, options: LintOptions, drawing: Drawing, terminal: Terminal): number {
  const { named, number } = lineIn(asked);
  if (named === undefined) return cannot(`--explain takes a file and a line: --explain src/main.ts:12, not "${asked}"`, terminal);
  const file = fileIn(path, named);
  const result = look(path, { ...options, explain: { file, line: number } }, terminal);
  if (typeof result === 'number') return result;
  const text = storyText(result, { file, line: number }, drawing);
  if (text === undefined) return cannot(`nothing is touched on ${file}:${number}; --why-not ${asked} says what became of that line`, terminal);
  terminal.out(text);
  return CLEAN;
}

/** `src/a.ts:12` and `src/a.ts:12:5`; no name where it is neither. */
export function lineIn(asked: string): { readonly named?: string; readonly number: number } {
  const [, named, number] = /^(.+?):(\d+)(?::\d+)?$/.exec(asked) ?? [];
  return named === undefined || Number(number) < 1 ? { number: 0 } : { named, number: Number(number) };
}

function fileIn(root: string, named: string): string {
  const from = relative(resolve(root), resolve(named));
  // One file is linted: it is its own root.
  if (from === '') return basename(named);
  const isOutside = from.startsWith('..') || isAbsolute(from);
  return (isOutside ? named : from).split(sep).join('/').replace(/^\.\//, '');
}
