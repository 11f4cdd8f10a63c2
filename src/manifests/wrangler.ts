import { variableAt } from './environment.js';
import { type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { readJson } from './syntax/json.js';
import { readToml } from './syntax/toml.js';
import { propertiesOf, propertyOf, textOf } from './syntax/tree.js';

/** wrangler.toml, .json and .jsonc of Cloudflare Workers: the variables that the worker gets, in each of its environments. */
export const wrangler: ManifestFormat = {
  name: 'wrangler',
  matches: (path) => /^wrangler(?:\.[\w-]+)*\.(?:toml|jsonc?)$/.test(nameOf(path)),
  read(file, text) {
    const { root, gaps } = file.endsWith('.toml') ? readToml(file, text) : readJson(file, text);
    const holders = [root, ...propertiesOf(propertyOf(root, 'env')).map(({ value }) => value)];
    const declarations = holders.flatMap((holder) =>
      propertiesOf(propertyOf(holder, 'vars')).flatMap(({ name, value, start, end }) => variableAt(file, name, textOf(value) ?? '', start, end)),
    );
    return manifestOf(file, 'wrangler', { declarations, gaps });
  },
};
