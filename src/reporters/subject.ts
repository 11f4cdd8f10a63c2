import type { Evidence } from '../model/place.js';
import type { Basis, Finding, Report } from '../model/report.js';
import type { JudgedUsage, Recipient } from '../model/usage.js';

type Entry = NonNullable<JudgedUsage['entries']>[number];

/** What one finding speaks of, gathered from the usages that it covers. */
export interface Subject {
  readonly finding: Finding;
  /** The usage where the finding stands; absent where a finding speaks of no call. */
  readonly usage?: JudgedUsage;
  /** The others that it covers. */
  readonly others: readonly JudgedUsage[];
  /** Distinct ones outside the project's own network. */
  readonly recipients: readonly Recipient[];
  /** Kinds of data that the code passes, and kinds that the SDK takes by itself. */
  readonly passed: readonly string[];
  readonly automatic: readonly string[];
  /** Entries of the project's own on which it rests. */
  readonly entries: readonly Entry[];
}

/** Finds the usages of each finding once, for all of them. */
export function subjectsOf(report: Report, findings: readonly Finding[]): readonly Subject[] {
  const byId = new Map(report.usages.map((usage) => [usage.id, usage]));
  return findings.map((finding) => {
    const covered = finding.usages.flatMap((id) => byId.get(id) ?? []);
    const standsAt = (usage: JudgedUsage) => usage.span.file === finding.span.file && usage.span.start === finding.span.start;
    const usage = covered.find(standsAt) ?? covered[0];
    const data = covered.flatMap((one) => one.data);
    const passed = distinct(data.filter((datum) => datum.how === 'argument').map((datum) => words(datum.category)));
    return {
      finding,
      ...(usage === undefined ? {} : { usage }),
      others: covered.filter((one) => one !== usage),
      recipients: mergeRecipients(covered.flatMap((one) => one.recipients)),
      passed,
      automatic: distinct(data.map((datum) => words(datum.category))).filter((category) => !passed.includes(category)),
      entries: [...new Map(covered.flatMap((one) => one.entries ?? []).map((entry) => [`${entry.file}\n${entry.id}`, entry])).values()],
    };
  });
}

/** `catalogs/acme.yaml: adds to sentry (our relay stands in Frankfurt)` */
export function entryText({ file, id, how, reason }: Entry): string {
  const why = reason === undefined ? '' : ` (${reason})`;
  return `${file}: ${how === 'extended' ? 'adds to ' : how === 'replaced' ? 'stands for the shipped ' : ''}${id}${why}`;
}

/** Product and rule: what findings have in common that tell the same story. */
export function storyOf({ finding, usage }: Subject): string {
  return `${finding.rule}\n${usage?.product ?? finding.id}`;
}

/** Every country to which a finding's data go, once. */
export function destinations(recipients: readonly Recipient[]): readonly string[] {
  return distinct(recipients.flatMap((recipient) => recipient.countries));
}

/** Articles by market, in the order in which the finding names them. */
export function byMarket(bases: readonly Basis[]): readonly { readonly market: string; readonly cites: readonly string[] }[] {
  return distinct(bases.map((basis) => basis.market)).map((market) => ({
    market: market.toUpperCase(),
    cites: distinct(bases.filter((basis) => basis.market === market).map((basis) => basis.cite)),
  }));
}

function mergeRecipients(recipients: readonly Recipient[]): readonly Recipient[] {
  const outside = recipients.filter((recipient) => recipient.countries.length > 0);
  const merged = new Map<string, Recipient>();
  for (const one of outside) {
    const key = `${one.entity}\n${one.countries.join()}`;
    const known = merged.get(key);
    merged.set(key, known === undefined ? one : { ...known, because: mergeEvidence([...known.because, ...one.because]) });
  }
  return [...merged.values()];
}

function mergeEvidence(because: readonly Evidence[]): readonly Evidence[] {
  return [...new Map(because.map((one) => [`${one.span.file}\n${one.span.start}\n${one.note}`, one])).values()];
}

function words(category: string): string {
  return category.replaceAll('-', ' ');
}

export function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}
