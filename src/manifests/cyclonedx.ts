import type { Dependency } from '../model/manifest.js';
import { type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { spdx } from './spdx.js';
import { readJson } from './syntax/json.js';
import { itemsOf, type Node, propertyOf, textAt, textOf } from './syntax/tree.js';

/** CycloneDX bills of materials, JSON. The place is the package URL. Direct is what the described component depends on. */
export const cycloneDx: ManifestFormat = {
  name: 'CycloneDX',
  matches: (path) => /(?:^|[._-])(?:s?bom|cdx|cyclonedx)(?:[._-]\w+)?\.json$/i.test(nameOf(path)),
  read(file, text) {
    const { root, gaps } = readJson(file, text);
    // A name like sbom.json says nothing about the form.
    if (propertyOf(root, 'spdxVersion') !== undefined) return spdx.read(file, text);
    if (propertyOf(root, 'bomFormat') === undefined && gaps.length === 0) return manifestOf(file, 'CycloneDX', {});
    const described = propertyOf(propertyOf(root, 'metadata'), 'component');
    const top = textAt(described, 'bom-ref');
    const links = itemsOf(propertyOf(root, 'dependencies')).filter((link) => textAt(link, 'ref') === top);
    const direct = new Set(links.flatMap((link) => itemsOf(propertyOf(link, 'dependsOn')).map(textOf)));
    const dependencies = componentsIn(root, 0).flatMap((component): readonly Dependency[] => {
      const purl = propertyOf(component, 'purl');
      const text = textOf(purl);
      if (purl === undefined || text === undefined || !/^pkg:[^/]+\/./.test(text)) return [];
      const span = { file, start: purl.offset, end: purl.offset + purl.length };
      const reference = textAt(component, 'bom-ref') ?? text;
      return [{ purl: text, name: fullName(component), span, direct: direct.has(reference), scope: SCOPES[textAt(component, 'scope') ?? ''] ?? 'production' }];
    });
    return manifestOf(file, 'CycloneDX', { name: textAt(described, 'name'), dependencies, gaps });
  },
};

const SCOPES: Readonly<Record<string, Dependency['scope']>> = { required: 'production', optional: 'optional', excluded: 'development' };
const MOST_DEPTH = 50;

/** Components may hold components. */
function componentsIn(holder: Node | undefined, depth: number): readonly Node[] {
  if (depth > MOST_DEPTH) return [];
  return itemsOf(propertyOf(holder, 'components')).flatMap((component) => [component, ...componentsIn(component, depth + 1)]);
}

function fullName(component: Node): string {
  const group = textAt(component, 'group');
  return `${group === undefined || group === '' ? '' : `${group}/`}${textAt(component, 'name') ?? ''}`;
}
