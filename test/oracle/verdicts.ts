import { compileConsentCatalog } from '../../src/catalogs/consent.js';
import { compileSdkCatalog } from '../../src/catalogs/sdk.js';
import { catalogFiles } from '../../src/catalogs/yaml-files.js';
import { gate, walkFreely } from '../../src/gate/index.js';
import { buildGraph } from '../../src/graph/index.js';
import { summarise } from '../../src/languages/index.js';
import { link } from '../../src/link/index.js';
import { match, matcherOf } from '../../src/match/index.js';
import type { JudgedUsage } from '../../src/model/usage.js';
import { buildScanner } from '../../src/scan/index.js';
import { cataloguedNames, patternsOf } from '../../src/scan/patterns.js';

/** The pipeline up to the gate, for programs that are held in memory: everything is parsed, and nothing is read from disk. */
export interface Engine {
  readonly usagesOf: (files: ReadonlyMap<string, string>) => readonly JudgedUsage[];
}

/** Loads the catalogs of the project under `root`, once for many programs. */
export function newEngine(root: string): Engine {
  const [sdkRead, consentRead] = [compileSdkCatalog(catalogFiles(root, 'sdk-catalog')), compileConsentCatalog(catalogFiles(root, 'consent-catalog'))];
  if (sdkRead.kind === 'problems') throw new Error(sdkRead.problems[0]);
  if (consentRead.kind === 'problems') throw new Error(consentRead.problems[0]);
  const [sdk, consent] = [sdkRead.catalog, consentRead.catalog];
  const matcher = matcherOf(sdk);
  const scanner = buildScanner(patternsOf(sdk, consent).patterns);
  const catalogued = cataloguedNames(sdk, consent);
  return {
    usagesOf: (files) => {
      const specifiers = new Map([...files].map(([path, text]) => [path, scanner.scan(Buffer.from(text)).specifiers]));
      const graph = buildGraph([...files.keys()], specifiers, (path) => files.get(path)).value;
      const facts = [...files].flatMap(([path, text]) => summarise(path, path.endsWith('.html') ? 'html' : 'javascript', text, false) ?? []);
      const program = link({ facts, resolve: graph.resolve, importersOf: graph.importersOf, manifests: [], catalogued });
      const free = walkFreely(program, true);
      const matched = match(free.run, matcher);
      return gate({ program, free, ...matched.value, consent, sdk, declared: [] }).value.usages;
    },
  };
}

/** Kinds of verdict under which nothing is reported. */
const ACCEPTED: ReadonlySet<JudgedUsage['verdict']['kind']> = new Set(['gated', 'withheld', 'none']);

export interface Told {
  readonly accepted: boolean;
  readonly kind: JudgedUsage['verdict']['kind'] | 'unseen';
  readonly detail: string;
}

/** What the engine says of the call that holds a mark. */
export function verdictOn(mark: string, files: ReadonlyMap<string, string>, usages: readonly JudgedUsage[]): Told {
  const here = usages.filter(({ transmits, span }) => transmits && linesAt(files.get(span.file) ?? '', span.start, span.end).includes(mark));
  const open = here.find(({ verdict }) => !ACCEPTED.has(verdict.kind)) ?? here[0];
  if (!open) return { accepted: true, kind: 'unseen', detail: 'no usage there' };
  const { verdict } = open;
  const because = verdict.because.map(({ note }) => note).join(' → ');
  return {
    accepted: ACCEPTED.has(verdict.kind),
    kind: verdict.kind,
    detail: [verdict.defect, verdict.confidence, verdict.grants.join(','), because].filter(Boolean).join(' · '),
  };
}

/** A usage may stand at a part of the statement that has the mark. */
function linesAt(text: string, start: number, end: number): string {
  const stop = text.indexOf('\n', end);
  return text.slice(start, stop < 0 ? undefined : stop);
}
