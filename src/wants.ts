import type { Engine } from './flow/engine.js';
import type { ModuleFacts } from './model/facts.js';
import type { Span } from './model/place.js';
import type { Project } from './project.js';
import { findText } from './scan/index.js';

/** How many imports away from a file of interest a value is still looked for. */
const NEAR = 1;
/** Files of so few bytes are constants and small functions: cheap to look into. */
const SMALL = 2000;
/** A file that more files import than this is taken as called from anywhere. */
const MOST_IMPORTERS = 16;
/** How many files that import addresses by name are looked at in one go. */
const MOST_USERS = 40;

/** Files that the scan saw, that speak of consent, or that import such a file over a few steps. */
export function nearFiles(project: Project): ReadonlySet<string> {
  const near = new Set<string>([...project.survivors, ...project.speaking]);
  let edge = [...near];
  for (let step = 0; step < NEAR; step++) {
    const next: string[] = [];
    for (const path of edge) {
      for (const importer of project.graph.importersOf(path)) {
        if (near.has(importer)) continue;
        near.add(importer);
        next.push(importer);
      }
    }
    edge = next;
  }
  return near;
}

/** Files that the answers so far lead to: values that were looked for, callers of usages, writers of storage keys. */
export function wants(
  project: Project,
  facts: ReadonlyMap<string, ModuleFacts>,
  engine: Engine,
  sightings: readonly { readonly span: Span; readonly transmits: boolean; readonly touch: string }[],
  near: ReadonlySet<string>,
): string[] {
  const isApp = (path: string) => project.files.get(path)?.role === 'app' && !facts.has(path);
  const wanted = new Set<string>();
  const survivors = new Set(project.survivors);
  for (const { span, transmits } of sightings) if (transmits) project.callersOf.add(span.file);
  for (const [path, asking] of engine.wanted) {
    if (!isApp(path)) continue;
    const onTheWay = [...asking].some((module) => project.callersOf.has(engine.program.modules[module]?.file ?? ''));
    const isSmall = (project.files.get(path)?.size ?? 0) < SMALL;
    const bySurvivor =
      isSmall &&
      [...asking].some((module) => {
        const file = engine.program.modules[module]?.file ?? '';
        return survivors.has(file) || project.speaking.has(file);
      });
    if (project.speaking.has(path) || bySurvivor || (onTheWay && (near.has(path) || isSmall))) wanted.add(path);
  }
  // A set may grow while it is gone through: callers of callers follow.
  for (const file of project.callersOf) {
    const importers = project.graph.importersOf(file).filter((path) => project.files.get(path)?.role === 'app');
    if (importers.length > MOST_IMPORTERS) continue;
    for (const importer of importers) {
      project.callersOf.add(importer);
      if (isApp(importer)) wanted.add(importer);
    }
  }
  for (const path of [...usersOf(project, facts, sightings), ...holdersOf(project, facts, sightings)]) wanted.add(path);
  for (const path of writersOf(project, facts, engine)) {
    wanted.add(path);
    project.callersOf.add(path);
  }
  return [...wanted];
}

/**
 * Files that import what an SDK was started as, `export const openai = new OpenAI()`, themselves or through a file that hands it on:
 * there it sends, and no name of the catalog need stand there.
 */
function holdersOf(
  project: Project,
  facts: ReadonlyMap<string, ModuleFacts>,
  sightings: readonly { readonly span: Span; readonly touch: string }[],
): readonly string[] {
  const found = new Set<string>();
  const makers = new Set(sightings.flatMap(({ span, touch }) => (touch === 'init' && (facts.get(span.file)?.exports.length ?? 0) > 0 ? [span.file] : [])));
  // A set may grow while it is gone through: what hands it on follows.
  for (const file of makers) {
    for (const importer of project.graph.importersOf(file)) {
      if (project.files.get(importer)?.role !== 'app') continue;
      const known = facts.get(importer);
      if (known?.exports.some((one) => one.kind !== 'value' && project.graph.resolve(importer, one.specifier) === file)) makers.add(importer);
      else if (known === undefined && found.size < MOST_USERS) found.add(importer);
    }
  }
  return [...found];
}

/** Files that import an address by name which no call was seen to use yet: `export const API = 'https://…'` in a file that many import. */
function usersOf(
  project: Project,
  facts: ReadonlyMap<string, ModuleFacts>,
  sightings: readonly { readonly span: Span; readonly touch: string }[],
): readonly string[] {
  const found = new Set<string>();
  const byFile = new Map<string, Set<string>>();
  for (const { span, touch } of sightings) {
    const module = touch === 'endpoint' ? facts.get(span.file) : undefined;
    for (const name of module ? exportedAt(module, span.start) : []) {
      const key = `${span.file}#${name}`;
      if (project.soughtKeys.has(key)) continue;
      project.soughtKeys.add(key);
      byFile.set(span.file, (byFile.get(span.file) ?? new Set()).add(name));
    }
  }
  for (const [file, names] of byFile) {
    for (const importer of project.graph.importersOf(file)) {
      if (found.size >= MOST_USERS || facts.has(importer) || project.files.get(importer)?.role !== 'app') continue;
      const content = project.bytes(importer);
      if (Buffer.isBuffer(content) && findText(content, [...names]).length > 0) found.add(importer);
    }
  }
  return [...found];
}

/** Names under which a module exports what is written at a place, or a list or table that holds it. */
function exportedAt(facts: ModuleFacts, at: number): readonly string[] {
  const holders = new Set(
    (facts.functions[0]?.flow.points ?? []).flatMap((point) =>
      point.kind === 'write' &&
      point.target.kind === 'binding' &&
      'start' in point.value &&
      'end' in point.value &&
      point.value.start <= at &&
      at < point.value.end
        ? [point.target.binding]
        : [],
    ),
  );
  return facts.exports.flatMap((one) => (one.kind === 'value' && one.value.kind === 'ref' && holders.has(one.value.binding) ? [one.name] : []));
}

/** Files that name what the walk looks for: storage keys, channels, states that modules share. Each text is looked for once. */
function writersOf(project: Project, facts: ReadonlyMap<string, ModuleFacts>, engine: Engine): string[] {
  const fresh = [...engine.sought].filter((key) => key.length > 2 && !project.soughtKeys.has(key));
  for (const key of fresh) project.soughtKeys.add(key);
  if (fresh.length === 0) return [];
  const found: string[] = [];
  for (const [path, file] of project.files) {
    if (file.role !== 'app' || facts.has(path) || file.language === 'text' || file.language === 'manifest') continue;
    const content = project.bytes(path);
    if (Buffer.isBuffer(content) && findText(content, fresh).length > 0) found.push(path);
  }
  return found;
}
