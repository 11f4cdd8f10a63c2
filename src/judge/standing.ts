import type { Adequacy, Duty, DutyKind, LawCatalog, LegalBasis, Market, Separate } from '../model/law.js';
import type { DeclaredTransfer, Standing } from '../model/rule.js';
import type { Product } from '../model/sdk.js';
import type { Recipient } from '../model/usage.js';

const CONSENT = 'consent';

/** A market with what its laws ask for and recognise on one day. */
export interface MarketOnDay {
  readonly market: Market;
  readonly duties: readonly Duty[];
  readonly adequacy: readonly Adequacy[];
  readonly bases: readonly LegalBasis[];
  /** No consent can be the ground of a routine transfer. */
  readonly refusesConsent: boolean;
  readonly separate: Separate;
}

/** Who gets the data: what is known of the recipient, and what the project declares. */
export interface Receiving {
  readonly recipient: Recipient;
  readonly product?: Product;
  readonly declared: readonly DeclaredTransfer[];
}

/** The market's facts in force on a day, or undefined if the catalog has no such market. */
export function marketOnDay(law: LawCatalog, code: string, asOf: string): MarketOnDay | undefined {
  const market = Object.hasOwn(law.markets, code) ? law.markets[code] : undefined;
  if (market === undefined) return undefined;
  const laws = [...market.laws, ...(law.everywhere ?? [])].flatMap((id) => law.laws[id] ?? []);
  const inForce = (fact: { readonly from: string; readonly until?: string }) => fact.from <= asOf && (fact.until === undefined || asOf < fact.until);
  const separates = laws.map((one) => one.transfer?.separate ?? false);
  return {
    market,
    duties: laws.flatMap((one) => one.duties).filter(inForce),
    adequacy: laws.flatMap((one) => one.adequacy).filter(inForce),
    bases: laws.flatMap((one) => one.bases).filter(inForce),
    refusesConsent: laws.some((one) => one.transfer?.consent === 'cannot'),
    separate: separates.find((one) => one === true) ?? separates.find((one) => one === 'highlighted') ?? false,
  };
}

/**
 * Where data stand that go to `country`. The order is the law's: at home nothing is transferred; no consent opens a
 * restricted destination; a recognised country needs no more, and one that is recognised for certified recipients needs no
 * more for these; a declared basis settles the duties that the law lets it settle; for what is left a consent or a basis is
 * asked. A country that is not known counts as foreign.
 */
export function standingOf(country: string, on: MarketOnDay, receiving?: Receiving): Standing {
  if (on.market.home.includes(country)) return { kind: 'home' };
  const restricted = on.duties.filter((duty) => duty.kind === 'localisation' || (duty.kind === 'restricted-destination' && duty.countries.includes(country)));
  if (restricted.length > 0) return { kind: 'restricted', duties: restricted };
  const recognised = on.adequacy.find((list) => list.countries.includes(country) && holdsFor(list, receiving));
  if (recognised !== undefined) return { kind: 'adequate', adequacy: recognised };
  const asked = (kind: DutyKind) => on.duties.filter((duty) => duty.kind === kind);
  const declared = receiving === undefined ? [] : basesDeclared(country, on, receiving);
  const open = (kind: DutyKind) => (declared.some((basis) => basis.settles.includes(kind)) ? [] : asked(kind));
  const consent = open('transfer-consent');
  const basis = open('transfer-basis');
  if (consent.length > 0) return { kind: 'consent', duties: consent, basis };
  if (basis.length > 0) return { kind: 'basis', duties: basis, refusesConsent: on.refusesConsent };
  const [first] = declared;
  return first === undefined ? { kind: 'free' } : { kind: 'declared', basis: first };
}

/** A list for some recipients only holds for those that are known to be certified. */
function holdsFor(list: Adequacy, receiving: Receiving | undefined): boolean {
  if (list.partly === undefined) return true;
  const { certified } = list;
  if (certified === undefined || receiving === undefined) return false;
  const mine = receiving.product?.certified.filter(({ entity }) => entity === receiving.recipient.entity) ?? [];
  return mine.some(({ frameworks }) => frameworks.includes(certified));
}

/** Holds if the project declares that the user's consent carries this transfer, and the market takes one. */
export function isConsentDeclared(country: string, on: MarketOnDay, receiving: Receiving): boolean {
  return on.bases.some((basis) => basis.id === CONSENT) && entriesFor(country, on, receiving).some((entry) => entry.basis === CONSENT);
}

function entriesFor(country: string, on: MarketOnDay, receiving: Receiving): readonly DeclaredTransfer[] {
  return receiving.declared.filter(
    (entry) => (entry.market === undefined || entry.market.toUpperCase() === on.market.code) && entry.countries.includes(country) && isNamed(entry, receiving),
  );
}

/** The declared bases that are valid in this market for this recipient and country. A consent is none of them: it needs its gate. */
function basesDeclared(country: string, on: MarketOnDay, receiving: Receiving): readonly LegalBasis[] {
  const mine = entriesFor(country, on, receiving).filter((entry) => entry.basis !== CONSENT);
  return on.bases.filter((basis) => mine.some((entry) => entry.basis === basis.id) && !(basis.entrusted && receiving.product?.trains === true));
}

/** Holds if a name of the entry and the recipient's, or its product's, are one, apart from case, punctuation and what follows the name. */
export function isNamed(
  entry: { readonly recipient: string; readonly names?: readonly string[] },
  { recipient, product, also = [] }: Partial<Pick<Receiving, 'recipient' | 'product'>> & { readonly also?: readonly string[] },
): boolean {
  const known = [recipient?.entity, product?.name, product?.vendor, product?.id, ...also].flatMap((name) =>
    name === undefined || name === 'unknown' ? [] : squash(name),
  );
  return [entry.recipient, ...(entry.names ?? [])]
    .map(squash)
    .some((wanted) => wanted !== '' && known.some((name) => name === wanted || name.startsWith(`${wanted} `) || wanted.startsWith(`${name} `)));
}

function squash(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
