import type { Dependency } from '../model/manifest.js';
import { dependencyOf, type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { readXml, textUnder, type XmlElement } from './syntax/xml.js';

/** NuGet: `PackageReference` of project files and of `Directory.Build.props`, `PackageVersion` of `Directory.Packages.props`, packages.config. The place is the element. */
export const nugetProject: ManifestFormat = {
  name: 'NuGet project',
  matches: (path) => /\.(?:cs|fs|vb)proj$|^(?:packages\.config|Directory\.(?:Packages|Build)\.props)$/.test(nameOf(path)),
  read(file, text) {
    const { elements, gaps } = readXml(file, text);
    return manifestOf(file, 'NuGet project', { dependencies: within(elements).flatMap((element) => dependencyAt(file, element)), gaps });
  },
};

/** Groups of items may stand inside of `Choose` and `When`. */
function within(elements: readonly XmlElement[]): readonly XmlElement[] {
  return elements.flatMap((element) => [element, ...within(element.children)]);
}

function dependencyAt(file: string, element: XmlElement): readonly Dependency[] {
  const read = (name: string) => element.attributes.get(name) ?? textUnder(element, name);
  const isOld = element.name === 'package';
  if (!isOld && !/^(?:PackageReference|PackageVersion|GlobalPackageReference)$/.test(element.name)) return [];
  const path = isOld ? read('id') : (read('Include') ?? read('Update'));
  if (path === undefined || path === '' || path.includes('$(')) return [];
  const version = isOld ? read('version') : (read('Version') ?? read('VersionOverride'));
  const isDev = read('developmentDependency') === 'true' || read('PrivateAssets')?.toLowerCase() === 'all';
  const exact = version === undefined || version.includes('$(') ? undefined : version.replace(/^\[([^,\]]+)\]$/, '$1');
  const scope = isDev ? 'development' : 'production';
  return [dependencyOf(file, { type: 'nuget', path, version: exact, start: element.start, end: element.end, direct: true, scope })];
}
