import { androidManifest } from './android-manifest.js';
import { androidStrings } from './android-strings.js';
import { capacitorConfig } from './capacitor-config.js';
import { cordovaConfig } from './cordova-config.js';
import { expoConfig } from './expo-config.js';
import type { ManifestFormat } from './manifest-format.js';
import { agconnectServices, firebaseJson, googleServices } from './native-json.js';
import { googleServicePlist, infoPlist, privacyManifest } from './plist.js';

/** Configuration of the native part of an app, by which SDKs start and are held back. */
export const nativeFormats: readonly ManifestFormat[] = [
  androidManifest,
  androidStrings,
  infoPlist,
  googleServicePlist,
  privacyManifest,
  googleServices,
  firebaseJson,
  agconnectServices,
  expoConfig,
  capacitorConfig,
  cordovaConfig,
];
