import type { Declaration } from '../model/manifest.js';
import { variableAt } from './environment.js';
import { type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { forwardOf } from './paths.js';
import { readJson } from './syntax/json.js';
import { itemsOf, type Node, propertiesOf, propertyOf, textAt, textOf, valueAt } from './syntax/tree.js';

/** vercel.json: the paths that are handed on or lead elsewhere, the older `routes` among them, and the environment that it sets. */
export const vercelJson: ManifestFormat = {
  name: 'vercel.json',
  matches: (path) => nameOf(path) === 'vercel.json',
  read(file, text) {
    const { root, gaps } = readJson(file, text);
    const rules = (kind: 'rewrite' | 'redirect', field: string) =>
      itemsOf(propertyOf(root, field)).flatMap((rule) => ruleAt(file, kind, rule, 'source', 'destination'));
    const routes = itemsOf(propertyOf(root, 'routes')).flatMap((route) => {
      const isRedirect = /^3\d\d$/.test(String(propertyOf(route, 'status')?.value ?? ''));
      return ruleAt(file, isRedirect ? 'redirect' : 'rewrite', route, 'src', 'dest');
    });
    const env = [valueAt(root, 'env'), valueAt(root, 'build', 'env')].flatMap((node) =>
      propertiesOf(node).flatMap(({ name, value, start, end }) => variableAt(file, name, textOf(value) ?? '', start, end)),
    );
    return manifestOf(file, 'vercel.json', { declarations: [...rules('rewrite', 'rewrites'), ...rules('redirect', 'redirects'), ...routes, ...env], gaps });
  },
};

function ruleAt(file: string, kind: 'rewrite' | 'redirect', rule: Node, from: string, to: string): readonly Declaration[] {
  const target = propertiesOf(rule).find(({ name }) => name === to);
  const path = textAt(rule, from);
  // The older form writes patterns as regular expressions, whether or not they begin as ones.
  const pattern = path !== undefined && from === 'src' && /[\\(*]/.test(path) && !path.startsWith('^') ? `^${path}` : path;
  return target === undefined ? [] : forwardOf(file, kind, pattern, textOf(target.value), target.start, target.end);
}
