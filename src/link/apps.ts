import { isErased } from '../flow/names.js';
import type { ModuleFacts } from '../model/facts.js';
import type { Manifest } from '../model/manifest.js';
import type { Program } from '../model/program.js';

export interface AppsInput {
  readonly modules: readonly ModuleFacts[];
  readonly moduleOf: ReadonlyMap<string, number>;
  readonly targetOf: Program['targetOf'];
  readonly importersOf: (file: string) => readonly string[];
  readonly manifests: readonly Manifest[];
}

/**
 * Tells in which packages of the project a file runs, by their folders: in its own, and in those whose code leads to it. Where a
 * package is asked for by name and none of its importers were found, those that ask for it count.
 */
export function appsByFile(input: AppsInput): Program['appsOf'] {
  const manifests = input.manifests.filter(({ format, name, dependencies }) => format === 'package.json' && (name !== undefined || dependencies.length > 0));
  const folders = new Set(manifests.map(({ file }) => folderOf(file)));
  const known = new Map<string, ReadonlySet<string>>();
  const packageOf = (file: string): string => {
    for (let folder = folderOf(file); ; folder = folderOf(folder)) if (folder === '' || folders.has(folder)) return folder;
  };
  const askers = askersOf(manifests);
  return (file) => {
    let apps = known.get(file);
    if (!apps) {
      apps = folders.size > 1 ? leadingTo(input, file, packageOf) : ONE;
      if (apps.size === 1) apps = withAskers(apps, askers);
      known.set(file, apps);
    }
    return apps;
  };
}

const ONE: ReadonlySet<string> = new Set(['']);

function folderOf(file: string): string {
  return file.slice(0, Math.max(file.lastIndexOf('/'), 0));
}

function leadingTo(input: AppsInput, file: string, packageOf: (file: string) => string): ReadonlySet<string> {
  const seen = new Set([file]);
  for (const one of seen) for (const importer of input.importersOf(one)) if (!seen.has(importer) && runs(input, importer, one)) seen.add(importer);
  return new Set([...seen].map(packageOf));
}

/** Who imports no more than a type does not run it. */
function runs({ modules, moduleOf, targetOf }: AppsInput, importer: string, file: string): boolean {
  const from = moduleOf.get(importer);
  const facts = from === undefined ? undefined : modules[from];
  const module = moduleOf.get(file);
  if (from === undefined || !facts || module === undefined) return true;
  const imports = facts.imports.filter(({ specifier }) => {
    const target = targetOf(from, specifier);
    return target.kind === 'module' && target.module === module;
  });
  return imports.length === 0 || imports.some((entry) => !isErased(facts, entry));
}

/** The folders of those packages that ask for the package of a folder, by that folder. */
function askersOf(manifests: readonly Manifest[]): ReadonlyMap<string, readonly string[]> {
  const named = new Map(manifests.flatMap(({ name, file }) => (name === undefined ? [] : [[name, folderOf(file)] as const])));
  const askers = new Map<string, string[]>();
  for (const { file, dependencies } of manifests) {
    for (const { name, scope } of dependencies) {
      const folder = scope === 'development' ? undefined : named.get(name);
      if (folder === undefined || folder === folderOf(file)) continue;
      askers.set(folder, [...(askers.get(folder) ?? []), folderOf(file)]);
    }
  }
  return askers;
}

function withAskers(apps: ReadonlySet<string>, askers: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const all = new Set(apps);
  for (const app of all) for (const asker of askers.get(app) ?? []) all.add(asker);
  return all;
}
