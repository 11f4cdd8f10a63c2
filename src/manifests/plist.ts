import type { Declaration } from '../model/manifest.js';
import type { Gap } from '../model/place.js';
import { type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { settingOf } from './settings.js';
import { elementsNamed, readXml, type XmlElement } from './syntax/xml.js';

/** Info.plist of an app for Apple's systems: the settings that SDKs read. */
export const infoPlist: ManifestFormat = {
  name: 'Info.plist',
  matches: (path) => /(?:^|[\w.-])Info\.plist$/.test(nameOf(path)) && nameOf(path) !== 'GoogleService-Info.plist',
  read: (file, text) => manifestOf(file, 'Info.plist', readPlist(file, text)),
};

/** GoogleService-Info.plist: that a Firebase project is set up for the app, and what is switched on in it. */
export const googleServicePlist: ManifestFormat = {
  name: 'GoogleService-Info.plist',
  matches: (path) => nameOf(path) === 'GoogleService-Info.plist',
  read: (file, text) => manifestOf(file, 'GoogleService-Info.plist', readPlist(file, text)),
};

/** PrivacyInfo.xcprivacy: what the app says that it collects, why, and which hosts are used for tracking. */
export const privacyManifest: ManifestFormat = {
  name: 'PrivacyInfo.xcprivacy',
  matches: (path) => path.endsWith('.xcprivacy'),
  read: (file, text) => manifestOf(file, 'PrivacyInfo.xcprivacy', readPlist(file, text)),
};

const MOST = 5_000;

/**
 * The settings of a property list in XML, under the names that lead to them joined by dots; items of a list share its name.
 * The place is that of the key. The binary form is a gap.
 */
function readPlist(file: string, text: string): { readonly declarations: readonly Declaration[]; readonly gaps: readonly Gap[] } {
  if (text.startsWith('bplist')) return { declarations: [], gaps: [{ stage: 'manifests', file, at: 0, why: 'a binary property list: not read' }] };
  const { elements, gaps } = readXml(file, text);
  const declarations: Declaration[] = [];
  const visit = (value: XmlElement, key: string, place: XmlElement): void => {
    if (declarations.length >= MOST) return;
    switch (value.name) {
      case 'dict': {
        let name: XmlElement | undefined;
        for (const child of value.children) {
          if (child.name === 'key') name = child;
          else if (name !== undefined) {
            visit(child, key === '' ? name.text.trim() : `${key}.${name.text.trim()}`, name);
            name = undefined;
          }
        }
        return;
      }
      case 'array':
        for (const item of value.children) visit(item, key, item);
        return;
      case 'true':
      case 'false':
        declarations.push(settingOf(file, key, value.name, place.start, Math.max(value.end, value.openEnd)));
        return;
      default:
        declarations.push(settingOf(file, key, value.text.trim(), place.start, Math.max(value.end, value.openEnd)));
    }
  };
  for (const plist of elementsNamed(elements, 'plist')) for (const child of plist.children) visit(child, '', child);
  return { declarations: declarations.filter((declaration) => declaration.key !== ''), gaps };
}
