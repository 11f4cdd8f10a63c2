import type { Declaration } from '../model/manifest.js';
import { type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { forwardOf } from './paths.js';
import { readJson } from './syntax/json.js';
import { itemsOf, type Node, propertiesOf, propertyOf, textOf, textsIn } from './syntax/tree.js';

/** proxy.conf.json of Angular's development server: `"/path": { "target": … }`, or a list of `{ "context": [paths], "target": … }`. */
export const angularProxy: ManifestFormat = {
  name: 'proxy.conf.json',
  matches: (path) => /^proxy[\w.-]*conf(?:ig)?[\w.-]*\.json$/.test(nameOf(path)),
  read(file, text) {
    const { root, gaps } = readJson(file, text, 'list-too');
    const named = propertiesOf(root).flatMap(({ name, value }) => targetAt(file, [name], value));
    const listed = itemsOf(root).flatMap((rule) => targetAt(file, textsIn(propertyOf(rule, 'context')), rule));
    return manifestOf(file, 'proxy.conf.json', { declarations: [...named, ...listed], gaps });
  },
};

function targetAt(file: string, paths: readonly string[], rule: Node): readonly Declaration[] {
  const target = propertiesOf(rule).find(({ name }) => name === 'target');
  if (target === undefined) return [];
  return paths.flatMap((path) => forwardOf(file, 'dev-proxy', `${path.replace(/[/*]+$/, '')}/*`, textOf(target.value), target.start, target.end));
}
