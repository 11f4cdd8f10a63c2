import ts from 'typescript';
import type { OracleProgram } from './program.js';

/** Takes lines away, and whole files, as long as what is wrong with the program stays wrong. A candidate that does not run is not wrong. */
export async function minimised(program: OracleProgram, isStillWrong: (candidate: OracleProgram) => Promise<boolean>): Promise<OracleProgram> {
  let best = program;
  const accept = async (files: ReadonlyMap<string, string>) => {
    const candidate = { ...best, files };
    try {
      if (!(await isStillWrong(candidate))) return false;
    } catch {
      return false;
    }
    best = candidate;
    return true;
  };
  for (let shrunk = true, turn = 0; shrunk && turn < 4; turn++) {
    shrunk = false;
    for (const path of best.files.keys()) {
      if (path === best.entry) continue;
      if (await accept(new Map([...best.files].filter(([name]) => name !== path)))) shrunk = true;
    }
    for (const path of [...best.files.keys()]) {
      for (const size of [8, 6, 5, 4, 3, 2, 1]) {
        for (let at = 0; at < lines(best, path).length; ) {
          const list = lines(best, path);
          const without = [...list.slice(0, at), ...list.slice(at + size)].join('\n');
          if (without !== list.join('\n') && isWellFormed(path, without) && (await accept(new Map(best.files).set(path, without)))) shrunk = true;
          else at++;
        }
      }
    }
  }
  return best;
}

const lines = (program: OracleProgram, path: string) => (program.files.get(path) ?? '').split('\n');

/** Half a statement can look like a program to whoever is lenient. */
function isWellFormed(path: string, text: string): boolean {
  if (path.endsWith('.html')) return true;
  const { diagnostics } = ts.transpileModule(text, {
    fileName: path,
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2022, jsx: ts.JsxEmit.React },
  });
  return (diagnostics ?? []).length === 0;
}
