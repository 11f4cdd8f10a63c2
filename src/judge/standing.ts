import type { Adequacy, Duty, LawCatalog, Market } from '../model/law.js';
import type { Standing } from '../model/rule.js';

/** A market with what its laws ask for and recognise on one day. */
export interface MarketOnDay {
  readonly market: Market;
  readonly duties: readonly Duty[];
  readonly adequacy: readonly Adequacy[];
}

/** The market's facts in force on a day, or undefined if the catalog has no such market. */
export function marketOnDay(law: LawCatalog, code: string, asOf: string): MarketOnDay | undefined {
  const market = Object.hasOwn(law.markets, code) ? law.markets[code] : undefined;
  if (market === undefined) return undefined;
  const laws = market.laws.flatMap((id) => law.laws[id] ?? []);
  const inForce = (fact: { readonly from: string; readonly until?: string }) => fact.from <= asOf && (fact.until === undefined || asOf < fact.until);
  return {
    market,
    duties: laws.flatMap((one) => one.duties).filter(inForce),
    adequacy: laws.flatMap((one) => one.adequacy).filter(inForce),
  };
}

/**
 * Where data stand that go to `country`. The order is the law's: at home nothing is transferred; no consent opens a
 * restricted destination; a recognised country needs no more; else a consent or a basis is asked for. A list that holds for
 * some recipients only (certified ones) settles nothing by itself. A country that is not known counts as foreign.
 */
export function standingOf(country: string, { market, duties, adequacy }: MarketOnDay): Standing {
  if (market.home.includes(country)) return { kind: 'home' };
  const restricted = duties.filter((duty) => duty.kind === 'restricted-destination' && duty.countries.includes(country));
  if (restricted.length > 0) return { kind: 'restricted', duties: restricted };
  const recognised = adequacy.find((list) => list.partly === undefined && list.countries.includes(country));
  if (recognised !== undefined) return { kind: 'adequate', adequacy: recognised };
  const consent = duties.filter((duty) => duty.kind === 'transfer-consent');
  if (consent.length > 0) return { kind: 'consent', duties: consent };
  const basis = duties.filter((duty) => duty.kind === 'transfer-basis');
  return basis.length > 0 ? { kind: 'basis', duties: basis } : { kind: 'free' };
}
