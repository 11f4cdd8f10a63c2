import type { Level } from '../model/report.js';
import type { Case, Rule } from '../model/rule.js';
import type { Datum } from '../model/usage.js';
import { lower } from './transfer-without-consent.js';

/** Categories whose purpose does not need what users type. */
const TELEMETRY = new Set([
  'advertising',
  'analytics',
  'attribution',
  'cdp',
  'crash',
  'engagement',
  'experimentation',
  'logging',
  'product-analytics',
  'rum',
  'session-replay',
  'tag-manager',
]);
const TYPED = new Set(['prompt', 'conversation', 'message']);

/** The text of a prompt or message is handed to a service that measures, logs or records. */
export const promptToTelemetry: Rule = {
  id: 'prompt-to-telemetry',
  title: 'What users type goes to a service that only measures or logs',
  level: 'error',
  restsOn: ['minimisation'],
  about: 'call',
  yieldsTo: [],
  check: (one) => {
    const { usage, verdict } = one.subject;
    const typed = shown(one, TYPED);
    const abroad = one.transfers.filter(({ standing }) => standing.kind !== 'home');
    const duties = minimisationOf(one, 'prompt');
    if (!TELEMETRY.has(usage.category) || typed.length === 0 || abroad.length === 0 || duties.length === 0) return undefined;
    const firm = abroad.some(({ certainty }) => certainty === 'stated' || certainty === 'observed') && duties.some((duty) => duty.known === 'verified');
    const open: Level = verdict.kind === 'ungated' || verdict.kind === 'defective' ? 'error' : 'warning';
    return { level: lower(open, firm ? 'error' : 'warning'), duties, transfers: abroad };
  },
  say: ({ product, where, cites }, { data }) => ({
    message: `${product} receives ${listed(typedIn(data))} ${where} and has no need of the text (${cites}).`,
    fix: 'Send the length, a kind or an id instead of the text, or take the text out before the call. A consent to statistics does not cover it.',
  }),
};

/** Data of these kinds that an argument of the call is seen to carry. What the catalog says in general is no evidence. */
export function shown({ subject }: Case, kinds: ReadonlySet<string>): readonly Datum[] {
  return subject.data.filter((datum) => datum.how === 'argument' && datum.because.length > 0 && kinds.has(datum.category));
}

/** The duties to send no more than is needed that speak of this kind of data. */
export function minimisationOf({ duties }: Case, kind: string): Case['duties'] {
  return duties.filter((duty) => duty.kind === 'minimisation' && (duty.about.length === 0 || duty.about.includes(kind)));
}

/** `a, b and c` */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}

function typedIn(data: readonly Datum[]): readonly string[] {
  const words: Readonly<Record<string, string>> = { prompt: 'the text of prompts', conversation: 'conversations', message: 'the text of messages' };
  return data.flatMap((datum) => (datum.because.length > 0 ? (words[datum.category] ?? []) : []));
}
