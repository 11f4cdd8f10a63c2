import { languageOf, vendoredFolder } from './discover/kinds.js';
import type { Run } from './flow/engine.js';
import { spellings } from './flow/names.js';
import { type Api, apis } from './flow/values.js';
import { type LintOptions, type LintResult, lint, type Trace } from './lint.js';
import { indexHosts, whose } from './match/hosts.js';
import type { Call, Element, ModuleFacts } from './model/facts.js';
import type { Gap } from './model/place.js';
import type { Report } from './model/report.js';
import type { SdkCatalog } from './model/sdk.js';
import { boundsOf, linesOf, pointAt } from './reporters/lines.js';

/** What one stage has to say about a line, in order of the pipeline. The last one is where the line was dropped, or judged. */
export interface Step {
  readonly stage: 'discover' | 'scan' | 'parse' | 'match' | 'gate' | 'judge';
  readonly said: string;
}

export type WhyNot = { readonly kind: 'told'; readonly steps: readonly Step[]; readonly code?: string } | Extract<LintResult, { kind: 'cannot' }>;

/**
 * Lints a folder once more and says what each stage made of one line: whether its file was listed, seen, parsed, what its
 * calls, imports, elements and addresses came to, what was judged and which findings speak of it. `file` is relative to the root.
 */
export function whyNot(root: string, file: string, line: number, sdk: SdkCatalog, options: LintOptions = {}): WhyNot {
  let trace: Trace | undefined;
  const onTrace = (seen: Trace) => {
    trace = seen;
  };
  const result = lint(root, { ...options, onTrace });
  if (result.kind === 'cannot') return result;
  const text = result.source(file);
  if (trace === undefined) return { kind: 'told', steps: [{ stage: 'discover', said: 'nothing was looked at' }] };
  const early = beforeParse(trace, file, result.report.gaps);
  if (early.dropped || text === undefined) return { kind: 'told', steps: early.steps };
  const lines = linesOf(text);
  if (line > lines.starts.length) return { kind: 'cannot', why: `${file} has ${lines.starts.length} lines; there is no line ${line}` };
  const bounds = boundsOf(lines, line);
  const code = text.slice(bounds.start, bounds.end).trim();
  const at = (start: number) => pointAt(lines, start).line;
  const parsed = gapsAt(result.report.gaps, file).flatMap((gap): Step[] =>
    gap.stage === 'parse' ? [{ stage: 'parse', said: `${gap.at === undefined ? 'the file' : `line ${at(gap.at)}`}: ${gap.why}` }] : [],
  );
  const judged = judgedAt(result.report, file, (start, end) => at(start) <= line && line <= at(end));
  const matched = judged.length > 0 ? [] : matchedAt(trace, file, sdk, (start) => at(start) === line);
  return { kind: 'told', steps: [...early.steps, ...parsed, ...matched, ...judged], code };
}

/** What discovery and the scan made of the file. */
function beforeParse(trace: Trace, file: string, gaps: readonly Gap[]): { readonly dropped: boolean; readonly steps: readonly Step[] } {
  const known = trace.files.get(file);
  const dropped = (stage: Step['stage'], said: string) => ({ dropped: true, steps: [...passed, { stage, said }] });
  const passed: Step[] = [];
  if (known === undefined) {
    const why = whyUnlisted(file, gaps);
    return dropped('discover', why);
  }
  passed.push({ stage: 'discover', said: `listed as ${known.language}${known.role === 'test' ? ', a test, story, mock or declaration' : ''}` });
  if (known.role === 'test') return dropped('scan', 'no code of the app: its usages are not told');
  if (known.language === 'manifest') return dropped('scan', 'a manifest: read for what it asks for and declares, not as code');
  const isSeen = trace.survivors.includes(file);
  const isParsed = trace.facts.has(file);
  if (!isSeen && !isParsed)
    return dropped(
      'scan',
      trace.speaking.has(file)
        ? 'its bytes name no catalogued package, host or global, only consents; no parsed file led to it'
        : 'its bytes name no catalogued package, host or global, and no parsed file led to it',
    );
  passed.push({ stage: 'scan', said: isSeen ? 'its bytes name something that a catalog knows' : 'named nothing itself; an answer led to it' });
  if (!isParsed) return dropped('parse', gapsAt(gaps, file)[0]?.why ?? 'not parsed: a limit was reached, or its language has no code');
  return { dropped: false, steps: passed };
}

/** Why discovery lists no such file. */
function whyUnlisted(file: string, gaps: readonly Gap[]): string {
  const gap = gaps.find((one) => one.stage === 'discover' && one.file !== undefined && (one.file === file || file.startsWith(`${one.file}/`)));
  if (gap !== undefined) return `${gap.file}: ${gap.why}`;
  const segments = file.split('/');
  for (let length = 1; length < segments.length; length++) {
    const folder = segments.slice(0, length).join('/');
    const vendored = vendoredFolder(folder);
    if (vendored !== undefined) return `${folder}: ${vendored}: not looked at`;
  }
  if (languageOf(file) === undefined) return 'of a kind that no stage reads';
  return 'not among the files: it does not exist, or git ignores it';
}

function gapsAt(gaps: readonly Gap[], file: string): readonly Gap[] {
  return gaps.filter((gap) => gap.file === file);
}

/** What calls, elements, imports and addresses on the line came to, where none of them is a usage. */
function matchedAt(trace: Trace, file: string, sdk: SdkCatalog, isHere: (start: number) => boolean): readonly Step[] {
  const { modules } = trace.run.engine.program;
  const said = modules.flatMap((facts, module): string[] => {
    if (facts.file !== file) return [];
    return [
      ...facts.calls.flatMap((call, index) => (isHere(call.start) || isHere(call.end) ? callSaid(trace, module, index, call) : [])),
      ...facts.elements.flatMap((element, index) => (isHere(element.start) ? elementSaid(trace.run, facts, module, index, element) : [])),
      ...facts.imports.flatMap(({ specifier, start, typeOnly }) => (isHere(start) ? [importSaid(trace, sdk, module, specifier, typeOnly)] : [])),
      ...facts.addresses.flatMap(({ value, start }) => (isHere(start) ? [addressSaid(sdk, value)] : [])),
    ];
  });
  const list = said.length > 0 ? [...new Set(said)] : ['no call, element, import or address stands on the line'];
  return list.map((one) => ({ stage: 'match', said: one }));
}

function callSaid(trace: Trace, module: number, index: number, call: Call): readonly string[] {
  const { run } = trace;
  const facts = run.engine.program.modules[module];
  const name = facts === undefined ? '' : nameOf(facts, call);
  const point = facts?.functions[call.fn]?.flow.points.findIndex((one) => one.kind === 'call' && one.call === index) ?? -1;
  if (point >= 0 && !run.isReached(module, call.fn, point)) return [`${name}: control never gets here by what is known`];
  const callee = run.value(module, call.callee);
  const outside = apis(callee);
  if (outside.length > 0) return outside.map((api) => `${name}: ${apiSaid(trace, api, call.isNew)}`);
  if (callee.values.some((value) => value.k === 'fn' || value.k === 'class' || value.k === 'native')) return [`${name}: a function of the program itself`];
  const asked = [...run.engine.wanted].filter(([, asking]) => asking.has(module)).map(([path]) => path);
  const where = asked.length > 0 ? `; it may come from ${asked.slice(0, 3).join(', ')}, not parsed` : '';
  return [`${name}: what is called could not be made out${where}`];
}

function apiSaid(trace: Trace, api: Api, isNew: boolean): string {
  const path = `${api.path}${isNew ? '.new()' : '()'}`;
  const root = /^(?:npm:[^#]+|global:[\w$]+|url:[^#]+|file:[^#]+)/.exec(api.root)?.[0] ?? api.root;
  if (root.startsWith('file:')) return `${path} comes from a file that was not parsed`;
  if (!trace.catalogued.has(root)) return `${path}: ${root} is in no catalog`;
  const near = trace.paths.filter((known) => spellings(path).some((spelt) => known.startsWith(rootOf(spelt)))).slice(0, 3);
  return `${path} is no touch of a product${near.length > 0 ? `; the catalog has ${near.join(', ')}` : ''}`;
}

const rootOf = (path: string): string => /^[^#(.]+(?:#[^.(]+)?/.exec(path)?.[0] ?? path;

function nameOf(facts: ModuleFacts, call: Call): string {
  const { callee } = call;
  const last =
    callee.kind === 'member' ? callee.name : callee.kind === 'global' ? callee.name : callee.kind === 'ref' ? facts.bindings[callee.binding]?.name : undefined;
  return `${call.isNew ? 'new ' : ''}${last ?? 'a call'}()`;
}

function elementSaid(run: Run, facts: ModuleFacts, module: number, index: number, element: Element): readonly string[] {
  const tag = typeof element.tag === 'string' ? element.tag : undefined;
  const named = tag ?? apis(run.value(module, element.tag as Exclude<Element['tag'], string>))[0]?.path;
  if (named === undefined) return [];
  const point = facts.functions[element.fn]?.flow.points.findIndex((one) => one.kind === 'element' && one.element === index) ?? -1;
  const isReached = point < 0 || run.isReached(module, element.fn, point);
  return [`<${named}>: ${isReached ? 'loads or sends to nobody that a catalog knows' : 'never rendered by what is known'}`];
}

function importSaid(trace: Trace, sdk: SdkCatalog, module: number, specifier: string, typeOnly: boolean): string {
  if (typeOnly) return `import of ${specifier}: types only`;
  const target = trace.run.engine.program.targetOf(module, specifier);
  if (target.kind === 'module') return `import of ${specifier}: a file of the project`;
  if (target.kind === 'file') return `import of ${specifier}: ${target.file}, not parsed`;
  const owners = Object.values(sdk.products).filter(({ packages }) => packages.some((purl) => decodeURIComponent(purl) === `pkg:npm/${specifier}`));
  if (owners.length === 0 && !trace.catalogued.has(`npm:${specifier}`)) return `import of ${specifier}: in no catalog`;
  return `import of ${specifier}: catalogued${owners.length > 0 ? ` (${owners.map(({ id }) => id).join(', ')})` : ''}; not the import is told, but what is done with it`;
}

function addressSaid(sdk: SdkCatalog, value: string): string {
  const found = whose(indexHosts(sdk), value);
  if (found === undefined) return `${value}: no address of a host`;
  if (found.kind === 'private') return `${value}: within the project's own network`;
  if (found.kind === 'unknown') return `${value}: a host that no catalog knows`;
  const { product, serves } = found.match.fact;
  return `${value}: a host of ${product}${serves === 'script' ? ' that serves scripts' : ''}; told where a call uses it, if not here`;
}

function judgedAt(report: Report, file: string, covers: (start: number, end: number) => boolean): readonly Step[] {
  return report.usages.flatMap((usage): Step[] => {
    if (usage.span.file !== file || !covers(usage.span.start, usage.span.end)) return [];
    const { verdict } = usage;
    const countries = [...new Set(usage.recipients.flatMap((recipient) => recipient.countries))];
    const steps: Step[] = [
      { stage: 'match', said: `${usage.productName}, ${usage.touch}, to ${countries.join(', ') || 'nobody outside the own network'} (${usage.callee ?? ''})` },
      {
        stage: 'gate',
        said: `${verdict.kind}${verdict.defect === undefined ? '' : `: ${verdict.defect}`}${usage.transmits ? '' : '; nothing leaves at this very place'}`,
      },
    ];
    const findings = report.findings.filter((finding) => finding.usages.includes(usage.id));
    for (const { rule, level, suppressed, span } of findings) {
      const isElsewhere = span.file !== usage.span.file || span.start !== usage.span.start;
      steps.push({
        stage: 'judge',
        said: `${rule} (${level})${isElsewhere ? `, told at its start in ${span.file}` : ''}${suppressed === undefined ? '' : `, set aside: ${suppressed.reason}`}`,
      });
    }
    if (findings.length === 0) steps.push({ stage: 'judge', said: silence(usage.transmits, verdict.kind, countries, report.markets) });
    return steps;
  });
}

function silence(transmits: boolean, verdict: string, countries: readonly string[], markets: readonly string[]): string {
  if (verdict === 'none' || countries.length === 0) return 'no finding: nothing leaves';
  if (verdict === 'gated' || verdict === 'withheld') return 'no finding: in order as far as the rules look';
  if (!transmits) return 'no finding: what leaves later is told where it does';
  return `no finding: no rule for ${markets.join(', ')} asks anything of it`;
}
