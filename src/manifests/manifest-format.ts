import type { Manifest } from '../model/manifest.js';

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
