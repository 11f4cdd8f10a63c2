import type { Span } from '../model/place.js';
import type { Subject } from '../model/rule.js';
import type { Product } from '../model/sdk.js';
import type { JudgedUsage, TouchKind, Verdict } from '../model/usage.js';

const FROM_MILD: readonly Verdict['kind'][] = ['none', 'gated', 'withheld', 'unknown', 'defective', 'ungated'];
/** Touches by which an SDK comes to life; several of them in one file are one start. */
const BEGINNINGS: ReadonlySet<TouchKind> = new Set(['load', 'init', 'start', 'script-tag']);

type ProductFacts = (product: string) => Product | undefined;
type LineOf = (span: Span) => number | undefined;

/**
 * What findings of a whole SDK can be about: every start by which data leave, with the sends that it covers. A send whose
 * start is in order or unknown to us stands for itself. Steps of one start in one file, sends beside it, and calls of one
 * product on one line, are one subject if their verdicts and recipients agree.
 */
export function startsOf(usages: readonly JudgedUsage[], productFacts: ProductFacts, lineOf?: LineOf): readonly Subject[] {
  const byId = new Map(usages.map((usage) => [usage.id, usage]));
  const groups = new Map<string, JudgedUsage[]>();
  for (const usage of usages) {
    if (!leaves(usage)) continue;
    const key = keyOf(usage, byId);
    groups.set(key, [...(groups.get(key) ?? []), usage]);
  }
  const subjects = [...groups].flatMap(([key, members]) => {
    const head = byId.get(key) ?? members[0];
    return head === undefined ? [] : [subjectOf(head, members, productFacts(head.product))];
  });
  const starts = new Set(subjects.filter(({ usage }) => BEGINNINGS.has(usage.touch)).map(placeOf));
  // A send beside the start, or one of several behind the same gate, is no matter of its own.
  const isOneOf = (subject: Subject) => starts.has(placeOf(subject)) || !isOpen(subject);
  return join(subjects, (subject) => (isOneOf(subject) ? placeOf(subject) : subject.usage.id), lineOf);
}

/** What findings of single calls can be about: each place by itself where data leave. */
export function callsOf(usages: readonly JudgedUsage[], productFacts: ProductFacts, lineOf?: LineOf): readonly Subject[] {
  const subjects = usages.filter(leaves).map((usage) => subjectOf(usage, [usage], productFacts(usage.product)));
  return join(subjects, ({ usage }) => usage.id, lineOf);
}

/** Holds if data leave here for somebody outside. A dependency transmits only where it starts by itself. */
function leaves({ verdict, transmits, recipients }: JudgedUsage): boolean {
  return transmits && verdict.kind !== 'none' && recipients.some((recipient) => recipient.countries.length > 0);
}

/** Holds if no gate is proved to stand before it. */
function isOpen({ verdict }: { readonly verdict: Verdict }): boolean {
  return verdict.kind === 'unknown' || verdict.kind === 'defective' || verdict.kind === 'ungated';
}

/** A send joins the start that covers it, but none that is gated while the send is open. Gated sends of a silent start share a key. */
function keyOf(usage: JudgedUsage, byId: ReadonlyMap<string, JudgedUsage>): string {
  let head = usage;
  const seen = new Set([usage.id]);
  while (head.coveredBy !== undefined && !seen.has(head.coveredBy)) {
    seen.add(head.coveredBy);
    const cover = byId.get(head.coveredBy);
    if (cover === undefined || (isOpen(usage) && (cover.verdict.kind === 'gated' || cover.verdict.kind === 'withheld'))) break;
    head = cover;
  }
  return !isOpen(usage) && head.verdict.kind === 'none' ? `behind ${head.id}` : head.id;
}

function subjectOf(head: JudgedUsage, members: readonly JudgedUsage[], product: Product | undefined): Subject {
  const usages = [head, ...members.filter((member) => member !== head)];
  const worst = [...usages].sort((a, b) => FROM_MILD.indexOf(b.verdict.kind) - FROM_MILD.indexOf(a.verdict.kind))[0] ?? head;
  return {
    usage: head,
    usages,
    ...(product === undefined ? {} : { product }),
    verdict: leaves(head) ? head.verdict : worst.verdict,
    recipients: distinct(members.flatMap((member) => member.recipients).filter((recipient) => recipient.countries.length > 0)),
    data: dataOf(usages),
    onClient: usages.some((usage) => usage.runsOn === 'client' || (usage.runsOn === 'unknown' && (product?.runsOn.includes('client') ?? true))),
  };
}

/** Joins subjects of one key, and those of one product on one line, if their verdicts agree. */
function join(subjects: readonly Subject[], keyOfSubject: (subject: Subject) => string, lineOf: LineOf | undefined): readonly Subject[] {
  const slots = new Map<string, { one: Subject }>();
  for (const subject of subjects) {
    const { usage, verdict } = subject;
    const line = lineOf?.(usage.span);
    const byLine = line === undefined ? undefined : `${usage.product} ${usage.span.file}:${line} ${verdict.kind} ${verdict.defect ?? ''}`;
    const known = (byLine === undefined ? undefined : slots.get(byLine)) ?? slots.get(keyOfSubject(subject));
    const slot = known ?? { one: subject };
    if (known !== undefined) known.one = together(known.one, subject);
    slots.set(keyOfSubject(subject), slot);
    if (byLine !== undefined) slots.set(byLine, slot);
  }
  return [...new Set(slots.values())].map(({ one }) => one);
}

/** Product, file, verdict and recipients: what is the same for all steps of one start. */
function placeOf({ usage, verdict, recipients }: Subject): string {
  const who = recipients.map((recipient) => `${recipient.entity} ${recipient.countries.join()}`).sort();
  return [usage.product, usage.category, usage.runsOn, usage.span.file, verdict.kind, verdict.defect, verdict.confidence, verdict.transfer, ...who].join('\n');
}

function together(one: Subject, other: Subject): Subject {
  const [first, second] = other.usage.span.file === one.usage.span.file && other.usage.span.start < one.usage.span.start ? [other, one] : [one, other];
  const usages = [...new Set([...first.usages, ...second.usages])];
  return {
    ...first,
    usages,
    recipients: distinct([...first.recipients, ...second.recipients]),
    data: dataOf(usages),
    onClient: first.onClient || second.onClient,
  };
}

/** Each category once; one that an argument shows stands before one that the SDK collects by itself. */
function dataOf(usages: readonly JudgedUsage[]): Subject['data'] {
  const all = usages.flatMap((usage) => usage.data).sort((a, b) => a.because.length - b.because.length);
  return [...new Map(all.map((datum) => [datum.category, datum])).values()];
}

function distinct(recipients: Subject['recipients']): Subject['recipients'] {
  return [...new Map(recipients.map((one) => [`${one.entity}\n${one.countries.join()}\n${one.certainty}\n${one.route}`, one])).values()];
}
