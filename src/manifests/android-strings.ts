import { type ManifestFormat, manifestOf } from './manifest-format.js';
import { settingOf } from './settings.js';
import { elementsAt, readXml } from './syntax/xml.js';

/** strings.xml and other values of an Android app, of which SDKs read some: keys, switches, addresses. Translations are left alone. */
export const androidStrings: ManifestFormat = {
  name: 'strings.xml',
  matches: (path) => /(?:^|\/)res\/values\/[\w.-]+\.xml$/.test(path),
  read(file, text) {
    const { elements, gaps } = readXml(file, text);
    const declarations = ['string', 'bool'].flatMap((kind) =>
      elementsAt(elements, 'resources', kind).flatMap((element) => {
        const name = element.attributes.get('name');
        return name === undefined ? [] : [settingOf(file, name, element.text.trim(), element.start, element.end)];
      }),
    );
    return manifestOf(file, 'strings.xml', { declarations, gaps });
  },
};
