import type { Declaration, Manifest } from '../model/manifest.js';
import { type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { settingOf, settingsOf } from './settings.js';
import { readJson } from './syntax/json.js';
import { readLiterals } from './syntax/literal.js';
import { itemsOf, type Node, propertyOf, textOf } from './syntax/tree.js';

/**
 * app.json and app.config.{js,ts} of Expo: the settings, and each plugin as `plugin:<package>` with its options behind it
 * (`plugin:<package>.isAutoInitEnabled`). Configuration in code is not run: what stands in it as a plain value is read.
 */
export const expoConfig: ManifestFormat = {
  name: 'app.json',
  matches: (path) => /^app\.(?:json|config\.[cm]?[jt]s)$/.test(nameOf(path)),
  read(file, text): Manifest {
    if (file.endsWith('.json')) {
      const { root, gaps } = readJson(file, text);
      return manifestOf(file, 'app.json', { declarations: declarationsOf(file, root), gaps });
    }
    return manifestOf(file, 'app.json', { declarations: readLiterals(text).flatMap((root) => declarationsOf(file, root)) });
  },
};

function declarationsOf(file: string, root: Node | undefined): Declaration[] {
  const expo = propertyOf(root, 'expo') ?? root;
  const plugins = itemsOf(propertyOf(expo, 'plugins')).flatMap((plugin) => pluginOf(file, plugin));
  const others = settingsOf(file, root).map((setting) => ({ ...setting, key: setting.key.replace(/^expo\./, '') }));
  return [...plugins, ...others.filter((setting) => !/^plugins(?:\.|$)/.test(setting.key))];
}

function pluginOf(file: string, plugin: Node): Declaration[] {
  const [first, options] = plugin.type === 'array' ? itemsOf(plugin) : [plugin];
  const name = textOf(first);
  if (name === undefined || first === undefined) return [];
  return [
    settingOf(file, `plugin:${name}`, '', first.offset, first.offset + first.length),
    ...settingsOf(file, options).map((setting) => ({ ...setting, key: `plugin:${name}.${setting.key}` })),
  ];
}
