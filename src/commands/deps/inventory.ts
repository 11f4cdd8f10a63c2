import type { Dependency, Manifest } from '../../model/manifest.js';
import type { Span } from '../../model/place.js';
import type { Product } from '../../model/sdk.js';
import type { JudgedUsage, Recipient } from '../../model/usage.js';

/** A package of a product that an app carries. */
export interface Carried {
  /** With the version that a lock file fixes, else the one that is asked for. */
  readonly purl: string;
  readonly name: string;
  readonly version?: string;
  readonly direct: boolean;
  readonly scope: Dependency['scope'];
  readonly span: Span;
}

/** What an app of the project has of one product. */
export interface Entry {
  readonly product: Pick<Product, 'id' | 'name' | 'vendor' | 'category'>;
  readonly packages: readonly Carried[];
  /** Places of the app that touch it, in the order of the report; what it only carries is among `packages`. */
  readonly usages: readonly JudgedUsage[];
  readonly recipients: readonly Recipient[];
  readonly data: readonly string[];
}

/** An app, or a package of its own, of the project: the folder that names packages. */
export interface App {
  /** Relative to the root; empty for the root itself. */
  readonly folder: string;
  readonly entries: readonly Entry[];
}

/** What each app of a project has of the products of the catalog: what it carries, and what it touches. Sorted by folder and name. */
export function inventoryOf(usages: readonly JudgedUsage[], manifests: readonly Manifest[], products: Readonly<Record<string, Product>>): readonly App[] {
  const appOf = appFinder(manifests);
  const byPackage = productsByPackage(products);
  const drafts = new Map<string, Map<string, Draft>>();
  const draftAt = (folder: string, product: string) => {
    const app: Map<string, Draft> = drafts.get(folder) ?? new Map();
    drafts.set(folder, app);
    const draft: Draft = app.get(product) ?? { packages: [], usages: [] };
    app.set(product, draft);
    return draft;
  };
  const all = manifests.filter(({ file }) => !ASIDE.test(file)).flatMap(({ dependencies }) => dependencies);
  const asked = new Set(all.filter(({ direct }) => direct).map(({ purl }) => bare(purl)));
  for (const dependency of all) {
    // What a lock file says of a package that is asked for elsewhere is its version, no more.
    if (isLocked(dependency) && asked.has(bare(dependency.purl))) continue;
    for (const product of byPackage.get(bare(dependency.purl)) ?? []) draftAt(appOf(dependency.span.file), product).packages.push(dependency);
  }
  for (const usage of usages) draftAt(appOf(usage.span.file), usage.product).usages.push(usage);
  for (const app of drafts.values()) lend(app);
  const locked = all.filter(isLocked);
  return [...drafts]
    .map(
      ([folder, entries]): App => ({
        folder,
        entries: [...entries].flatMap(([id, draft]) => entryOf(products[id], draft, locked)).sort((a, b) => order(a.product.name, b.product.name)),
      }),
    )
    .filter(({ entries }) => entries.length > 0)
    .sort((a, b) => order(a.folder, b.folder));
}

interface Draft {
  packages: Dependency[];
  readonly usages: JudgedUsage[];
}

/** A package of one product by which another is reached, as an SDK with an address of its own, counts where it is used. */
function lend(app: Map<string, Draft>): void {
  for (const [id, draft] of app) {
    if (draft.usages.some(isTouching)) continue;
    for (const dependency of draft.packages) {
      const user = [...app].find(([other, { usages }]) => other !== id && usages.some((usage) => isTouching(usage) && packageOf(usage) === dependency.name));
      if (user === undefined) continue;
      user[1].packages.push(dependency);
      draft.packages = draft.packages.filter((one) => one !== dependency);
    }
    if (draft.packages.length === 0) app.delete(id);
  }
}

const isTouching = ({ touch, transmits }: JudgedUsage): boolean => transmits || touch !== 'dependency';

function packageOf({ callee }: JudgedUsage): string | undefined {
  return /^npm:((?:@[^/#]+\/)?[^/#]+)/.exec(callee ?? '')?.[1];
}

/** How open the most open place is at which something leaves; undefined where nothing does. */
export function standingOf({ usages }: Entry): JudgedUsage['verdict']['kind'] | undefined {
  const kinds = usages.filter(({ transmits, verdict }) => transmits && verdict.kind !== 'none').map(({ verdict }) => verdict.kind);
  return OPEN_FIRST.find((kind) => kinds.includes(kind));
}

const OPEN_FIRST = ['ungated', 'defective', 'unknown', 'withheld', 'gated'] as const;
const ASIDE = /(?:^|\/)(?:__tests__|__mocks__|__fixtures__|tests?|e2e|node_modules|Pods)\//;

function entryOf(product: Product | undefined, draft: Draft, locked: readonly Dependency[]): readonly Entry[] {
  if (product === undefined) return [];
  const touching = draft.usages.filter(isTouching);
  // Of a product that is only carried the report tells who would receive.
  const telling = touching.length > 0 ? touching : draft.usages;
  const recipients = new Map(telling.flatMap((usage) => usage.recipients).map((one) => [`${one.entity}|${one.countries.join()}`, one]));
  return [
    {
      product: { id: product.id, name: product.name, vendor: product.vendor, category: product.category },
      packages: distinct(draft.packages).map((dependency) => carriedAs(dependency, locked)),
      usages: touching,
      recipients: [...recipients.values()],
      data: [...new Set(telling.flatMap(({ data }) => data.map(({ category }) => category)))],
    },
  ];
}

function carriedAs(dependency: Dependency, locked: readonly Dependency[]): Carried {
  const fixed = isLocked(dependency) ? undefined : locked.find(({ purl }) => bare(purl) === bare(dependency.purl));
  const { purl } = fixed ?? dependency;
  const version = versionOf(purl);
  const { name, direct, scope, span } = dependency;
  return { purl, name, ...(version === undefined ? {} : { version }), direct, scope, span };
}

/** One line of each manifest for a package. */
function distinct(dependencies: readonly Dependency[]): readonly Dependency[] {
  return [...new Map(dependencies.map((one) => [`${one.span.file}|${bare(one.purl)}`, one])).values()];
}

/** Finds the folder that a file's app begins at: the next above it that names packages, those of native parts apart. */
function appFinder(manifests: readonly Manifest[]): (file: string) => string {
  const naming = new Set(manifests.filter(({ dependencies, name }) => dependencies.length > 0 || name !== undefined).map(({ file }) => ownFolder(file)));
  return (file) => {
    for (let at = ownFolder(file); ; at = at.includes('/') ? at.slice(0, at.lastIndexOf('/')) : '') if (at === '' || naming.has(at)) return at;
  };
}

function ownFolder(file: string): string {
  const path = file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '';
  return path.replace(/(?:^|\/)(?:android|ios|platforms|src\/main)(?:\/.*)?$/, '');
}

function productsByPackage(products: Readonly<Record<string, Product>>): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>();
  for (const product of Object.values(products)) for (const purl of product.packages) index.set(bare(purl), [...(index.get(bare(purl)) ?? []), product.id]);
  return index;
}

/** A package URL without version, spelt in one way: a part of a package (`#Analytics`) stands behind a slash. */
function bare(purl: string): string {
  const [, path = '', part] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/.exec(purl.replace('%40', '@')) ?? [];
  const name = path.replace(/(?<=[^/])@[^/]*$/, '');
  return (part === undefined ? name : `${name}/${part}`).toLowerCase();
}

function versionOf(purl: string): string | undefined {
  const version = /(?<=[^/])@([^?#/]+)/.exec(purl)?.[1];
  return version === undefined ? undefined : decodeURIComponent(version);
}

function isLocked({ span }: Dependency): boolean {
  return /lock|shrinkwrap|\.resolved$/i.test(span.file.slice(span.file.lastIndexOf('/') + 1));
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
