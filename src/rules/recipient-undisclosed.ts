import type { Level } from '../model/report.js';
import type { ProjectRule, Receiver, Remark, Review } from '../model/rule.js';
import { listed } from './prompt-to-telemetry.js';
import { lower, weightOf } from './transfer-without-consent.js';

/** Somebody abroad receives data, and neither the notice nor, where there is no notice, the register names them. */
export const recipientUndisclosed: ProjectRule = {
  id: 'recipient-undisclosed',
  title: 'A recipient abroad is named nowhere in the notice',
  level: 'error',
  restsOn: ['disclosure'],
  about: 'project',
  review: (review) => review.receivers.flatMap((receiver) => remarkOn(receiver, review) ?? []),
};

function remarkOn(receiver: Receiver, review: Review): Remark | undefined {
  const duties = review.duties.filter((duty) => duty.kind === 'disclosure');
  const [first] = receiver.cases;
  const isNamed = review.notices.length > 0 ? receiver.namings.length > 0 : receiver.entry !== undefined;
  if (duties.length === 0 || first === undefined || isNamed || receiver.transfers.length === 0) return undefined;
  const { usage } = first.subject;
  const where = review.notices.length > 0 ? listed(review.speaking.map(({ file }) => file)) : 'the register in xborder.yaml';
  return {
    key: receiver.entity,
    level: levelOf(receiver, duties),
    duties,
    span: usage.span,
    usages: receiver.cases.flatMap(({ subject }) => subject.usages.map(({ id }) => id)),
    say: (cites) => ({
      message: `${usage.productName} receives data here, and ${where} does not name ${receiver.entity} (${cites}).`,
      fix: `Name ${receiver.entity} where users are told who receives their data: with the country, the items, the purpose, the retention, a contact, and how to refuse.`,
    }),
  };
}

/** As much as the best known call to this recipient. */
function levelOf({ cases, transfers }: Receiver, duties: Review['duties']): Level {
  const levels = cases.map(({ subject }) => weightOf(transfers, duties, subject));
  return levels.reduce<Level>((most, level) => (lower(most, level) === most ? level : most), 'note');
}
