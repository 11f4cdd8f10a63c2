import type { Dependency } from '../model/manifest.js';
import { dependencyOf, type Found, type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { nameAndVersion } from './npm-wanted.js';
import { readJson } from './syntax/json.js';
import { type Property, propertiesOf, propertyOf, textAt, textOf } from './syntax/tree.js';

/** deno.json, deno.jsonc and import maps: what `imports` and `scopes` say. The place of a dependency is its property. */
export const denoJson: ManifestFormat = {
  name: 'deno.json',
  matches: (path) => /^(?:deno\.jsonc?|import_?-?map\.json)$/.test(nameOf(path)),
  read(file, text) {
    const { root, gaps } = readJson(file, text);
    const maps = [propertyOf(root, 'imports'), ...propertiesOf(propertyOf(root, 'scopes')).map(({ value }) => value)];
    const dependencies = maps.flatMap(propertiesOf).flatMap((property) => dependencyAt(file, property));
    return manifestOf(file, 'deno.json', { name: textAt(root, 'name'), dependencies, gaps });
  },
};

function dependencyAt(file: string, { value, start, end }: Property): readonly Dependency[] {
  const found = packageIn(textOf(value) ?? '');
  return found === undefined ? [] : [dependencyOf(file, { ...found, start, end, direct: true, scope: 'production' })];
}

/** The package that a specifier of Deno names: `npm:openai@4/x`, `jsr:@std/path@^1`, or a copy on a delivery network. */
export function packageIn(specifier: string): Pick<Found, 'type' | 'path' | 'version'> | undefined {
  const [, scheme, rest = ''] =
    /^(npm|jsr):\/?(.*)$/.exec(specifier) ?? /^https:\/\/()(?:esm\.sh\/|cdn\.skypack\.dev\/|unpkg\.com\/|cdn\.jsdelivr\.net\/npm\/)(.*)$/.exec(specifier) ?? [];
  const [, name, version] = /^((?:@[\w.~-]+\/)?[\w.~-]+)(?:@([^/?&]+))?/.exec(rest) ?? [];
  if (scheme === undefined || name === undefined) return undefined;
  return { type: scheme || 'npm', path: name, version };
}

/** Parts the keys of deno.lock, `name@1.0.0_peer@2.0.0`. */
export function installedAs(key: string): { readonly name: string; readonly version: string } {
  const { name, version } = nameAndVersion(key);
  return { name, version: version.replace(/_.*$/, '') };
}
