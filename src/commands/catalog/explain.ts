import type { Dossier, Fact } from '../../catalogs/sdk-dossiers.js';
import { type Explanation, explain } from '../../lookup.js';
import type { SdkCatalog } from '../../model/sdk.js';
import { plain } from '../../reporters/terminal.js';
import { CLEAN, type Command, cannot, FOUND } from '../command.js';
import { openLibrary } from './open.js';
import { OUTPUT, type Page, pageOf, placesText, print, table } from './print.js';

const MOST_TOUCHES = 12;

/** `xborder-lint catalog explain HOST|PACKAGE|ACCESS-PATH`: which entry answers, why, and what that rests on. */
export const catalogExplain: Command = {
  name: 'catalog explain',
  summary:
    'Says what the linter makes of a host or address, a package or an access path: which entry answers, why, and on which sources. Ends with 1 if none does.',
  args: [{ form: '<what>', text: "api.openai.com, openai, 'npm:openai#default.new()'" }],
  options: OUTPUT,
  run: ([what], flags, terminal) => {
    const library = openLibrary(flags);
    if (library.kind === 'cannot') return cannot(library.why, terminal);
    const { sdk, consent } = library.value.catalogs;
    const found = explain(String(what), sdk, consent);
    const dossiers = found.as === 'nothing' ? new Map<string, Dossier>() : library.value.dossiers(found.products.map(({ id }) => id));
    const facts = restingOn(found, dossiers);
    print({ ...found, products: found.products.map(({ id }) => id), facts }, linesOf(found, sdk, facts, pageOf(flags, terminal)), flags, terminal);
    return found.as === 'nothing' ? FOUND : CLEAN;
  },
};

/** The entries as written that hold what was found. */
function restingOn(found: Explanation, dossiers: ReadonlyMap<string, Dossier>): readonly Fact[] {
  const names = new Set([...found.hosts.map(({ fact }) => fact.host), ...found.touches.map(({ path }) => path)]);
  return found.products.flatMap(({ id }) => dossiers.get(id)?.facts ?? []).filter((fact) => fact.names.some((name) => names.has(name)));
}

function linesOf(found: Explanation, sdk: SdkCatalog, facts: readonly Fact[], page: Page): readonly string[] {
  const { paint } = page;
  if (found.as === 'nothing') return [`nothing is on file for "${plain(found.asked)}"`];
  const entity = (id: string) => plain(sdk.entities[id]?.name ?? id);
  const hosts = found.hosts.flatMap(({ fact, places, region }) => [
    `${paint('bold', plain(found.asked))} belongs to ${paint('bold', plain(sdk.products[fact.product]?.name ?? fact.product))} (${fact.product})`,
    ...table(
      [
        ['because', `the host is ${plain(fact.host)}${region === undefined ? '' : `, region ${plain(region)} of ${fact.regions}`}`],
        ['receives', entity(fact.entity)],
        ['where', placesText(places, page)],
        ...(fact.serves === 'script' ? [['note', 'it serves code; data goes elsewhere']] : []),
        ...(fact.relay === true ? [['note', 'it passes data on to others']] : []),
      ],
      page,
    ),
  ]);
  const left = found.touches.length - MOST_TOUCHES;
  const touches =
    found.as === 'host'
      ? []
      : found.products.flatMap((product) => [
          `${paint('bold', plain(found.asked))} touches ${paint('bold', plain(product.name))} (${product.id}), received by ${entity(product.entity)}`,
          ...(product.endpoint.default === undefined ? [] : table([['default host', plain(product.endpoint.default)]], page)),
          ...(product.endpoint.options.length === 0 ? [] : table([['moved by', product.endpoint.options.map(plain).join(', ')]], page)),
        ]);
  return [
    ...hosts,
    ...touches,
    ...table(
      found.touches
        .slice(0, MOST_TOUCHES)
        .map(({ role, path, transmits }) => [role, `${plain(path)}${transmits ? '' : paint('dim', ' (nothing leaves there)')}`]),
      page,
    ),
    ...(left > 0 ? [`  ${paint('dim', `and ${left} more (--json lists them)`)}`] : []),
    ...(found.consents.length === 0 ? [] : [`${paint('bold', plain(found.asked))} speaks of consent`]),
    ...table(
      found.consents.slice(0, MOST_TOUCHES).map(({ api, does, path }) => [api, does, plain(path)]),
      page,
    ),
    ...sourceLines(facts, page),
  ];
}

function sourceLines(facts: readonly Fact[], page: Page): readonly string[] {
  const rows = new Map<string, readonly string[]>();
  for (const { file, line, sources } of facts)
    for (const { id, kind, url, opened } of sources)
      rows.set(url ?? id, [kind, url === undefined ? `not looked up (${file}:${line})` : `${plain(url)}${opened === undefined ? '' : ` (${opened})`}`]);
  return rows.size === 0 ? [] : ['', page.paint('bold', 'Sources'), ...table([...rows.values()], page)];
}
