import type { Report, SourceOf } from '../model/report.js';

export interface ReporterOptions {
  /** Decides alone whether there are colours: streams and variables of the environment are the caller's business. */
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Also list the usages that are in order. */
  readonly showGated: boolean;
  /** Also list the findings that are set aside, in formats for people and for code scanning. */
  readonly showSuppressed?: boolean;
}

/** Turns a report into the text of one format. Reads no files, analyses nothing, prints nothing. */
export interface Reporter {
  readonly name: string;
  readonly write: (report: Report, source: SourceOf, options: ReporterOptions) => string;
}
