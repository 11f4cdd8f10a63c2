import { type Candidate, candidates } from '../../catalogs/candidates.js';
import { plain } from '../../reporters/terminal.js';
import { type UsedPackage, usedPackages } from '../../used-packages.js';
import { CLEAN, type Command, cannot, FOUND } from '../command.js';
import { openLibrary } from './open.js';
import { OUTPUT, type Page, pageOf, print, table } from './print.js';

/** `xborder-lint catalog candidates [PATH]`: packages of a project that are likely to send data and that the catalog does not know. */
export const catalogCandidates: Command = {
  name: 'catalog candidates',
  summary: 'Lists packages of a project that talk to the network by their nature and that the catalog does not know yet. Ends with 1 if there are any.',
  args: [{ form: '[path]', text: 'folder of the app', fallback: '.' }],
  options: OUTPUT,
  more: '\nNames and what installed packages say of themselves decide; nothing is asked of anybody. CONTRIBUTING.md says how an entry is written.\n',
  run: ([path], flags, terminal) => {
    const library = openLibrary(flags);
    if (library.kind === 'cannot') return cannot(library.why, terminal);
    const used = usedPackages(String(path));
    if ('kind' in used) return cannot(used.why, terminal);
    const { sdk, consent } = library.value.catalogs;
    const list = candidates(used, sdk, consent);
    const value = { candidates: list.map(({ seen: { about: _, ...seen }, reasons }) => ({ ...seen, reasons })) };
    print(value, linesOf(list, pageOf(flags, terminal)), flags, terminal);
    return list.length === 0 ? CLEAN : FOUND;
  },
};

const MOST_PLACES = 3;

function linesOf(list: readonly Candidate<UsedPackage>[], page: Page): readonly string[] {
  const { paint } = page;
  if (list.length === 0) return ['no package here that is likely to send data and is not in the catalog'];
  return [
    ...list.flatMap(({ seen, reasons }) => [
      `${paint('bold', plain(seen.name))} ${paint('dim', seen.type)}`,
      ...table(
        [
          ['because', reasons.map(plain).join('; ')],
          ['asked for', placesText(seen.asked)],
          ...(seen.imported.length > 0 ? [['imported', placesText(seen.imported)]] : []),
        ],
        page,
      ),
    ]),
    '',
    `${list.length} ${list.length === 1 ? 'package is' : 'packages are'} not in the catalog. What is known of one is welcome there: see CONTRIBUTING.md.`,
  ];
}

function placesText(places: readonly string[]): string {
  const more = places.length - MOST_PLACES;
  return `${places.slice(0, MOST_PLACES).map(plain).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
