import type { Language } from '../model/facts.js';

export type FileLanguage = Language | 'manifest' | 'text';
export type Role = 'app' | 'test';

/** One file of the project that some later stage may want to read. */
export interface SourceFile {
  /** Relative to the root, forward slashes. */
  readonly path: string;
  readonly size: number;
  /** `manifest`: package and project settings. `text`: data and prose, such as translations and a privacy policy. */
  readonly language: FileLanguage;
  /** `test`: tests, stories, mocks and type declarations. They are known to the graph, and are not app code. */
  readonly role: Role;
}

/** Tells the language of a file by its name, or undefined where no stage reads such files. */
export function languageOf(path: string): FileLanguage | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (MANIFEST_NAMES.has(name) || MANIFEST_NAME.test(name)) return 'manifest';
  return BY_EXTENSION.get(name.slice(name.lastIndexOf('.') + 1).toLowerCase());
}

const MANIFEST_NAMES: ReadonlySet<string> = new Set([
  'package.json',
  'package-lock.json',
  'npm-shrinkwrap.json',
  'pnpm-workspace.yaml',
  'pnpm-lock.yaml',
  'yarn.lock',
]);

const MANIFEST_NAME = /^(?:[tj]sconfig(?:\..+)?\.json|\.env(?:rc|[._-].*)?)$/;

const BY_EXTENSION: ReadonlyMap<string, FileLanguage> = new Map<string, FileLanguage>([
  ...pairs('javascript', 'js jsx mjs cjs ts tsx mts cts'),
  ...pairs('html', 'html htm xhtml ejs hbs handlebars njk jinja jinja2 j2 erb php liquid'),
  ...pairs('vue', 'vue'),
  ...pairs('svelte', 'svelte'),
  ...pairs('astro', 'astro'),
  ...pairs('text', 'json jsonc json5 yaml yml md mdx txt'),
]);

function pairs(language: FileLanguage, extensions: string): [string, FileLanguage][] {
  return extensions.split(' ').map((extension) => [extension, language]);
}

/**
 * Tells app code from tests, stories, mocks and type declarations. `path` is relative to the root: the folders above
 * it, which may well be called `test`, have no say.
 */
export function roleOf(path: string): Role {
  const segments = path.split('/');
  const name = segments.pop() ?? '';
  return segments.some((segment) => TEST_FOLDERS.has(segment)) || TEST_NAME.test(name) ? 'test' : 'app';
}

const TEST_FOLDERS: ReadonlySet<string> = new Set([
  '__tests__',
  '__test__',
  'test',
  'tests',
  '__mocks__',
  '__fixtures__',
  '__stories__',
  'e2e',
  'cypress',
  'playwright',
  '.storybook',
]);

const TEST_NAME = new RegExp(
  [
    String.raw`\.(?:test|tests|spec|stories|story|mock|cy|e2e|e2e-spec)\.[^.]+$`,
    String.raw`\.d\.[cm]?ts$`,
    String.raw`\.d\.[^.]+\.ts$`,
    String.raw`^(?:jest|vitest|playwright|cypress|karma)\.(?:config|setup)\.[^.]+$`,
    String.raw`^setupTests\.[^.]+$`,
  ].join('|'),
);

/** Why files in this folder are no source of the project, by the folder's path relative to the root; undefined where they are. */
export function vendoredFolder(path: string): string | undefined {
  const segments = path.split('/');
  const name = segments.at(-1) ?? '';
  if (PACKAGE_FOLDERS.has(name)) return 'installed packages';
  if (name !== 'vendor' && name !== 'third_party') return undefined;
  // Deeper down, `vendor` is more often a seller than a copy of somebody's code.
  const above = segments.at(-2);
  return above === undefined || ASSET_FOLDERS.has(above) ? 'copies of third-party code' : undefined;
}

/** Where tools write; a folder of this name may hold sources all the same. */
export const OUTPUT_FOLDERS: ReadonlySet<string> = new Set(['dist', 'build', 'out', 'storybook-static', 'DerivedData']);

const PACKAGE_FOLDERS: ReadonlySet<string> = new Set(['node_modules', 'bower_components', 'jspm_packages', '.yarn', '.pnpm-store', 'Pods']);
const ASSET_FOLDERS: ReadonlySet<string> = new Set(['public', 'static', 'assets', 'lib', 'libs', 'www', 'wwwroot', 'js']);

/** Holds if files of this name are made by a tool: minified, bundled, split into chunks. */
export function isGenerated(path: string): boolean {
  return /(?:\.min|[.-]min|\.bundle|\.chunk)\.[cm]?js$|(?:^|\/)\.pnp\.[cm]?js$/.test(path);
}
