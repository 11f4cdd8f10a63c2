import type { Gap, Reading } from '../model/place.js';
import { makeResolver } from './resolve.js';

/** Who imports whom, among the files of the project. An edge says that a file names the other, not that it runs it. */
export interface Graph {
  /** The file of the project that a specifier means, or undefined for a package, a built-in, an address, or nothing. */
  readonly resolve: (from: string, specifier: string) => string | undefined;
  /** Files that a file imports, each once, in the order of its imports. */
  readonly importsOf: (file: string) => readonly string[];
  /** Files that import a file, sorted. */
  readonly importersOf: (file: string) => readonly string[];
}

/**
 * Builds the import graph from the specifiers that `scan` found. Works without installed packages.
 *
 * `files`: all files that there are, manifests and configurations included. `specifiers`: by file. `readConfig`: the text of
 * a package.json, tsconfig or workspace file, or undefined. Gaps tell of configurations that are broken or not there; what
 * they leave over is used. Type-only imports are edges as well, and whether tests count is for the caller to say.
 */
export function buildGraph(
  files: readonly string[],
  specifiers: ReadonlyMap<string, readonly string[]>,
  readConfig: (path: string) => string | undefined,
): Reading<Graph> {
  const gaps: Gap[] = [];
  const resolverOf = makeResolver(files, readConfig, gaps);
  const imports = new Map<string, readonly string[]>();
  const importers = new Map<string, string[]>();
  for (const [file, names] of specifiers) {
    const resolve = resolverOf(file);
    const targets = new Set<string>();
    for (const name of names) {
      const target = resolve(name);
      if (target !== undefined && target !== file) targets.add(target);
    }
    imports.set(file, [...targets]);
    for (const target of targets) {
      const known = importers.get(target);
      if (known === undefined) importers.set(target, [file]);
      else known.push(file);
    }
  }
  for (const list of importers.values()) list.sort();
  const value: Graph = {
    resolve: (from, specifier) => resolverOf(from)(specifier),
    importsOf: (file) => imports.get(file) ?? [],
    importersOf: (file) => importers.get(file) ?? [],
  };
  return { value, gaps: distinct(gaps) };
}

function distinct(gaps: readonly Gap[]): readonly Gap[] {
  return [...new Map(gaps.map((gap) => [`${gap.file ?? ''} ${gap.at ?? ''} ${gap.why}`, gap])).values()];
}
