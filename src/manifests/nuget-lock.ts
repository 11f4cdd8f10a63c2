import type { Dependency } from '../model/manifest.js';
import { dependencyOf, type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { readJson } from './syntax/json.js';
import { nameSpan, propertiesOf, propertyOf, textAt } from './syntax/tree.js';

/** packages.lock.json of NuGet, for all target frameworks; each package once. The place is the name. */
export const nugetLock: ManifestFormat = {
  name: 'packages.lock.json',
  matches: (path) => /^packages(?:\.[\w.-]+)?\.lock\.json$/.test(nameOf(path)),
  read(file, text) {
    const { root, gaps } = readJson(file, text);
    const seen = new Set<string>();
    const dependencies = propertiesOf(propertyOf(root, 'dependencies')).flatMap(({ value }) =>
      propertiesOf(value).flatMap((property): readonly Dependency[] => {
        const { name: path } = property;
        const kind = textAt(property.value, 'type');
        const version = textAt(property.value, 'resolved');
        if (kind === 'Project' || path === '' || seen.has(`${path}@${version}`)) return [];
        seen.add(`${path}@${version}`);
        const { start, end } = nameSpan(file, property);
        return [dependencyOf(file, { type: 'nuget', path, version, start, end, direct: kind === 'Direct', scope: 'production' })];
      }),
    );
    return manifestOf(file, 'packages.lock.json', { dependencies, gaps });
  },
};
