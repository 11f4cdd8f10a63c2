import { expandBraces } from './paths.js';
import { asFields, asList, asText, asTexts, type CatalogFile, type Cursor, type Fields, openYaml, whereIs } from './yaml.js';

/** Where something was read. */
export interface Source {
  readonly id: string;
  /** `vendor-docs`, `vendor-source`, …, `memory`. */
  readonly kind: string;
  readonly url?: string;
  readonly opened?: string;
}

/** One entry of a product as written, with its place in the file and what it rests on. */
export interface Fact {
  readonly what: 'host' | 'touch' | 'switch';
  /** Hosts, or access paths, families expanded. */
  readonly names: readonly string[];
  /** Products over which it wins where they claim the same. */
  readonly over: readonly string[];
  readonly file: string;
  readonly line: number;
  readonly sources: readonly Source[];
}

/** What the YAML says of a product beside what is compiled. */
export interface Dossier {
  readonly product: string;
  readonly vendor: string;
  readonly checked: string;
  readonly file: string;
  readonly line: number;
  readonly facts: readonly Fact[];
  readonly examples: readonly string[];
  /** Why an entry of the project's own stands instead of the shipped one. */
  readonly instead?: string;
  /** Why it adds to the shipped one. */
  readonly extends?: string;
}

/** The kinds of sources, the best first: the kind of a fact is the best of its sources. */
export const SOURCE_KINDS = [
  'vendor-docs',
  'vendor-legal',
  'regulator',
  'vendor-quoted',
  'vendor-source',
  'registry',
  'press',
  'third-party',
  'memory',
] as const;

/** The dossiers of all products in these files. What does not read is left out: the compiler complains about it. */
export function sdkDossiers(files: readonly CatalogFile[]): readonly Dossier[] {
  return files.flatMap((file) => {
    const vendor = openYaml(file, []);
    if (vendor === undefined) return [];
    const fields = asFields(vendor);
    const sources = readSources(fields.get('sources'));
    return asList(fields.get('products')).flatMap((product) => {
      const parts = asFields(product);
      const id = asText(parts.get('id'));
      if (id === undefined) return [];
      const inherited = parts.has('sources') ? asTexts(parts.get('sources')) : [];
      const instead = parts.has('instead') ? asText(parts.get('instead')) : undefined;
      const reason = parts.has('extends') ? asText(parts.get('extends')) : undefined;
      const read = (field: string, what: Fact['what']) => asList(parts.get(field)).map((item) => readFact(item, what, sources, inherited));
      return [
        {
          product: id,
          vendor: asText(fields.get('id')) ?? '',
          checked: asText(fields.get('checked')) ?? '',
          ...whereIs(product),
          facts: [...read('hosts', 'host'), ...read('touches', 'touch'), ...read('switches', 'switch')],
          examples: asList(parts.get('examples'), 'or-one').flatMap((item) => exampleText(item) ?? []),
          ...(instead === undefined ? {} : { instead }),
          ...(reason === undefined ? {} : { extends: reason }),
        },
      ];
    });
  });
}

/** What a fact rests on at best. */
export function kindOf(fact: Fact): string {
  return SOURCE_KINDS.find((kind) => fact.sources.some((source) => source.kind === kind)) ?? 'memory';
}

function readFact(at: Cursor, what: Fact['what'], sources: ReadonlyMap<string, Source>, inherited: readonly string[]): Fact {
  const fields = asFields(at);
  const ids = fields.has('sources') ? asTexts(fields.get('sources')) : inherited;
  return {
    what,
    names: namesOf(fields),
    over: fields.has('over') ? asTexts(fields.get('over')) : [],
    ...whereIs(at),
    sources: ids.map((id) => sources.get(id) ?? { id, kind: 'memory' }),
  };
}

function namesOf(fields: Fields): readonly string[] {
  const hosts = fields.has('host') ? asTexts(fields.get('host')) : [];
  const paths = ['path', 'paths', 'hold', 'release'].flatMap((name) => (fields.has(name) ? asTexts(fields.get(name)) : []));
  const option = fields.has('option') ? asTexts(fields.get('option')) : [];
  return [...option, ...hosts, ...paths.flatMap((path) => expandBraces(path) ?? [path])];
}

function readSources(at: Cursor | undefined): ReadonlyMap<string, Source> {
  const sources = new Map<string, Source>();
  if (at === undefined) return sources;
  for (const [id, field] of asFields(at)) {
    const parts = asFields(field);
    const [kind, url, opened] = ['kind', 'url', 'opened'].map((name) => (parts.has(name) ? asText(parts.get(name)) : undefined));
    sources.set(id, { id, kind: kind ?? 'memory', ...(url === undefined ? {} : { url }), ...(opened === undefined ? {} : { opened }) });
  }
  return sources;
}

function exampleText(at: Cursor): string | undefined {
  return typeof (at.node as { readonly value?: unknown } | null)?.value === 'string' ? asText(at) : asText(asFields(at).get('code'));
}
