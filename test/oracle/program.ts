/** A small app that the generator wrote. Only such programs are ever run. */
export interface OracleProgram {
  readonly seed: number;
  /** Path → text, in the order in which they are handed to the engine. */
  readonly files: ReadonlyMap<string, string>;
  /** The file that starts. */
  readonly entry: string;
  /** Texts that each mark one call that sends: the call has it among its arguments, and nothing else has. */
  readonly sinks: readonly string[];
  /** Names of the parts that it was put together from, for the reader of a failure. */
  readonly parts: readonly string[];
}

/** What was seen of one sink when the program ran. */
export interface Seen {
  /** A run in which it fired although the user was undecided or had refused; undefined where there is none. */
  readonly early?: string;
  /** It fired for a user who agreed. */
  readonly granted: boolean;
}
