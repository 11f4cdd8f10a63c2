import type { Declaration } from '../model/manifest.js';
import { type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { settingOf } from './settings.js';
import { elementsAt, elementsNamed, readXml, type XmlElement } from './syntax/xml.js';

/**
 * AndroidManifest.xml: what SDKs read from it. Meta-data come under their name; `provider:`, `service:` and `permission:`
 * stand before the names of the others. What the file takes out of the merged manifest (`tools:node="remove"`) has the value
 * `removed`. Manifests of debug builds and of tests are left alone: nobody ships them.
 */
export const androidManifest: ManifestFormat = {
  name: 'AndroidManifest.xml',
  matches: (path) => nameOf(path) === 'AndroidManifest.xml' && !/(?:^|\/)src\/(?:debug|[\w]*[tT]est|androidTest)\//.test(path),
  read(file, text) {
    const { elements, gaps } = readXml(file, text);
    const inside = (...names: readonly string[]) => elementsAt(elements, 'manifest', ...names);
    const declarations = [
      ...inside('uses-permission').flatMap((element) => named(file, element, 'permission:', '')),
      ...inside('application', 'meta-data').flatMap((element) => named(file, element, '', valueOf(element), 'meta-data')),
      ...inside('application', 'provider').flatMap((element) => [
        ...named(file, element, 'provider:', element.attributes.get('android:authorities') ?? ''),
        ...elementsNamed(element.children, 'meta-data').flatMap((child) => named(file, child, 'provider-data:', valueOf(child))),
      ]),
      ...inside('application', 'service').flatMap((element) => named(file, element, 'service:', '')),
    ];
    return manifestOf(file, 'AndroidManifest.xml', { declarations, gaps });
  },
};

const valueOf = (element: XmlElement): string => element.attributes.get('android:value') ?? element.attributes.get('android:resource') ?? '';

function named(file: string, element: XmlElement, prefix: string, value: string, kind?: Declaration['kind']): readonly Declaration[] {
  const name = element.attributes.get('android:name');
  if (name === undefined || name === '') return [];
  const isRemoved = /^remove(?:All)?$/.test(element.attributes.get('tools:node') ?? '');
  return [settingOf(file, prefix + name, isRemoved ? 'removed' : value, element.start, element.openEnd, kind)];
}
