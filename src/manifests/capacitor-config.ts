import { type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { settingsOf } from './settings.js';
import { readJson } from './syntax/json.js';
import { readLiterals } from './syntax/literal.js';

/** capacitor.config.{json,ts,js}: the settings, those of plugins under `plugins.<name>`. Code is not run: plain values in it are read. */
export const capacitorConfig: ManifestFormat = {
  name: 'capacitor.config.json',
  matches: (path) => /^capacitor\.config\.(?:json|[cm]?[jt]s)$/.test(nameOf(path)),
  read(file, text) {
    if (!file.endsWith('.json'))
      return manifestOf(file, 'capacitor.config.json', { declarations: readLiterals(text).flatMap((root) => settingsOf(file, root)) });
    const { root, gaps } = readJson(file, text);
    return manifestOf(file, 'capacitor.config.json', { declarations: settingsOf(file, root), gaps });
  },
};
