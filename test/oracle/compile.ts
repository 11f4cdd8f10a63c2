import vm from 'node:vm';
import ts from 'typescript';
import { APP_NAME } from './generate/maker.js';
import type { OracleProgram } from './program.js';

/** A program, ready to be started any number of times: path → body of the module, as a function of what surrounds it. */
export type Compiled = ReadonlyMap<string, (...args: unknown[]) => void>;

/**
 * Compiles programs all at once, which costs less than one by one. `params` are the names under which a module finds what
 * surrounds it; among them is `turn`, which is called at every turn of a loop that might have no end.
 */
export function compileAll(programs: readonly OracleProgram[], params: readonly string[]): readonly Compiled[] {
  const texts = new Map(
    programs.flatMap(({ files }, at) => [...files].flatMap(([path, text]) => (path.endsWith('.html') ? [] : [[`/${at}/${path}`, onWindow(text)] as const]))),
  );
  const written = new Map<string, string>();
  ts.createProgram([...texts.keys()], OPTIONS, hostOf(texts, written)).emit();
  const compiled = programs.map(() => new Map<string, (...args: unknown[]) => void>());
  for (const path of texts.keys()) {
    const [, at = '', name = ''] = /^\/(\d+)\/(.*)$/.exec(path) ?? [];
    const text = (written.get(path.replace(/\.[jt]sx?$/, '.js')) ?? '').replaceAll('while (', 'while (turn(), ');
    compiled[Number(at)]?.set(name, vm.compileFunction(text, [...params], { filename: path }) as (...args: unknown[]) => void);
  }
  return compiled;
}

/** The window is handed to modules as a value: what stands on it is asked of it. */
function onWindow(text: string): string {
  return text.replace(BARE, 'window.$&');
}

const BARE = new RegExp(`(?<![.\\w'])${APP_NAME}\\d*\\b(?=\\()`, 'g');

const OPTIONS: ts.CompilerOptions = {
  module: ts.ModuleKind.CommonJS,
  target: ts.ScriptTarget.ES2022,
  jsx: ts.JsxEmit.React,
  esModuleInterop: true,
  allowJs: true,
  isolatedModules: true,
  alwaysStrict: true,
  noCheck: true,
  noLib: true,
  noResolve: true,
  types: [],
  // A file of JavaScript is written over itself.
  suppressOutputPathCheck: true,
};

/** Everything is held in memory. */
function hostOf(texts: ReadonlyMap<string, string>, written: Map<string, string>): ts.CompilerHost {
  return {
    fileExists: (path) => texts.has(path),
    readFile: (path) => texts.get(path),
    getSourceFile: (path, options) => {
      const text = texts.get(path);
      return text === undefined ? undefined : ts.createSourceFile(path, text, options);
    },
    writeFile: (path, text) => written.set(path, text),
    getDefaultLibFileName: () => 'lib.d.ts',
    getCurrentDirectory: () => '/',
    getCanonicalFileName: (path) => path,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    getDirectories: () => [],
    directoryExists: () => true,
  };
}
