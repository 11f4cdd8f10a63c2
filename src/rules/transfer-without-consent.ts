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
  'support-chat',
]);
const BY_LEVEL: readonly Level[] = ['note', 'warning', 'error'];

/** Data go abroad, the market asks for a consent to that, and none is known before the call. */
export const transferWithoutConsent: Rule = {
  id: 'transfer-without-consent',
  title: 'Data go abroad before the user agreed to the transfer',
  level: 'error',
  restsOn: ['transfer-consent'],
  about: 'start',
  yieldsTo: ['sdk-starts-itself', 'unknown-recipient'],
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
  return { level: lower(weightOf(open, asked, subject), otherWay ? 'warning' : 'error'), duties: asked, transfers: open };
}

/** How much transfers weigh: as much as the best known of them, and little where hardly more than an address leaves. */
export function weightOf(transfers: readonly Transfer[], duties: readonly Duty[], { usage }: Subject): Level {
  const levels = transfers.map((transfer) => levelOf(transfer, duties));
  const most = BY_LEVEL[Math.max(0, ...levels.map((level) => BY_LEVEL.indexOf(level)))] ?? 'note';
  return BARELY_PERSONAL.has(usage.category) ? 'note' : most;
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

/** `Mixpanel, Inc.` as a sentence of its own, where the product's name does not say it. */
export function whoReceives({ product, recipient }: Told): string {
  return recipient === product ? '' : ` The recipient is ${recipient}${recipient.endsWith('.') ? '' : '.'}`;
}

function message(told: Told, { verdict }: Subject): string {
  const { product, data, where, cites } = told;
  if (verdict.kind === 'unknown')
    return `It could not be made out whether a consent to the transfer stands before ${product} receives ${data} ${where} (${cites}).${whoReceives(told)}`;
  return `${product} receives ${data} ${where} before a consent to the transfer is known (${cites}).${whoReceives(told)}`;
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
