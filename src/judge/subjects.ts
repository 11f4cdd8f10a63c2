import type { Subject } from '../model/rule.js';
import type { Product } from '../model/sdk.js';
import type { JudgedUsage, Verdict } from '../model/usage.js';

const FROM_MILD: readonly Verdict['kind'][] = ['none', 'gated', 'withheld', 'unknown', 'defective', 'ungated'];

/**
 * What findings can be about: every call by which data leave with no proved gate before it. A send that its init covers
 * joins the init; where the init itself is in order or unknown to us, the sends stand for themselves.
 */
export function subjectsOf(usages: readonly JudgedUsage[], productFacts: (product: string) => Product | undefined): readonly Subject[] {
  const byId = new Map(usages.map((usage) => [usage.id, usage]));
  const groups = new Map<JudgedUsage, JudgedUsage[]>();
  for (const usage of usages) {
    if (!isOpen(usage)) continue;
    const head = headOf(usage, byId);
    groups.set(head, [...(groups.get(head) ?? []), usage]);
  }
  return [...groups].map(([head, members]) => subjectOf(head, members, productFacts(head.product)));
}

/** Holds if data leave here for somebody and no gate is proved to stand before it. */
function isOpen(usage: JudgedUsage): boolean {
  const { verdict, touch, transmits, recipients } = usage;
  const decided = verdict.kind === 'none' || verdict.kind === 'gated' || verdict.kind === 'withheld';
  const leaves = transmits && touch !== 'dependency' && touch !== 'declaration';
  return leaves && !decided && recipients.some((recipient) => recipient.countries.length > 0);
}

/** The init that covers a send, unless that init is gated. */
function headOf(usage: JudgedUsage, byId: ReadonlyMap<string, JudgedUsage>): JudgedUsage {
  let head = usage;
  const seen = new Set([usage.id]);
  while (head.coveredBy !== undefined && !seen.has(head.coveredBy)) {
    seen.add(head.coveredBy);
    const cover = byId.get(head.coveredBy);
    if (cover === undefined || cover.verdict.kind === 'gated' || cover.verdict.kind === 'withheld') break;
    head = cover;
  }
  return head;
}

function subjectOf(head: JudgedUsage, members: readonly JudgedUsage[], product: Product | undefined): Subject {
  const usages = [head, ...members.filter((member) => member !== head)];
  const worst = [...usages].sort((a, b) => FROM_MILD.indexOf(b.verdict.kind) - FROM_MILD.indexOf(a.verdict.kind))[0] ?? head;
  return {
    usage: head,
    usages,
    ...(product === undefined ? {} : { product }),
    verdict: isOpen(head) ? head.verdict : worst.verdict,
    recipients: distinct(members.flatMap((member) => member.recipients).filter((recipient) => recipient.countries.length > 0)),
    data: [...new Map(usages.flatMap((usage) => usage.data).map((datum) => [datum.category, datum])).values()],
    onClient: usages.some((usage) => usage.runsOn === 'client' || (usage.runsOn === 'unknown' && (product?.runsOn.includes('client') ?? true))),
  };
}

function distinct(recipients: Subject['recipients']): Subject['recipients'] {
  return [...new Map(recipients.map((one) => [`${one.entity}\n${one.countries.join()}\n${one.certainty}\n${one.route}`, one])).values()];
}
