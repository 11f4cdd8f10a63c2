import type { Purpose } from '../model/consent.js';
import type { Sighting } from '../model/sighting.js';
import type { TransferTold } from '../model/story.js';
import type { Defect, JudgedUsage, TransferEvidence } from '../model/usage.js';
import type { Atom } from './atoms.js';
import type { Gate } from './index.js';

/** What each named defect is, as half a sentence about the check. */
export const DEFECT_SAID: Readonly<Record<Defect, string>> = {
  inverted: 'it is the wrong way round: who refuses gets through, who agrees does not',
  'opt-out-test': 'it only stops those who refused, and before the choice nobody has',
  'truthy-not-granted': 'it only asks whether an answer is there, and the word for a refusal is an answer',
  'answered-not-granted': 'it asks whether the user has answered, not what',
  'default-granted': 'what it looks at is switched on from the start, before anybody was asked',
  'fails-open': 'where asking fails, the code goes on as if the user had agreed',
  'not-awaited': 'the answer is a promise that nobody waits for, and a promise counts as yes',
  'result-ignored': 'the user is asked, and the answer is thrown away',
  constant: 'it asks for a category that is always on',
  'after-send': 'the answer is looked at only when the SDK has started or sent already',
  bypassed: 'another way leads here past it',
  'other-branch-sends': 'both of its branches send',
  'region-bypass': 'users of other regions pass without being asked',
  'implicit-act': 'what counts as a yes (scrolling, going on) is none',
  'still-sends': "the SDK's own switch only lowers what is sent",
  'wrong-purpose': 'the user agreed to something else than what this product does',
  'wrong-scope': 'the consent to the transfer names other recipients or countries than those that receive here',
};

const REMEDY: Readonly<Record<Defect, string>> = {
  inverted: 'Turn the test round, so that only a yes of the user gets here.',
  'opt-out-test': 'Ask for the yes (`=== granted`), not for the absence of a no.',
  'truthy-not-granted': 'Compare with the value of a yes instead of asking whether there is one.',
  'answered-not-granted': 'Look at what was answered, not only that something was.',
  'default-granted': 'Let it start switched off, and switch it on only where the user agrees.',
  'fails-open': 'Let the failure count as a no.',
  'not-awaited': 'Wait for the promise (`await`) before the test.',
  'result-ignored': 'Look at the answer, and go on only with a yes.',
  constant: 'Ask for the category of this product instead of the one that is always on.',
  'after-send': 'Move the start behind the answer, so that nothing starts without a yes.',
  bypassed: 'Put the same test on the other way in, or into the function that both ways call.',
  'other-branch-sends': 'Take the call out of the branch of those who did not agree.',
  'region-bypass': 'Ask users of every region, or let the region decide which question is put, not whether.',
  'implicit-act': 'Count only a press on a button or box as a yes.',
  'still-sends': 'Do not start the SDK before the yes; its switch alone does not keep data in.',
  'wrong-purpose': 'Ask for a consent that names this purpose, and test that one.',
  'wrong-scope': 'Name these recipients and countries where the user agrees to the transfer.',
};

/** A consent in words. */
export function answerOf({ note }: Atom): string {
  return note
    .replace(/ calls back$/, "'s answer")
    .replace(/^(.+?): \1#(.+)$/, '$2 of $1')
    .replace(/^(.+?): (\1\..+)$/i, '$2');
}

/** What would make a usage gated, or what is still missing where it is. */
export function remedyFor({ verdict }: JudgedUsage, isStart: boolean): string {
  switch (verdict.kind) {
    case 'gated':
      return verdict.transfer === 'none'
        ? 'It is gated. Where the law wants a consent to the transfer abroad itself, that one is still to be asked for.'
        : 'It is gated.';
    case 'withheld':
      return 'It is held back by the SDK itself until a release behind a consent.';
    case 'defective':
      return verdict.defect === undefined ? 'Let only a yes of the user get here.' : REMEDY[verdict.defect];
    case 'ungated':
      return isStart
        ? 'Switch the automatic start off in the configuration, and start it in code behind a yes of the user.'
        : 'Put this call behind a test that only a yes of the user passes.';
    case 'unknown':
      return 'Put the test where the call is, or declare the consent in xborder.yaml (`consents:`), so that it can be followed.';
    case 'none':
      return 'Nothing need be done for this line.';
  }
}

/** Which consent this app asks for already that would fit, to be tested here. */
export function fittingAtom(state: Gate, sighting: Sighting): Atom | undefined {
  const { fits } = state.input.consent;
  const own = fits[sighting.category] ?? fits['*'] ?? [];
  // A banner that names no purpose is about cookies: nothing to send on for AI or a transfer of other data.
  const isOfBanners = own.includes('analytics') || own.includes('advertising');
  const fitting = new Set<Purpose>([...own, 'transfer', ...(isOfBanners ? (['any'] as const) : [])]);
  const usable = state.atoms.list.filter((atom) => !atom.negative && !atom.answeredOnly && atom.purposes.some((purpose) => fitting.has(purpose)));
  const rank = (atom: Atom) =>
    (atom.what === 'event' || atom.what === 'answer' || atom.what === 'box' ? 3 : 0) + ['high', 'medium', 'low'].indexOf(atom.confidence);
  return [...usable].sort((a, b) => rank(a) - rank(b))[0];
}

const NEXT: Readonly<Record<TransferEvidence, string | undefined>> = {
  none: 'a consent whose name speaks of the transfer (named), better one on a screen that says who receives what in which country (screen)',
  named: 'a box or button whose text says who receives the data in which country (screen)',
  screen: 'a record of the answer with its time or version (recorded)',
  recorded: undefined,
  declared: undefined,
};

/** Why the evidence of a consent to the transfer itself stands where it does. `crossed` are the consents on the way. */
export function transferTold(level: TransferEvidence, crossed: readonly Atom[], isGated: boolean): TransferTold {
  const by = crossed.find((atom) => atom.transfer === level) ?? crossed.find((atom) => atom.transfer !== 'none');
  const next = isGated ? NEXT[level] : undefined;
  const rest = { ...(by && level !== 'none' ? { span: by.span } : {}), ...(next === undefined ? {} : { next }) };
  switch (level) {
    case 'none':
      return { level, why: isGated ? notOfTransfer(crossed) : 'nothing on the way holds, so nothing can speak of the transfer', ...rest };
    case 'named':
      return { level, why: `${by?.note ?? 'a name'} speaks of the transfer by its name alone; what the user read is not in the code`, ...rest };
    case 'screen':
      return { level, why: `${by?.note ?? 'a box or button'} speaks of the transfer, and nothing else is agreed to with it`, ...rest };
    case 'recorded':
      return { level, why: `${by?.note ?? 'a record'} keeps the consent to the transfer with its time or version`, ...rest };
    case 'declared':
      return { level, why: `${by?.note ?? 'xborder.yaml'} as the consent to the transfer`, ...rest };
  }
}

function notOfTransfer(crossed: readonly Atom[]): string {
  const asked = [...new Set(crossed.map(answerOf))].slice(0, 3);
  return asked.length === 0 ? 'no consent on the way speaks of a transfer abroad' : `nothing that is asked speaks of a transfer abroad: ${asked.join(', ')}`;
}
