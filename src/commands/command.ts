import { plain } from '../reporters/terminal.js';

/** Something that the command line can be asked to do, as plain data: `cli.ts` makes an option parser of it. */
export interface Command {
  /** `lint`, or two words for a member of a family: `catalog search`. */
  readonly name: string;
  readonly summary: string;
  /** Positional arguments in order, written as usage shows them: `<id>`, `[path]`, `<files...>`. */
  readonly args: readonly Argument[];
  readonly options: readonly OptionForm[];
  /** Printed after the help. */
  readonly more?: string;
  /**
   * Does it. Gets the positional arguments, the options by name in camel case, and where to write; gives back the exit code.
   * What the user got wrong is told by `cannot`; a fault of ours is thrown.
   */
  readonly run: (args: readonly Given[], flags: Flags, terminal: Terminal) => number | Promise<number>;
}

export interface Argument {
  readonly form: string;
  readonly text: string;
  readonly fallback?: string;
}

export interface OptionForm {
  /** `--fail-on <level>`; without a value it is a flag. */
  readonly form: string;
  readonly text: string;
  readonly fallback?: string | boolean;
  /** What the help calls the default, where that is not the value itself. */
  readonly fallbackText?: string;
  readonly choices?: readonly string[];
  /** It may be given several times; its value is a list. */
  readonly isList?: boolean;
}

/** What stands for a positional argument. */
export type Given = string | readonly string[] | undefined;

/** Options by name: `failOn`. A command knows the types of its own. */
export type Flags = Readonly<Record<string, unknown>>;

/** Where a command writes. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Standard output takes colours: a terminal, NO_COLOR, FORCE_COLOR, TERM. */
  readonly hasColors: boolean;
  /** Columns of standard output. */
  readonly width: number;
  /** Somebody watches standard error. */
  readonly isWatched: boolean;
  /** Tells more where somebody looks for a fault of ours. */
  readonly isDebugging: boolean;
}

/** Exit codes: nothing to report · something was found · it could not do its job. */
export const CLEAN = 0;
export const FOUND = 1;
export const CANNOT = 2;

export type ColorChoice = 'auto' | 'always' | 'never';

/** The option that every command with output for people has. */
export const COLOR: OptionForm = { form: '--color <when>', text: 'colours in the output', choices: ['auto', 'always', 'never'], fallback: 'auto' };

/** Says in one line on standard error why it could not be done; gives back the exit code. */
export function cannot(why: string, terminal: Terminal): number {
  terminal.err(`xborder-lint: ${plain(why)}\n`);
  return CANNOT;
}

/** The message with the place that threw; all of the stack where somebody looks for the fault. */
export function faultText(fault: unknown, terminal: Terminal): string {
  if (!(fault instanceof Error)) return String(fault);
  if (terminal.isDebugging) terminal.err(`${fault.stack ?? ''}\n`);
  const at = /\bat (.+)/.exec(fault.stack ?? '')?.[1];
  return `${fault.name}: ${fault.message}${at === undefined ? '' : `, at ${at}`}; please report it (XBORDER_LINT_DEBUG=1 tells more)`;
}
