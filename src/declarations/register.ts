import { nearest } from '../catalogs/nearest.js';
import { asFields, asList, asScalar, asText, asTexts, type Cursor, complain, isMapping, need } from '../catalogs/yaml.js';
import { type DeclaredBasis, REGISTER_ITEMS, type RegisterEntry } from '../model/declaration.js';
import { asSaid, asSomeCountries, type Reader, spanOf } from './values.js';

const FIELDS = ['recipient', 'names', 'countries', 'basis', ...REGISTER_ITEMS];

/** Reads one entry of `transfers:`. Recipient, countries and a basis have to be there; what users are told may be left for later. */
export function readRegister(at: Cursor, reader: Reader): RegisterEntry | undefined {
  const fields = asFields(at, FIELDS);
  const recipient = asText(need(at, fields, 'recipient'));
  const countries = asSomeCountries(need(at, fields, 'countries'));
  const basis = fields.get('basis');
  if (basis === undefined && isMapping(at)) complain({ ...at, path: `${at.path}.basis` }, `expected a basis (${kindsOf(reader).join(', ')}), found nothing`);
  const bases = asList(basis, 'or-one').flatMap((item) => readBasis(item, reader) ?? []);
  const items = REGISTER_ITEMS.map((item) => [item, asSaid(fields.get(item), reader)] as const).filter(([, said]) => said.length > 0);
  const name = fields.get('recipient');
  if (recipient === undefined || name === undefined) return undefined;
  return { recipient, names: asTexts(fields.get('names')), countries, bases, items: Object.fromEntries(items), span: spanOf(name) };
}

/** `scc`, or `{ kind: scc, market: eu, evidence: legal/scc.md }`. */
function readBasis(at: Cursor, reader: Reader): DeclaredBasis | undefined {
  if (!isMapping(at)) {
    const kind = readKind(at, reader);
    return kind === undefined ? undefined : { kind };
  }
  const fields = asFields(at, ['kind', 'market', 'evidence']);
  const kind = readKind(need(at, fields, 'kind'), reader);
  const [market] = readMarket(fields.get('market'), reader);
  const [evidence] = asSaid(fields.get('evidence'), reader);
  if (kind === undefined) return undefined;
  return { kind, ...(market === undefined ? {} : { market }), ...(evidence === undefined ? {} : { evidence }) };
}

function readKind(at: Cursor | undefined, reader: Reader): string | undefined {
  if (at === undefined) return undefined;
  const said = asScalar(at);
  if (typeof said === 'string' && asSaid(at, reader).length === 0 && said !== '') return undefined;
  const kinds = kindsOf(reader);
  if (typeof said === 'string' && kinds.includes(said)) return said;
  const meant = typeof said === 'string' ? nearest(said, kinds) : undefined;
  complain(
    at,
    `expected a basis (${kinds.join(', ')}), found ${said === null || said === undefined ? 'nothing' : `"${said}"`}${meant === undefined ? '' : ` (did you mean ${meant}?)`}`,
  );
  return undefined;
}

function readMarket(at: Cursor | undefined, { known }: Reader): readonly string[] {
  const text = asText(at);
  const chosen = text === undefined ? undefined : known.marketsOf([text]);
  if (at !== undefined && chosen?.kind === 'cannot') complain(at, chosen.why);
  return chosen?.kind === 'chosen' ? chosen.value : [];
}

/** All bases that some law knows; adequacy is one that the linter looks up by itself, so that naming it does no harm. */
function kindsOf({ known }: Reader): readonly string[] {
  return [...new Set(['adequacy', ...Object.values(known.law.laws).flatMap(({ bases }) => bases.map(({ id }) => id))])].sort();
}
