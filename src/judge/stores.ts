import type { Store } from '../model/law.js';
import type { Manifest } from '../model/manifest.js';

const BOTH: readonly Store[] = ['app-store', 'google-play'];
/** Packages with which an app for a store is made. */
const MADE_WITH: Readonly<Record<string, readonly Store[]>> = {
  expo: BOTH,
  'react-native': BOTH,
  '@nativescript/core': BOTH,
  '@capacitor/core': BOTH,
  '@capacitor/ios': ['app-store'],
  '@capacitor/android': ['google-play'],
  'cordova-ios': ['app-store'],
  'cordova-android': ['google-play'],
  flutter: BOTH,
};

/** The stores in which the app may be offered to which a file belongs: those that the nearest manifest above it is made for. */
export function storesOf(file: string, manifests: readonly Manifest[]): readonly Store[] {
  const above = manifests
    .filter((manifest) => manifest.dependencies.length > 0 && file.startsWith(folderOf(manifest.file)))
    .sort((a, b) => folderOf(b.file).length - folderOf(a.file).length);
  const nearest = above.filter((manifest) => folderOf(manifest.file) === folderOf(above[0]?.file ?? ''));
  const names = nearest.flatMap((manifest) => manifest.dependencies.map(({ name }) => name));
  return [...new Set(names.flatMap((name) => (Object.hasOwn(MADE_WITH, name) ? (MADE_WITH[name] ?? []) : [])))];
}

/** `apps/mobile/package.json` → `apps/mobile/`; the root is empty. */
function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1);
}
