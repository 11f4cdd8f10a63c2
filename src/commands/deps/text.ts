import type { Span } from '../../model/place.js';
import { countryNames } from '../../reporters/countries.js';
import type { Sources } from '../../reporters/lines.js';
import { type Paint, padTo, plain, wordsOf, wrap } from '../../reporters/terminal.js';
import { type App, type Entry, standingOf } from './inventory.js';

interface Page {
  readonly paint: Paint;
  readonly width: number;
}

const LABEL = 9;
/** More places than these are counted. */
const MOST_PLACES = 3;

/** The inventory for people: app by app, product by product. */
export function inventoryText(apps: readonly App[], sources: Sources, page: Page): string {
  const { paint } = page;
  const place = ({ file, start, end }: Span) => plain(`${file}:${sources.place({ file, start, end }).line}`);
  const blocks = apps.flatMap(({ folder, entries }) => [
    `${paint('bold', folder === '' ? '.' : plain(folder))}${paint('dim', ` · ${counted(entries.length, 'product')}`)}`,
    '',
    ...entries.flatMap((entry) => [...entryLines(entry, place, page), '']),
  ]);
  return `${[...blocks, summaryOf(apps)].join('\n')}\n`;
}

function entryLines(entry: Entry, place: (span: Span) => string, { paint, width }: Page): readonly string[] {
  const { product, packages, usages, recipients, data } = entry;
  const receivers = recipients.map(
    ({ entity, countries }) => `${entity === 'unknown' ? 'recipient not known' : plain(entity)} → ${countryNames(countries) || 'own network'}`,
  );
  const row = (label: string, text: string): readonly string[] =>
    text === ''
      ? []
      : wrap(wordsOf(text), Math.max(30, width - LABEL - 5)).map((line, index) => `    ${paint('dim', padTo(index === 0 ? label : '', LABEL))} ${line}`);
  return [
    `  ${paint('bold', plain(product.name))}${paint('dim', `  ${product.category}`)}`,
    ...receivers.flatMap((receiver, index) => row(index === 0 ? 'receives' : '', receiver)),
    ...packages.flatMap((one, index) => row(index === 0 ? 'package' : '', packageText(one, place(one.span)))),
    ...row('touched', touchedText(usages, place)),
    ...row('consent', consentText(entry, paint)),
    ...row('data', data.map((category) => category.replaceAll('-', ' ')).join(', ')),
  ];
}

function packageText({ name, version, direct, scope }: Entry['packages'][number], place: string): string {
  const remarks = [direct ? '' : 'by another package', scope === 'production' ? '' : scope].filter((one) => one !== '');
  return `${plain(name)}${version === undefined ? '' : ` ${plain(version)}`}${remarks.length === 0 ? '' : ` (${remarks.join(', ')})`} · ${place}`;
}

function touchedText(usages: Entry['usages'], place: (span: Span) => string): string {
  if (usages.length === 0) return 'nowhere in the code that was read';
  const places = [...new Set(usages.map(({ span }) => place(span)))];
  const more = places.length - MOST_PLACES;
  return `${places.slice(0, MOST_PLACES).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

const SAID = {
  ungated: 'not asked for before something leaves',
  defective: 'asked for, and the check does not hold',
  unknown: 'could not be made out',
  withheld: 'waits, held back by its own switch',
  gated: 'asked for first',
  none: '',
} as const;

function consentText(entry: Entry, paint: Paint): string {
  const standing = standingOf(entry);
  if (standing === undefined) return entry.usages.length === 0 ? '' : 'nothing leaves where it is touched';
  const isOpen = standing === 'ungated' || standing === 'defective';
  return isOpen ? paint('red', SAID[standing]) : SAID[standing];
}

function summaryOf(apps: readonly App[]): string {
  const entries = apps.flatMap((app) => app.entries);
  const names = new Set(entries.map(({ product }) => product.id));
  const idle = entries.filter(({ usages }) => usages.length === 0).length;
  const open = entries.filter((entry) => ['ungated', 'defective'].includes(standingOf(entry) ?? '')).length;
  const parts = [`${counted(names.size, 'product')} in ${counted(apps.length, 'app')}`, `${open} used before a consent`, `${idle} only carried`];
  return entries.length === 0 ? 'No product of the catalog is carried or touched here.' : parts.join(' · ');
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
