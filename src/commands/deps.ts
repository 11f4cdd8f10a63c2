import { basename, resolve } from 'node:path';
import { loadCatalogs } from '../catalogs/load.js';
import type { LintOptions } from '../lint.js';
import { jsonText } from '../reporters/json-text.js';
import { sourcesOf } from '../reporters/lines.js';
import { paintWith } from '../reporters/terminal.js';
import { CLEAN, COLOR, type ColorChoice, type Command, cannot, type Flags, type Terminal } from './command.js';
import { cycloneDxOf } from './deps/cyclonedx.js';
import { type App, inventoryOf, standingOf } from './deps/inventory.js';
import { inventoryText } from './deps/text.js';
import { LOOK, look, lookOptions } from './look.js';

type Manifests = Parameters<typeof inventoryOf>[1];

export const depsCommand: Command = {
  name: 'deps',
  summary: 'List the SDKs that each app of a project carries and touches: package, line, recipient, country, data, consent.',
  args: [{ form: '[path]', text: 'folder of the app', fallback: '.' }],
  options: [
    { form: '--format <name>', text: 'pretty, json, or a bill of materials: cyclonedx (1.6)', choices: ['pretty', 'json', 'cyclonedx'], fallback: 'pretty' },
    ...LOOK,
    COLOR,
  ],
  more: '\nExit codes: 0 the inventory was written, whatever is in it · 2 it could not be made.\n',
  run: ([path = '.'], flags, terminal) => tellInventory(String(path), flags, terminal),
};

function tellInventory(path: string, flags: Flags, terminal: Terminal): number {
  const options = lookOptions(flags);
  if (options.kind === 'cannot') return cannot(options.why, terminal);
  const catalogs = loadCatalogs([...(options.value.catalogs ?? [])]);
  if ('problems' in catalogs) return cannot(catalogs.problems[0] ?? 'the catalogs cannot be read', terminal);
  let manifests: Manifests = [];
  const onTrace: LintOptions['onTrace'] = ({ run }) => {
    manifests = run.engine.program.manifests;
  };
  const looked = look(path, { ...options.value, onTrace }, terminal);
  if (typeof looked === 'number') return looked;
  const { report, source } = looked;
  const sources = sourcesOf(source);
  const apps = inventoryOf(report.usages, manifests, catalogs.sdk.products);
  switch (flags.format) {
    case 'json':
      terminal.out(jsonText(asJson(apps, (span) => sources.place(span).line)));
      return CLEAN;
    case 'cyclonedx':
      terminal.out(jsonText(cycloneDxOf(apps, { name: basename(resolve(path)), version: report.tool.version, hosts: catalogs.sdk.hosts, sources })));
      return CLEAN;
    default: {
      const color = flags.color as ColorChoice;
      const paint = paintWith(color === 'always' || (color === 'auto' && terminal.hasColors));
      terminal.out(inventoryText(apps, sources, { paint, width: Math.min(Math.max(terminal.width, 60), 120) }));
      return CLEAN;
    }
  }
}

/** The inventory for programs. */
function asJson(apps: readonly App[], lineOf: (span: { readonly file: string; readonly start: number; readonly end: number }) => number): object {
  return {
    version: 1,
    apps: apps.map(({ folder, entries }) => ({
      folder,
      products: entries.map((entry) => ({
        ...entry.product,
        packages: entry.packages.map(({ span, ...one }) => ({ ...one, at: { file: span.file, line: lineOf(span) } })),
        recipients: entry.recipients.map(({ entity, countries, certainty }) => ({ entity, countries, certainty })),
        data: entry.data,
        consent: standingOf(entry) ?? 'none',
        usages: entry.usages.map(({ id, touch, transmits, verdict, span }) => ({
          id,
          touch,
          transmits,
          verdict: verdict.kind,
          at: { file: span.file, line: lineOf(span) },
        })),
      })),
    })),
  };
}
