import type { Compiled } from './compile.js';
import { generate } from './generate/index.js';
import { minimised } from './minimise.js';
import type { OracleProgram } from './program.js';
import { related } from './relations.js';
import { observe, prepared } from './run.js';
import { type Engine, newEngine, type Told, verdictOn } from './verdicts.js';

export interface Disagreement {
  readonly seed: number;
  readonly parts: readonly string[];
  readonly files: ReadonlyMap<string, string>;
  readonly sink: string;
  /** What the program did, and what the engine said. */
  readonly did: string;
  readonly said: string;
}

export interface Consulted {
  readonly programs: number;
  readonly sinks: number;
  /** Sinks that fired, and only for a user who agreed, as far as was seen. */
  readonly safe: number;
  /** Sinks that nobody saw fire. What is said of them is not counted. */
  readonly idle: number;
  readonly accepted: number;
  /** Accepted, and fired before the user agreed. */
  readonly unsafe: readonly Disagreement[];
  /** Reported, and fired only for a user who agreed. */
  readonly noise: readonly Disagreement[];
  readonly noisePercent: number;
  /** Programs that mean the same and were judged otherwise. */
  readonly unrelated: readonly Disagreement[];
  readonly seconds: number;
}

export interface Asking {
  readonly root: string;
  readonly seed: number;
  readonly count: number;
  /** Number of the first program. */
  readonly from?: number;
  /** Whether rewritten programs are judged, too. */
  readonly related?: boolean;
  readonly minimise?: boolean;
  readonly tell?: (line: string) => void;
}

/** Generates programs from a seed on, runs them, asks the engine about them, and compares. */
export async function consult({ root, seed, count, from = 0, tell = () => undefined, ...options }: Asking): Promise<Consulted> {
  const started = performance.now();
  const engine = newEngine(root);
  const unsafe: Disagreement[] = [];
  const noise: Disagreement[] = [];
  const unrelated: Disagreement[] = [];
  const sums = { sinks: 0, safe: 0, idle: 0, accepted: 0 };
  await withoutAlarm(async () => {
    let batch: readonly Prepared[] = [];
    for (let number = from; number < from + count; number++) {
      const at = (number - from) % BATCH;
      if (at === 0) batch = preparedFrom(seed * 1_000_003 + number, Math.min(BATCH, from + count - number));
      const { program, compiled } = batch[at] as Prepared;
      for (const found of await compare(engine, program, compiled)) {
        sums.sinks++;
        if (found.told.accepted) sums.accepted++;
        if (!found.early && !found.granted) sums.idle++;
        else if (!found.early) sums.safe++;
        const list = found.early && found.told.accepted ? unsafe : !found.early && found.granted && !found.told.accepted ? noise : undefined;
        if (!list) continue;
        const kind = list === unsafe ? 'unsafe' : 'noise';
        const small = options.minimise ? await minimised(program, (candidate) => isStill(engine, candidate, found.sink, kind)) : program;
        const one = disagreement(small, found);
        list.push(one);
        if (options.minimise) tell(`${kind} ${written(one)}`);
      }
      if (options.related) unrelated.push(...asOtherwise(engine, program));
      if ((number + 1) % 1000 === 0)
        tell(`${number + 1} programs, ${unsafe.length} unsafe, ${noise.length} noise, ${Math.round((performance.now() - started) / 1000)} s`);
    }
  });
  const noisePercent = sums.safe === 0 ? 0 : (100 * noise.length) / sums.safe;
  const consulted = { programs: count, ...sums, unsafe, noise, noisePercent, unrelated, seconds: (performance.now() - started) / 1000 };
  tell(
    `${count} programs from seed ${seed}: ${sums.sinks} sinks, ${sums.safe} safe, ${sums.idle} idle, ${sums.accepted} accepted; unsafe ${unsafe.length}, noise ${noise.length} (${noisePercent.toFixed(1)} %), judged otherwise after rewriting ${unrelated.length}; ${consulted.seconds.toFixed(1)} s`,
  );
  return consulted;
}

interface Prepared {
  readonly program: OracleProgram;
  readonly compiled: Compiled;
}

const BATCH = 25;

function preparedFrom(seed: number, count: number): readonly Prepared[] {
  const programs = Array.from({ length: count }, (_, at) => generate(seed + at));
  const compiled = prepared(programs);
  return programs.map((program, at) => ({ program, compiled: compiled[at] ?? new Map() }));
}

interface Compared {
  readonly sink: string;
  readonly early: string | undefined;
  readonly granted: boolean;
  readonly told: Told;
}

async function compare(engine: Engine, program: OracleProgram, compiled = prepared([program])[0]): Promise<readonly Compared[]> {
  const seen = await observe(program, compiled ?? new Map());
  const usages = engine.usagesOf(program.files);
  return [...seen].map(([sink, { early, granted }]) => ({ sink, early, granted, told: verdictOn(sink, program.files, usages) }));
}

/** What the engine says is asked first: it takes less time than to run in all worlds. */
async function isStill(engine: Engine, program: OracleProgram, sink: string, kind: 'unsafe' | 'noise'): Promise<boolean> {
  if (verdictOn(sink, program.files, engine.usagesOf(program.files)).accepted !== (kind === 'unsafe')) return false;
  const [compiled] = prepared([program]);
  const seen = (await observe(program, compiled ?? new Map(), kind === 'noise')).get(sink);
  return seen !== undefined && (kind === 'unsafe' ? seen.early !== undefined : seen.early === undefined && seen.granted);
}

function disagreement(program: OracleProgram, { sink, early, granted, told }: Compared): Disagreement {
  const did = early ? `fired (${early})` : granted ? 'fired only after a grant' : 'never fired';
  return { seed: program.seed, parts: program.parts, files: program.files, sink, did, said: `${told.kind}: ${told.detail}` };
}

/** Judges the program as it was rewritten in ways that change nothing. */
function asOtherwise(engine: Engine, program: OracleProgram): Disagreement[] {
  const before = engine.usagesOf(program.files);
  return related(program).flatMap(({ name, files }) => {
    const after = engine.usagesOf(files);
    return program.sinks.flatMap((sink) => {
      const [one, two] = [verdictOn(sink, program.files, before), verdictOn(sink, files, after)];
      if (one.accepted === two.accepted) return [];
      return [
        { seed: program.seed, parts: [...program.parts, name], files, sink, did: `was ${one.kind} before “${name}”`, said: `${two.kind}: ${two.detail}` },
      ];
    });
  });
}

/** A disagreement as text: what was said, and the files. */
export function written({ seed, parts, files, sink, did, said }: Disagreement): string {
  return `${seed} ${sink}\n  ${did}; ${said}\n  ${parts.join(' ')}\n${[...files].map(([path, text]) => `── ${path}\n${text}`).join('')}`;
}

/** Generated programs drop promises that fail; that must end nothing. */
async function withoutAlarm(what: () => Promise<void>): Promise<void> {
  const listeners = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', () => undefined);
  try {
    await what();
  } finally {
    process.removeAllListeners('unhandledRejection');
    for (const listener of listeners) process.on('unhandledRejection', listener);
  }
}
