import type { Dependency } from '../model/manifest.js';
import { dependencyOf, type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { elementsAt, readXml, textUnder, type XmlElement } from './syntax/xml.js';

/** pom.xml: the dependencies of the project and of its profiles, with versions out of properties and `dependencyManagement`. The place is the element. */
export const mavenPom: ManifestFormat = {
  name: 'pom.xml',
  matches: (path) => nameOf(path) === 'pom.xml' || nameOf(path).endsWith('.pom'),
  read(file, text) {
    const { elements, gaps } = readXml(file, text);
    const projects = elementsAt(elements, 'project');
    const [project] = projects;
    const properties = propertiesIn(projects);
    const within = [
      ...projects,
      ...elementsAt(
        projects.flatMap((one) => one.children),
        'profiles',
        'profile',
      ),
    ].flatMap((one) => one.children);
    const managed = new Map(
      elementsAt(within, 'dependencyManagement', 'dependencies', 'dependency').map((one) => [
        coordinatesOf(one, properties),
        filled(textUnder(one, 'version'), properties),
      ]),
    );
    const dependencies = elementsAt(within, 'dependencies', 'dependency').flatMap((one): readonly Dependency[] => {
      const path = coordinatesOf(one, properties);
      if (path === undefined) return [];
      const version = filled(textUnder(one, 'version'), properties) ?? managed.get(path);
      return [dependencyOf(file, { type: 'maven', path, version, start: one.start, end: one.end, direct: true, scope: scopeOf(one) })];
    });
    return manifestOf(file, 'pom.xml', { name: project && textUnder(project, 'artifactId'), dependencies, gaps });
  },
};

type Properties = ReadonlyMap<string, string>;

function propertiesIn(projects: readonly XmlElement[]): Properties {
  const own = projects.flatMap((project) => project.children);
  const facts = own.filter(({ name }) => name === 'version' || name === 'groupId').map((one) => [`project.${one.name}`, one.text.trim()] as const);
  return new Map([...facts, ...elementsAt(own, 'properties').flatMap((one) => one.children.map((child) => [child.name, child.text.trim()] as const))]);
}

function coordinatesOf(element: XmlElement, properties: Properties): string | undefined {
  const group = filled(textUnder(element, 'groupId'), properties);
  const artifact = filled(textUnder(element, 'artifactId'), properties);
  return group === undefined || artifact === undefined ? undefined : `${group}/${artifact}`;
}

/** A text with its properties filled in, one level deep; undefined where one is not known. */
function filled(text: string | undefined, properties: Properties): string | undefined {
  const bare = text?.replace(/\$\{([\w.-]+)\}/g, (whole, name: string) => properties.get(name) ?? whole);
  return bare === undefined || bare === '' || bare.includes('${') ? undefined : bare;
}

function scopeOf(element: XmlElement): Dependency['scope'] {
  if (textUnder(element, 'scope') === 'test') return 'development';
  return textUnder(element, 'optional') === 'true' ? 'optional' : 'production';
}
