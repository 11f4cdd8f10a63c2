// Published packages as somebody's repository keeps them under `node_modules`: read from there, no registry is asked.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CACHE, FRAMEWORKS, typesOf } from './published.mjs';
import { checkOut, filesOf, gitOf, isCode, nameOf, openPlace } from './snapshots.mjs';

/** Where types of frameworks are looked for that a repository does not keep. */
export const BESIDE = { paths: { '*': [join(FRAMEWORKS, '@types', '*'), join(FRAMEWORKS, '*')] } };
/** Some packages are made of hundreds; their types are not. */
const MOST_PACKAGES = 60;

/** Opens the copies that a repository `DIR@REF` keeps, of which the folder is called `owner+name`. Throws where there is none. */
export function openCopies(given) {
  const { folder, ref } = openPlace(given);
  const commit = gitOf(folder)('rev-parse', '--short=12', `${ref}^{commit}`).trim();
  const name = nameOf(folder);
  const files = filesOf(folder, commit);
  const places = new Map();
  for (const { file } of files) {
    const [, at, one] = /^((?:.*\/)?node_modules)\/((?:@[^/]+\/)?[^/@][^/]*)\/package\.json$/.exec(file) ?? [];
    const before = places.get(one);
    // What stands higher is what the others are given.
    if (one !== undefined && (before === undefined || at.length < before.length)) places.set(one, at);
  }
  return { folder, commit, files, places, repository: `github.com/${name.replace('+', '/')}`, laid: join(CACHE, 'copies', `${name}@${commit}`) };
}

/**
 * The copy of a package, laid out with what it is made of: its folder and version, with `types` where another package declares them,
 * or those alone. Nothing where the repository keeps neither.
 */
export function copyOf(copies, name) {
  const types = typesOf(name);
  if (!copies.places.has(name) && !copies.places.has(types)) return undefined;
  const folder = join(copies.laid, name.replace('/', '+'));
  if (!existsSync(folder)) layOut(copies, [name, types], folder);
  const manifest = manifestAt(folder, name);
  return { folder, version: manifest?.version, types: manifestAt(folder, types)?.version };
}

function layOut({ folder, commit, files, places }, wanted, laid) {
  const part = `${laid}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  for (const name of wanted) {
    const at = places.get(name);
    if (at === undefined) continue;
    const prefix = `${at}/${name}/`;
    const own = files.filter(({ file, size }) => file.startsWith(prefix) && isCode(file.slice(prefix.length), size));
    checkOut(folder, commit, own, part);
    // What it is made of is found from the top.
    if (at !== 'node_modules' && existsSync(join(part, prefix))) {
      mkdirSync(dirname(join(part, 'node_modules', name)), { recursive: true });
      renameSync(join(part, prefix), join(part, 'node_modules', name));
    }
    const parts = dependenciesOf(manifestAt(part, name)).filter((one) => !wanted.includes(one) && places.has(one));
    wanted.push(...parts.slice(0, Math.max(0, MOST_PACKAGES - wanted.length)));
  }
  renameSync(part, laid);
}

function dependenciesOf({ dependencies = {}, peerDependencies = {} } = {}) {
  const names = Object.keys({ ...dependencies, ...peerDependencies });
  return [...new Set(names.flatMap((name) => (name.startsWith('@types/') ? [name] : [name, typesOf(name)])))];
}

function manifestAt(folder, name) {
  const file = join(folder, 'node_modules', name, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
