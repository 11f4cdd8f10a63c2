import { createHash } from 'node:crypto';
import type { Evidence, Gap, Reading } from '../model/place.js';
import type { Basis, Finding } from '../model/report.js';
import type { Case, Claim, JudgeInput, Rule, Subject, Transfer } from '../model/rule.js';
import { certaintyOf, strictest } from './certainty.js';
import { type MarketOnDay, marketOnDay, standingOf } from './standing.js';
import { subjectsOf } from './subjects.js';
import { countryName, listed, tell } from './wording.js';

export type { JudgeInput, Rule } from '../model/rule.js';

const STALE_DAYS = 180;

/** What one rule holds of a subject in one market, with the duties that it took over from rules that yielded to it. */
interface Held {
  readonly rule: Rule;
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
  const value = subjectsOf(input.usages, input.productFacts).flatMap((subject) => findingsOn(subject, markets, rules, input));
  return { value: value.sort(byPlace), gaps };
}

function findingsOn(subject: Subject, markets: readonly MarketOnDay[], rules: readonly Rule[], input: JudgeInput): readonly Finding[] {
  const held = markets.flatMap((market) => settle(caseOf(subject, market), market, rules));
  return rules.flatMap((rule) => {
    const ofRule = held.filter((one) => one.rule === rule);
    return ofRule.length === 0 ? [] : [findingOf(rule, subject, ofRule, input)];
  });
}

function caseOf(subject: Subject, market: MarketOnDay): Case {
  const transfers: readonly Transfer[] = subject.recipients.flatMap((recipient) =>
    recipient.countries.map((country) => ({ recipient, country, certainty: certaintyOf(recipient, country), standing: standingOf(country, market) })),
  );
  return { subject, market: market.market, duties: market.duties, transfers };
}

/** Asks all rules and lets one speak for those that yield to it, so that a call gives one finding in one market. */
function settle(one: Case, market: MarketOnDay, rules: readonly Rule[]): readonly Held[] {
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

function findingOf(rule: Rule, subject: Subject, held: readonly Held[], { law }: JudgeInput): Finding {
  const claims = held.map((one) => one.claim);
  const duties = held.flatMap((one) => one.market.duties);
  const separate = claims.flatMap((claim) => claim.duties).some((duty) => duty.kind === 'transfer-consent' && law.laws[duty.law]?.transfer?.separate === true);
  const told = tell(subject, claims, duties, separate);
  const { message, fix } = rule.say(told, subject);
  const { usage } = subject;
  return {
    id: hashOf([rule.id, usage.id]).slice(0, 8),
    rule: rule.id,
    level: strictest(claims.map((claim) => claim.level)),
    message,
    span: usage.span,
    bases: basesOf(held),
    trail: trailOf(subject),
    fix,
    fingerprint: hashOf([rule.id, usage.product, usage.touch, usage.id]).slice(0, 32),
    usages: subject.usages.map((member) => member.id),
  };
}

function basesOf(held: readonly Held[]): readonly Basis[] {
  const duties = held.flatMap(({ claim, takenOver }) => [claim, ...takenOver].flatMap((one) => one.duties));
  const bases = duties.map(({ market, law, cite }) => ({ market, law, cite }));
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

function staleLaws({ law, asOf }: JudgeInput, markets: readonly MarketOnDay[]): readonly Gap[] {
  return markets
    .flatMap(({ market }) => market.laws)
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
