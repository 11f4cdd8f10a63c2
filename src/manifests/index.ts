import type { Manifest } from '../model/manifest.js';
import { envFile } from './env-file.js';
import type { ManifestFormat } from './manifest-format.js';
import { packageJson } from './package-json.js';
import { packageLock } from './package-lock.js';

export type { ManifestFormat } from './manifest-format.js';

/** All formats that are read, each in a file of its own. */
export const formats: readonly ManifestFormat[] = [packageJson, packageLock, envFile];

/** Reads a manifest in the format that its name tells; undefined where no format knows the name. Never throws for bad input. */
export function readManifest(file: string, text: string): Manifest | undefined {
  return formats.find((format) => format.matches(file))?.read(file, text);
}
