import { type Catalogs, loadCatalogs, shippedSdkFiles } from '../../catalogs/load.js';
import { ownFiles } from '../../catalogs/own.js';
import { type Dossier, sdkDossiers } from '../../catalogs/sdk-dossiers.js';
import type { Choice } from '../../config.js';
import type { Flags } from '../command.js';

/** The catalogs, those of the project's own included, and what their YAML says of a product. */
export interface Library {
  readonly catalogs: Catalogs;
  /** Read when asked for, of the products named or of all: it means reading YAML. */
  readonly dossiers: (products?: readonly string[]) => ReadonlyMap<string, Dossier>;
}

/** Opens the shipped catalogs and those that `--catalog` names. Faults of the latter are given as they are, a line each. */
export function openLibrary(flags: Flags): Choice<Library> {
  const paths = flags.catalog as readonly string[];
  const catalogs = loadCatalogs(paths);
  if ('problems' in catalogs) return { kind: 'cannot', why: summaryOf(catalogs.problems) };
  const dossiers: Library['dossiers'] = (products) => {
    const own = ownFiles(paths);
    const files = [...shippedSdkFiles(), ...('problems' in own ? [] : own)].filter(({ name }) => !/(?:^|\/)(?:regions|self-starting)\//.test(name));
    const wanted = products === undefined ? files : files.filter(({ text }) => products.some((id) => text.includes(`id: ${id}`)));
    const byProduct = new Map<string, Dossier>();
    for (const one of sdkDossiers(wanted)) {
      const shipped = one.extends === undefined ? undefined : byProduct.get(one.product);
      byProduct.set(one.product, shipped === undefined ? one : { ...shipped, extends: one.extends ?? '', facts: [...one.facts, ...shipped.facts] });
    }
    return byProduct;
  };
  return { kind: 'chosen', value: { catalogs, dossiers } };
}

/** The first fault, and how many more there are. */
export function summaryOf(problems: readonly string[]): string {
  const more = problems.length - 1;
  return `${problems[0] ?? 'the catalogs cannot be read'}${more > 0 ? ` (and ${more} more; xborder-lint catalog check lists them)` : ''}`;
}
