import type { Engine } from './flow/engine.js';
import type { ModuleFacts } from './model/facts.js';
import type { Project } from './project.js';
import { findText } from './scan/index.js';

/** How many imports away from a file of interest a value is still looked for. */
const NEAR = 1;
/** Files of so few bytes are constants and small functions: cheap to look into. */
const SMALL = 2000;
/** A file that more files import than this is taken as called from anywhere. */
const MOST_IMPORTERS = 16;

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
  sightings: readonly { readonly span: { readonly file: string }; readonly transmits: boolean }[],
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
  for (const path of writersOf(project, facts, engine)) {
    wanted.add(path);
    project.callersOf.add(path);
  }
  return [...wanted];
}

/** Files that name a storage key that the parsed ones read. Each key is looked for once. */
function writersOf(project: Project, facts: ReadonlyMap<string, ModuleFacts>, engine: Engine): string[] {
  const fresh = [...engine.readKeys].filter((key) => key.length > 2 && !project.soughtKeys.has(key));
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
