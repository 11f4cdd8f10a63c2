import type { Declaration, Dependency, Manifest } from '../model/manifest.js';
import type { Gap } from '../model/place.js';
import { purlOf } from './purl.js';

/** One kind of file that names what a project is made of. A book of this shelf. */
export interface ManifestFormat {
  readonly name: string;
  /** Holds if a file of this path, relative to the root, is one. */
  readonly matches: (path: string) => boolean;
  /** Reads what can be read; what cannot is in the manifest's gaps. Never throws for bad input. */
  readonly read: (file: string, text: string) => Manifest;
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A manifest of which only some parts are there. */
export function manifestOf(
  file: string,
  format: string,
  parts: {
    readonly name?: string | undefined;
    readonly dependencies?: readonly Dependency[];
    readonly declarations?: readonly Declaration[];
    readonly gaps?: readonly Gap[];
  },
): Manifest {
  const { name, dependencies = [], declarations = [], gaps = [] } = parts;
  return { file, format, ...(name === undefined ? {} : { name }), dependencies, declarations, entries: [], gaps };
}

/** What a format knows of one dependency. `path` is the name with what comes before it: `@sentry/react`, `io.sentry/sentry-android`. */
export interface Found {
  readonly type: string;
  readonly path: string;
  readonly version?: string | undefined;
  readonly subpath?: string | undefined;
  readonly start: number;
  readonly end: number;
  readonly direct: boolean;
  readonly scope: Dependency['scope'];
}

/** A dependency from what a format found; its name is written as its own tools write it. */
export function dependencyOf(file: string, found: Found): Dependency {
  const { type, path, version, subpath, start, end, direct, scope } = found;
  const name = type === 'maven' ? path.replace('/', ':') : subpath === undefined ? path : `${path}/${subpath}`;
  return { purl: purlOf(type, path, version, subpath), name, span: { file, start, end }, direct, scope };
}
