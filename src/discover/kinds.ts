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
  if (MANIFEST_NAMES.has(name) || MANIFEST_NAME.test(name) || PACKAGES.test(path) || NATIVE_SETTINGS.test(path) || DEPLOYMENT.test(path)) return 'manifest';
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

const MANIFEST_NAME =
  /^(?:[tj]sconfig(?:\..+)?\.json|\.env(?:rc|[._-](?!(?:.*\.)?(?:d\.ts|[cm]?[jt]sx?|json|ya?ml|md|vault|enc|gpg)$).*)?|[\w-]+(?:\.[\w-]+)*\.env|env\.(?:example|sample|template|dist))$/;

/** What package managers, bills of materials and deployments write down. */
const PACKAGES = new RegExp(
  `(?:^|/)(?:${[
    String.raw`bun\.lock|deno\.jsonc?|deno\.lock|import_?-?map\.json`,
    String.raw`[^/]+\.gradle(?:\.kts)?|[^/]+\.versions\.toml|(?:[\w-]+-)?gradle\.lockfile|pom\.xml|[^/]+\.pom`,
    String.raw`Podfile(?:\.lock)?|Package(?:@swift-[\d.]+)?\.swift|Package\.resolved|project\.pbxproj|Cartfile(?:\.private|\.resolved)?`,
    String.raw`pubspec\.ya?ml|pubspec\.lock`,
    String.raw`(?:[^/]*[._-])?requirements(?:[._-][^/]*)?\.(?:txt|in)|requirements/[^/]+\.(?:txt|in)|pyproject\.toml|(?:poetry|uv|pdm)\.lock|Pipfile(?:\.lock)?`,
    String.raw`go\.mod|Gemfile(?:\.lock)?|gems\.(?:rb|locked)|composer\.(?:json|lock)|Cargo\.(?:toml|lock)`,
    String.raw`[^/]+\.(?:cs|fs|vb)proj|packages\.config|Directory\.(?:Packages|Build)\.props|packages(?:\.[\w.-]+)?\.lock\.json`,
    String.raw`(?:[^/]*[._-])?(?:s?bom|cdx|cyclonedx|spdx)(?:[._-]\w+)?\.json`,
    String.raw`(?:docker-)?compose(?:[._-][\w.-]+)?\.ya?ml|\.github/workflows/[^/]+\.ya?ml`,
  ].join('|')})$`,
);

/** Settings of the native part of an app, which SDKs read. */
const NATIVE_SETTINGS =
  /(?:^|\/)(?:AndroidManifest\.xml|[\w.-]*Info\.plist|[\w.-]+\.xcprivacy|google-services\.json|firebase\.json|agconnect-services\.json|app\.json|capacitor\.config\.json|config\.xml|res\/values\/[\w.-]+\.xml)$/;

/** What says which paths of an app others answer, and what its servers get. */
const DEPLOYMENT =
  /(?:^|\/)(?:vercel\.json|netlify\.toml|_redirects|proxy[\w.-]*conf(?:ig)?[\w.-]*\.json|wrangler(?:\.[\w-]+)*\.(?:toml|jsonc?)|(?:[^/]*\.)?(?:conf|nginx|nginxconf)(?:\.(?:template|tmpl|tpl|j2|erb|in|example|sample|dist|prod\w*))?)$/;

const BY_EXTENSION: ReadonlyMap<string, FileLanguage> = new Map<string, FileLanguage>([
  ...pairs('javascript', 'js jsx mjs cjs ts tsx mts cts mdx'),
  ...pairs(
    'html',
    'html htm xhtml ejs eta hbs handlebars mustache njk nunjucks jinja jinja2 j2 erb rhtml php phtml liquid twig latte tmpl tpl gohtml jsp jspf jspx ftl ftlh vm cshtml aspx',
  ),
  ...pairs('vue', 'vue'),
  ...pairs('svelte', 'svelte'),
  ...pairs('astro', 'astro'),
  ...pairs('wxml', 'wxml axml ttml swan qxml ksml jxml'),
  ...pairs('text', 'json jsonc json5 yaml yml md txt'),
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

/** Holds for modules that configure a framework, a server of its kind or a proxy: what they say of paths and plugins counts whatever they import. */
export function configuresFramework(path: string): boolean {
  return /(?:^|\/)(?:(?:next|nuxt|vite|rsbuild|vue|webpack|craco|astro|docusaurus)\.config(?:\.[\w-]+)?|webpack\.[\w-]+|gatsby-config|\.umirc|setupProxy|proxy\.conf(?:ig)?|\.vitepress\/config(?:\/index)?)\.[cm]?[jt]s$/.test(
    path,
  );
}

/** Why files in this folder are no source of the project, by the folder's path relative to the root; undefined where they are. */
export function vendoredFolder(path: string): string | undefined {
  const segments = path.split('/');
  const name = segments.at(-1) ?? '';
  if (PACKAGE_FOLDERS.has(name)) return 'installed packages';
  if (EDITORS.test(name) && segments.some((segment) => ASSET_FOLDERS.has(segment))) return 'copies of third-party code';
  if (name !== 'vendor' && name !== 'third_party') return undefined;
  // Deeper down, `vendor` is more often a seller than a copy of somebody's code.
  const above = segments.at(-2);
  return above === undefined || ASSET_FOLDERS.has(above) ? 'copies of third-party code' : undefined;
}

/** Where tools write; a folder of this name may hold sources all the same. */
export const OUTPUT_FOLDERS: ReadonlySet<string> = new Set(['dist', 'build', 'out', 'storybook-static', 'DerivedData']);

const PACKAGE_FOLDERS: ReadonlySet<string> = new Set(['node_modules', 'bower_components', 'jspm_packages', '.yarn', '.pnpm-store', 'Pods']);
const ASSET_FOLDERS: ReadonlySet<string> = new Set(['public', 'static', 'assets', 'lib', 'libs', 'www', 'wwwroot', 'js']);

/** Editors and viewers that sites keep in a folder of their own, with hundreds of scripts. */
const EDITORS =
  /^(?:ckeditor\d?|ckfinder|tiny_?mce\d?|kindeditor|ueditor|fckeditor|elfinder|mathjax|pdf\.?js|ace-builds|monaco-editor|codemirror|tui-editor)$/i;

/** Holds if files of this name are made by a tool: minified, bundled, split into chunks. */
export function isGenerated(path: string): boolean {
  return /(?:\.min|[.-]min|\.bundle|\.chunk)\.[cm]?js$|(?:^|\/)\.pnp\.[cm]?js$/.test(path);
}
