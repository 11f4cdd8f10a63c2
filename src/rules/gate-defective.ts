import type { Level } from '../model/report.js';
import type { Case, Claim, Rule, Told } from '../model/rule.js';
import type { Defect } from '../model/usage.js';
import { openAi } from './ai-without-consent.js';
import { openTracker } from './tracker-before-consent.js';
import { lower, openTransfers } from './transfer-without-consent.js';

interface Words {
  /** What is wrong with the check, to follow "does not hold:". */
  readonly wrong: string;
  readonly fix: string;
}

const DEFECTS: Readonly<Record<Defect, Words>> = {
  inverted: {
    wrong: 'it lets the call through exactly when the user has not agreed',
    fix: 'Turn the test round, so that only a granted consent leads to the call.',
  },
  'opt-out-test': {
    wrong: 'it asks whether the user refused, so that a user who has not answered passes',
    fix: "Test for the granted value (=== 'granted', === true) instead of the absence of a refusal.",
  },
  'truthy-not-granted': {
    wrong: 'it takes any truthy value for a grant, and a refusal is truthy too',
    fix: "Compare with the granted value (=== 'granted', === true) instead of testing for truth.",
  },
  'answered-not-granted': {
    wrong: 'it waits for an answer, whatever the answer is',
    fix: 'Read in the callback what the user chose for this purpose, and go on only if it was granted.',
  },
  'default-granted': {
    wrong: 'the consent counts as granted until somebody refuses',
    fix: 'Start from denied: no stored choice, no call.',
  },
  'fails-open': {
    wrong: 'a missing value or an error lets the call through',
    fix: 'Let a missing value and an error mean no (?? false, return in the catch).',
  },
  'not-awaited': {
    wrong: 'it tests a promise that nobody awaits, and a promise is always truthy',
    fix: 'Await the consent before testing it.',
  },
  'result-ignored': {
    wrong: 'the user is asked and the answer is thrown away',
    fix: 'Keep the answer and go on only if it is the granted value.',
  },
  constant: {
    wrong: 'the test always comes out the same way',
    fix: 'Test the value that the user set, not a constant.',
  },
  'after-send': {
    wrong: 'it comes after the data have left',
    fix: 'Move the check before the first call that sends.',
  },
  bypassed: {
    wrong: 'another way leads past it to the same call',
    fix: 'Put the check where all ways meet, next to the call itself.',
  },
  'other-branch-sends': {
    wrong: 'the branch without a consent sends, too',
    fix: 'Take the call out of the branch that runs without a consent.',
  },
  'region-bypass': {
    wrong: 'users of some regions pass without being asked',
    fix: 'Ask the users of this market as well; a region is no consent.',
  },
  'implicit-act': {
    wrong: 'scrolling, closing or going on counts as agreement',
    fix: 'Take only an affirmative act, a button or a switch, for agreement.',
  },
  'still-sends': {
    wrong: 'the SDK is told to hold back and still sends',
    fix: 'Do not load or start the SDK before the consent; its own switch does not stop everything.',
  },
  'wrong-purpose': {
    wrong: 'the consent that it tests was given for something else',
    fix: 'Ask for a consent to this purpose, and test that one.',
  },
  'wrong-scope': {
    wrong: 'the consent that it tests names another recipient or country',
    fix: 'Ask for a consent that names this recipient and country, and test that one.',
  },
};

const UNNAMED: Words = { wrong: 'the call can be reached without a consent', fix: 'Put a test of the granted value before the call, on every way to it.' };

/** Something like a consent check stands before the call and does not stop it. One finding, with the duties that it fails. */
export const gateDefective: Rule = {
  id: 'gate-defective',
  title: 'A consent check is there and does not stop the call',
  level: 'error',
  restsOn: ['transfer-consent', 'tracker-consent', 'ai-consent'],
  about: 'start',
  yieldsTo: ['consent-default-granted'],
  check: failedGate,
  say: (told, subject) => {
    const words = subject.verdict.defect === undefined ? UNNAMED : DEFECTS[subject.verdict.defect];
    return { message: message(told, words), fix: words.fix };
  },
};

/** The duties that a defective gate fails, as one claim; undefined where no gate is defective, or where no duty asks for it. */
export function failedGate(one: Case): Claim | undefined {
  const { verdict } = one.subject;
  if (verdict.kind !== 'defective') return undefined;
  const claim = joined([openTransfers(one), openTracker(one), openAi(one)], one);
  return claim === undefined || verdict.confidence !== 'low' ? claim : { ...claim, level: lower(claim.level, 'warning') };
}

/** Several claims about one call as one, with the strictest level; undefined if there are none. */
export function joined(parts: readonly (Claim | undefined)[], { transfers }: Case): Claim | undefined {
  const claims = parts.flatMap((claim) => claim ?? []);
  const [first, ...rest] = claims;
  if (first === undefined) return undefined;
  const level = rest.reduce<Level>((most, { level }) => (lower(most, level) === most ? level : most), first.level);
  return {
    level,
    duties: [...new Set(claims.flatMap((claim) => claim.duties))],
    transfers: transfers.filter((one) => claims.some((claim) => claim.transfers.includes(one))),
  };
}

function message({ product, data, where, cites }: Told, { wrong }: Words): string {
  return `The consent check before ${product} does not hold: ${wrong} (${cites}). ${product} receives ${data} ${where}.`;
}
