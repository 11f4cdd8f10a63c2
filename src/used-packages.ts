import { parted, type SeenPackage } from './catalogs/candidates.js';
import { decode, discover, readBytes, type SourceFile } from './discover/index.js';
import { isManifest, readManifest } from './manifests/index.js';
import { buildScanner } from './scan/index.js';

/** A package with the places where the project names it. */
export interface UsedPackage extends SeenPackage {
  /** `file:line` of manifests. */
  readonly asked: readonly string[];
  /** Files that import it. */
  readonly imported: readonly string[];
}

/** The packages that a project asks for, and where; `why` is a full line that names the path and says what to do. */
export function usedPackages(path: string): readonly UsedPackage[] | { readonly kind: 'cannot'; readonly why: string } {
  const found = discover(path);
  return found.kind === 'cannot' ? found : packagesOf(found.discovered);
}

/** What manifests ask for and code imports. Lock files are left aside: what comes with another package is that one's business. */
function packagesOf({ root, files }: { readonly root: string; readonly files: readonly SourceFile[] }): readonly UsedPackage[] {
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
      if (name !== undefined) put(imported, `npm ${name}`, file.path);
    }
  }
  return [...asked].map(([key, places]): UsedPackage => {
    const [type = '', name = ''] = key.split(' ');
    const about = type === 'npm' ? aboutOf(root, name) : undefined;
    return { type, name, asked: places, imported: imported.get(key) ?? [], ...(about === undefined ? {} : { about }) };
  });
}

function put(map: Map<string, string[]>, key: string, place: string): void {
  const places = map.get(key) ?? [];
  if (!places.includes(place)) places.push(place);
  map.set(key, places);
}

/** What an installed package says of itself; undefined where it is not installed or says nothing that can be read. */
function aboutOf(root: string, name: string): SeenPackage['about'] {
  const content = readBytes(root, `node_modules/${name}/package.json`);
  if (!Buffer.isBuffer(content)) return undefined;
  try {
    const manifest: unknown = JSON.parse(decode(content));
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
