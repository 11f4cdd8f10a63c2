import type { Reading } from '../model/place.js';
export interface Graph { readonly resolve: (from: string, specifier: string) => string | undefined; readonly importsOf: (file: string) => readonly string[]; readonly importersOf: (file: string) => readonly string[] }
// Placeholder while the resolver is being written beside it.
export function buildGraph(files: readonly string[], specifiers: ReadonlyMap<string, readonly string[]>, _read: (path: string) => string | undefined): Reading<Graph> {
  const known = new Set(files);
  const resolve = (from: string, specifier: string) => {
    if (!/^[./]/.test(specifier)) return undefined;
    const base = specifier.startsWith('/') ? [] : from.split('/').slice(0, -1);
    for (const part of specifier.split('/')) if (part === '..') base.pop(); else if (part !== '.' && part !== '') base.push(part);
    const path = base.join('/');
    return [path, ...['.ts', '.tsx', '.js', '.jsx', '.mjs', '/index.ts', '/index.tsx', '/index.js'].map((e) => path + e), path.replace(/\.js$/, '.ts')].find((p) => known.has(p));
  };
  const imports = new Map<string, string[]>(), importers = new Map<string, string[]>();
  for (const [file, list] of specifiers) for (const s of list) { const t = resolve(file, s); if (t) { imports.set(file, [...(imports.get(file) ?? []), t]); importers.set(t, [...(importers.get(t) ?? []), file]); } }
  return { value: { resolve, importsOf: (f) => imports.get(f) ?? [], importersOf: (f) => importers.get(f) ?? [] }, gaps: [] };
}
