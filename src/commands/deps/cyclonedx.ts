import type { Span } from '../../model/place.js';
import type { HostFact } from '../../model/sdk.js';
import type { Sources } from '../../reporters/lines.js';
import { type App, type Carried, type Entry, standingOf } from './inventory.js';

interface Made {
  readonly name: string;
  readonly version: string;
  readonly hosts: readonly HostFact[];
  readonly sources: Sources;
}

/**
 * The inventory as a bill of materials, CycloneDX 1.6: packages as components, products that receive data as services with the
 * kinds of data that leave for them, apps as components that hang on both. Without a time and a number of its own, so that the
 * same project gives the same bytes.
 */
export function cycloneDxOf(apps: readonly App[], made: Made): object {
  const root = { type: 'application', 'bom-ref': 'app:.', name: made.name };
  const packages = distinct(apps.flatMap(({ entries }) => entries.flatMap((entry) => entry.packages)));
  const services = new Map(
    apps.flatMap(({ folder, entries }) => entries.filter(isReceiving).map((entry) => [refOf(folder, entry), serviceOf(folder, entry, made)])),
  );
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { tools: { components: [{ type: 'application', name: 'xborder-lint', version: made.version }] }, component: root },
    components: [
      ...apps.filter(({ folder }) => folder !== '').map(({ folder }) => ({ type: 'application', 'bom-ref': `app:${folder}`, name: folder })),
      ...packages.map((one) => componentOf(one, made.sources)),
    ],
    services: [...services.values()],
    dependencies: dependenciesOf(apps),
  };
}

function isReceiving({ usages }: Entry): boolean {
  return usages.some(({ transmits }) => transmits);
}

const refOf = (folder: string, { product }: Entry): string => `service:${folder === '' ? '.' : folder}:${product.id}`;

function componentOf({ purl, name, version, scope, places }: Placed, sources: Sources): object {
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    ...(version === undefined ? {} : { version }),
    purl,
    scope: scope === 'production' ? 'required' : scope === 'development' ? 'excluded' : 'optional',
    evidence: { occurrences: places.map((span) => occurrence(span, sources)) },
  };
}

function occurrence(span: Span, sources: Sources): object {
  return { location: span.file, line: sources.place(span).line };
}

function serviceOf(folder: string, entry: Entry, { hosts, sources }: Made): object {
  const { product, recipients, data, usages } = entry;
  const countries = [...new Set(recipients.flatMap((one) => one.countries))];
  const [first] = recipients;
  const endpoints = hosts
    .filter(
      (host) =>
        host.product === product.id && host.serves !== 'script' && !/[*{]/.test(host.host) && host.places.some(({ country }) => countries.includes(country)),
    )
    .map(({ host }) => `https://${host}`);
  const places = usages.filter(({ transmits }) => transmits).map(({ span }) => `${span.file}:${sources.place(span).line}`);
  const property = (name: string, value: string) => ({ name: `xborder:${name}`, value });
  return {
    'bom-ref': refOf(folder, entry),
    ...(first === undefined || first.entity === 'unknown' ? {} : { provider: { name: first.entity } }),
    name: product.name,
    ...(endpoints.length === 0 ? {} : { endpoints }),
    'x-trust-boundary': true,
    ...(data.length === 0 ? {} : { data: data.map((classification) => ({ flow: 'outbound', classification })) }),
    properties: [
      property('category', product.category),
      ...recipients.map(({ entity, countries: own }) => property('recipient', `${entity} (${own.join(', ') || 'own network'})`)),
      ...countries.map((country) => property('country', country)),
      property('consent', standingOf(entry) ?? 'none'),
      ...[...new Set(places)].map((place) => property('place', place)),
    ],
  };
}

/** The project hangs on its apps, an app on the packages it carries and on the services that receive from it. */
function dependenciesOf(apps: readonly App[]): readonly object[] {
  const named = apps.filter(({ folder }) => folder !== '').map(({ folder }) => `app:${folder}`);
  const own = (app: App | undefined) =>
    app === undefined
      ? []
      : app.entries.flatMap((entry) => [...entry.packages.map(({ purl }) => purl), ...(isReceiving(entry) ? [refOf(app.folder, entry)] : [])]);
  const root = { ref: 'app:.', dependsOn: [...new Set([...named, ...own(apps.find(({ folder }) => folder === ''))])] };
  const others = apps.filter(({ folder }) => folder !== '').map((app) => ({ ref: `app:${app.folder}`, dependsOn: [...new Set(own(app))] }));
  return [root, ...others];
}

interface Placed extends Carried {
  readonly places: readonly Span[];
}

/** One component for each package of one version, with all lines that ask for it. */
function distinct(packages: readonly Carried[]): readonly Placed[] {
  const byPurl = new Map<string, Placed>();
  for (const one of packages) {
    const known = byPurl.get(one.purl);
    byPurl.set(one.purl, known === undefined ? { ...one, places: [one.span] } : { ...known, places: [...known.places, one.span] });
  }
  return [...byPurl.values()];
}
