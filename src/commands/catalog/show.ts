import { nearest } from '../../catalogs/nearest.js';
import { type Dossier, kindOf } from '../../catalogs/sdk-dossiers.js';
import type { ConsentCatalog, ConsentPlatform, ThreeValues } from '../../model/consent.js';
import type { Product, SdkCatalog, Switch } from '../../model/sdk.js';
import { plain } from '../../reporters/terminal.js';
import { CLEAN, type Command, cannot } from '../command.js';
import { openLibrary } from './open.js';
import { OUTPUT, type Page, pageOf, placesText, print, table } from './print.js';

const MOST_ROWS = 14;

/** `xborder-lint catalog show ID`: all that the catalog says of a product, or of a platform that asks for consent. */
export const catalogShow: Command = {
  name: 'catalog show',
  summary: 'Shows all that the catalog says of a product: who receives what, where, how code touches it, what holds it back, and the sources.',
  args: [{ form: '<id>', text: 'id of a product, as catalog search lists it, or of a consent platform' }],
  options: OUTPUT,
  run: ([id], flags, terminal) => {
    const library = openLibrary(flags);
    if (library.kind === 'cannot') return cannot(library.why, terminal);
    const { sdk, consent } = library.value.catalogs;
    const product = sdk.products[String(id)];
    const platform = consent.platforms.find((one) => one.id === id);
    if (product === undefined && platform !== undefined) {
      const reads = consent.reads.filter(({ api }) => api === platform.id);
      print({ ...platform, reads }, linesOfPlatform(platform, reads, pageOf(flags, terminal)), flags, terminal);
      return CLEAN;
    }
    if (product === undefined) {
      const meant = nearest(String(id), [...Object.keys(sdk.products), ...consent.platforms.map((one) => one.id)]);
      return cannot(`no product has the id "${id}"${meant === undefined ? '; catalog search finds one' : ` (did you mean ${meant}?)`}`, terminal);
    }
    const dossier = library.value.dossiers([product.id]).get(product.id);
    const hosts = sdk.hosts.filter((host) => host.product === product.id);
    print({ ...product, hosts, entities: entitiesOf(product, sdk), dossier }, linesOf(product, sdk, dossier, pageOf(flags, terminal)), flags, terminal);
    return CLEAN;
  },
};

function linesOf(product: Product, sdk: SdkCatalog, dossier: Dossier | undefined, page: Page): readonly string[] {
  const { paint } = page;
  const hosts = sdk.hosts.filter((host) => host.product === product.id);
  const vendor = sdk.vendors.find(({ id }) => id === product.vendor);
  const section = (title: string, rows: readonly (readonly string[])[]) =>
    rows.length === 0 ? [] : ['', paint('bold', title), ...table(capped(rows, page), page)];
  const data = (how: string) =>
    product.data
      .filter((datum) => datum.how === how)
      .map(({ category }) => category)
      .join(', ') || 'nothing that is known';
  return [
    `${paint('bold', plain(product.name))}  ${paint('dim', product.id)} · ${product.category} · ${product.runsOn.join(' and ')}`,
    ...table(
      [
        [
          'receives',
          entitiesOf(product, sdk)
            .map(({ name, country }) => `${plain(name)} (seat ${country})`)
            .join(', '),
        ],
        ['by itself', data('auto')],
        ['from calls', data('argument')],
        ['checked', `${vendor?.checked ?? 'never'}${dossier === undefined ? '' : ` · ${dossier.file}:${dossier.line}`}`],
        ...(product.openEnded ? [['note', 'further receivers are set outside the code']] : []),
        ...(product.trains === true ? [['note', 'the vendor may train on it by default']] : []),
      ],
      page,
    ),
    ...section(
      'Hosts',
      hosts.map((host) => [plain(host.host), `${host.serves === 'script' ? 'serves code; ' : ''}${placesText(host.places, page)}`]),
    ),
    ...section(
      'Packages',
      product.packages.map((purl) => [plain(decodeURIComponent(purl))]),
    ),
    ...section(
      'Touches',
      product.touches.map(({ role, path, transmits }) => [role, `${plain(path)}${transmits ? '' : paint('dim', ' (nothing leaves there)')}`]),
    ),
    ...section(
      'Switches',
      product.switches.map((one) => [switchText(one), `still leaves: ${one.residue}`]),
    ),
    ...(product.switches.length === 0 && product.noSwitch === true ? ['', `${paint('bold', 'Switches')}  none, verified`] : []),
    ...section('Sources', sourceRows(dossier)),
  ];
}

function linesOfPlatform({ id, name, checked, regions }: ConsentPlatform, reads: ConsentCatalog['reads'], page: Page): readonly string[] {
  const { paint } = page;
  const inKorea = regions === undefined ? 'not known' : `${ASKED[regions.korea]}: ${plain(regions.because)}${regions.lookedUp ? '' : ' (not looked up)'}`;
  const rows = reads.map(({ path, values }) => [plain(path), valuesText(values)]);
  return [
    `${paint('bold', plain(name))}  ${paint('dim', id)} · consent platform`,
    ...table(
      [
        ['in Korea', inKorea],
        ['checked', checked],
      ],
      page,
    ),
    ...(rows.length === 0 ? [] : ['', paint('bold', 'Reads'), ...table(capped(rows, page), page)]),
  ];
}

const ASKED = {
  asked: 'users are asked',
  'not-asked': 'users pass unasked',
  configured: 'decided outside the code',
  records: 'asks nobody, keeps an answer',
} as const;

/** `false, false, true`: before an answer, after a refusal, after a grant. */
function valuesText({ undecided, refused, granted }: ThreeValues): string {
  return [undecided, refused, granted].map((value) => plain([value].flat().map(String).join('|'))).join(', ');
}

function entitiesOf(product: Product, sdk: SdkCatalog): readonly { readonly name: string; readonly country: string }[] {
  const ids = new Set([product.entity, ...sdk.hosts.filter((host) => host.product === product.id).map(({ entity }) => entity)]);
  return [...ids].flatMap((id) => sdk.entities[id] ?? []);
}

function switchText({ option, equals, hold }: Switch): string {
  return option === undefined ? plain(hold ?? '') : `${plain(option)}: ${String(equals)}`;
}

function sourceRows(dossier: Dossier | undefined): readonly (readonly string[])[] {
  if (dossier === undefined) return [];
  const sources = new Map(dossier.facts.flatMap((fact) => fact.sources.map((source) => [source.url ?? source.id, source] as const)));
  const memory = dossier.facts.filter((fact) => kindOf(fact) === 'memory').length;
  return [...sources.values()].map((source) => [
    source.kind,
    source.url === undefined
      ? `${memory} of ${dossier.facts.length} facts, not looked up`
      : `${plain(source.url)}${source.opened === undefined ? '' : ` (${source.opened})`}`,
  ]);
}

function capped(rows: readonly (readonly string[])[], { paint }: Page): readonly (readonly string[])[] {
  if (rows.length <= MOST_ROWS + 1) return rows;
  return [...rows.slice(0, MOST_ROWS), [paint('dim', `and ${rows.length - MOST_ROWS} more`), paint('dim', '(--json lists them)')]];
}
