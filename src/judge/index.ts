import { createHash } from 'node:crypto';
import type { Evidence, Gap, Reading } from '../model/place.js';
import type { Basis, Finding, Level } from '../model/report.js';
import type {
  Case,
  Claim,
  DeclaredTransfer,
  JudgeInput,
  ProjectRule,
  Remark,
  Rule,
  Subject,
  Suppression,
  SuppressionRule,
  Transfer,
  UsageRule,
} from '../model/rule.js';
import { certaintyOf, lighter, strictest } from './certainty.js';
import { reviewOf } from './review.js';
import { isConsentDeclared, type MarketOnDay, marketOnDay, standingOf } from './standing.js';
import { storesOf } from './stores.js';
import { callsOf, startsOf } from './subjects.js';
import { citesOf, countryName, listed, tell } from './wording.js';

export type { JudgeInput, Rule } from '../model/rule.js';
export { withEntries } from './entries.js';

const STALE_DAYS = 180;

/** What one rule holds of a subject in one market, with the duties that it took over from rules that yielded to it. */
interface Held {
  readonly rule: UsageRule;
  readonly market: MarketOnDay;
  readonly claim: Claim;
  readonly takenOver: readonly Claim[];
}

/**
 * Usages × law → findings: one for each rule and call, with a basis for each market. Markets that the catalog does not
 * know, and laws that nobody checked for half a year, are gaps. The order of the findings is that of the files.
 */
export function judge(input: JudgeInput, rules: readonly Rule[]): Reading<readonly Finding[]> {
  const gaps: Gap[] = [];
  const markets = [...new Set(input.markets.map((code) => code.toUpperCase()))].flatMap((code) => {
    const market = marketOnDay(input.law, code, input.asOf);
    if (market === undefined)
      gaps.push({ stage: 'judge', why: `no law is on file for the market ${code}; there are ${Object.keys(input.law.markets).sort().join(', ')}` });
    return market ?? [];
  });
  gaps.push(...staleLaws(input, markets));
  const { usages, productFacts, lineOf } = input;
  const active = rules.filter((rule) => isOn(rule, input));
  const ofStarts = active.filter((rule): rule is UsageRule => rule.about === 'start');
  const ofCalls = active.filter((rule): rule is UsageRule => rule.about === 'call');
  const value = [
    ...startsOf(usages, productFacts, lineOf).flatMap((subject) => findingsOn(subject, markets, ofStarts, input)),
    ...(ofCalls.length === 0 ? [] : callsOf(usages, productFacts, lineOf).flatMap((subject) => findingsOn(subject, markets, ofCalls, input))),
    ...onTheWhole(
      markets,
      active.filter((rule): rule is ProjectRule => rule.about === 'project'),
      input,
    ),
  ];
  return { value: value.sort(byPlace), gaps };
}

/** The project decides; where it says nothing, the rule does. */
function isOn(rule: Rule, { levels }: Pick<JudgeInput, 'levels'>): boolean {
  const set = levels?.[rule.id];
  return set === undefined ? rule.offByDefault === undefined : set !== 'off';
}

function findingsOn(subject: Subject, markets: readonly MarketOnDay[], rules: readonly UsageRule[], input: JudgeInput): readonly Finding[] {
  const held = markets.flatMap((market) => settle(caseOf(subject, market, input), market, rules));
  return rules.flatMap((rule) => {
    const ofRule = held.filter((one) => one.rule === rule);
    return ofRule.length === 0 ? [] : [findingOf(rule, subject, ofRule, input)];
  });
}

/** Findings about what the project tells its users as a whole; there are none where it declares neither a register nor a notice. */
function onTheWhole(markets: readonly MarketOnDay[], rules: readonly ProjectRule[], input: JudgeInput): readonly Finding[] {
  const { register = [], notices = [], usages, productFacts, lineOf } = input;
  if (rules.length === 0 || (register.length === 0 && notices.length === 0)) return [];
  const subjects = startsOf(usages, productFacts, lineOf);
  const reviews = markets.map((market) =>
    reviewOf(
      market,
      subjects.map((subject) => caseOf(subject, market, input)),
      input,
    ),
  );
  return rules.flatMap((rule) => {
    const remarks = reviews.flatMap((review) => rule.review(review).map((remark) => ({ remark, market: review.market.code })));
    const keys = [...new Set(remarks.map(({ remark }) => remark.key))];
    return keys.map((key) =>
      remarkFinding(
        rule,
        remarks.filter(({ remark }) => remark.key === key),
        input,
      ),
    );
  });
}

function caseOf(subject: Subject, market: MarketOnDay, { register = [], declared = declaredBy(register), manifests = [] }: JudgeInput): Case {
  const { product } = subject;
  const stores = storesOf(subject.usage.span.file, manifests);
  const transfers: readonly Transfer[] = subject.recipients.flatMap((recipient) => {
    const receiving = { recipient, declared, ...(product === undefined ? {} : { product }) };
    return recipient.countries.map((country) => ({
      recipient,
      country,
      certainty: certaintyOf(recipient, country),
      standing: standingOf(country, market, receiving),
      consentDeclared: isConsentDeclared(country, market, receiving),
    }));
  });
  const duties = market.duties.filter(
    (duty) => (duty.store === undefined || stores.includes(duty.store)) && (duty.when !== 'trains' || product?.trains === true),
  );
  const nearer = (product?.offers ?? []).filter((country) => ['home', 'adequate'].includes(standingOf(country, market).kind));
  return { subject, market: market.market, duties, separate: market.separate, nearer, transfers };
}

/** The register, as far as a decision needs it: each name of a recipient with each basis. */
function declaredBy(register: NonNullable<JudgeInput['register']>): readonly DeclaredTransfer[] {
  return register.flatMap(({ recipient, names, countries, bases }) =>
    [recipient, ...names].flatMap((name) =>
      bases.map(({ kind, market }) => ({ recipient: name, countries, basis: kind, ...(market === undefined ? {} : { market }) })),
    ),
  );
}

/** Asks all rules and lets one speak for those that yield to it, so that a call gives one finding in one market. */
function settle(one: Case, market: MarketOnDay, rules: readonly UsageRule[]): readonly Held[] {
  const claims = rules.flatMap((rule) => {
    const claim = rule.check(one);
    return claim === undefined ? [] : [{ rule, claim }];
  });
  const yields = ({ rule }: (typeof claims)[number]) => claims.some((other) => rule.yieldsTo.includes(other.rule.id));
  return claims
    .filter((claim) => !yields(claim))
    .map(({ rule, claim }) => ({
      rule,
      market,
      claim,
      takenOver: claims.filter((other) => other.rule.yieldsTo.includes(rule.id)).map((other) => other.claim),
    }));
}

/** Findings about what the project sets aside, as the rules on that have it. Comes last: it is known only then what was met. */
export function judgeSuppressions(
  suppressions: readonly Suppression[],
  rules: readonly Rule[],
  { levels, seesAll }: Pick<JudgeInput, 'levels'> & { readonly seesAll: boolean },
): readonly Finding[] {
  const isActive = (id: string) => rules.some((rule) => rule.id === id && isOn(rule, { levels: levels ?? {} }));
  const value = rules
    .filter((rule): rule is SuppressionRule => rule.about === 'suppression' && isOn(rule, { levels: levels ?? {} }))
    .flatMap((rule) =>
      suppressions.flatMap((suppression) => {
        // What this run did not look for may be there all the same.
        const isIdle = suppression.met === 0 && suppression.unknown.length === 0 && suppression.rules.length > 0;
        if (isIdle && (!seesAll || !suppression.rules.some(isActive))) return [];
        const remark = rule.remark(suppression);
        if (remark === undefined) return [];
        const { span } = suppression;
        const key = [span.file, ...suppression.rules, suppression.reason].join(' ');
        return remarkFinding(rule, [{ remark: { ...remark, key, duties: [], span, usages: [] } }], { levels: levels ?? {} });
      }),
    );
  return value.sort(byPlace);
}

/** One finding of remarks with one key; the first of them gives place and words. */
export function remarkFinding(
  rule: Rule,
  remarks: readonly { readonly remark: Remark; readonly market?: string }[],
  { levels }: Pick<JudgeInput, 'levels'>,
): Finding {
  const [first] = remarks;
  if (first === undefined) throw new Error(`no remark of ${rule.id}`);
  const { remark } = first;
  const { message, fix } = remark.say(citesOf(remarks.map((one) => one.remark)));
  return {
    id: hashOf([rule.id, remark.key]).slice(0, 8),
    rule: rule.id,
    level: capped(strictest(remarks.map((one) => one.remark.level)), levels?.[rule.id]),
    message,
    span: remark.span,
    bases: distinctBases(
      remarks.flatMap((one) => (one.market === undefined ? [] : one.remark.duties.map(({ law, cite }) => ({ market: one.market ?? '', law, cite })))),
    ),
    trail: remark.trail ?? [],
    fix,
    fingerprint: hashOf([rule.id, remark.key]).slice(0, 32),
    usages: [...new Set(remarks.flatMap((one) => one.remark.usages))],
  };
}

/** What the project allows a rule at most. */
function capped(level: Level, most: Level | 'off' | undefined): Level {
  return most === undefined || most === 'off' ? level : lighter(level, most);
}

function findingOf(rule: UsageRule, subject: Subject, held: readonly Held[], { levels }: JudgeInput): Finding {
  const claims = held.map((one) => one.claim);
  const duties = held.flatMap((one) => one.market.duties);
  const separate = held.some((one) => one.market.separate !== false && one.claim.duties.some((duty) => duty.kind === 'transfer-consent'));
  const told = tell(subject, claims, duties, separate);
  const { message, fix } = rule.say(told, subject);
  const { usage } = subject;
  const level = strictest(claims.map((claim) => claim.level));
  return {
    id: hashOf([rule.id, usage.id]).slice(0, 8),
    rule: rule.id,
    level: capped(level, levels?.[rule.id]),
    message,
    span: claims.find((claim) => claim.at !== undefined)?.at ?? usage.span,
    bases: basesOf(held),
    trail: trailOf(subject),
    fix,
    fingerprint: hashOf([rule.id, usage.product, usage.touch, usage.id]).slice(0, 32),
    usages: subject.usages.map((member) => member.id),
  };
}

function basesOf(held: readonly Held[]): readonly Basis[] {
  // A store's rule holds in every market; the basis names the one that was asked about.
  const bases = held.flatMap(({ claim, takenOver, market: { market } }) =>
    [claim, ...takenOver].flatMap((one) => one.duties.map(({ law, cite }) => ({ market: market.code, law, cite }))),
  );
  return distinctBases(bases);
}

function distinctBases(bases: readonly Basis[]): readonly Basis[] {
  return [...new Map(bases.map((basis) => [`${basis.market} ${basis.law} ${basis.cite}`, basis])).values()];
}

/** The way that the verdict found, and the call itself at its end. */
function trailOf({ usage, verdict, recipients }: Subject): readonly Evidence[] {
  const last = verdict.because[verdict.because.length - 1]?.span;
  if (last !== undefined && last.file === usage.span.file && last.start === usage.span.start && last.end === usage.span.end) return verdict.because;
  const countries = [...new Set(recipients.flatMap((recipient) => recipient.countries))].filter((country) => country !== 'unknown');
  const where = countries.length === 0 ? '' : ` in ${listed(countries.map(countryName))}`;
  return [...verdict.because, { span: usage.span, note: `from here data go to ${usage.productName}${where}` }];
}

function staleLaws({ law, asOf, usages, manifests = [] }: JudgeInput, markets: readonly MarketOnDay[]): readonly Gap[] {
  const stores = new Set(usages.flatMap(({ span }) => storesOf(span.file, manifests)));
  const ofStores = (law.everywhere ?? []).filter((id) => stores.has(law.laws[id]?.store ?? 'app-store'));
  return [...markets.flatMap(({ market }) => market.laws), ...(markets.length === 0 ? [] : ofStores)]
    .flatMap((id) => law.laws[id] ?? [])
    .filter(({ checked }) => (Date.parse(asOf) - Date.parse(checked)) / 86_400_000 > STALE_DAYS)
    .map(({ short, checked }) => ({
      stage: 'judge' as const,
      why: `the facts about ${short} were last checked on ${checked}, more than ${STALE_DAYS} days ago`,
    }));
}

function hashOf(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}

function byPlace(a: Finding, b: Finding): number {
  return compare(a.span.file, b.span.file) || a.span.start - b.span.start || compare(a.rule, b.rule);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
