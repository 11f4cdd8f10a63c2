import type { Dependency } from '../model/manifest.js';
import { type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { readJson } from './syntax/json.js';
import { itemsOf, type Node, propertyOf, textAt, textOf } from './syntax/tree.js';

/** SPDX 2 bills of materials, JSON. The place is the package URL. Direct is what a described package depends on or contains. */
export const spdx: ManifestFormat = {
  name: 'SPDX',
  matches: (path) => /(?:^|[._-])spdx(?:[._-]\w+)?\.json$/i.test(nameOf(path)),
  read(file, text) {
    const { root, gaps } = readJson(file, text);
    const links = itemsOf(propertyOf(root, 'relationships')).map(linkOf);
    const described = new Set([
      ...itemsOf(propertyOf(root, 'documentDescribes')).map(textOf),
      ...links.filter(({ kind }) => kind === 'DESCRIBES').map(({ to }) => to),
    ]);
    const direct = new Set(links.flatMap((link) => [...directBy(link, described)]));
    const development = new Set(links.filter(({ kind }) => /^(?:DEV|TEST|BUILD)_DEPENDENCY_OF$/.test(kind)).map(({ from }) => from));
    const dependencies = itemsOf(propertyOf(root, 'packages')).flatMap((one): readonly Dependency[] => {
      const id = textAt(one, 'SPDXID') ?? '';
      const purl = itemsOf(propertyOf(one, 'externalRefs')).find((reference) => textAt(reference, 'referenceType') === 'purl');
      const locator = propertyOf(purl, 'referenceLocator');
      const written = textOf(locator);
      if (locator === undefined || written === undefined || !/^pkg:[^/]+\/./.test(written) || described.has(id)) return [];
      const span = { file, start: locator.offset, end: locator.offset + locator.length };
      return [{ purl: written, name: textAt(one, 'name') ?? '', span, direct: direct.has(id), scope: development.has(id) ? 'development' : 'production' }];
    });
    return manifestOf(file, 'SPDX', { name: textAt(root, 'name'), dependencies, gaps });
  },
};

interface Link {
  readonly from: string;
  readonly kind: string;
  readonly to: string;
}

function linkOf(node: Node): Link {
  return { from: textAt(node, 'spdxElementId') ?? '', kind: textAt(node, 'relationshipType') ?? '', to: textAt(node, 'relatedSpdxElement') ?? '' };
}

function directBy({ from, kind, to }: Link, described: ReadonlySet<string | undefined>): readonly string[] {
  if ((kind === 'DEPENDS_ON' || kind === 'CONTAINS') && described.has(from)) return [to];
  return kind.endsWith('DEPENDENCY_OF') && described.has(to) ? [from] : [];
}
