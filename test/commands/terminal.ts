import type { Command, Given, OptionForm, Terminal } from '../../src/commands/command.js';

export interface Told {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command as the command line would, with its defaults, and gets what it wrote. */
export async function tell(command: Command, args: readonly Given[], flags: Readonly<Record<string, unknown>> = {}): Promise<Told> {
  let out = '';
  let err = '';
  const terminal: Terminal = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    hasColors: false,
    width: 100,
    isWatched: false,
    isDebugging: false,
  };
  const code = await command.run(args, { ...Object.fromEntries(command.options.map(standing)), ...flags }, terminal);
  return { code, out, err };
}

function standing({ form, fallback, isList }: OptionForm): readonly [string, unknown] {
  const name = (/^--([\w-]+)/.exec(form)?.[1] ?? '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return [name, isList === true ? [] : fallback];
}
