// The modules of a package, as its type declarations (or, without any, its JavaScript) describe them.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Project, ts } from 'ts-morph';
import { root } from '../prepare.mjs';

/**
 * Opens the modules that `specifiers` name, seen from `folder`. Gets a checker and the modules by specifier; one that is not to be
 * found is left out. `paths` maps specifiers to source files.
 */
export function openModules(folder, specifiers, paths = {}) {
  const project = new Project({
    skipAddingFilesFromTsConfig: true,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
      jsx: ts.JsxEmit.Preserve,
      strict: true,
      esModuleInterop: true,
      allowSyntheticDefaultImports: true,
      skipLibCheck: true,
      resolveJsonModule: true,
      allowJs: true,
      maxNodeModuleJsDepth: 2,
      noEmit: true,
      types: ['node'],
      typeRoots: [join(root, 'node_modules', '@types')],
      ...(Object.keys(paths).length > 0 ? { baseUrl: folder, paths } : {}),
    },
  });
  const text = specifiers.map((specifier, index) => `import * as m${index} from '${specifier}';`).join('\n');
  const probe = project.createSourceFile(join(folder, '__probe.ts'), `${text}\n`, { overwrite: true });
  const program = project.getProgram().compilerObject;
  const checker = program.getTypeChecker();
  const modules = new Map();
  for (const statement of probe.compilerNode.statements) {
    const specifier = statement.moduleSpecifier.text;
    const symbol = checker.getSymbolAtLocation(statement.moduleSpecifier);
    const file = symbol?.declarations?.[0]?.getSourceFile().fileName;
    if (symbol === undefined || file === undefined) continue;
    const exports = new Map(checker.getExportsOfModule(symbol).map((one) => [one.name, one]));
    const equals = symbol.exports?.get('export=');
    const target = equals !== undefined && equals.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(equals) : equals;
    modules.set(specifier, {
      symbol,
      exports,
      assigned: target === undefined ? undefined : checker.getTypeOfSymbol(target),
      isTyped: /\.(?:d\.)?[cm]?tsx?$/.test(file),
      isModuleOnly: isModuleOnly(file, folder),
      hasHole: hasHole(checker, symbol),
      file,
    });
  }
  return { checker, modules };
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
