import { writeFileSync } from 'node:fs';
import { type Choice, chooseOutputs, FAIL_ON, type FailOn, type Output, openBaseline } from '../config.js';
import type { LintOptions } from '../lint.js';
import type { Level, Report, SourceOf } from '../model/report.js';
import { reporters } from '../reporters/index.js';
import { CLEAN, COLOR, type ColorChoice, type Command, cannot, type Flags, FOUND, faultText, type Terminal } from './command.js';
import { CATALOG, DAY, look, lookOptions, MARKET, TYPES } from './look.js';
import { tellStory, tellWhyNot } from './one-line.js';
import { type Sample, sampleText } from './sample.js';
import { drawingFor } from './story-text.js';
import { writeFault } from './write-fault.js';

/** What the parser makes of the command line. */
interface LintFlags {
  readonly format: readonly string[];
  readonly color: ColorChoice;
  readonly failOn: FailOn;
  readonly baseline?: string;
  readonly changed?: string | true;
  readonly showGated: boolean;
  readonly showSuppressed: boolean;
  readonly whyNot?: string;
  readonly explain?: string;
  readonly sample?: string;
  readonly seed: string;
  readonly sampleOf: Sample['of'];
}

const EXAMPLES = `
Examples:
  xborder-lint                                       the app in this folder, for users in Korea
  xborder-lint apps/web --market kr,eu               another folder, for users in Korea and Europe
  xborder-lint --format sarif=report.sarif           also write a report for code scanning
  xborder-lint --format json > report.json           everything that was looked at, for programs
  xborder-lint --fail-on error --show-gated          end with 1 for errors only; list what is in order

Ends with 0 if nothing was found at or above --fail-on, 1 if something was, 2 if it could not do its job.
It finds patterns in source code and gives no legal advice.`;

/** Lints a folder: what `xborder-lint` does where no other command is named. */
export const lintCommand: Command = {
  name: 'lint',
  summary: 'Finds where an app sends data abroad: who receives it, in which country, and whether the user has agreed by then.',
  args: [{ form: '[path]', text: 'folder of the app', fallback: '.' }],
  options: [
    MARKET,
    { form: '--format <name[=file]>', text: `${Object.keys(reporters).join(', ')}; may be repeated`, isList: true, fallbackText: 'pretty' },
    { form: '--fail-on <level>', text: 'lowest level of a finding that ends with 1', choices: FAIL_ON, fallback: 'warning' },
    { form: '--baseline <file>', text: 'tell only what is not in this file; see baseline update' },
    { form: '--changed [ref]', text: 'tell only what was not found at a branch, tag or commit (without one: HEAD)' },
    DAY,
    { form: '--show-gated', text: 'also list the usages that are in order', fallback: false, fallbackText: 'no' },
    {
      form: '--show-suppressed',
      text: 'also list the findings that are set aside, with the reason; sarif gets them as suppressions',
      fallback: false,
      fallbackText: 'no',
    },
    CATALOG,
    TYPES,
    { form: '--explain <file:line>', text: 'tell why a line was judged as it was, instead of a report' },
    { form: '--why-not <file:line>', text: 'say what became of a line in each stage, instead of a report' },
    { form: '--sample <n>', text: 'print so many usages with their source lines for review by hand, instead of a report' },
    { form: '--seed <text>', text: 'the same seed draws the same sample', fallback: '1' },
    { form: '--sample-of <what>', text: 'what is drawn', choices: ['usages', 'findings'], fallback: 'usages' },
    COLOR,
  ],
  more: EXAMPLES,
  run: ([path], flags, terminal) => run(String(path), flags as unknown as LintFlags, terminal),
};

function run(path: string, flags: LintFlags, terminal: Terminal): number {
  const outputs = chooseOutputs(flags.format, Object.keys(reporters));
  if (outputs.kind === 'cannot') return cannot(outputs.why, terminal);
  const options = lintOptions(flags);
  if (options.kind === 'cannot') return cannot(options.why, terminal);
  const count = flags.sample === undefined ? undefined : Number(flags.sample);
  if (count !== undefined && !(Number.isInteger(count) && count > 0)) return cannot(`--sample takes a number from 1, not "${flags.sample}"`, terminal);
  if (flags.whyNot !== undefined) return tellWhyNot(path, flags.whyNot, options.value, terminal);
  if (flags.explain !== undefined) return tellStory(path, flags.explain, options.value, drawingFor(flags.color, terminal), terminal);
  const result = look(path, options.value, terminal);
  if (typeof result === 'number') return result;
  if (count !== undefined) {
    terminal.out(sampleText(result.report, result.source, { of: flags.sampleOf, count, seed: flags.seed }));
    return CLEAN;
  }
  try {
    const failures = outputs.value.map((output) => write(output, result.report, result.source, flags, terminal)).filter((code) => code !== CLEAN);
    return failures[0] ?? (isFound(result.report, flags.failOn) ? FOUND : CLEAN);
  } catch (fault) {
    return cannot(`a fault of ours, in the stage "report": ${faultText(fault, terminal)}`, terminal);
  }
}

/** What is looked at, and what counts as known. */
function lintOptions(flags: LintFlags): Choice<LintOptions> {
  const options = lookOptions(flags as unknown as Flags);
  if (options.kind === 'cannot') return options;
  const known = flags.baseline === undefined ? undefined : openBaseline(flags.baseline);
  if (known?.kind === 'cannot') return known;
  const reason = `in ${flags.baseline}`;
  return {
    kind: 'chosen',
    value: {
      ...options.value,
      ...(flags.changed === undefined ? {} : { changed: flags.changed === true ? 'HEAD' : flags.changed }),
      ...(known === undefined ? {} : { known: new Map(known.value.findings.map(({ fingerprint }) => [fingerprint, reason])) }),
    },
  };
}

function write({ format, file }: Output, report: Report, source: SourceOf, flags: LintFlags, terminal: Terminal): number {
  const color = flags.color === 'always' || (flags.color === 'auto' && file === undefined && terminal.hasColors);
  const text =
    reporters[format]?.write(report, source, { color, width: terminal.width, showGated: flags.showGated, showSuppressed: flags.showSuppressed }) ?? '';
  if (file === undefined) {
    terminal.out(text);
    return CLEAN;
  }
  try {
    writeFileSync(file, text);
    return CLEAN;
  } catch (error) {
    return cannot(`cannot write the ${format} report to ${file}: ${writeFault(error as NodeJS.ErrnoException)}`, terminal);
  }
}

function isFound(report: Report, failOn: FailOn): boolean {
  const levels: readonly Level[] = ['error', 'warning', 'note'];
  const counting = failOn === 'never' ? [] : levels.slice(0, levels.indexOf(failOn) + 1);
  return report.findings.some((finding) => finding.suppressed === undefined && counting.includes(finding.level));
}
