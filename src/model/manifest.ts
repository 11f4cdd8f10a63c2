import type { Gap, Span } from './place.js';

export interface Dependency {
  /** Package URL, e.g. `pkg:npm/posthog-js@1.2.3` (the version only where the manifest pins or ranges it). */
  readonly purl: string;
  readonly name: string;
  readonly span: Span;
  readonly direct: boolean;
  readonly scope: 'production' | 'development' | 'optional' | 'peer';
}

/**
 * A setting of a manifest that an SDK reads: an environment variable, a meta-data key. Or a path of the app's own (`key`, where
 * `*` and `:name` stand for any rest) behind which another address (`value`) answers: a `rewrite` hands requests on, a `redirect`
 * sends the browser there, a `dev-proxy` is there while the app is developed.
 */
export interface Declaration {
  readonly kind: 'env' | 'rewrite' | 'redirect' | 'dev-proxy' | 'meta-data' | 'config';
  readonly key: string;
  readonly value: string;
  readonly span: Span;
}

export interface Manifest {
  readonly file: string;
  readonly format: string;
  /** The package's own name, where it has one. */
  readonly name?: string;
  readonly dependencies: readonly Dependency[];
  readonly declarations: readonly Declaration[];
  /** Files that the manifest names as ways in: `main`, `module`, `browser`, `bin`, `exports`. Relative to the root. */
  readonly entries: readonly string[];
  readonly gaps: readonly Gap[];
}
