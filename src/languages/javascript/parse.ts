import { type ParserOptions, type ParserPlugin, parse as parseWithBabel } from '@babel/parser';
import type * as t from '@babel/types';

export type { t };

/** How a script is written; `.ts` must be read without JSX, since `<T>x` is a cast there. */
export type Dialect = 'js' | 'jsx' | 'ts' | 'tsx';

export type Parsed =
  | { readonly kind: 'tree'; readonly program: t.Program; readonly errors: readonly { at: number; why: string }[] }
  | { readonly kind: 'broken'; readonly why: string; readonly at?: number };

const TOLERANT: ParserOptions = {
  allowReturnOutsideFunction: true,
  allowAwaitOutsideFunction: true,
  allowImportExportEverywhere: true,
  allowSuperOutsideMethod: true,
  allowNewTargetOutsideFunction: true,
  allowUndeclaredExports: true,
  errorRecovery: true,
  attachComment: false,
  createImportExpressions: true,
};

const BASE: readonly ParserPlugin[] = ['decoratorAutoAccessors', 'explicitResourceManagement', 'sourcePhaseImports', 'deferredImportEvaluation'];
/** Only TypeScript's own decorators stand before parameters: `constructor(@Inject(Mailer) mailer: Mailer)`. */
const PLUGINS: Readonly<Record<Dialect, readonly ParserPlugin[]>> = {
  js: ['decorators', 'jsx', 'flow'],
  jsx: ['decorators', 'jsx', 'flow'],
  ts: ['decorators-legacy', 'typescript'],
  tsx: ['decorators-legacy', 'typescript', 'jsx'],
};

/**
 * Parses one script. Recovers from errors inside it; where the reading as a module fails altogether the other readings
 * (script, then TypeScript with the decorators of the standard) are tried before giving up.
 */
export function parseScript(text: string, dialect: Dialect, isScript: boolean): Parsed {
  const readings: ParserOptions[] = [];
  const plugins = [...BASE, ...PLUGINS[dialect]];
  for (const sourceType of isScript ? (['script', 'module'] as const) : (['module', 'script'] as const)) readings.push({ ...TOLERANT, sourceType, plugins });
  readings.push({ ...TOLERANT, sourceType: 'module', plugins: [...BASE, 'decorators', 'typescript', ...(dialect === 'ts' ? [] : (['jsx'] as const))] });
  let broken: { readonly why: string; readonly at?: number } | undefined;
  for (const reading of readings) {
    try {
      const file = parseWithBabel(text, reading);
      const errors = (file.errors ?? []).map((e) => ({ at: (e as { pos?: number }).pos ?? 0, why: e.code ?? 'syntax error' }));
      return { kind: 'tree', program: file.program, errors };
    } catch (error) {
      broken ??= error instanceof RangeError ? { why: 'nested too deeply to be parsed' } : faultOf(error);
    }
  }
  return { kind: 'broken', ...(broken ?? { why: 'syntax error' }) };
}

function faultOf(error: unknown): { readonly why: string; readonly at?: number } {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  const at = (error as { pos?: unknown }).pos;
  // The parser counts lines from the start of the script, which need not be that of the file.
  return typeof at === 'number' ? { why: line.replace(/\s*\(\d+:\d+\)$/, ''), at } : { why: line };
}
