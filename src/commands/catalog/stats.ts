import { loadProofCount, type ProofCount } from '../../catalogs/proof.js';
import { type Dossier, kindOf, SOURCE_KINDS } from '../../catalogs/sdk-dossiers.js';
import type { Product, SdkCatalog } from '../../model/sdk.js';
import { CLEAN, type Command, cannot } from '../command.js';
import { openLibrary } from './open.js';
import { OUTPUT, type Page, pageOf, print, table } from './print.js';

/** Entries that nobody compared with their sources for so many days are listed. */
const OLD_AFTER_DAYS = 180;
const DAY = 86_400_000;

/** How much the catalog covers, how deep, and what it rests on. */
export interface Stats {
  readonly vendors: number;
  readonly products: number;
  readonly hosts: number;
  readonly packages: number;
  /** Packages by ecosystem, most first. */
  readonly byEcosystem: Readonly<Record<string, number>>;
  readonly paths: number;
  /** An init, a send and an example: code that starts it and sends with it is recognised. */
  readonly startAndSend: number;
  /** A switch with what still leaves, or none, verified. */
  readonly withSwitch: number;
  /** More than one receiver or place, told apart by option, host or region. */
  readonly withRoutes: number;
  /** Entries that name packages or hosts and no way of use: receivers are known by address alone. */
  readonly thin: readonly string[];
  readonly facts: number;
  readonly byKind: Readonly<Record<string, number>>;
  readonly memoryPercent: number;
  readonly withoutSource: number;
  /** Access paths of npm packages that the packages themselves declare; absent where nobody compared them. */
  readonly proof?: ProofCount;
  /** Vendors whose entries were not compared with their sources for long. */
  readonly old: readonly string[];
  /** The day on which the one was checked that was not for longest. */
  readonly oldest: string;
}

/** `xborder-lint catalog stats`. */
export const catalogStats: Command = {
  name: 'catalog stats',
  summary: 'Counts what the catalog covers, how deep it goes, and what its facts rest on.',
  args: [],
  options: OUTPUT,
  run: (_, flags, terminal) => {
    const library = openLibrary(flags);
    if (library.kind === 'cannot') return cannot(library.why, terminal);
    const { sdk, consent } = library.value.catalogs;
    const stats = statsOf(sdk, [...library.value.dossiers().values()], new Date(), loadProofCount(sdk, consent));
    print(stats, linesOf(stats, pageOf(flags, terminal)), flags, terminal);
    return CLEAN;
  },
};

export function statsOf(sdk: SdkCatalog, dossiers: readonly Dossier[], today: Date, proof?: ProofCount): Stats {
  const products = Object.values(sdk.products);
  const shown = new Set(dossiers.filter(({ examples }) => examples.length > 0).map(({ product }) => product));
  const facts = dossiers.flatMap((dossier) => dossier.facts);
  const byKind = Object.fromEntries(
    SOURCE_KINDS.map((kind) => [kind, facts.filter((fact) => kindOf(fact) === kind).length]).filter(([, count]) => count !== 0),
  );
  const packages = [...new Set(products.flatMap((product) => product.packages))];
  return {
    vendors: sdk.vendors.length,
    products: products.length,
    hosts: sdk.hosts.length,
    packages: packages.length,
    byEcosystem: byEcosystem(packages),
    paths: products.reduce((sum, { touches }) => sum + touches.length, 0),
    startAndSend: products.filter((product) => startsAndSends(product) && shown.has(product.id)).length,
    withSwitch: products.filter(({ switches, noSwitch }) => switches.length > 0 || noSwitch === true).length,
    withRoutes: products.filter((product) => hasRoutes(product, sdk)).length,
    thin: products.filter(({ touches }) => touches.length === 0).map(({ id }) => id),
    facts: facts.length,
    byKind,
    memoryPercent: facts.length === 0 ? 0 : Math.round((1000 * (byKind.memory ?? 0)) / facts.length) / 10,
    withoutSource: facts.filter(({ sources }) => sources.length === 0).length,
    ...(proof === undefined ? {} : { proof }),
    old: sdk.vendors.filter(({ checked }) => (today.getTime() - Date.parse(checked)) / DAY > OLD_AFTER_DAYS).map(({ id }) => id),
    oldest: sdk.vendors.map(({ checked }) => checked).sort()[0] ?? '',
  };
}

function byEcosystem(packages: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const purl of packages) {
    const type = /^pkg:([^/]+)/.exec(purl)?.[1] ?? '';
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)));
}

function startsAndSends({ touches }: Product): boolean {
  const has = (roles: readonly string[]) => touches.some(({ role }) => roles.includes(role));
  return has(['init', 'start', 'load', 'script-tag']) && has(['send', 'identify', 'component', 'embed']);
}

function hasRoutes(product: Product, sdk: SdkCatalog): boolean {
  const { endpoint } = product;
  const receiving = sdk.hosts.filter((host) => host.product === product.id && host.serves !== 'script');
  const places = new Set(
    receiving.map(({ host, entity, places: at }) => `${entity} ${host.includes('{region}') ? host : at.map(({ country }) => country).join()}`),
  );
  const isByRegion = endpoint.region !== undefined || receiving.some(({ regions }) => regions !== undefined);
  return isByRegion || endpoint.values.length > 0 || places.size > 1;
}

function linesOf(stats: Stats, page: Page): readonly string[] {
  const { paint } = page;
  const { thin, old } = stats;
  const section = (title: string, about: string, rows: readonly (readonly string[])[]) => [
    '',
    `${paint('bold', title)}${paint('dim', about)}`,
    ...table(rows, page),
  ];
  const ecosystems = Object.entries(stats.byEcosystem).map(([type, count]) => `${type} ${count}`);
  const of = (count: number) => share(count, stats.products);
  return [
    ...section('What is covered', '', [
      [number(stats.vendors), 'vendors'],
      [number(stats.products), 'products'],
      [number(stats.hosts), 'hosts'],
      [number(stats.packages), `packages: ${ecosystems.join(', ')}`],
      [number(stats.paths), 'access paths'],
    ]).slice(1),
    ...section('How deep', `, of ${stats.products} products`, [
      [number(stats.startAndSend), of(stats.startAndSend), 'with start, send and an example'],
      [number(stats.withSwitch), of(stats.withSwitch), 'with a switch and what still leaves, or none, verified'],
      [number(stats.withRoutes), of(stats.withRoutes), 'with receivers told apart by option, host or region'],
      [number(thin.length), of(thin.length), 'known by hosts or packages alone, with no way of use'],
    ]),
    ...section('What the facts rest on', `: ${stats.facts} hosts, calls and switches, each by its best source`, [
      ...Object.entries(stats.byKind).map(([kind, count]) => [number(count), share(count, stats.facts), RESTS_ON[kind] ?? kind]),
      [number(stats.withoutSource), share(stats.withoutSource, stats.facts), 'without a source'],
    ]),
    ...proofLines(stats, section),
    ...section(`Not checked for ${OLD_AFTER_DAYS} days`, '', [
      [number(old.length), share(old.length, stats.vendors), `vendors${stats.oldest === '' ? '' : `; the longest ago on ${stats.oldest}`}`],
    ]),
    ...(old.length > 0 ? table([[old.join(', ')]], page) : []),
    ...(thin.length > 0 ? ['', paint('bold', 'Known by hosts or packages alone'), ...table([[thin.join(', ')]], page)] : []),
  ];
}

function proofLines({ proof }: Stats, section: (title: string, about: string, rows: readonly (readonly string[])[]) => readonly string[]): readonly string[] {
  if (proof === undefined) return [];
  const row = (count: number, what: string) => [number(count), share(count, proof.paths), what];
  const rest = proof.paths - proof.declared - proof.named - proof.elsewhere - proof.absent;
  return section('What the npm packages say', `: ${proof.paths} access paths, last compared on ${proof.checked}`, [
    row(proof.declared, 'declared by their types or source, now or in an older release'),
    row(proof.named, 'by name in their code'),
    row(proof.elsewhere, 'read elsewhere, at an address that the entry gives'),
    row(Math.max(0, rest), 'none of these: remembered, or not compared yet'),
    row(proof.absent, 'absent from the package'),
  ]);
}

/** Kinds of sources in words. */
const RESTS_ON: Readonly<Record<string, string>> = {
  'vendor-docs': "the vendor's documentation",
  'vendor-legal': "the vendor's contracts and notices",
  regulator: 'a regulator',
  'vendor-quoted': "the vendor's words, quoted elsewhere",
  'vendor-source': "the vendor's published code",
  registry: 'a package registry',
  press: 'the press',
  'third-party': 'third parties',
  memory: 'memory, not looked up; never makes an error',
};

const number = (count: number): string => String(count).padStart(5);

function share(count: number, all: number): string {
  return `${((100 * count) / Math.max(1, all)).toFixed(1)} %`.padStart(7);
}
