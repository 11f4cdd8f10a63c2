import { type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { settingsOf } from './settings.js';
import { readJson } from './syntax/json.js';

/** google-services.json: that a Firebase project is set up for the Android app. */
export const googleServices = jsonSettings('google-services.json');

/** firebase.json, which React Native Firebase reads under `react-native`. */
export const firebaseJson = jsonSettings('firebase.json');

/** agconnect-services.json: the region and the collectors of Huawei's services. */
export const agconnectServices = jsonSettings('agconnect-services.json');

function jsonSettings(name: string): ManifestFormat {
  return {
    name,
    matches: (path) => nameOf(path) === name,
    read(file, text) {
      const { root, gaps } = readJson(file, text);
      return manifestOf(file, name, { declarations: settingsOf(file, root), gaps });
    },
  };
}
