import type { Declaration } from '../model/manifest.js';
import { dependencyOf, type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { settingOf } from './settings.js';
import { elementsAt, elementsNamed, readXml, type XmlElement } from './syntax/xml.js';

/** config.xml of Cordova: its plugins as dependencies, their variables as `plugin:<name>.<VARIABLE>`, and the preferences. */
export const cordovaConfig: ManifestFormat = {
  name: 'config.xml',
  matches: (path) => nameOf(path) === 'config.xml',
  read(file, text) {
    const { elements, gaps } = readXml(file, text);
    const widgets = elementsAt(elements, 'widget');
    // Other tools have files of this name, too.
    if (widgets.length === 0) return manifestOf(file, 'config.xml', {});
    const everywhere = [
      ...widgets,
      ...elementsAt(
        widgets.flatMap((widget) => widget.children),
        'platform',
      ),
    ];
    const all = (name: string) => everywhere.flatMap((element) => elementsNamed(element.children, name));
    const plugins = all('plugin').flatMap((element) => nameAndValue(element, 'spec'));
    return manifestOf(file, 'config.xml', {
      dependencies: plugins.map(({ element, name, value }) =>
        dependencyOf(file, {
          type: 'npm',
          path: name,
          version: /\d/.test(value) ? value : undefined,
          start: element.start,
          end: element.openEnd,
          direct: true,
          scope: 'production',
        }),
      ),
      declarations: [
        ...plugins.flatMap(({ element, name }) => variablesOf(file, name, element)),
        ...all('preference').flatMap((element) =>
          nameAndValue(element, 'value').map(({ name, value }) => settingOf(file, `preference:${name}`, value, element.start, element.openEnd)),
        ),
      ],
      gaps,
    });
  },
};

function variablesOf(file: string, plugin: string, element: XmlElement): Declaration[] {
  return elementsNamed(element.children, 'variable').flatMap((child) =>
    nameAndValue(child, 'value').map(({ name, value }) => settingOf(file, `plugin:${plugin}.${name}`, value, child.start, child.openEnd)),
  );
}

function nameAndValue(element: XmlElement, valueName: string): readonly { readonly element: XmlElement; readonly name: string; readonly value: string }[] {
  const name = element.attributes.get('name');
  return name === undefined || name === '' ? [] : [{ element, name, value: element.attributes.get(valueName) ?? '' }];
}
