import type { Dependency } from '../model/manifest.js';
import { dependencyOf, type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { pypiName, requirementIn, versionIn } from './requirements-txt.js';
import { readToml } from './syntax/toml.js';
import { itemsOf, type Node, propertiesOf, propertyOf, textAt, textOf, valueAt } from './syntax/tree.js';

type Scope = Dependency['scope'];

/** pyproject.toml by PEP 621 and 735, and the tables of Poetry, uv and PDM; Pipfile, which is written alike. The place is the requirement. */
export const pyproject: ManifestFormat = {
  name: 'pyproject.toml',
  matches: (path) => nameOf(path) === 'pyproject.toml' || nameOf(path) === 'Pipfile',
  read(file, text) {
    const { root, gaps } = readToml(file, text);
    const project = propertyOf(root, 'project');
    const poetry = valueAt(root, 'tool', 'poetry');
    const listed = (node: Node | undefined, scope: Scope) => itemsOf(node).flatMap((item) => requirementAt(file, item, scope));
    const table = (node: Node | undefined, scope: Scope) => propertiesOf(node).flatMap((property) => propertyAt(file, property, scope));
    const dependencies = [
      ...listed(propertyOf(project, 'dependencies'), 'production'),
      ...propertiesOf(propertyOf(project, 'optional-dependencies')).flatMap(({ name, value }) =>
        listed(value, DEVELOPMENT.test(name) ? 'development' : 'optional'),
      ),
      ...propertiesOf(propertyOf(root, 'dependency-groups')).flatMap(({ value }) => listed(value, 'development')),
      ...listed(valueAt(root, 'build-system', 'requires'), 'development'),
      ...listed(valueAt(root, 'tool', 'uv', 'dev-dependencies'), 'development'),
      ...propertiesOf(valueAt(root, 'tool', 'pdm', 'dev-dependencies')).flatMap(({ value }) => listed(value, 'development')),
      ...table(propertyOf(poetry, 'dependencies'), 'production'),
      ...table(propertyOf(poetry, 'dev-dependencies'), 'development'),
      ...propertiesOf(propertyOf(poetry, 'group')).flatMap(({ name, value }) =>
        table(propertyOf(value, 'dependencies'), name === 'main' || !DEVELOPMENT.test(name) ? 'production' : 'development'),
      ),
      ...table(propertyOf(root, 'packages'), 'production'),
      ...table(propertyOf(root, 'dev-packages'), 'development'),
    ];
    dependencies.sort((a, b) => a.span.start - b.span.start);
    return manifestOf(file, 'pyproject.toml', { name: textAt(project, 'name') ?? textAt(poetry, 'name'), dependencies, gaps });
  },
};

const DEVELOPMENT = /^(?:dev|develop|development|tests?|testing|lint|linting|docs?|typing|types|ci|qa|build)$/i;

function requirementAt(file: string, item: Node, scope: Scope): readonly Dependency[] {
  const found = requirementIn(textOf(item) ?? '');
  if (found === undefined) return [];
  return [
    dependencyOf(file, { type: 'pypi', path: found.path, version: found.version, start: item.offset, end: item.offset + item.length, direct: true, scope }),
  ];
}

/** `name = "^1.0"`, `name = { version = "^1.0", optional = true }`. */
function propertyAt(file: string, { name, value, start, end }: ReturnType<typeof propertiesOf>[number], scope: Scope): readonly Dependency[] {
  const path = pypiName(name);
  if (path === 'python' || path === '') return [];
  const version = versionIn(textOf(value) ?? textAt(value, 'version') ?? '');
  const asked = textAt(value, 'optional') === 'true' && scope === 'production' ? 'optional' : scope;
  return [dependencyOf(file, { type: 'pypi', path, version, start, end, direct: true, scope: asked })];
}
