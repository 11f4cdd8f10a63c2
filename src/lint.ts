import { join } from 'node:path';
import { type Catalogs, loadCatalogs } from './catalogs/load.js';
import { nearest } from './catalogs/nearest.js';
import { loadPages } from './catalogs/pages.js';
import { type Choice, readProject as readDeclared, version } from './config.js';
import { withBindings } from './declarations/bindings.js';
import { checkOut, decode, discover, readBytes, type SourceFile } from './discover/index.js';
import { type Gated, gate, walkFreely } from './gate/index.js';
import { buildGraph, type Graph } from './graph/index.js';
import { disclaimer } from './judge/disclaimer.js';
import { judge, judgeSuppressions } from './judge/index.js';
import { impliedImports, summarise } from './languages/index.js';
import { link } from './link/index.js';
import { isManifest, readManifest } from './manifests/index.js';
import { match, matcherOf } from './match/index.js';
import type { Declarations } from './model/declaration.js';
import type { ModuleFacts } from './model/facts.js';
import type { Manifest } from './model/manifest.js';
import type { Gap, Span } from './model/place.js';
import type { Finding, Level, Report, SourceOf } from './model/report.js';
import { type NoticeText, readNotices } from './notice/index.js';
import { rules, ruleTexts } from './rules/index.js';
import { buildScanner, findText } from './scan/index.js';
import { cataloguedNames, patternsOf } from './scan/patterns.js';
import { setAsideKnown, suppress, WORD } from './suppress/index.js';

export interface LintOptions {
  /** ISO 3166-1 codes or `EU`, in any case; absent: KR, and the report says that nobody chose it. */
  readonly markets?: readonly string[];
  /** The day whose law counts, `YYYY-MM-DD`; absent: today. */
  readonly asOf?: string;
  /** Files and folders with entries of the project's own for the sdk-catalog, beside those that its `xborder.yaml` names. */
  readonly catalogs?: readonly string[];
  /** Rule → off, or the most that it gives; stronger than what `xborder.yaml` says. */
  readonly levels?: Readonly<Record<string, Level | 'off'>>;
  /** Findings that count as known: fingerprint → why. */
  readonly known?: ReadonlyMap<string, string>;
  /** A branch, tag or commit: what was found there counts as known. */
  readonly changed?: string;
  readonly onProgress?: (progress: { readonly stage: string; readonly done: number; readonly of: number }) => void;
  /** Is told as each phase begins. */
  readonly onPhase?: (phase: Phase) => void;
  /** Is told before the verdicts what the stages made of the project. */
  readonly onTrace?: (trace: Trace) => void;
}

export type Phase = 'catalogs' | 'discover' | 'scan' | 'graph' | 'parse' | 'link' | 'walk' | 'match' | 'gate' | 'judge';

/** What the stages before the verdicts made of the project. */
export interface Trace {
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly survivors: readonly string[];
  readonly speaking: ReadonlySet<string>;
  readonly facts: ReadonlyMap<string, ModuleFacts>;
  /** External names and access paths that the catalogs speak of. */
  readonly catalogued: ReadonlySet<string>;
  readonly paths: readonly string[];
  readonly run: ReturnType<typeof walkFreely>['run'];
}

export type LintResult =
  | { readonly kind: 'report'; readonly report: Report; readonly source: SourceOf }
  /** Nothing could be linted; `why` is one line that names the thing and says what to do. */
  | { readonly kind: 'cannot'; readonly why: string };

/** What there is of the project: its files, what the byte scan saw in them, how they import each other. */
interface Project {
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

/** How many files are parsed beyond those that the scan asks for, and how often more are looked for. */
const MOST_MORE = 240;
const MOST_LOOKS = 4;
/** With so many more files parsed than the scan asked for no third look is taken. */
const MANY_MORE = 100;
/** In a program of so many functions no second look is taken. */
const MANY_BODIES = 3000;

/**
 * Lints a folder (or one file): discover → scan → graph → parse and summarise → link → match → gate → judge. Executes
 * nothing of what it reads, opens no connection, reads nothing outside the folder. Bad input becomes gaps in the report.
 */
export function lint(root: string, options: LintOptions = {}): LintResult {
  const started = performance.now();
  options.onPhase?.('catalogs');
  const asOf = options.asOf ?? new Date().toISOString().slice(0, 10);
  const shipped = loadCatalogs();
  if ('problems' in shipped) return { kind: 'cannot', why: `a catalog has faults: ${shipped.problems[0]}` };
  const declared = readDeclared(root, { law: shipped.law, rules: rules.map(({ id }) => id), asOf });
  if (declared.kind === 'cannot') return declared;
  const own = declared.value.catalogs.map((path) => join(root, path));
  const loaded = loadCatalogs([...own, ...(options.catalogs ?? [])]);
  if ('problems' in loaded) return { kind: 'cannot', why: `a catalog has faults: ${loaded.problems[0]}` };
  const catalogs = { ...loaded, sdk: withBindings(loaded.sdk, declared.value.bindings) };
  options.onPhase?.('discover');
  const found = discover(root);
  if (found.kind === 'cannot') return found;
  const before = options.changed === undefined ? undefined : foundBefore(found.discovered.root, options.changed, options);
  if (before?.kind === 'cannot') return before;
  const gaps: Gap[] = [...found.gaps, ...unfilled(declared.value)];
  const project = readProject(found.discovered, catalogs, declared.value, gaps, options);
  if ('why' in project) return project;
  const { gated, parsed } = analyse(project, catalogs, gaps, options);
  const chosen = options.markets ?? (declared.value.markets.length > 0 ? declared.value.markets : undefined);
  const markets = (chosen ?? ['KR']).map((market) => market.toUpperCase());
  const source = sourceOf(project);
  const { register, notices, rules: levels } = project.declared;
  options.onPhase?.('judge');
  const judged = judge(
    {
      usages: gated.usages,
      markets,
      asOf,
      law: catalogs.law,
      productFacts: (id) => catalogs.sdk.products[id],
      manifests: project.manifests,
      register,
      notices: readNotices({ notices: textsOf(notices, source), usages: gated.usages, register, sdk: catalogs.sdk }),
      levels: { ...levels, ...options.levels },
      lineOf: linesOf(source),
    },
    rules,
  );
  gaps.push(...judged.gaps);
  const { findings, suppressions } = suppress({
    findings: judged.value,
    files: commented(project, judged.value, source),
    ignores: project.declared.ignores,
    rules: rules.map(({ id }) => id),
    meant: (rule) =>
      nearest(
        rule,
        rules.map(({ id }) => id),
      ),
  });
  const seesAll = declared.value.markets.every((market) => markets.includes(market));
  const report: Report = {
    tool: { version, lawsAsOf: catalogs.law.asOf, catalogAsOf: catalogs.sdk.asOf, products: Object.keys(catalogs.sdk.products).length },
    markets,
    marketsAssumed: chosen === undefined,
    usages: gated.usages,
    findings: setAsideKnown(
      [...findings, ...judgeSuppressions(suppressions, rules, { levels: { ...levels, ...options.levels }, seesAll })],
      new Map([...(before?.value ?? []), ...(options.known ?? [])]),
    ),
    gaps,
    looked: { files: project.files.size, parsed, manifests: project.manifests.length, bytes: project.size, ms: Math.round(performance.now() - started) },
    rules: ruleTexts(loadPages(), catalogs.law),
    disclaimer: disclaimer(catalogs.law.asOf),
  };
  return { kind: 'report', report, source };
}

/** What the project gave at another commit, by the same law: fingerprint → where it was known. */
function foundBefore(root: string, ref: string, { changed: _, known: __, ...options }: LintOptions): Choice<ReadonlyMap<string, string>> {
  const out = checkOut(root, ref);
  if (out.kind === 'cannot') return out;
  try {
    const result = lint(out.folder, options);
    // Where there was nothing to lint, all is new; so it is where the register had a fault.
    const findings = result.kind === 'report' ? result.report.findings : [];
    return {
      kind: 'chosen',
      value: new Map(findings.filter(({ suppressed }) => suppressed === undefined).map(({ fingerprint }) => [fingerprint, `there at ${ref} already`])),
    };
  } finally {
    out.remove();
  }
}

/** Values of the register that somebody has yet to fill in, as one gap. */
function unfilled({ open }: Declarations): readonly Gap[] {
  const [first, ...more] = open;
  if (first === undefined) return [];
  const rest = more.length === 0 ? '' : ` and ${more.length} more`;
  return [{ stage: 'config', file: first.span.file, at: first.span.start, why: `${first.path}${rest} still say TODO, and count as not declared` }];
}

/** Files that speak of setting something aside: code, and what findings stand in. */
function commented(project: Project, findings: readonly Finding[], source: SourceOf): readonly { readonly path: string; readonly text: string }[] {
  const paths = new Set([...project.setAside, ...findings.map(({ span }) => span.file)]);
  return [...paths].flatMap((path) => {
    const text = source(path);
    return text?.includes(WORD) ? { path, text } : [];
  });
}

function textsOf(notices: Declarations['notices'], source: SourceOf): readonly NoticeText[] {
  return notices.map(({ language, file, span }) => ({ language, file, declaredAt: span, text: source(file) ?? '' }));
}

/** The line of a place; the lines of a file are counted once. */
function linesOf(source: SourceOf): (span: Span) => number {
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

/** Who looks on. */
type Watch = Pick<LintOptions, 'onProgress' | 'onPhase' | 'onTrace'>;

function readProject(
  discovered: { readonly root: string; readonly files: readonly SourceFile[] },
  catalogs: Catalogs,
  declared: Declarations,
  gaps: Gap[],
  watch: Watch,
): Project | Extract<LintResult, { kind: 'cannot' }> {
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
    if (scanned.hits.some((id) => !speaks.has(id)) && file.role === 'app') survivors.push(file.path);
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

/** Parses what the scan saw, links, matches, and parses more while an answer lies in files that are not parsed yet. */
function analyse(project: Project, catalogs: Catalogs, gaps: Gap[], watch: Watch): { readonly gated: Gated; readonly parsed: number } {
  const facts = new Map<string, ModuleFacts>();
  const matcher = matcherOf(catalogs.sdk);
  const near = nearFiles(project);
  const catalogued = cataloguedNames(catalogs.sdk, catalogs.consent);
  let wanted: readonly string[] = project.survivors;
  for (let look = 0; ; look++) {
    const before = facts.size;
    watch.onPhase?.('parse');
    for (const path of wanted) {
      if (facts.size >= project.survivors.length + MOST_MORE) break;
      parseInto(project, facts, path);
      watch.onProgress?.({ stage: 'parse', done: facts.size, of: project.files.size });
    }
    watch.onPhase?.('link');
    const program = link({
      facts: [...facts.values()],
      resolve: project.graph.resolve,
      importersOf: (file) => project.graph.importersOf(file).filter((importer) => project.files.get(importer)?.role === 'app'),
      manifests: project.manifests,
      catalogued,
    });
    const extra = facts.size - project.survivors.length;
    const bodies = program.modules.reduce((sum, module) => sum + module.functions.length, 0);
    const isLast =
      look >= MOST_LOOKS || (look > 0 && bodies > MANY_BODIES) || (look > 1 && extra > MANY_MORE) || extra >= MOST_MORE || (look > 0 && facts.size === before);
    watch.onPhase?.('walk');
    const free = walkFreely(program, isLast);
    watch.onPhase?.('match');
    const matched = match(free.run, matcher, isLast);
    const more = !isLast ? wants(project, facts, free.run.engine, matched.value.sightings, near) : [];
    if (more.length > 0) {
      wanted = more;
      continue;
    }
    if (!isLast) {
      wanted = [];
      continue;
    }
    if (extra > MANY_MORE || bodies > MANY_BODIES)
      gaps.push({ stage: 'parse', why: `${facts.size} files were parsed; callers and values in further files were not looked at` });
    gaps.push(...matched.gaps, ...[...facts.values()].flatMap((one) => one.gaps));
    const paths = Object.values(catalogs.sdk.products).flatMap(({ touches }) => touches.map(({ path }) => path));
    watch.onTrace?.({ files: project.files, survivors: project.survivors, speaking: project.speaking, facts, catalogued, paths, run: free.run });
    watch.onPhase?.('gate');
    watch.onProgress?.({ stage: 'gate', done: 0, of: matched.value.sightings.length });
    const gated = gate({ program, free, ...matched.value, consent: catalogs.consent, sdk: catalogs.sdk, declared: project.declared.consents });
    gaps.push(...gated.gaps);
    return { gated: gated.value, parsed: facts.size };
  }
}

function parseInto(project: Project, facts: Map<string, ModuleFacts>, path: string): void {
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

/** How many imports away from a file of interest a value is still looked for. */
const NEAR = 1;
/** Files of so few bytes are constants and small functions: cheap to look into. */
const SMALL = 2000;
/** A file that more files import than this is taken as called from anywhere. */
const MOST_IMPORTERS = 16;

/** Files that the scan saw, that speak of consent, or that import such a file over a few steps. */
function nearFiles(project: Project): ReadonlySet<string> {
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
function wants(
  project: Project,
  facts: ReadonlyMap<string, ModuleFacts>,
  engine: ReturnType<typeof walkFreely>['run']['engine'],
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
function writersOf(project: Project, facts: ReadonlyMap<string, ModuleFacts>, engine: ReturnType<typeof walkFreely>['run']['engine']): string[] {
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

function sourceOf(project: Project): SourceOf {
  const texts = new Map<string, string | undefined>();
  return (file) => {
    if (!texts.has(file)) {
      const content = project.files.has(file) ? project.bytes(file) : undefined;
      texts.set(file, Buffer.isBuffer(content) ? decode(content) : undefined);
    }
    return texts.get(file);
  };
}
