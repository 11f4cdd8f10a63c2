import { loadCatalogs } from '../catalogs/load.js';
import { type Choice, chooseDay, chooseMarkets } from '../config.js';
import { type LintOptions, type LintResult, lint } from '../lint.js';
import { cannot, type Flags, faultText, type OptionForm, type Terminal } from './command.js';

export const MARKET: OptionForm = { form: '--market <list>', text: 'where the users are: kr, eu, …', isList: true, fallbackText: 'kr' };
export const DAY: OptionForm = { form: '--as-of <date>', text: 'judge by the law of that day (default: today)' };
export const CATALOG: OptionForm = {
  form: '--catalog <file>',
  text: 'entries of your own for the sdk-catalog, a file or a folder; may be repeated',
  isList: true,
  fallbackText: 'none',
};

export const TYPES: OptionForm = { form: '--types', text: 'also find what only declared types tell; slower', fallback: false, fallbackText: 'no' };

/** The options of every command that lints. */
export const LOOK: readonly OptionForm[] = [MARKET, DAY, CATALOG, TYPES];

interface LookFlags {
  readonly market: readonly string[];
  readonly catalog: readonly string[];
  readonly asOf?: string;
  readonly types?: boolean;
}

/** What the options come to. */
export function lookOptions(given: Flags): Choice<LintOptions> {
  const flags = given as unknown as LookFlags;
  const day = flags.asOf === undefined ? undefined : chooseDay(flags.asOf);
  if (day?.kind === 'cannot') return { kind: 'cannot', why: `--as-of: ${day.why}` };
  const chosen = {
    ...(day === undefined ? {} : { asOf: day.value }),
    ...(flags.catalog.length === 0 ? {} : { catalogs: flags.catalog }),
    ...(flags.types === true ? { types: true } : {}),
  };
  if (flags.market.length === 0) return { kind: 'chosen', value: chosen };
  const catalogs = loadCatalogs();
  if ('problems' in catalogs) return { kind: 'cannot', why: catalogs.problems[0] ?? 'the catalogs cannot be read' };
  const markets = chooseMarkets(flags.market, catalogs.law);
  return markets.kind === 'cannot' ? markets : { kind: 'chosen', value: { ...chosen, markets: markets.value } };
}

/** Lints with a line on standard error that shows how far it is. What cannot be done has been told when it gives back an exit code. */
export function look(path: string, options: LintOptions, terminal: Terminal): Extract<LintResult, { readonly kind: 'report' }> | number {
  const progress = progressLine(terminal);
  try {
    const result = lint(path, { ...options, onProgress: progress.show });
    progress.clear();
    return result.kind === 'cannot' ? cannot(result.why, terminal) : result;
  } catch (fault) {
    progress.clear();
    return cannot(`a fault of ours, in the stage "${progress.stage()}": ${faultText(fault, terminal)}`, terminal);
  }
}

type Progress = NonNullable<LintOptions['onProgress']>;

/** One line on a terminal's stderr, rewritten; only for runs of more than a second. */
function progressLine(terminal: Terminal): { readonly show: Progress; readonly clear: () => void; readonly stage: () => string } {
  const started = Date.now();
  let stage = 'start';
  let last = started + 1000 - 100;
  let isShown = false;
  const show: Progress = (progress) => {
    stage = progress.stage;
    if (!terminal.isWatched || Date.now() - last < 100) return;
    last = Date.now();
    isShown = true;
    terminal.err(`\r\u001b[2K${progress.stage}: ${progress.done} of ${progress.of}`);
  };
  const clear = () => {
    if (isShown) terminal.err('\r\u001b[2K');
  };
  return { show, clear, stage: () => stage };
}
