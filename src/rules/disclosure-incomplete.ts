import type { NoticeItem } from '../model/law.js';
import type { ProjectRule, Receiver, Remark, Review } from '../model/rule.js';
import { listed } from './prompt-to-telemetry.js';

/** The notice, or the register where there is no notice, names a recipient and leaves out what the law wants to be told of the transfer. */
export const disclosureIncomplete: ProjectRule = {
  id: 'disclosure-incomplete',
  title: 'The notice names a recipient and leaves out what has to be told of it',
  level: 'warning',
  restsOn: ['disclosure'],
  about: 'project',
  review: (review) => review.receivers.flatMap((receiver) => remarkOn(receiver, review) ?? []),
};

function remarkOn(receiver: Receiver, review: Review): Remark | undefined {
  const duties = review.duties.filter((duty) => duty.kind === 'disclosure');
  const missing = review.items.filter((item) => !isTold(item, receiver, review));
  const [first] = receiver.cases;
  const span = receiver.namings[0]?.span ?? receiver.entry?.span;
  if (duties.length === 0 || missing.length === 0 || first === undefined || span === undefined) return undefined;
  // Who agreed to this very transfer was shown a screen that tells it.
  const agreed = receiver.cases.every(({ subject: { verdict } }) => (verdict.kind === 'gated' || verdict.kind === 'withheld') && verdict.transfer !== 'none');
  return {
    key: receiver.entity,
    level: agreed ? 'note' : 'warning',
    duties,
    span,
    usages: receiver.cases.flatMap(({ subject }) => subject.usages.map(({ id }) => id)),
    trail: [{ span: first.subject.usage.span, note: `from here data go to ${first.subject.usage.productName}` }],
    say: () => ({
      message: `${receiver.entity} is named here, and nothing tells ${listed(missing.map(({ text }) => text))} (${[...new Set(missing.map(({ cite }) => cite))].join('; ')}).`,
      fix: `Add what is missing beside ${receiver.entity}, in every language of the notice, and to the register in xborder.yaml.`,
    }),
  };
}

/** An item that cannot be read off a text counts as told. */
function isTold({ id }: NoticeItem, { namings, entry, transfers }: Receiver, { notices }: Review): boolean {
  if (notices.length === 0) return entry === undefined || isInRegister(id, entry);
  if (namings.length === 0 || !READABLE.has(id)) return true;
  const to = transfers.map(({ country }) => country).filter((country) => country !== 'unknown');
  const hasCountry = namings.some(({ countries }) => countries.includes('*') || to.every((country) => countries.includes(country)));
  if (id === 'country') return hasCountry;
  return namings.some(({ items }) => items.includes(id)) && (id !== 'country-time-method' || hasCountry);
}

const READABLE = new Set([
  'items',
  'country',
  'country-time-method',
  'method',
  'contact',
  'recipient-contact',
  'purpose',
  'retention',
  'purpose-retention',
  'refusal',
  'rights',
  'safeguard',
  'adequacy',
  'system',
  'measures',
]);

/** What a register has a field for. */
function isInRegister(id: string, { items }: NonNullable<Receiver['entry']>): boolean {
  switch (id) {
    case 'items':
      return items.items !== undefined;
    case 'purpose':
      return items.purpose !== undefined;
    case 'retention':
      return items.retention !== undefined;
    case 'purpose-retention':
      return items.purpose !== undefined && items.retention !== undefined;
    case 'contact':
    case 'recipient-contact':
      return items.contact !== undefined;
    case 'refusal':
      return items.refusal !== undefined;
    default:
      return true;
  }
}
