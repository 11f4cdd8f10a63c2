import { createRequire } from 'node:module';
import type { ts as TS } from 'ts-morph';

type Morph = typeof import('ts-morph');

export interface Checked {
  readonly ts: Morph['ts'];
  readonly checker: TS.TypeChecker;
  readonly sourceOf: (file: string) => TS.SourceFile | undefined;
  /** The file of the project that a source file is, or undefined for declarations of ours. */
  readonly fileOf: (source: TS.SourceFile) => string | undefined;
}

/** Is loaded when it is first asked for: it is as large as all the rest. Undefined where it is not installed. */
export function loadMorph(): Morph | undefined {
  try {
    return createRequire(import.meta.url)('ts-morph') as Morph;
  } catch {
    return undefined;
  }
}

/**
 * Makes a type checker over texts in memory. Where an import leads is for `resolve` to say; what leads nowhere is a package, of which
 * `declarations` say what is known. Texts that cannot be parsed go to `failed`.
 */
export function check(
  morph: Morph,
  scripts: ReadonlyMap<string, { readonly name: string; readonly text: string }>,
  declarations: string,
  resolve: (from: string, specifier: string) => string | undefined,
  failed: string[],
): Checked {
  const { ts } = morph;
  const fileOfName = new Map([...scripts].map(([file, { name }]) => [name, file]));
  const project = new morph.Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    compilerOptions: {
      noLib: true,
      allowJs: true,
      strict: false,
      types: [],
      noEmit: true,
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      jsx: ts.JsxEmit.Preserve,
      experimentalDecorators: true,
      allowSyntheticDefaultImports: true,
    },
    resolutionHost: () => ({
      resolveModuleNames: (specifiers, containing) =>
        specifiers.map((specifier) => {
          const target = scripts.get(resolve(fileOfName.get(containing) ?? '', specifier) ?? '');
          return target === undefined ? undefined : { resolvedFileName: target.name, extension: extensionOf(target.name), isExternalLibraryImport: false };
        }),
      resolveTypeReferenceDirectives: (names) => names.map(() => undefined),
    }),
  });
  project.createSourceFile('/~declared.d.ts', declarations);
  for (const [file, { name, text }] of scripts) {
    try {
      const source = project.createSourceFile(name, text);
      if (!isDeep(ts, source.compilerNode)) continue;
      project.removeSourceFile(source);
      failed.push(file);
    } catch {
      failed.push(file);
    }
  }
  const program = project.getProgram().compilerObject;
  return {
    ts,
    checker: program.getTypeChecker(),
    sourceOf: (file) => program.getSourceFile(scripts.get(file)?.name ?? ''),
    fileOf: (source) => fileOfName.get(source.fileName),
  };
}

/** Trees of more levels than this are too much for the checker's stack. */
const MOST_LEVELS = 1000;

function isDeep(ts: Morph['ts'], source: TS.Node): boolean {
  let level = [source];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MOST_LEVELS) return true;
    const below: TS.Node[] = [];
    for (const node of level) ts.forEachChild(node, (child) => void below.push(child));
    level = below;
  }
  return false;
}

function extensionOf(name: string): string {
  return /(?:\.d)?\.[cm]?[jt]sx?$/.exec(name)?.[0] ?? '.ts';
}
