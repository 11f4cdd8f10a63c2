import type { Declaration } from '../model/manifest.js';
import { variableAt } from './environment.js';
import { type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { itemsOf, type Node, type Property, propertiesOf, propertyOf, textOf, valueAt } from './syntax/tree.js';
import { readYaml, type Yaml } from './syntax/yaml.js';

/** compose.yaml and docker-compose*.yml: the variables that services and their builds get. The place is the name with its value. `env_file` is read for itself; set-ups for tests say nothing about what is shipped. */
export const dockerCompose: ManifestFormat = {
  name: 'docker-compose',
  matches: (path) => /^(?:docker-)?compose(?:[._-][\w.-]+)?\.ya?ml$/.test(nameOf(path)),
  read(file, text) {
    const yaml = readYaml(file, text);
    const isForTests = /(?:^|[._-])(?:tests?|testing|ci|e2e|mocks?)[._-]/.test(nameOf(file));
    const services = isForTests ? [] : propertiesOf(propertyOf(yaml.root, 'services'));
    // What starts with `x-` is a part that services take over by its anchor; anchors are followed from there.
    const declarations = services.flatMap(({ value }) => {
      const service = merged(yaml, value, 0);
      return [find(service, 'environment'), valueAt(find(service, 'build'), 'args')].flatMap((node) =>
        node === undefined ? [] : environmentIn(file, yaml, node),
      );
    });
    return manifestOf(file, 'docker-compose', { declarations: distinct(declarations), gaps: yaml.gaps });
  },
};

const MOST_MERGES = 4;
const MOST_PROPERTIES = 2_000;

/** The properties of a node with those that it merges in (`<<: *anchor`), its own first. */
function merged(yaml: Yaml, node: Node, depth: number): readonly Property[] {
  if (depth > MOST_MERGES) return [];
  const own = propertiesOf(yaml.resolve(node));
  const taken = own
    .filter(({ name }) => name === '<<')
    .flatMap(({ value }) => [value, ...itemsOf(value)].slice(0, 10))
    .flatMap((from) => merged(yaml, from, depth + 1));
  return [...own.filter(({ name }) => name !== '<<'), ...taken].slice(0, MOST_PROPERTIES);
}

function find(properties: readonly Property[], name: string): Node | undefined {
  return properties.find((property) => property.name === name)?.value;
}

/** `KEY: value`, or a list of `KEY=value`. A name without a value is taken from outside. */
function environmentIn(file: string, yaml: Yaml, node: Node): readonly Declaration[] {
  const at = yaml.resolve(node);
  const listed = itemsOf(at).flatMap((item): readonly Declaration[] => {
    const [, key, value] = /^([A-Za-z_][\w.]*)=(.*)$/s.exec(textOf(item) ?? '') ?? [];
    return key === undefined || value === undefined ? [] : declared(file, key, value, item.offset, item.offset + item.length);
  });
  const named = merged(yaml, at, 0).flatMap(({ name, value, start, end }) => declared(file, name, textOf(value) ?? '', start, end));
  return [...listed, ...named];
}

function declared(file: string, key: string, value: string, start: number, end: number): readonly Declaration[] {
  return variableAt(file, key, withDefaults(value), start, end);
}

/** `${NAME:-default}` has its default; a value with a name and no default is not known. */
function withDefaults(value: string): string {
  const filled = value.replace(/\$\{\w{1,100}:?-([^{}$]{0,500})\}/g, '$1').replaceAll('$$', '\0');
  return /\$/.test(filled) ? '' : filled.replaceAll('\0', '$').trim();
}

/** Services that share a part declare the same thing at the same place. In the order of the file. */
function distinct(declarations: readonly Declaration[]): readonly Declaration[] {
  return [...new Map(declarations.map((one) => [`${one.span.start}:${one.key}`, one])).values()].sort((a, b) => a.span.start - b.span.start);
}
