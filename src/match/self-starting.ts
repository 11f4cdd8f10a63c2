import { createHash } from 'node:crypto';
import type { Declaration, Dependency, Manifest } from '../model/manifest.js';
import type { Evidence, Span } from '../model/place.js';
import type { Product, SdkCatalog, SelfStart, StartCause, StartSwitch, Switch } from '../model/sdk.js';
import type { Sighting } from '../model/sighting.js';
import type { Recipient } from '../model/usage.js';
import { folderOf, isIn } from './folders.js';

/** Who receives what a product sends: at the address that a setting holds, or where the product sends by default. */
export type ReceiverOf = (product: Product, packageName: string | undefined, address: string | undefined) => readonly Recipient[];

/**
 * Products that start without a call: a sighting for each at the line of the manifest that makes it start, with the settings
 * that hold it back. Sends of the code in the same app come back tied to their start, so that both are one matter.
 */
export function selfStarting(manifests: readonly Manifest[], catalog: SdkCatalog, sightings: readonly Sighting[], receiverOf: ReceiverOf): Sighting[] {
  const shipped = manifests.filter((manifest) => !isAside(manifest.file));
  const folders = foldersOf(shipped);
  const settings = shipped.flatMap((manifest) => manifest.declarations.map((declaration) => ({ manifest, declaration })));
  const dependencies = shipped.flatMap((manifest) => manifest.dependencies.filter(isShipped).map((dependency) => ({ manifest, dependency })));
  const project: Project = { settings: byKey(settings), packages: byPurl(dependencies), folders };
  const apps = [...new Set(folders.values())].sort();
  const started = (catalog.selfStarts ?? []).flatMap((start) => {
    const product = catalog.products[start.product];
    return product === undefined ? [] : apps.flatMap((folder) => startsIn(project, folder, start, product, receiverOf));
  });
  return [...sightings.map((sighting) => tied(sighting, started)), ...distinct(started).map(({ sighting }) => sighting)];
}

interface Setting {
  readonly manifest: Manifest;
  readonly declaration: Declaration;
}

interface Project {
  readonly settings: ReadonlyMap<string, readonly Setting[]>;
  readonly packages: ReadonlyMap<string, readonly { readonly manifest: Manifest; readonly dependency: Dependency }[]>;
  /** Folder of the app that a manifest belongs to. */
  readonly folders: ReadonlyMap<string, string>;
}

interface Started {
  readonly start: SelfStart;
  readonly folder: string;
  readonly instance: string;
  readonly sighting: Sighting;
}

type Platform = 'Android' | 'iOS';
const BOTH: readonly Platform[] = ['Android', 'iOS'];

/** What a manifest of a test or an example holds, nobody ships. */
function isAside(file: string): boolean {
  return /(?:^|\/)(?:__tests__|__mocks__|__fixtures__|tests?|e2e|node_modules|Pods)\//.test(file);
}

/** Packages that only build or test are not in the app; what another package brings is, except from npm, where apps link what they name. */
function isShipped(dependency: Dependency): boolean {
  if (dependency.scope !== 'production') return false;
  return dependency.direct || !dependency.purl.startsWith('pkg:npm/');
}

/** Where each manifest's app begins: at the next folder above that names packages, else above `android/`, `ios/` and `src/main/`. */
function foldersOf(manifests: readonly Manifest[]): ReadonlyMap<string, string> {
  const naming = new Set(manifests.filter((manifest) => manifest.dependencies.length > 0 || manifest.name !== undefined).map(({ file }) => ownFolder(file)));
  const above = (folder: string): string | undefined => {
    for (let at = folder; ; at = at.includes('/') ? at.slice(0, at.lastIndexOf('/')) : '') {
      if (naming.has(at)) return at;
      if (at === '') return undefined;
    }
  };
  return new Map(manifests.map(({ file }) => [file, above(ownFolder(file)) ?? ownFolder(file)]));
}

function ownFolder(file: string): string {
  const path = folderOf(file);
  const native = /(?:^|\/)(?:android|ios|platforms|src\/main)(?:\/|$)/.exec(path);
  return native === null ? path : path.slice(0, native.index);
}

function byKey(found: readonly Setting[]): Project['settings'] {
  const settings = new Map<string, Setting[]>();
  for (const one of found) {
    const same = settings.get(one.declaration.key);
    if (same) same.push(one);
    else settings.set(one.declaration.key, [one]);
  }
  return settings;
}

function byPurl(found: readonly { readonly manifest: Manifest; readonly dependency: Dependency }[]): Project['packages'] {
  const packages = new Map<string, { manifest: Manifest; dependency: Dependency }[]>();
  for (const one of found) {
    const key = bare(one.dependency.purl);
    packages.set(key, [...(packages.get(key) ?? []), one]);
  }
  return packages;
}

/** A package URL without version, spelt in one way: a part of a package (`#Analytics`) stands behind a slash. */
function bare(purl: string): string {
  const [, path = '', part] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/.exec(purl) ?? [];
  const [name = ''] = path.split(/(?<=[^/])@/);
  return (part === undefined ? name : `${name}/${part}`).replace('/%40', '/@').toLowerCase();
}

/** A place that makes a product start. */
interface Cause {
  readonly platforms: readonly Platform[];
  readonly touch: 'dependency' | 'declaration';
  readonly span: Span;
  readonly note: string;
  readonly packageName?: string;
  readonly address?: string;
  /** The environment of a server, or of a build. */
  readonly isEnv: boolean;
  /** The lower, the nearer to the start. */
  readonly rank: number;
}

function startsIn(project: Project, folder: string, start: SelfStart, product: Product, receiverOf: ReceiverOf): readonly Started[] {
  const here = (file: string) => (project.folders.get(file) ?? '') === folder;
  if (
    start.needs.length > 0 &&
    !start.needs.some((purl) => (project.packages.get(bare(purl)) ?? []).some(({ manifest }) => reaches(project, manifest.file, folder)))
  )
    return [];
  const causes = start.when.flatMap((cause) => causesOf(project, cause, here)).sort((a, b) => a.rank - b.rank || (a.span.file < b.span.file ? -1 : 1));
  if (causes.length === 0) return [];
  const present = platformsIn(project, folder);
  const chosen = new Map<Cause, Platform[]>();
  for (const platform of present) {
    const cause = causes.find((one) => one.platforms.includes(platform));
    if (cause !== undefined) chosen.set(cause, [...(chosen.get(cause) ?? []), platform]);
  }
  return [...chosen].map(([cause, platforms]) => startedBy(project, folder, start, product, cause, platforms, receiverOf));
}

/** A package of a workspace's root counts for the apps below it. */
function reaches(project: Project, file: string, folder: string): boolean {
  return isIn(folder, project.folders.get(file) ?? '') || isIn(project.folders.get(file) ?? '', folder);
}

function causesOf(project: Project, cause: StartCause, here: (file: string) => boolean): readonly Cause[] {
  if (cause.kind === 'package') {
    const found = (project.packages.get(bare(cause.purl)) ?? []).filter(({ manifest }) => here(manifest.file));
    return found.map(({ manifest, dependency }) => ({
      platforms: platformsOfPackage(cause.purl),
      touch: 'dependency',
      span: dependency.span,
      note: `${dependency.name} starts by itself when the app does`,
      isEnv: false,
      ...(cause.purl.startsWith('pkg:npm/') ? { packageName: dependency.name } : {}),
      rank: 10 + (cause.purl.startsWith('pkg:npm/') ? 0 : 1) + (dependency.direct ? 0 : 2) + (/lock/i.test(manifest.format) ? 4 : 0),
    }));
  }
  return settingsFor(project, cause.in, cause.key)
    .filter(({ manifest, declaration }) => here(manifest.file) && declaration.value !== 'removed')
    .filter(({ declaration }) => (cause.equals === undefined ? declaration.value !== '' || !cause.address : same(declaration.value, cause.equals)))
    .map(({ declaration }) => ({
      platforms: platformsOfFormat(cause.in),
      touch: 'declaration',
      span: declaration.span,
      note: `${shortly(declaration.key)} makes it start when the app does`,
      isEnv: cause.in === 'env',
      ...(cause.address ? { address: resolved(project, declaration, here) } : {}),
      rank: 0,
    }));
}

/** `@string/name` stands for a text of the app's resources. */
function resolved(project: Project, declaration: Declaration, here: (file: string) => boolean): string {
  const name = /^@string\/(.+)$/.exec(declaration.value)?.[1];
  const held =
    name === undefined ? undefined : (project.settings.get(name) ?? []).find(({ manifest }) => manifest.format === 'strings.xml' && here(manifest.file));
  return held?.declaration.value ?? declaration.value;
}

/** Settings of a key; those that a configuration of Expo hands on to Info.plist count as its own. */
function settingsFor(project: Project, format: string, key: string): readonly Setting[] {
  const holds = (manifest: Manifest, declaration: Declaration) => {
    if (format === 'env') return declaration.kind === 'env' && declaration.key === key;
    if (manifest.format === format) return declaration.key === key;
    return format === 'Info.plist' && manifest.format === 'app.json' && declaration.key === `ios.infoPlist.${key}`;
  };
  const found = [...(project.settings.get(key) ?? []), ...(project.settings.get(`ios.infoPlist.${key}`) ?? [])];
  return found.filter(({ manifest, declaration }) => holds(manifest, declaration));
}

function platformsOfFormat(format: string): readonly Platform[] {
  if (/^(?:AndroidManifest\.xml|strings\.xml|google-services\.json|agconnect-services\.json)$/.test(format)) return ['Android'];
  return /Info\.plist$/.test(format) ? ['iOS'] : BOTH;
}

/** Holds for manifests of apps for phones: what configures a site or a server knows no platforms. */
function isNative(format: string): boolean {
  return !/[.-]config$|^\.env$/.test(format);
}

function platformsOfPackage(purl: string): readonly Platform[] {
  if (purl.startsWith('pkg:maven/')) return ['Android'];
  return /^pkg:(?:cocoapods|swift|carthage)\//.test(purl) ? ['iOS'] : BOTH;
}

/** The platforms that an app has folders for; both where it has none yet. */
function platformsIn(project: Project, folder: string): readonly Platform[] {
  const files = [...project.folders].filter(([, own]) => own === folder).map(([file]) => file);
  const has = (pattern: RegExp) => files.some((file) => pattern.test(file));
  const found = [
    ...(has(/AndroidManifest\.xml$|(?:^|\/)(?:android|app)\/.*\.gradle(?:\.kts)?$/) ? (['Android'] as const) : []),
    ...(has(/(?:^|\/)ios\/|Info\.plist$|(?:^|\/)Podfile(?:\.lock)?$/) ? (['iOS'] as const) : []),
  ];
  return found.length > 0 ? found : BOTH;
}

function startedBy(
  project: Project,
  folder: string,
  start: SelfStart,
  product: Product,
  cause: Cause,
  platforms: readonly Platform[],
  receiverOf: ReceiverOf,
): Started {
  const held = platforms.map((platform) => ({ platform, by: switchOn(project, folder, start, platform) }));
  const switches = held.flatMap(({ platform, by }) =>
    by === undefined
      ? []
      : [
          {
            span: by.declaration.span,
            note: `${shortly(by.declaration.key)} holds it back${isNative(by.manifest.format) ? ` on ${platform}` : ''}`,
            residue: by.entry.residue,
            entry: by.entry,
          },
        ],
  );
  const open = held.filter(({ by }) => by === undefined).map(({ platform }) => platform);
  const residue = worst(switches.map((one) => one.residue));
  const instance = `${product.id}@${folder}`;
  const [first] = switches;
  const evidence: Evidence = { span: cause.span, note: cause.note };
  const sighting: Sighting = {
    id: createHash('sha256').update([cause.span.file, product.id, cause.touch, cause.note].join('|')).digest('hex').slice(0, 12),
    product: product.id,
    productName: product.name,
    vendor: product.vendor,
    category: product.category,
    touch: cause.touch,
    transmits: true,
    span: cause.span,
    recipients: receiverOf(product, cause.packageName, cause.address),
    data: sent(start, product),
    runsOn: product.runsOn.length === 1 ? (product.runsOn[0] ?? 'unknown') : cause.isEnv ? 'unknown' : 'client',
    openEnded: product.openEnded,
    points: [],
    instance,
    startCoversSend: true,
    start: { folder, cause: evidence, switches: distinctSwitches(switches), open, residue },
    ...(open.length === 0 && first !== undefined
      ? { held: { switch: asSwitch(product, start, first.entry), residue, span: first.span, conditional: false } }
      : {}),
  };
  return { start, folder, instance, sighting };
}

function switchOn(project: Project, folder: string, start: SelfStart, platform: Platform): (Setting & { readonly entry: StartSwitch }) | undefined {
  for (const entry of start.unless) {
    if (!platformsOfFormat(entry.in).includes(platform)) continue;
    const found = settingsFor(project, entry.in, entry.key).find(
      ({ manifest, declaration }) => same(declaration.value, entry.equals) && isIn(project.folders.get(manifest.file) ?? '', folder),
    );
    if (found !== undefined) return { ...found, entry };
  }
  return undefined;
}

function sent(start: SelfStart, product: Product): Sighting['data'] {
  const categories = start.sends.length > 0 ? start.sends : product.data.filter(({ how }) => how === 'auto').map(({ category }) => category);
  return categories.map((category) => ({ category, how: 'auto', because: [] }));
}

function asSwitch(product: Product, start: SelfStart, { key, equals, residue }: StartSwitch): Switch {
  return { product: product.id, option: key, equals, release: start.release, residue };
}

const RESIDUES: readonly Switch['residue'][] = ['none', 'handshake', 'pings', 'all'];

function worst(residues: readonly Switch['residue'][]): Switch['residue'] {
  return residues.reduce((a, b) => (RESIDUES.indexOf(a) >= RESIDUES.indexOf(b) ? a : b), 'none');
}

/** One setting that holds on two platforms is told once. */
function distinctSwitches(switches: readonly Evidence[]): readonly Evidence[] {
  const bySpan = new Map<string, Evidence>();
  for (const { span, note } of switches) {
    const key = `${span.file}:${span.start}`;
    const known = bySpan.get(key);
    bySpan.set(key, { span, note: known === undefined ? note : known.note.replace(/ on \w+$/, '') });
  }
  return [...bySpan.values()];
}

/** A place that starts one product for two reasons is one start. */
function distinct(started: readonly Started[]): readonly Started[] {
  const open = (one: Started) => (one.sighting.start?.open.length ?? 0) > 0;
  const byPlace = new Map<string, Started>();
  for (const one of started) {
    const key = `${one.sighting.product} ${one.sighting.span.file}:${one.sighting.span.start}`;
    const known = byPlace.get(key);
    if (known === undefined || (open(one) && !open(known))) byPlace.set(key, one);
  }
  return [...byPlace.values()];
}

/** A send through the package that starts by itself goes by that start. */
function tied(sighting: Sighting, started: readonly Started[]): Sighting {
  const own = /^npm:((?:@[^/#]+\/)?[^/#]+)/.exec(sighting.callee ?? '')?.[1];
  if (own === undefined) return sighting;
  const start = started.find(
    (one) =>
      one.sighting.product === sighting.product &&
      isIn(sighting.span.file, one.folder) &&
      one.start.when.some((cause) => cause.kind === 'package' && bare(cause.purl) === `pkg:npm/${own}`.toLowerCase()),
  );
  return start === undefined ? sighting : { ...sighting, instance: start.instance, startCoversSend: true };
}

/** Yes and no are spelt in several ways. */
function same(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

function plain(value: string): string {
  const low = value.trim().toLowerCase();
  if (low === 'no' || low === '0') return 'false';
  return low === 'yes' || low === '1' ? 'true' : low;
}

function shortly(key: string): string {
  if (key.startsWith('plugin:')) return shortly(`the plugin ${key.slice('plugin:'.length)}`);
  return key.length > 80 ? `${key.slice(0, 80)}…` : key;
}
