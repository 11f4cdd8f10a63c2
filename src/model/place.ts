/** A stretch of one file, in UTF-16 code units from its start. The only kind of place: lines and columns exist in reporters alone. */
export interface Span {
  /** Relative to the scanned root, forward slashes. */
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** A place and what it has to do with the matter, in one line. A list of these is an explanation. */
export interface Evidence {
  readonly span: Span;
  readonly note: string;
}

export type Stage = 'config' | 'catalogs' | 'discover' | 'scan' | 'graph' | 'manifests' | 'parse' | 'link' | 'match' | 'gate' | 'judge' | 'report';

/** What could not be made out, and why. Reported, never dropped, never thrown. */
export interface Gap {
  readonly stage: Stage;
  readonly file?: string;
  /** Offset in the file's text, where one place is to blame. */
  readonly at?: number;
  readonly why: string;
}

/** What every stage returns: what it made out, and what it did not. */
export interface Reading<T> {
  readonly value: T;
  readonly gaps: readonly Gap[];
}
