import type { ModuleFacts } from './facts.js';
import type { Manifest } from './manifest.js';

/** Where an import leads. */
export type ImportTarget =
  | { readonly kind: 'module'; readonly module: number }
  /** A file of the project that was not parsed (yet). */
  | { readonly kind: 'file'; readonly file: string }
  /** A package, a built-in, or something that cannot be found. */
  | { readonly kind: 'package' };

/** All facts, linked: whose name is this, which file does that import lead to. */
export interface Program {
  readonly modules: readonly ModuleFacts[];
  /** A page's inline scripts share its file; this names the page, or the only module of a file. */
  readonly moduleOf: ReadonlyMap<string, number>;
  readonly targetOf: (module: number, specifier: string) => ImportTarget;
  /** Pages whose global scope a classic script shares, by module. */
  readonly pagesOf: readonly (readonly number[])[];
  /** Bindings that classic scripts put into a page's global scope, by page. */
  readonly globalsOf: ReadonlyMap<number, ReadonlyMap<string, readonly { readonly module: number; readonly binding: number }[]>>;
  /** Inline scripts of a page, by page module and element number; external ones that were found. */
  readonly scriptsOf: ReadonlyMap<number, ReadonlyMap<number, number>>;
  /** Modules that start by themselves, with why. */
  readonly entries: ReadonlyMap<number, string>;
  /** Files of the project that import a file, and were not parsed. */
  readonly unparsedImporters: (module: number) => readonly string[];
  /** Packages of the project in which a file runs, by their folders. Two apps are two: what one starts, the other has not. */
  readonly appsOf: (file: string) => ReadonlySet<string>;
  readonly env: ReadonlyMap<string, readonly { readonly value: string; readonly file: string; readonly start: number; readonly end: number }[]>;
  readonly manifests: readonly Manifest[];
  /** External names that a catalog speaks of: `npm:<package>`, `global:<name>`. */
  readonly catalogued: ReadonlySet<string>;
  /** Keys of translations and their texts in every language found. */
  readonly texts?: ReadonlyMap<string, readonly string[]>;
}
