import type { HostFact, PlaceFact } from '../../model/sdk.js';
import { jsonText } from '../../reporters/json-text.js';
import { type Paint, padTo, paintWith, plain, widthOf, wrap } from '../../reporters/terminal.js';
import { COLOR, type ColorChoice, type Flags, type OptionForm, type Terminal } from '../command.js';

/** The options that the catalog commands share. */
export const OUTPUT: readonly OptionForm[] = [
  { form: '--json', text: 'for programs', fallback: false, fallbackText: 'no' },
  { form: '--catalog <file>', text: 'entries of your own, a file or a folder; may be repeated', isList: true, fallbackText: 'none' },
  COLOR,
];

export interface Page {
  readonly paint: Paint;
  readonly width: number;
}

export function pageOf(flags: Flags, terminal: Terminal): Page {
  const color = flags.color as ColorChoice;
  return { paint: paintWith(color === 'always' || (color === 'auto' && terminal.hasColors)), width: Math.min(Math.max(terminal.width, 60), 120) };
}

/** Prints the value with `--json`, else the lines. */
export function print(value: object, lines: readonly string[], flags: Flags, terminal: Terminal): void {
  terminal.out(flags.json === true ? jsonText(value) : `${lines.join('\n')}\n`);
}

/** Rows in columns; the last one is wrapped. */
export function table(rows: readonly (readonly string[])[], { width }: Page, indent = 2): readonly string[] {
  const last = Math.max(0, ...rows.map((row) => row.length)) - 1;
  const widths = Array.from({ length: last }, (_, column) => Math.max(0, ...rows.map((row) => widthOf(row[column] ?? ''))));
  const left = indent + widths.reduce((sum, cells) => sum + cells + 2, 0);
  return rows.flatMap((row) => {
    const head = widths.map((cells, column) => `${padTo(row[column] ?? '', cells)}  `).join('');
    const lines = wrap((row[last] ?? '').split(' '), Math.max(20, width - left));
    return [`${' '.repeat(indent)}${head}${lines[0] ?? ''}`.trimEnd(), ...lines.slice(1).map((line) => ' '.repeat(left) + line)];
  });
}

/** `storage US (stated), access unknown` */
export function placesText(places: readonly PlaceFact[], { paint }: Page): string {
  if (places.length === 0) return 'country not known';
  return places
    .map(({ country, basis, certainty }) =>
      country === 'unknown' ? `${basis} not known` : `${basis} ${paint('yellow', plain(country))}${certainty === 'stated' ? '' : ` (${certainty})`}`,
    )
    .join(', ');
}

/** Countries where a host receives data, `?` where they are not known. */
export function countriesOf(hosts: readonly HostFact[]): readonly string[] {
  const receiving = hosts.filter(({ serves }) => serves !== 'script');
  const countries = receiving.flatMap(({ places }) => places.filter(({ basis }) => basis !== 'access').map(({ country }) => country));
  return [...new Set(countries.map((country) => (country === 'unknown' ? '?' : country === '{region}' ? 'by region' : country)))].sort();
}
