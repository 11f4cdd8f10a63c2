import type { Catalogs } from './catalogs/load.js';
import { configuresFramework, decode, readBytes, type SourceFile } from './discover/index.js';
import { buildGraph, type Graph } from './graph/index.js';
import { impliedImports, summarise } from './languages/index.js';
import { isManifest, readManifest } from './manifests/index.js';
import type { Declarations } from './model/declaration.js';
import type { ModuleFacts } from './model/facts.js';
import type { Manifest } from './model/manifest.js';
import type { Gap, Span } from './model/place.js';
import type { SourceOf } from './model/report.js';
import { buildScanner } from './scan/index.js';
import { patternsOf } from './scan/patterns.js';
import { WORD } from './suppress/index.js';

/** What there is of the project: its files, what the byte scan saw in them, how they import each other. */
export interface Project {
  readonly root: string;
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly bytes: (path: string) => Buffer | Gap;
  readonly survivors: readonly string[];
  readonly speaking: ReadonlySet<string>;
  /** Files with a comment that may set findings aside. */
  readonly setAside: readonly string[];
  readonly graph: Graph;
  readonly manifests: readonly Manifest[];
  readonly declared: Declarations;
  readonly size: number;
  /** Storage keys whose writers were looked for. */
  readonly soughtKeys: Set<string>;
  /** Files that a page loads as classic scripts. */
  readonly classic: Set<string>;
  /** Files whose importers may call a usage. */
  readonly callersOf: Set<string>;
}

export type Phase = 'catalogs' | 'discover' | 'scan' | 'graph' | 'types' | 'parse' | 'link' | 'walk' | 'match' | 'gate' | 'judge';

/** Who looks on. */
export interface Watch {
  readonly onProgress?: (progress: { readonly stage: string; readonly done: number; readonly of: number }) => void;
  /** Is told as each phase begins. */
  readonly onPhase?: (phase: Phase) => void;
}

/** Reads all files once: manifests, what the byte scan sees in the sources, and how they import each other. What cannot be read is a gap. */
export function readProject(
  discovered: { readonly root: string; readonly files: readonly SourceFile[] },
  catalogs: Catalogs,
  declared: Declarations,
  gaps: Gap[],
  watch: Watch,
): Project | { readonly kind: 'cannot'; readonly why: string } {
  const { root } = discovered;
  const files = new Map(discovered.files.map((file) => [file.path, file]));
  const bytes = (path: string) => readBytes(root, path);
  const { patterns, speaks } = patternsOf(catalogs.sdk, catalogs.consent);
  const scanner = buildScanner(patterns);
  const specifiers = new Map<string, readonly string[]>();
  const survivors: string[] = [];
  const speaking = new Set<string>();
  const setAside: string[] = [];
  const manifests: Manifest[] = [];
  let size = 0;
  let sources = 0;
  watch.onPhase?.('scan');
  for (const file of discovered.files) {
    if (file.language === 'text') continue;
    const content = bytes(file.path);
    if (!Buffer.isBuffer(content)) {
      gaps.push(content);
      continue;
    }
    size += content.length;
    if (file.language === 'manifest' || isManifest(file.path)) {
      const manifest = readManifest(file.path, decode(content));
      if (manifest) {
        manifests.push(manifest);
        gaps.push(...manifest.gaps);
      }
      if (file.language === 'manifest') continue;
    }
    sources++;
    if (file.role === 'app' && content.includes(WORD)) setAside.push(file.path);
    watch.onProgress?.({ stage: 'scan', done: sources, of: discovered.files.length });
    const scanned = scanner.scan(content);
    specifiers.set(file.path, [...scanned.specifiers, ...impliedImports(file.path, file.language)]);
    if (file.role === 'app' && (scanned.hits.some((id) => !speaks.has(id)) || hasSayInPaths(file.path, content))) survivors.push(file.path);
    if (scanned.hits.some((id) => speaks.has(id))) speaking.add(file.path);
  }
  if (sources === 0 && manifests.length === 0)
    return { kind: 'cannot', why: `${root}: no source files here (.js, .ts, .jsx, .tsx, .html, …). Name the folder of an app.` };
  const read = (path: string) => {
    const content = bytes(path);
    return Buffer.isBuffer(content) ? decode(content) : undefined;
  };
  watch.onPhase?.('graph');
  const graph = buildGraph([...files.keys()], specifiers, read);
  gaps.push(...graph.gaps);
  addDataModules(survivors, discovered.files, graph.value, (path) => {
    const content = bytes(path);
    return Buffer.isBuffer(content) && scanner.scan(content).hits.some((id) => !speaks.has(id));
  });
  return {
    root,
    files,
    bytes,
    survivors,
    speaking,
    setAside,
    graph: graph.value,
    manifests,
    declared,
    size,
    soughtKeys: new Set(),
    classic: new Set(),
    callersOf: new Set(),
  };
}

/** Holds for a configuration of a framework that speaks of what it hands on, or of what is built in. */
function hasSayInPaths(path: string, content: Buffer): boolean {
  return (
    configuresFramework(path) &&
    /\b(?:rewrites|redirects|routeRules|proxy|devProxy|runtimeConfig|modules|plugins|presets|themeConfig|scripts?|head)\b/.test(decode(content))
  );
}

/** Longer files of JSON are data, not settings. */
const LONGEST_SETTINGS = 200_000;

/** JSON that code imports and that names what a catalog asks for is code, and so is who imports it. */
function addDataModules(survivors: string[], files: readonly SourceFile[], graph: Graph, isNamed: (path: string) => boolean): void {
  const role = new Map(files.map((file) => [file.path, file.role]));
  for (const { path, language, size } of files) {
    if (language !== 'text' || !path.endsWith('.json') || size > LONGEST_SETTINGS) continue;
    const importers = graph.importersOf(path).filter((importer) => role.get(importer) === 'app');
    if (importers.length === 0 || !isNamed(path)) continue;
    for (const one of [path, ...importers]) if (!survivors.includes(one)) survivors.push(one);
  }
}

/** Parses one file into the facts; scripts that a page loads are parsed as what they are there. */
export function parseInto(project: Project, facts: Map<string, ModuleFacts>, path: string): void {
  const file = project.files.get(path);
  if (!file || facts.has(path)) return;
  const content = project.bytes(path);
  if (!Buffer.isBuffer(content)) return;
  const read = summarise(path, file.language, decode(content), project.classic.has(path));
  if (!read) return;
  facts.set(path, read);
  for (const script of read.page?.scripts ?? []) {
    const src = script.src === undefined || script.type === 'module' ? undefined : project.graph.resolve(path, script.src);
    if (src === undefined || project.classic.has(src)) continue;
    project.classic.add(src);
    const known = facts.get(src);
    if (!known || known.imports.length + known.exports.length > 0) continue;
    facts.delete(src);
    parseInto(project, facts, src);
  }
}

/** The text of each file, read when it is asked for. */
export function sourceOf(project: Project): SourceOf {
  const texts = new Map<string, string | undefined>();
  return (file) => {
    if (!texts.has(file)) {
      const content = project.files.has(file) ? project.bytes(file) : undefined;
      texts.set(file, Buffer.isBuffer(content) ? decode(content) : undefined);
    }
    return texts.get(file);
  };
}

/** The line of a place; the lines of a file are counted once. */
export function linesOf(source: SourceOf): (span: Span) => number {
  const known = new Map<string, readonly number[]>();
  return ({ file, start }) => {
    const breaks = known.get(file) ?? [...(source(file) ?? '').matchAll(/\n/g)].map(({ index }) => index);
    known.set(file, breaks);
    let [low, high] = [0, breaks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((breaks[middle] ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}
