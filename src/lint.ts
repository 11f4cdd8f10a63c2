import { join } from 'node:path';
import { type Catalogs, loadCatalogs } from './catalogs/load.js';
import { nearest } from './catalogs/nearest.js';
import { loadPages } from './catalogs/pages.js';
import { type Choice, readProject as readDeclared, version } from './config.js';
import { withBindings } from './declarations/bindings.js';
import { checkOut, discover, type SourceFile } from './discover/index.js';
import { type Gated, gate, walkFreely } from './gate/index.js';
import { disclaimer } from './judge/disclaimer.js';
import { judge, judgeSuppressions, withEntries } from './judge/index.js';
import { link } from './link/index.js';
import { match, matcherOf } from './match/index.js';
import type { Declarations } from './model/declaration.js';
import type { ModuleFacts } from './model/facts.js';
import type { Gap } from './model/place.js';
import type { Finding, Level, Report, SourceOf } from './model/report.js';
import type { SdkCatalog } from './model/sdk.js';
import type { Sighting } from './model/sighting.js';
import type { Story } from './model/story.js';
import type { TypedCall } from './model/typed-call.js';
import { type NoticeText, readNotices } from './notice/index.js';
import { linesOf, type Project, parseInto, readProject, sourceOf, type Watch } from './project.js';
import { rules, ruleTexts } from './rules/index.js';
import { cataloguedNames } from './scan/patterns.js';
import { setAsideKnown, suppress, WORD } from './suppress/index.js';
import { typedCalls } from './typing/index.js';
import { nearFiles, wants } from './wants.js';

export interface LintOptions extends Watch {
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
  /** Also find what only declared types tell; so does `types: true` in its `xborder.yaml`. Takes a type checker and its time. */
  readonly types?: boolean;
  /** A line whose usages have their story told. The file is named from the root. */
  readonly explain?: { readonly file: string; readonly line: number };
  /** Is told before the verdicts what the stages made of the project. */
  readonly onTrace?: (trace: Trace) => void;
}

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
  /** `stories` are those that were asked for with `explain`. */
  | { readonly kind: 'report'; readonly report: Report; readonly source: SourceOf; readonly stories: readonly Story[] }
  /** Nothing could be linted; `why` is one line that names the thing and says what to do. */
  | { readonly kind: 'cannot'; readonly why: string };

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
  const names = rules.map(({ id }) => id);
  const declared = readDeclared(root, { law: shipped.law, rules: names, asOf });
  if (declared.kind === 'cannot') return declared;
  const own = declared.value.catalogs.map((path) => join(root, path));
  const loaded = loadCatalogs([...own, ...(options.catalogs ?? [])], root);
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
  const typed = options.types || declared.value.types ? readTypes(project, catalogs.sdk, gaps, options) : [];
  const { gated, parsed } = analyse(withTyped(project, typed), catalogs, gaps, options, typed);
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
      notices: readNotices({
        notices: textsOf(notices, source),
        usages: gated.usages,
        register,
        sdk: catalogs.sdk,
        countries: catalogs.consent.lexicon.countries,
      }),
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
    rules: names,
    meant: (rule) => nearest(rule, names),
  });
  const seesAll = declared.value.markets.every((market) => markets.includes(market));
  const report: Report = {
    tool: { version, lawsAsOf: catalogs.law.asOf, catalogAsOf: catalogs.sdk.asOf, products: Object.keys(catalogs.sdk.products).length },
    markets,
    marketsAssumed: chosen === undefined,
    usages: withEntries(gated.usages, catalogs.sdk.own ?? []),
    findings: setAsideKnown(
      [...findings, ...judgeSuppressions(suppressions, rules, { levels: { ...levels, ...options.levels }, seesAll })],
      new Map([...(before?.value ?? []), ...(options.known ?? [])]),
    ),
    gaps,
    looked: { files: project.files.size, parsed, manifests: project.manifests.length, bytes: project.size, ms: Math.round(performance.now() - started) },
    rules: ruleTexts(loadPages(), catalogs.law),
    disclaimer: disclaimer(catalogs.law.asOf),
  };
  return { kind: 'report', report, source, stories: gated.stories };
}

/** What the project gave at another commit, by the same law: fingerprint → where it was known. */
function foundBefore(root: string, ref: string, { changed: _, known: __, explain: ___, ...options }: LintOptions): Choice<ReadonlyMap<string, string>> {
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

/** Calls of which only types tell what is called, in what the scan saw and in what imports that. */
function readTypes(project: Project, { products }: SdkCatalog, gaps: Gap[], watch: LintOptions): readonly TypedCall[] {
  watch.onPhase?.('types');
  const { files, survivors, graph } = project;
  const ambient = [...files.keys()].filter((path) => path.endsWith('.d.ts'));
  const isApp = (path: string) => files.get(path)?.role === 'app';
  const paths = Object.values(products).flatMap(({ touches, switches, endpoint }) => [
    ...touches.map(({ path }) => path),
    ...switches.flatMap(({ release, hold }) => (hold === undefined ? release : [...release, hold])),
    ...(endpoint.calls ?? []).map(({ path }) => path),
  ]);
  const read = typedCalls({ survivors, ambient, isApp, textOf: sourceOf(project), ...graph }, paths);
  gaps.push(...read.gaps);
  return read.value;
}

/** Where a type tells what is called, no name of the catalog need stand. */
function withTyped(project: Project, typed: readonly TypedCall[]): Project {
  return typed.length === 0 ? project : { ...project, survivors: [...new Set([...project.survivors, ...typed.map(({ span }) => span.file)])] };
}

/** Parses what the scan saw, links, matches, and parses more while an answer lies in files that are not parsed yet. */
function analyse(
  project: Project,
  catalogs: Catalogs,
  gaps: Gap[],
  watch: LintOptions,
  typed: readonly TypedCall[],
): { readonly gated: Gated; readonly parsed: number } {
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
    const matched = match(free.run, matcher, isLast, typed);
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
    const explains = watch.explain && standingOn(matched.value.sightings, watch.explain, linesOf(sourceOf(project)));
    const gated = gate({
      program,
      free,
      ...matched.value,
      consent: catalogs.consent,
      sdk: catalogs.sdk,
      declared: project.declared.consents,
      ...(explains ? { explains } : {}),
    });
    gaps.push(...gated.gaps);
    return { gated: gated.value, parsed: facts.size };
  }
}

/** Usages that begin on a line; where none does, those that reach over it. */
function standingOn(
  sightings: readonly Sighting[],
  { file, line }: NonNullable<LintOptions['explain']>,
  lineOf: (span: Sighting['span']) => number,
): (sighting: Sighting) => boolean {
  const inFile = sightings.filter(({ span }) => span.file === file);
  const begin = inFile.filter(({ span }) => lineOf(span) === line);
  const cover = inFile.filter(({ span }) => lineOf(span) <= line && line <= lineOf({ ...span, start: span.end }));
  const chosen = new Set(begin.length > 0 ? begin : cover);
  return (sighting) => chosen.has(sighting);
}
