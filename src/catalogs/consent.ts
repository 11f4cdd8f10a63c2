import type { ConsentCatalog, ConsentMarkup, ConsentPrompt, ConsentReaction, ConsentRead, Lexicon } from '../model/consent.js';
import { type Platform, readPlatform } from './consent-platform.js';
import { emptyLexicon, readFits, readLexicon } from './consent-words.js';
import { type CatalogFile, type Compiled, complain, openYaml } from './yaml.js';

/**
 * Compiles the files of `consent-catalog`: `lexicon.yaml`, `purposes.yaml`, and one file a platform. All problems of all files are
 * collected; a catalog comes out only if there are none. The form is described in consent-catalog/README.md.
 */
export function compileConsentCatalog(files: readonly CatalogFile[]): Compiled<ConsentCatalog> {
  const problems: string[] = [];
  const platforms = new Map<string, Platform>();
  let lexicon: Lexicon | undefined;
  let fits: ConsentCatalog['fits'] | undefined;
  for (const file of files) {
    const at = openYaml(file, problems);
    const base = file.name.slice(file.name.lastIndexOf('/') + 1);
    if (base === 'lexicon.yaml') lexicon = at === undefined ? emptyLexicon : readLexicon(at);
    else if (base === 'purposes.yaml') fits = at === undefined ? {} : readFits(at);
    else if (at !== undefined) {
      const platform = readPlatform(at);
      if (platform === undefined) continue;
      if (`${platform.id}.yaml` !== base) complain(at, `expected the id that the file is named after, found "${platform.id}"`);
      if (platforms.has(platform.id)) complain(at, `expected one platform of that id, found a second "${platform.id}"`);
      platforms.set(platform.id, platform);
    }
  }
  if (lexicon === undefined) problems.push('consent-catalog: expected a file lexicon.yaml, found none');
  if (fits === undefined) problems.push('consent-catalog: expected a file purposes.yaml, found none');
  if (problems.length > 0 || lexicon === undefined || fits === undefined) return { kind: 'problems', problems };
  return { kind: 'catalog', catalog: gather([...platforms.values()], lexicon, fits) };
}

function gather(unsorted: readonly Platform[], lexicon: Lexicon, fits: ConsentCatalog['fits']): ConsentCatalog {
  const platforms = [...unsorted].sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    asOf:
      platforms
        .map((platform) => platform.checked)
        .sort()
        .at(-1) ?? '',
    platforms: platforms.map(({ id, name, checked, regions }) => ({ id, name, checked, ...(regions === undefined ? {} : { regions }) })),
    reads: platforms.flatMap<ConsentRead>((platform) => platform.reads),
    reactions: platforms.flatMap<ConsentReaction>((platform) => platform.reactions),
    prompts: platforms.flatMap<ConsentPrompt>((platform) => platform.prompts),
    constants: platforms.flatMap((platform) => platform.constants),
    markup: platforms.flatMap<ConsentMarkup>((platform) => platform.markup),
    marks: [...new Set(platforms.flatMap((platform) => platform.marks))].sort(),
    storageKeys: platforms.flatMap((platform) => platform.storageKeys),
    lexicon,
    fits,
  };
}
