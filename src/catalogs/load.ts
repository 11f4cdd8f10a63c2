import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ConsentCatalog } from '../model/consent.js';
import type { SdkCatalog } from '../model/sdk.js';
import { compileConsentCatalog } from './consent.js';
import { compileLawCatalog } from './law.js';
import { ownFiles, withOwn } from './own.js';
import { compileSdkCatalog } from './sdk.js';
import type { CatalogFile, Compiled } from './yaml.js';
import { catalogFiles } from './yaml-files.js';

type Law = ReturnType<typeof compileLawCatalog>;
type LawCatalog = Extract<Law, { readonly kind: 'catalog' }>['catalog'];

export interface Catalogs {
  readonly sdk: SdkCatalog;
  readonly consent: ConsentCatalog;
  readonly law: LawCatalog;
}

/**
 * The three catalogs: compiled ones beside this module (a build puts them there), else compiled now from the YAML folders
 * of the project. `own` names files and folders with entries of a project's own, which are added to the sdk-catalog and
 * named from `root`. Faults come back as `problems`, one line each; then nothing of the catalogs does.
 */
export function loadCatalogs(own: readonly string[] = [], root = '.'): Catalogs | { readonly problems: readonly string[] } {
  const shipped = loadShipped();
  if ('problems' in shipped || own.length === 0) return shipped;
  const files = ownFiles(own);
  if ('problems' in files) return files;
  const added = withOwn(
    shipped.sdk,
    shippedSdkFiles().filter(({ name }) => name.includes('/regions/')),
    files,
    root,
  );
  return added.kind === 'problems' ? { problems: added.problems } : { ...shipped, sdk: added.catalog };
}

/** They do not change while we run. */
let known: Catalogs | undefined;

function loadShipped(): Catalogs | { readonly problems: readonly string[] } {
  const here = dirname(fileURLToPath(import.meta.url));
  const shipped = known ?? readCompiled(here) ?? compileAll(join(here, '..', '..'));
  if (!('problems' in shipped)) known = shipped;
  return shipped;
}

/** The YAML of the shipped sdk-catalog: what the compiled form leaves out, such as sources. */
export function shippedSdkFiles(): readonly CatalogFile[] {
  return catalogFiles(join(dirname(fileURLToPath(import.meta.url)), '..', '..'), 'sdk-catalog');
}

/** Compiles the catalogs under a project's root: `sdk-catalog`, `consent-catalog`, `law-catalog`. */
export function compileAll(root: string): Catalogs | { readonly problems: readonly string[] } {
  const sdk = compileSdkCatalog(catalogFiles(root, 'sdk-catalog'));
  const consent = compileConsentCatalog(catalogFiles(root, 'consent-catalog'));
  const law = compileLawCatalog(catalogFiles(root, 'law-catalog'));
  if (sdk.kind === 'catalog' && consent.kind === 'catalog' && law.kind === 'catalog') {
    return { sdk: sdk.catalog, consent: consent.catalog, law: law.catalog };
  }
  return { problems: [...problemsOf(sdk), ...problemsOf(consent), ...problemsOf(law)] };
}

function problemsOf(compiled: Compiled<unknown>): readonly string[] {
  return compiled.kind === 'problems' ? compiled.problems : [];
}

function readCompiled(folder: string): Catalogs | undefined {
  try {
    const read = (name: string) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
    return { sdk: read('sdk') as SdkCatalog, consent: read('consent') as ConsentCatalog, law: read('law') as LawCatalog };
  } catch {
    return undefined;
  }
}
