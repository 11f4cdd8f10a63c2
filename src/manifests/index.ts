import type { Manifest } from '../model/manifest.js';
import { deploymentFormats } from './deployment.js';
import type { ManifestFormat } from './manifest-format.js';
import { nativeFormats } from './native.js';
import { packageFormats } from './packages.js';
import { sound } from './syntax/sound.js';

export type { ManifestFormat } from './manifest-format.js';

/** All formats that are read, each in a file of its own. */
export const formats: readonly ManifestFormat[] = [...packageFormats, ...nativeFormats, ...deploymentFormats];

/** Reads a manifest in the format that its name tells; undefined where no format knows the name. Never throws for bad input. */
export function readManifest(file: string, text: string): Manifest | undefined {
  const format = formats.find((one) => one.matches(file));
  if (format === undefined) return undefined;
  const clean = sound(file, text);
  const manifest = format.read(file, clean.text);
  return clean.gaps.length === 0 ? manifest : { ...manifest, gaps: [...clean.gaps, ...manifest.gaps] };
}

/** Holds if a file of this name is read as a manifest, whatever else it is: configuration may be code. */
export function isManifest(file: string): boolean {
  return formats.some((format) => format.matches(file));
}
