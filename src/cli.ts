#!/usr/bin/env node
import { styleText } from 'node:util';
import { Argument, Command as Commander, CommanderError, Option } from 'commander';
import { CANNOT, CLEAN, type Command, cannot, faultText, type Given, type OptionForm, type Terminal } from './commands/command.js';
import { commands, families } from './commands/index.js';
import { version } from './config.js';

const terminal: Terminal = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  hasColors: styleText('red', 'x', { stream: process.stdout }) !== 'x',
  width: process.stdout.columns || 100,
  isWatched: process.stderr.isTTY === true,
  isDebugging: process.env.XBORDER_LINT_DEBUG !== undefined,
};

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever read us has seen enough: `xborder-lint | head`.
  if (error.code !== 'EPIPE') process.exitCode = cannot(`the report could not be written: ${error.message}`, terminal);
});
process.stderr.on('error', () => {});
process.exitCode = CANNOT;
await main(process.argv);

async function main(argv: readonly string[]): Promise<void> {
  try {
    await commandLine().parseAsync(argv);
  } catch (error) {
    if (!(error instanceof CommanderError)) process.exitCode = cannot(`a fault of ours: ${faultText(error, terminal)}`, terminal);
    else process.exitCode = error.exitCode === 0 ? CLEAN : cannot(misuse(error.message), terminal);
  }
}

/** The first command is the program itself; the others stand below it, those with two words in their family. */
function commandLine(): Commander {
  const [first, ...others] = commands;
  const program = wire(first, quiet(new Commander('xborder-lint')))
    .version(version, '--version', 'print the version')
    .enablePositionalOptions();
  for (const command of others) {
    const words = command.name.split(' ');
    const family = words.length === 1 ? program : familyOf(program, words[0] ?? '');
    family.addCommand(wire(command, quiet(new Commander(words[words.length - 1]))));
  }
  return program;
}

function familyOf(program: Commander, name: string): Commander {
  const known = program.commands.find((command) => command.name() === name);
  if (known !== undefined) return known;
  const family = quiet(new Commander(name)).description(families[name] ?? '');
  family.exitOverride((error) => {
    if (error.code !== 'commander.help') throw error;
    throw new CommanderError(CANNOT, error.code, `${name} needs a command: ${family.commands.map((command) => command.name()).join(', ')}`);
  });
  program.addCommand(family);
  return family;
}

/** A command's own description as the parser wants it. */
function wire(command: Command, commander: Commander): Commander {
  commander.description(command.summary);
  for (const { form, text, fallback } of command.args) {
    const argument = new Argument(form, text);
    commander.addArgument(fallback === undefined ? argument : argument.default(fallback));
  }
  for (const option of command.options) commander.addOption(optionOf(option));
  if (command.more !== undefined) commander.addHelpText('after', command.more);
  return commander.action(async () => {
    process.exitCode = await command.run(commander.processedArgs as readonly Given[], commander.opts(), terminal);
  });
}

function optionOf({ form, text, fallback, fallbackText, choices, isList }: OptionForm): Option {
  const option = new Option(form, text);
  if (choices !== undefined) option.choices(choices);
  if (isList === true) return option.argParser((one: string, before: readonly string[]) => [...before, one]).default([], fallbackText);
  return fallback === undefined ? option : option.default(fallback, fallbackText);
}

/** What goes wrong is said by us, in one line. */
function quiet(commander: Commander): Commander {
  return commander
    .helpOption('--help', 'print this')
    .exitOverride()
    .configureOutput({ writeErr: () => {}, outputError: () => {} });
}

/** `error: unknown option '--markte'\n(Did you mean --market?)` → one line of ours. */
function misuse(message: string): string {
  const [what = '', hint] = message.replace(/^error: /, '').split('\n');
  const meant = /Did you mean (.+)\?\)/.exec(hint ?? '')?.[1];
  return `${what.replace(/\.$/, '')}; ${meant === undefined ? 'see xborder-lint --help' : `did you mean ${meant}?`}`;
}
