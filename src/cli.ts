#!/usr/bin/env node
import { writeFileSync } from 'node:fs';
import { styleText } from 'node:util';
import { Command, CommanderError, Option } from 'commander';
import { loadCatalogs } from './catalogs/load.js';
import { type Choice, chooseDay, chooseMarkets, chooseOutputs, FAIL_ON, type FailOn, type Output, version } from './config.js';
import { type LintOptions, lint } from './lint.js';
import type { Level, Report, SourceOf } from './model/report.js';
import { reporters } from './reporters/index.js';
import { plain } from './reporters/terminal.js';

/** What commander makes of the command line. */
interface Flags {
  readonly market: readonly string[];
  readonly format: readonly string[];
  readonly color: 'auto' | 'always' | 'never';
  readonly failOn: FailOn;
  readonly asOf?: string;
  readonly showGated: boolean;
}

type Progress = NonNullable<LintOptions['onProgress']>;

const CLEAN = 0;
const FOUND = 1;
const CANNOT = 2;

const EXAMPLES = `
Examples:
  xborder-lint                                       the app in this folder, for users in Korea
  xborder-lint apps/web --market kr,eu               another folder, for users in Korea and Europe
  xborder-lint --format sarif=report.sarif           also write a report for code scanning
  xborder-lint --format json > report.json           everything that was looked at, for programs
  xborder-lint --fail-on error --show-gated          end with 1 for errors only; list what is in order

Ends with 0 if nothing was found at or above --fail-on, 1 if something was, 2 if it could not do its job.
It finds patterns in source code and gives no legal advice.`;

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever read us has seen enough: `xborder-lint | head`.
  if (error.code !== 'EPIPE') cannot(`the report could not be written: ${error.message}`);
});
process.stderr.on('error', () => {});
process.exitCode = CANNOT;
main(process.argv);

function main(argv: readonly string[]): void {
  const program = commandLine();
  try {
    program.parse(argv);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) process.exitCode = CLEAN;
    else cannot(misuse(error.message));
    return;
  }
  run(program.processedArgs[0] as string, program.opts<Flags>());
}

function commandLine(): Command {
  const collect = (text: string, before: readonly string[]) => [...before, text];
  return new Command('xborder-lint')
    .description('Finds where an app sends data abroad: who receives it, in which country, and whether the user has agreed by then.')
    .argument('[path]', 'folder of the app', '.')
    .addOption(new Option('--market <list>', 'where the users are: kr, eu, …').argParser(collect).default([], 'kr'))
    .addOption(new Option('--format <name[=file]>', `${Object.keys(reporters).join(', ')}; may be repeated`).argParser(collect).default([], 'pretty'))
    .addOption(new Option('--fail-on <level>', 'lowest level of a finding that ends with 1').choices(FAIL_ON).default('warning'))
    .addOption(new Option('--as-of <date>', 'judge by the law of that day (default: today)'))
    .addOption(new Option('--show-gated', 'also list the usages that are in order').default(false, 'no'))
    .addOption(new Option('--color <when>', 'colours in the output').choices(['auto', 'always', 'never']).default('auto'))
    .version(version, '--version', 'print the version')
    .helpOption('--help', 'print this')
    .addHelpText('after', EXAMPLES)
    .exitOverride()
    .configureOutput({ writeErr: () => {}, outputError: () => {} });
}

function run(path: string, flags: Flags): void {
  const outputs = chooseOutputs(flags.format, Object.keys(reporters));
  const options = lintOptions(flags);
  if (outputs.kind === 'cannot') cannot(outputs.why);
  else if (options.kind === 'cannot') cannot(options.why);
  else analyse(path, options.value, outputs.value, flags);
}

function analyse(path: string, options: LintOptions, outputs: readonly Output[], flags: Flags): void {
  const progress = progressLine();
  try {
    const result = lint(path, { ...options, onProgress: progress.show });
    progress.clear();
    if (result.kind === 'cannot') {
      cannot(result.why);
      return;
    }
    process.exitCode = isFound(result.report, flags.failOn) ? FOUND : CLEAN;
    for (const output of outputs) write(output, result.report, result.source, flags);
  } catch (fault) {
    progress.clear();
    cannot(`a fault of ours, in the stage "${progress.stage()}": ${faultText(fault)}`);
  }
}

function lintOptions(flags: Flags): Choice<LintOptions> {
  const day = flags.asOf === undefined ? undefined : chooseDay(flags.asOf);
  if (day?.kind === 'cannot') return { kind: 'cannot', why: `--as-of: ${day.why}` };
  const asOf = day === undefined ? {} : { asOf: day.value };
  if (flags.market.length === 0) return { kind: 'chosen', value: asOf };
  const catalogs = loadCatalogs();
  if ('problems' in catalogs) return { kind: 'cannot', why: catalogs.problems[0] ?? 'the catalogs cannot be read' };
  const markets = chooseMarkets(flags.market, catalogs.law);
  return markets.kind === 'cannot' ? markets : { kind: 'chosen', value: { ...asOf, markets: markets.value } };
}

function write({ format, file }: Output, report: Report, source: SourceOf, flags: Flags): void {
  const color = flags.color === 'always' || (flags.color === 'auto' && file === undefined && hasColors());
  const text = reporters[format]?.write(report, source, { color, width: process.stdout.columns || 100, showGated: flags.showGated }) ?? '';
  if (file === undefined) {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(file, text);
  } catch (error) {
    cannot(`cannot write the ${format} report to ${file}: ${whyNot(error as NodeJS.ErrnoException)}`);
  }
}

function isFound(report: Report, failOn: FailOn): boolean {
  const levels: readonly Level[] = ['error', 'warning', 'note'];
  const counting = failOn === 'never' ? [] : levels.slice(0, levels.indexOf(failOn) + 1);
  return report.findings.some((finding) => finding.suppressed === undefined && counting.includes(finding.level));
}

/** Node decides: a terminal, NO_COLOR, FORCE_COLOR, TERM. */
function hasColors(): boolean {
  return styleText('red', 'x', { stream: process.stdout }) !== 'x';
}

/** One line on a terminal's stderr, rewritten; only for runs of more than a second. */
function progressLine(): { readonly show: Progress; readonly clear: () => void; readonly stage: () => string } {
  const started = Date.now();
  let stage = 'start';
  let last = started + 1000 - 100;
  let isShown = false;
  const show: Progress = (progress) => {
    stage = progress.stage;
    if (!process.stderr.isTTY || Date.now() - last < 100) return;
    last = Date.now();
    isShown = true;
    process.stderr.write(`\r\u001b[2K${progress.stage}: ${progress.done} of ${progress.of}`);
  };
  const clear = () => {
    if (isShown) process.stderr.write('\r\u001b[2K');
  };
  return { show, clear, stage: () => stage };
}

function cannot(why: string): void {
  process.exitCode = CANNOT;
  process.stderr.write(`xborder-lint: ${plain(why)}\n`);
}

/** `error: unknown option '--markte'\n(Did you mean --market?)` → one line of ours. */
function misuse(message: string): string {
  const [what = '', hint] = message.replace(/^error: /, '').split('\n');
  const meant = /Did you mean (.+)\?\)/.exec(hint ?? '')?.[1];
  return `${what.replace(/\.$/, '')}; ${meant === undefined ? 'see xborder-lint --help' : `did you mean ${meant}?`}`;
}

function whyNot(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ENOENT':
      return 'its folder does not exist; make it first';
    case 'EISDIR':
      return 'it is a folder; name a file';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'writing there is not allowed; choose another place';
    default:
      return error.message;
  }
}

/** The message with the place that threw; all of the stack where somebody looks for the fault. */
function faultText(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault);
  if (process.env.XBORDER_LINT_DEBUG !== undefined) process.stderr.write(`${fault.stack ?? ''}\n`);
  const at = /\bat (.+)/.exec(fault.stack ?? '')?.[1];
  return `${fault.name}: ${fault.message}${at === undefined ? '' : `, at ${at}`}; please report it (XBORDER_LINT_DEBUG=1 tells more)`;
}
