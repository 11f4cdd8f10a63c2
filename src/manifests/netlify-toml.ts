import type { Declaration } from '../model/manifest.js';
import { variableAt } from './environment.js';
import { type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { forwardOf } from './paths.js';
import { readToml } from './syntax/toml.js';
import { itemsOf, type Node, propertiesOf, propertyOf, textAt, textOf, valueAt } from './syntax/tree.js';

/** netlify.toml: `[[redirects]]`, of which those with a status of success hand the request on, and the environment of its builds. */
export const netlifyToml: ManifestFormat = {
  name: 'netlify.toml',
  matches: (path) => nameOf(path) === 'netlify.toml',
  read(file, text) {
    const { root, gaps } = readToml(file, text);
    const contexts = propertiesOf(propertyOf(root, 'context')).map(({ value }) => value);
    const environments = [valueAt(root, 'build', 'environment'), ...contexts.map((context) => propertyOf(context, 'environment'))];
    const env = environments.flatMap((node) =>
      propertiesOf(node).flatMap(({ name, value, start, end }) => variableAt(file, name, textOf(value) ?? '', start, end)),
    );
    return manifestOf(file, 'netlify.toml', { declarations: [...itemsOf(propertyOf(root, 'redirects')).flatMap((rule) => ruleAt(file, rule)), ...env], gaps });
  },
};

function ruleAt(file: string, rule: Node): readonly Declaration[] {
  const target = propertiesOf(rule).find(({ name }) => name === 'to');
  if (target === undefined) return [];
  return forwardOf(
    file,
    /^2\d\d$/.test(textAt(rule, 'status') ?? '') ? 'rewrite' : 'redirect',
    textAt(rule, 'from'),
    textOf(target.value),
    target.start,
    target.end,
  );
}
