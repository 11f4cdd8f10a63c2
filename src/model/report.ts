import type { Evidence, Gap, Span } from './place.js';
import type { JudgedUsage } from './usage.js';

export type Level = 'error' | 'warning' | 'note';

export interface Basis {
  /** ISO 3166-1 code of the market, e.g. `KR`, or `EU`. */
  readonly market: string;
  /** Id of the law file, e.g. `kr-pipa`. */
  readonly law: string;
  /** Article as cited: `PIPA Art. 28-8(1)`. */
  readonly cite: string;
}

export interface Finding {
  /** Short and stable; `explain` takes it. */
  readonly id: string;
  readonly rule: string;
  readonly level: Level;
  /** Full sentences, the first complete by itself. A fact about code with the duty it touches. */
  readonly message: string;
  readonly span: Span;
  readonly bases: readonly Basis[];
  /** The way in, entry first, the usage last. */
  readonly trail: readonly Evidence[];
  readonly fix?: string;
  readonly fingerprint: string;
  /** Ids of the usages that it covers. */
  readonly usages: readonly string[];
  readonly suppressed?: { readonly by: 'comment' | 'config' | 'baseline'; readonly reason: string };
}

export interface RuleText {
  readonly id: string;
  /** One line: what the rule says. */
  readonly title: string;
  readonly level: Level;
  /** The rule's page, Markdown. */
  readonly page: string;
  /** Laws it can rest on. */
  readonly laws: readonly string[];
}

export interface Looked {
  readonly files: number;
  readonly parsed: number;
  readonly manifests: number;
  readonly bytes: number;
  readonly ms: number;
}

export interface Report {
  readonly tool: { readonly version: string; readonly lawsAsOf: string; readonly catalogAsOf: string; readonly products: number };
  readonly markets: readonly string[];
  /** The markets are the default: nobody chose them. */
  readonly marketsAssumed: boolean;
  readonly usages: readonly JudgedUsage[];
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
  readonly looked: Looked;
  readonly rules: readonly RuleText[];
  readonly disclaimer: string;
}

/** Gets the text of a scanned file (decoded, with its BOM), or undefined when it is not to be had. Handed to reporters, which read no files. */
export type SourceOf = (file: string) => string | undefined;
