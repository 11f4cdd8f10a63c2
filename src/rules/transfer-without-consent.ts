import type { Duty } from '../model/law.js';
import type { Level } from '../model/report.js';
import type { Case, Claim, Rule, Subject, Told, Transfer } from '../model/rule.js';

/** Categories that send little more than the address of a connection. */
const BARELY_PERSONAL = new Set(['cdn', 'fonts']);
/** Categories that a contract with the user plausibly needs, so that a consent may not be the ground. */
const LIKELY_FOR_CONTRACT = new Set([
  'auth',
  'baas',
  'captcha',
  'chat',
  'cloud',
  'database',
  'email',
  'fraud',
  'maps',
  'messaging',
  'payments',
  'push',
  'rtc',
  'storage',
]);
const BY_LEVEL: readonly Level[] = ['note', 'warning', 'error'];

/** Data go abroad, the market asks for a consent to that, and none is known before the call. */
export const transferWithoutConsent: Rule = {
  id: 'transfer-without-consent',
  title: 'Data go abroad before the user agreed to the transfer',
  level: 'error',
  restsOn: ['transfer-consent'],
  yieldsTo: [],
  check: (one) => {
    const { verdict } = one.subject;
    if (verdict.kind !== 'ungated' && verdict.kind !== 'unknown') return undefined;
    const claim = openTransfers(one);
    return claim === undefined || verdict.kind === 'ungated' ? claim : { ...claim, level: 'note' };
  },
  say: (told, subject) => ({ message: message(told, subject), fix: fix(told, subject) }),
};

/** What a call fails where its transfers need a consent and none is proved; undefined where they need none. */
export function openTransfers({ subject, duties, transfers }: Case): Claim | undefined {
  const open = transfers.filter((transfer) => transfer.standing.kind === 'consent');
  const asked = [...new Set(open.flatMap(({ standing }) => (standing.kind === 'consent' ? standing.duties : [])))];
  if (asked.length === 0) return undefined;
  const otherWay = duties.some((duty) => duty.kind === 'transfer-contract') && LIKELY_FOR_CONTRACT.has(subject.usage.category);
  const ceiling: Level = BARELY_PERSONAL.has(subject.usage.category) ? 'note' : otherWay ? 'warning' : 'error';
  const levels = open.map((transfer) => lower(levelOf(transfer, asked), ceiling));
  return { level: BY_LEVEL[Math.max(...levels.map((level) => BY_LEVEL.indexOf(level)))] ?? 'note', duties: asked, transfers: open };
}

/** An error needs a recipient, a country and a law that were read somewhere. */
function levelOf({ certainty }: Transfer, duties: readonly Duty[]): Level {
  switch (certainty) {
    case 'stated':
    case 'observed':
      return duties.some((duty) => duty.known === 'verified') ? 'error' : 'warning';
    case 'inferred':
    case 'memory':
      return 'warning';
    case 'unknown':
      return 'note';
  }
}

/** The lighter of two levels. */
export function lower(a: Level, b: Level): Level {
  return BY_LEVEL.indexOf(a) < BY_LEVEL.indexOf(b) ? a : b;
}

function message({ product, recipient, data, where, cites }: Told, { verdict }: Subject): string {
  const who = recipient === product ? '' : ` The recipient is ${recipient}${recipient.endsWith('.') ? '' : '.'}`;
  if (verdict.kind === 'unknown')
    return `It could not be made out whether a consent to the transfer stands before ${product} receives ${data} ${where} (${cites}).${who}`;
  return `${product} receives ${data} ${where} before a consent to the transfer is known (${cites}).${who}`;
}

function fix({ recipient, country, separate, otherwise }: Told, { usage }: Subject): string {
  const ask = `Ask for a ${separate ? 'separate ' : ''}consent that names ${recipient}, ${country}, the items, the purpose and the retention, and ${when(usage.touch)}.`;
  if (otherwise.length === 0 || !LIKELY_FOR_CONTRACT.has(usage.category)) return ask;
  return `${ask} If the contract with the user needs this, disclosing the transfer may do instead (${otherwise.join('; ')}).`;
}

function when(touch: Subject['usage']['touch']): string {
  switch (touch) {
    case 'init':
    case 'start':
      return 'start the SDK only after it';
    case 'load':
    case 'script-tag':
    case 'embed':
    case 'component':
      return 'load this only after it';
    default:
      return 'check it before this call';
  }
}
