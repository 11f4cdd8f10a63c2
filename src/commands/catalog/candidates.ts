import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Candidate, candidates, parted, type SeenPackage } from '../../catalogs/candidates.js';
import { decode, discover, readBytes, type SourceFile } from '../../discover/index.js';
import { isManifest, readManifest } from '../../manifests/index.js';
import { plain } from '../../reporters/terminal.js';
import { buildScanner } from '../../scan/index.js';
import { CLEAN, type Command, cannot, FOUND } from '../command.js';
import { openLibrary } from './open.js';
import { OUTPUT, type Page, pageOf, print, table } from './print.js';

/** A package with the places where the project names it. */
interface Used extends SeenPackage {
  /** `file:line` of manifests. */
  readonly asked: readonly string[];
  /** Files that import it. */
  readonly imported: readonly string[];
}

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
    const found = discover(String(path));
    if (found.kind === 'cannot') return cannot(found.why, terminal);
    const { sdk, consent } = library.value.catalogs;
    const list = candidates(packagesOf(found.discovered), sdk, consent);
    const value = { candidates: list.map(({ seen: { about: _, ...seen }, reasons }) => ({ ...seen, reasons })) };
    print(value, linesOf(list, pageOf(flags, terminal)), flags, terminal);
    return list.length === 0 ? CLEAN : FOUND;
  },
};

/** What manifests ask for and code imports. Lock files are left aside: what comes with another package is that one's business. */
function packagesOf({ root, files }: { readonly root: string; readonly files: readonly SourceFile[] }): readonly Used[] {
  const asked = new Map<string, string[]>();
  const imported = new Map<string, string[]>();
  const scanner = buildScanner([]);
  for (const file of files.filter(({ role, language }) => role === 'app' && language !== 'text')) {
    const content = readBytes(root, file.path);
    if (!Buffer.isBuffer(content)) continue;
    if (file.language === 'manifest' || isManifest(file.path)) {
      const text = decode(content);
      for (const { purl, direct, scope, span } of readManifest(file.path, text)?.dependencies ?? []) {
        if (!direct || scope === 'development') continue;
        const { type, name } = parted(purl);
        put(asked, `${type} ${name}`, `${file.path}:${text.slice(0, span.start).split('\n').length}`);
      }
      continue;
    }
    for (const specifier of scanner.scan(content).specifiers) {
      const name = /^(?:@[a-z0-9~-][\w.~-]*\/)?[a-z0-9~][\w.~-]*(?=\/|$)/.exec(specifier)?.[0];
      if (name !== undefined && name !== specifier.split(':')[0]?.concat(':')) put(imported, `npm ${name}`, file.path);
    }
  }
  return [...asked].map(([key, places]): Used => {
    const [type = '', name = ''] = key.split(' ');
    const about = type === 'npm' ? aboutOf(join(root, 'node_modules', name)) : undefined;
    return { type, name, asked: places, imported: imported.get(key) ?? [], ...(about === undefined ? {} : { about }) };
  });
}

function put(map: Map<string, string[]>, key: string, place: string): void {
  const places = map.get(key) ?? [];
  if (!places.includes(place)) places.push(place);
  map.set(key, places);
}

/** What an installed package says of itself; undefined where it is not installed or says nothing that can be read. */
function aboutOf(folder: string): SeenPackage['about'] {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const { description, keywords, dependencies } = manifest as {
      readonly description?: unknown;
      readonly keywords?: unknown;
      readonly dependencies?: unknown;
    };
    return {
      description: typeof description === 'string' ? description : '',
      keywords: Array.isArray(keywords) ? keywords.filter((word) => typeof word === 'string') : [],
      dependencies: typeof dependencies === 'object' && dependencies !== null ? Object.keys(dependencies) : [],
    };
  } catch {
    return undefined;
  }
}

const MOST_PLACES = 3;

function linesOf(list: readonly Candidate<Used>[], page: Page): readonly string[] {
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
