import type { Purpose } from './consent.js';
import type { Span } from './place.js';
import type { Level } from './report.js';

/** What a project says of itself in `xborder.yaml`: data only. */
export interface Declarations {
  /** Where its users are; none: it does not say. */
  readonly markets: readonly string[];
  readonly consents: readonly DeclaredConsent[];
  /** The register: who receives data abroad, on which basis, and what users are told of it. */
  readonly register: readonly RegisterEntry[];
  readonly notices: readonly NoticeFile[];
  /** Rule → off, or the most that it gives. */
  readonly rules: Readonly<Record<string, Level | 'off'>>;
  readonly ignores: readonly Ignore[];
  /** Files and folders, relative to it, with entries of its own for the sdk-catalog. */
  readonly catalogs: readonly string[];
  readonly bindings: readonly Binding[];
  /** Also find what only declared types tell. */
  readonly types: boolean;
  /** Values that somebody has yet to fill in: each still says TODO. They count as absent. */
  readonly open: readonly OpenValue[];
}

/** A consent of the project's own: which identifier or key means which purpose, for which recipients and countries. */
export interface DeclaredConsent {
  readonly name: string;
  readonly purpose: Purpose;
  readonly recipients: readonly string[];
  readonly countries: readonly string[];
}

/** What users have to be told of a transfer, as far as a register can hold it. */
export const REGISTER_ITEMS = ['items', 'purpose', 'retention', 'contact', 'refusal', 'method', 'safeguard'] as const;
export type RegisterItem = (typeof REGISTER_ITEMS)[number];

export interface RegisterEntry {
  readonly recipient: string;
  /** Other names of it: a brand, a name in another script. */
  readonly names: readonly string[];
  readonly countries: readonly string[];
  readonly bases: readonly DeclaredBasis[];
  readonly items: Readonly<Partial<Record<RegisterItem, readonly string[]>>>;
  /** The recipient's name in the file. */
  readonly span: Span;
}

export interface DeclaredBasis {
  /** Id of a legal basis of the law-catalog, `consent` or `adequacy`. */
  readonly kind: string;
  /** Absent: all markets. */
  readonly market?: string;
  /** Where it can be looked up: a path, an address or a file number. */
  readonly evidence?: string;
}

/** A file that tells users about their data, such as the privacy policy, in one language. */
export interface NoticeFile {
  /** ISO 639-1 */
  readonly language: string;
  /** Relative to the root, forward slashes. */
  readonly file: string;
  /** Where `xborder.yaml` names it. */
  readonly span: Span;
}

/** Findings that the project sets aside by rule and path. */
export interface Ignore {
  readonly rules: readonly string[];
  /** Paths, with `*` for a part of a name and `**` for any folders. */
  readonly paths: readonly string[];
  readonly reason: string;
  readonly span: Span;
}

/** Who stands behind a host that the catalog does not know. */
export interface Binding {
  /** The host. */
  readonly name: string;
  readonly recipient: string;
  /** ISO 3166-1 alpha-2 */
  readonly country: string;
  readonly span: Span;
}

export interface OpenValue {
  readonly path: string;
  readonly span: Span;
}
