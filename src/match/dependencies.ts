import { createHash } from 'node:crypto';
import type { Dependency, Manifest } from '../model/manifest.js';
import type { Product, SdkCatalog } from '../model/sdk.js';
import type { Sighting } from '../model/sighting.js';
import type { Usage } from '../model/usage.js';
import { folderOf, nearestAbove } from './folders.js';
import { runsOn } from './runs-on.js';
import type { ReceiverOf } from './self-starting.js';

/**
 * Catalogued packages that a project carries and that nothing else was seen to touch: a sighting each at the line that asks
 * for it, from which nothing leaves. A product stands once in a manifest. Lock files speak only where no manifest asks for
 * any package of the product itself; what other packages bring along, as a lock beside its package.json tells, is theirs.
 */
export function carried(manifests: readonly Manifest[], catalog: SdkCatalog, sightings: readonly Sighting[], receiverOf: ReceiverOf): Sighting[] {
  const shipped = manifests.filter(({ file }) => !ASIDE.test(file));
  const products = productsByPackage(catalog);
  // A native manifest belongs to the app whose package.json stands next above it.
  const folders = new Set(shipped.filter(({ format }) => format === 'package.json').map(({ file }) => folderOf(file)));
  const touched = touchedProducts(sightings);
  const called = new Set(sightings.flatMap(({ callee }) => /^npm:((?:@[^/#]+\/)?[^/#]+)/.exec(callee ?? '')?.[1] ?? []));
  const lines = shipped.flatMap(({ file, format, dependencies }) =>
    dependencies.flatMap((dependency): readonly Line[] =>
      namesOf(dependency.purl).flatMap((name) =>
        (products.get(name) ?? []).map((product) => ({ product, dependency, isLock: LOCK.test(`${format} ${file}`), type: typeOf(dependency.purl) })),
      ),
    ),
  );
  const isBrought = ({ dependency, isLock, type }: Line) =>
    isLock && (isOfTools(dependency) || (type === 'npm' && folders.has(folderOf(dependency.span.file))));
  const open = lines.filter(
    (line) =>
      !isBrought(line) &&
      !(line.type === 'npm' && called.has(line.dependency.name)) &&
      !isTouched(touched.get(line.product.id) ?? [], line.type, nearestAbove(line.dependency.span.file, folders)),
  );
  const asked = new Set(open.filter(({ isLock }) => !isLock).map(({ product }) => product.id));
  const seen = new Set<string>();
  return open.flatMap(({ product, dependency, isLock, type }) => {
    if (isLock && asked.has(product.id)) return [];
    const key = isLock ? `lock|${product.id}` : `${dependency.span.file}|${product.id}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [carriedAt(product, dependency, type, receiverOf)];
  });
}

/** Holds for what comes with a tool that the app is built or tested with: nobody ships it. */
function isOfTools({ direct, scope }: Dependency): boolean {
  return !direct && scope === 'development';
}

interface Line {
  readonly product: Product;
  readonly dependency: Dependency;
  readonly isLock: boolean;
  readonly type: string;
}

/** What tests, examples and tools of their own hold, nobody ships. */
const ASIDE = /(?:^|\/)(?:__tests__|__mocks__|__fixtures__|tests?|e2e|node_modules|Pods)\//;
const LOCK = /lock|shrinkwrap|resolved|CycloneDX|SPDX/i;

function productsByPackage(catalog: SdkCatalog): ReadonlyMap<string, readonly Product[]> {
  const known = indexes.get(catalog);
  if (known !== undefined) return known;
  const index = new Map<string, Product[]>();
  for (const product of Object.values(catalog.products)) {
    for (const purl of product.packages) {
      for (const name of namesOf(purl)) index.set(name, [...(index.get(name) ?? []), product]);
    }
  }
  indexes.set(catalog, index);
  return index;
}

/** A program is matched several times, each time with more of it parsed. */
const indexes = new WeakMap<SdkCatalog, ReadonlyMap<string, readonly Product[]>>();

/**
 * A package URL without version, spelt in one way. A part of a pod (`Firebase/Analytics`) has the name of its own pod, too
 * (`FirebaseAnalytics`), and what Carthage takes from GitHub is what Swift takes from there.
 */
function namesOf(purl: string): readonly string[] {
  const [path = '', part] = purl.replace('/@', '/%40').split('#', 2);
  const name = path
    .replace(/[@?].*$/, '')
    .replace('%40', '@')
    .replace(/^pkg:github\//i, 'pkg:swift/github.com/')
    .toLowerCase();
  if (part === undefined) return [name];
  return [`${name}#${part.toLowerCase()}`, `${name}${part.replaceAll('/', '').toLowerCase()}`];
}

function typeOf(purl: string): string {
  return /^pkg:([a-z]+)/.exec(purl)?.[1] ?? '';
}

/** Product → the files in which it is touched. */
function touchedProducts(sightings: readonly Sighting[]): ReadonlyMap<string, readonly Sighting[]> {
  const touched = new Map<string, Sighting[]>();
  for (const sighting of sightings) {
    const list = touched.get(sighting.product);
    if (list) list.push(sighting);
    else touched.set(sighting.product, [sighting]);
  }
  return touched;
}

const NATIVE = new Set(['maven', 'cocoapods', 'swift', 'github', 'pub']);
const LANGUAGES: Readonly<Record<string, RegExp>> = {
  pypi: /\.pyi?$/,
  golang: /\.go$/,
  gem: /\.(?:rb|erb)$/,
  composer: /\.php$/,
  cargo: /\.rs$/,
  nuget: /\.(?:cs|fs|vb|cshtml|razor)$/,
  maven: /\.(?:kts?|java)$/,
  cocoapods: /\.(?:swift|mm?|h)$/,
  swift: /\.(?:swift|mm?|h)$/,
  github: /\.(?:swift|mm?|h)$/,
  pub: /\.dart$/,
};

/**
 * Holds if code of the package's own language touches the product, or a setting starts it. The native half of an app is also
 * touched by the half in JavaScript that stands around it.
 */
function isTouched(sightings: readonly Sighting[], type: string, app: string | undefined): boolean {
  return sightings.some(({ touch, span: { file } }) => {
    if (touch === 'dependency' || touch === 'declaration') return true;
    const own = LANGUAGES[type];
    if (own === undefined) return true;
    return own.test(file) || (NATIVE.has(type) && app !== undefined && file.startsWith(app));
  });
}

function carriedAt(product: Product, { name, span, purl }: Dependency, type: string, receiverOf: ReceiverOf): Sighting {
  return {
    id: createHash('sha256')
      .update([span.file, product.id, 'carried', namesOf(purl)[0]].join('|'))
      .digest('hex')
      .slice(0, 12),
    product: product.id,
    productName: product.name,
    vendor: product.vendor,
    category: product.category,
    touch: 'dependency',
    transmits: false,
    span,
    callee: type === 'npm' ? `npm:${name}` : purl,
    recipients: receiverOf(product, type === 'npm' ? name : undefined, undefined),
    data: product.data.map(({ category, how }) => ({ category, how, because: [] })),
    runsOn: placeOf(product, type, name),
    openEnded: product.openEnded,
    points: [],
    startCoversSend: false,
  };
}

/** Where the product or its package runs at all; else where packages of this kind do. */
function placeOf(product: Product, type: string, name: string): Usage['runsOn'] {
  const known = runsOn(product, type === 'npm' ? name : undefined, '', undefined);
  if (known !== 'unknown') return known;
  if (type === 'cocoapods' || type === 'swift' || type === 'github' || type === 'pub') return 'client';
  return type === 'npm' || type === 'maven' || type === 'generic' ? 'unknown' : 'server';
}
