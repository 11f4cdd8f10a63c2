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
  readonly paths: number;
  /** An init, a send and an example: code that starts it and sends with it is recognised. */
  readonly startAndSend: number;
  /** A switch with what still leaves, or none, verified. */
  readonly withSwitch: number;
  /** More than one receiver or place, told apart by option, host or region. */
  readonly withRoutes: number;
  /** Entries that name packages or hosts and no way of use. */
  readonly thin: readonly string[];
  readonly facts: number;
  readonly byKind: Readonly<Record<string, number>>;
  readonly memoryPercent: number;
  readonly withoutSource: number;
  /** Vendors whose entries were not compared with their sources for long. */
  readonly old: readonly string[];
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
    const stats = statsOf(library.value.catalogs.sdk, [...library.value.dossiers().values()], new Date());
    print(stats, linesOf(stats, pageOf(flags, terminal)), flags, terminal);
    return CLEAN;
  },
};

export function statsOf(sdk: SdkCatalog, dossiers: readonly Dossier[], today: Date): Stats {
  const products = Object.values(sdk.products);
  const shown = new Set(dossiers.filter(({ examples }) => examples.length > 0).map(({ product }) => product));
  const facts = dossiers.flatMap((dossier) => dossier.facts);
  const byKind = Object.fromEntries(
    SOURCE_KINDS.map((kind) => [kind, facts.filter((fact) => kindOf(fact) === kind).length]).filter(([, count]) => count !== 0),
  );
  return {
    vendors: sdk.vendors.length,
    products: products.length,
    hosts: sdk.hosts.length,
    paths: products.reduce((sum, { touches }) => sum + touches.length, 0),
    startAndSend: products.filter((product) => startsAndSends(product) && shown.has(product.id)).length,
    withSwitch: products.filter(({ switches, noSwitch }) => switches.length > 0 || noSwitch === true).length,
    withRoutes: products.filter((product) => hasRoutes(product, sdk)).length,
    thin: products.filter(({ touches }) => touches.length === 0).map(({ id }) => id),
    facts: facts.length,
    byKind,
    memoryPercent: facts.length === 0 ? 0 : Math.round((1000 * (byKind.memory ?? 0)) / facts.length) / 10,
    withoutSource: facts.filter(({ sources }) => sources.length === 0).length,
    old: sdk.vendors.filter(({ checked }) => (today.getTime() - Date.parse(checked)) / DAY > OLD_AFTER_DAYS).map(({ id }) => id),
  };
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
  const number = (count: number) => String(count).padStart(5);
  const of = (count: number) => `${paint('dim', `of ${stats.products}`)}  ${Math.round((100 * count) / Math.max(1, stats.products))} %`;
  return [
    paint('bold', 'What is covered'),
    ...table(
      [
        [number(stats.vendors), 'vendors'],
        [number(stats.products), 'products'],
        [number(stats.hosts), 'hosts'],
        [number(stats.paths), 'access paths'],
      ],
      page,
    ),
    '',
    paint('bold', 'How deep'),
    ...table(
      [
        [number(stats.startAndSend), 'products with start, send and an example', of(stats.startAndSend)],
        [number(stats.withSwitch), 'with a switch and what still leaves, or none, verified', of(stats.withSwitch)],
        [number(stats.withRoutes), 'with receivers told apart by option, host or region', of(stats.withRoutes)],
        [number(stats.thin.length), 'that only name a package or host', of(stats.thin.length)],
      ],
      page,
    ),
    '',
    paint('bold', 'What the facts rest on'),
    ...table(
      [
        ...Object.entries(stats.byKind).map(([kind, count]) => [number(count), kind, `${Math.round((1000 * count) / Math.max(1, stats.facts)) / 10} %`]),
        [number(stats.withoutSource), 'without a source', ''],
      ],
      page,
    ),
    ...(stats.thin.length > 0 ? ['', ...table([[paint('bold', 'Only named:'), stats.thin.join(', ')]], page, 0)] : []),
    ...(stats.old.length > 0 ? ['', ...table([[paint('bold', `Not checked for ${OLD_AFTER_DAYS} days:`), stats.old.join(', ')]], page, 0)] : []),
  ];
}
