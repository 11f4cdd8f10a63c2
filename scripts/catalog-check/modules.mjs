// The modules of a package, as its type declarations (or, without any, its JavaScript) describe them.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ts } from 'ts-morph';
import { root } from '../prepare.mjs';

const LIBRARIES = join(root, 'node_modules', 'typescript', 'lib');

/** What a file of a framework's own language exports is a component. */
const COMPONENTS = ['vue', 'svelte', 'astro']
  .map((ending) => `declare module '*.${ending}' { const component: (props: any) => any; export default component; }`)
  .join('\n');

/**
 * Opens the modules that `specifiers` name, seen from `folder`. Gets a checker and by specifier the modules that it may lead to; one
 * that is not to be found is left out. Of a source, `entries` says by specifier which files may stand behind it, `beside` which ones
 * add to them, and `paths` where specifiers of other packages lead.
 */
export function openModules(folder, specifiers, { paths = {}, entries, beside = [] } = {}) {
  const options = optionsFor(folder, paths);
  const files = entries === undefined ? [] : [...new Set([...[...entries.values()].flat(), ...beside])];
  const imports = entries === undefined ? specifiers : [];
  const text = imports.map((specifier, index) => `import * as m${index} from '${specifier}';`).join('\n');
  const written = new Map([
    [join(folder, '__probe.ts'), `${text}\nexport {};\n`],
    [join(folder, '__components.d.ts'), COMPONENTS],
  ]);
  const program = ts.createProgram([...written.keys(), ...files], options, hostFor(options, written));
  const probe = program.getSourceFile(join(folder, '__probe.ts'));
  const checker = program.getTypeChecker();
  const modules = new Map();
  const add = (specifier, symbol) => {
    const file = symbol?.declarations?.[0]?.getSourceFile().fileName;
    if (file !== undefined) modules.set(specifier, [...(modules.get(specifier) ?? []), moduleOf(checker, symbol, file, folder)]);
  };
  for (const statement of probe.statements.filter(ts.isImportDeclaration)) {
    add(statement.moduleSpecifier.text, checker.getSymbolAtLocation(statement.moduleSpecifier));
  }
  for (const [specifier, places] of entries ?? []) {
    for (const place of places) {
      const source = program.getSourceFile(place);
      // A file that only assigns to `module.exports` is a module, too.
      if (source !== undefined) add(specifier, checker.getSymbolAtLocation(source) ?? (source.commonJsModuleIndicator ? source.symbol : undefined));
    }
  }
  for (const ambient of checker.getAmbientModules()) {
    const specifier = ambient.name.slice(1, -1);
    if (entries?.has(specifier)) add(specifier, ambient);
  }
  return { checker, modules };
}

/** What every program reads is read once. */
const libraries = new Map();

function hostFor(options, written) {
  const host = ts.createCompilerHost(options, true);
  const read = (file, ...rest) => {
    const own = written.get(file);
    if (own !== undefined) return ts.createSourceFile(file, own, ...rest);
    if (!isLibrary(file)) return host.getSourceFile(file, ...rest);
    if (!libraries.has(file)) libraries.set(file, host.getSourceFile(file, ...rest));
    return libraries.get(file);
  };
  const fileExists = (file) => written.has(file) || host.fileExists(file);
  const readFile = (file) => written.get(file) ?? host.readFile(file);
  return {
    ...host,
    getSourceFile: read,
    fileExists,
    readFile,
    getDefaultLibLocation: () => LIBRARIES,
    getDefaultLibFileName: () => join(LIBRARIES, 'lib.d.ts'),
  };
}

function isLibrary(file) {
  return file.startsWith(LIBRARIES) || file.startsWith(join(root, 'node_modules', '@types')) || file.includes('/catalog-check/frameworks/');
}

function optionsFor(folder, paths) {
  return {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.esnext.disposable.d.ts'],
    jsx: ts.JsxEmit.Preserve,
    strict: true,
    esModuleInterop: true,
    allowSyntheticDefaultImports: true,
    allowImportingTsExtensions: true,
    experimentalDecorators: true,
    skipLibCheck: true,
    resolveJsonModule: true,
    allowJs: true,
    maxNodeModuleJsDepth: 2,
    noEmit: true,
    types: ['node'],
    typeRoots: [join(root, 'node_modules', '@types')],
    ...(Object.keys(paths).length > 0 ? { baseUrl: folder, paths } : {}),
  };
}

function moduleOf(checker, symbol, file, folder) {
  const exports = new Map(checker.getExportsOfModule(symbol).map((one) => [one.name, one]));
  const equals = symbol.exports?.get('export=');
  const target = equals !== undefined && equals.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(equals) : equals;
  return {
    symbol,
    exports,
    assigned: target === undefined ? undefined : checker.getTypeOfSymbol(target),
    isTyped: /\.(?:d\.)?[cm]?tsx?$/.test(file),
    isModuleOnly: isModuleOnly(file, folder),
    hasHole: hasHole(checker, symbol),
    file,
  };
}

/** Its package has `"type": "module"`, so that a default export must be one. */
function isModuleOnly(file, folder) {
  for (let at = join(file, '..'); at.length >= folder.length; at = join(at, '..')) {
    const manifest = join(at, 'package.json');
    if (existsSync(manifest)) return JSON.parse(readFileSync(manifest, 'utf8')).type === 'module' && !/\.d\.cts$/.test(file);
  }
  return false;
}

/** It hands on all exports of something that is not to be had. */
function hasHole(checker, module, seen = new Set()) {
  if (seen.has(module)) return false;
  seen.add(module);
  const handedOn = (module.declarations ?? [])
    .filter(ts.isSourceFile)
    .flatMap(({ statements }) => statements.filter((one) => ts.isExportDeclaration(one) && one.exportClause === undefined));
  return handedOn.some(({ moduleSpecifier }) => {
    const other = moduleSpecifier === undefined ? undefined : checker.getSymbolAtLocation(moduleSpecifier);
    return other === undefined || hasHole(checker, other, seen);
  });
}
