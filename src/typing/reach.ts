import type { Gap, Reading } from '../model/place.js';
import { hasCode } from './script-text.js';
import type { Shapes } from './shapes.js';
import { packageOf } from './stubs.js';

/** What the stage can ask of the project. */
export interface Files {
  /** Files that the scan saw something catalogued in. */
  readonly survivors: readonly string[];
  /** Declarations that hold without being imported. */
  readonly ambient: readonly string[];
  readonly isApp: (file: string) => boolean;
  readonly textOf: (file: string) => string | undefined;
  readonly importsOf: (file: string) => readonly string[];
  readonly importersOf: (file: string) => readonly string[];
  readonly resolve: (from: string, specifier: string) => string | undefined;
}

export interface Reach {
  /** Files to look for calls in. */
  readonly asking: readonly string[];
  /** Those, and what their types may come from. */
  readonly all: readonly string[];
  /** Package (or a path in one) → names that are imported from there. */
  readonly names: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Files and bytes that a checker is given, and files that are looked into for names of calls. */
const MOST_FILES = 1200;
const MOST_BYTES = 6_000_000;
const MOST_LOOKED_AT = 4000;
/** A file of so many bytes is data or a bundle. */
const LONGEST = 300_000;
/** So many imports away from a call, what has nothing to do with a catalogued package may still carry a type. */
const NEAR = 2;

/**
 * Chooses the files for which types matter: those that import a catalogued package, those that import them over any number of steps
 * and have a call of a name that `calledOf` gives for the packages seen, and what lies between.
 */
export function reachOf(files: Files, { packages }: Shapes, calledOf: (names: Iterable<string>) => ReadonlySet<string>): Reading<Reach> {
  const names = new Map<string, Set<string>>();
  // A package of the project's own may have the name of one in the catalog.
  const isPackage = (file: string) => (name: string) => (packages.has(name) || packages.has(packageOf(name))) && files.resolve(file, name) === undefined;
  const ambient = files.ambient.filter((file) => (files.textOf(file)?.length ?? LONGEST) < LONGEST);
  const roots = [...files.survivors, ...ambient].filter((file) => {
    const text = files.textOf(file);
    return text !== undefined && text.length < LONGEST && noteImports(text, isPackage(file), names);
  });
  const called = calledOf(names.keys());
  const above = new Set(roots);
  for (const file of above) for (const importer of files.importersOf(file)) above.add(importer);
  const taken = new Set<string>();
  const asking: string[] = [];
  let [bytes, looked, left] = [0, 0, 0];
  const take = (file: string): boolean => {
    const size = files.textOf(file)?.length ?? LONGEST;
    if (taken.has(file) || size >= LONGEST || !hasCode(file)) return false;
    if (taken.size >= MOST_FILES || bytes + size > MOST_BYTES) {
      left++;
      return false;
    }
    bytes += size;
    taken.add(file);
    return true;
  };
  for (const file of ambient) take(file);
  for (const file of above) {
    if (!files.isApp(file)) continue;
    if (looked++ >= MOST_LOOKED_AT) left++;
    else if (callsOneOf(files.textOf(file) ?? '', called) && take(file)) asking.push(file);
  }
  let edge = [...taken];
  for (let depth = 1; edge.length > 0; depth++) {
    edge = [...new Set(edge.flatMap((file) => files.importsOf(file)))].filter((file) => (depth <= NEAR || above.has(file)) && take(file));
  }
  const gaps: Gap[] = left > 0 ? [{ stage: 'match', why: `types were read in ${taken.size} files; ${left} more were left out` }] : [];
  return { value: { asking, all: [...taken], names }, gaps };
}

/** Notes what a text imports from catalogued packages; holds if it does. */
function noteImports(text: string, isPackage: (name: string) => boolean, names: Map<string, Set<string>>): boolean {
  let isFound = false;
  for (const [, clause = '', specifier = '', member] of text.matchAll(IMPORT)) {
    if (!isPackage(specifier)) continue;
    isFound = true;
    let known = names.get(specifier);
    if (known === undefined) {
      known = new Set();
      names.set(specifier, known);
    }
    for (const name of member === undefined ? namesIn(clause, text) : [member]) known.add(name);
  }
  return isFound;
}

/** `import a, { b as c } from '…'`, `export … from '…'`, `require('…')`, `import('…').Name`. */
const IMPORT =
  /\b(?:(?:import|export)\b([\s\w$,{}*]{0,4000}?)\bfrom\s*|require\s*\(\s*|import\s*\(\s*|import\s+)['"]([^'"\n]+)['"](?:\s*\)\s*\.\s*([A-Z][\w$]*))?/g;

function namesIn(clause: string, text: string): string[] {
  const listed = (/\{([^}]*)\}/.exec(clause)?.[1] ?? '').split(',').map((part) => /^\s*(?:type\s+)?([\w$]+)/.exec(part)?.[1]);
  const space = /\*\s*as\s+([\w$]+)/.exec(clause)?.[1]?.replace(/\$/g, '\\$');
  const members = space === undefined ? [] : [...text.matchAll(new RegExp(`(?<![\\w$])${space}\\.([A-Z][\\w$]*)`, 'g'))].map(([, name]) => name);
  return [...listed, ...members].flatMap((name) => (name === undefined || name === 'default' ? [] : name));
}

function callsOneOf(text: string, called: ReadonlySet<string>): boolean {
  for (const [, name = ''] of text.matchAll(CALL)) if (called.has(name)) return true;
  return false;
}

const CALL = /(?<![\p{L}\p{N}_$])([\p{L}\p{N}_$]+)\s*[(<?]/gu;
