import { asked, callAt, placeAt, type Run } from '../flow/engine.js';
import { memberOf } from '../flow/members.js';
import { spellings } from '../flow/names.js';
import { indexPaths, lookUp, type PathIndex, splitPredicates } from '../flow/paths.js';
import { fits } from '../flow/predicates.js';
import { ANYTHING, type Api, constant, join, NOTHING, promiseOf, strings, type Val, type Value, withAtoms } from '../flow/values.js';
import type { Registration, World } from '../flow/world.js';
import type { ConsentCatalog, ConsentPrompt, ConsentReaction, ConsentRead, Constant, Lexicon, Purpose } from '../model/consent.js';
import type { DeclaredConsent } from '../model/declaration.js';
import type { Span } from '../model/place.js';
import type { Program } from '../model/program.js';
import type { Confidence, TransferEvidence } from '../model/usage.js';
import * as words from './lexicon.js';
import { type NameMeaning, type TextMeaning, valueMeaning } from './lexicon.js';
import { type Asked, askedIn } from './questions.js';

/** Names recur by the thousand: what was read of one is kept. */
const names = new Map<string, NameMeaning | undefined>();
const kinds = new Map<string, NameMeaning | undefined>();
const texts = new Map<string, TextMeaning>();
const asking = new Map<string, boolean>();
const elsewhere = new Map<string, boolean>();
const flags = new Map<string, boolean>();
let keptFor: Lexicon | undefined;

function keepFor(lexicon: Lexicon): void {
  if (keptFor === lexicon) return;
  keptFor = lexicon;
  for (const memory of [names, kinds, texts, asking, elsewhere, flags]) memory.clear();
}

function kept<T>(memory: Map<string, T>, key: string, make: () => T): T {
  const known = memory.get(key);
  if (known !== undefined || memory.has(key)) return known as T;
  const made = make();
  memory.set(key, made);
  return made;
}

const readName = (name: string, lexicon: Lexicon) => kept(names, name, () => words.readName(name, lexicon));
const readKind = (name: string, lexicon: Lexicon) => kept(kinds, name, () => words.readKind(name, lexicon));
const readText = (text: string, lexicon: Lexicon) => kept(texts, text, () => words.readText(text, lexicon));
const asksConsent = (text: string, lexicon: Lexicon) => kept(asking, text, () => words.asksConsent(text, lexicon));
const isYesToElse = (text: string, lexicon: Lexicon) => kept(elsewhere, text, () => words.isYesToElse(text, lexicon));
const isOperatorFlag = (name: string, lexicon: Lexicon) => kept(flags, name, () => words.isOperatorFlag(name, lexicon));

export type State = 'undecided' | 'refused' | 'granted';

/** One consent that the program reads, or one act of the user, with what is known of it. */
export interface Atom {
  readonly id: number;
  readonly key: string;
  readonly what: 'api' | 'event' | 'answer' | 'box' | 'name' | 'storage' | 'record' | 'declared';
  readonly note: string;
  readonly purposes: readonly Purpose[];
  readonly confidence: Confidence;
  readonly transfer: TransferEvidence;
  readonly answeredOnly: boolean;
  readonly regional: boolean;
  readonly negative: boolean;
  /** Under an option it calls back after what is no yes as well. */
  readonly mayBeImplicit?: boolean;
  /** A time of consent, or its record: it exists only after a grant. */
  readonly absentUntilGranted?: boolean;
  /** What the user read where it is an act on a screen. */
  readonly text?: string;
  readonly countries: readonly string[];
  readonly span: Span;
}

/** Departures from what the program says, to find out what would have made the gate hold. */
export interface Whatif {
  readonly noExceptions?: boolean;
  readonly awaited?: boolean;
  readonly noDefaults?: boolean;
  readonly strictOr?: boolean;
  readonly emptyState?: boolean;
  readonly eagerRender?: boolean;
  /** Scrolling and the like count as a grant. */
  readonly implicitIsGrant?: boolean;
  /** What only says that the user answered counts as a grant. */
  readonly answeredIsGrant?: boolean;
  /** Values that are truthy before a grant count as false. */
  readonly falsyUntilGrant?: boolean;
  /** An undecided user counts as one who refused. */
  readonly undecidedIsRefused?: boolean;
}

export interface Atoms {
  readonly list: Atom[];
  readonly byKey: Map<string, Atom>;
  readonly catalog: ConsentCatalog;
  readonly reads: PathIndex<ConsentRead>;
  readonly reactions: PathIndex<ConsentReaction>;
  readonly prompts: PathIndex<ConsentPrompt>;
  /** Beginnings of the paths that the catalog reads: their names are not read as names. */
  readonly beginnings: ReadonlySet<string>;
  /** Members of enums that consent is compared with. */
  readonly constants: ReadonlyMap<string, Constant>;
  readonly program: Program;
  readonly declared: readonly DeclaredConsent[];
}

export function newAtoms(program: Program, catalog: ConsentCatalog, declared: readonly DeclaredConsent[]): Atoms {
  keepFor(catalog.lexicon);
  return { list: [], byKey: new Map(), catalog, ...indexOf(catalog), program, declared };
}

type Index = Pick<Atoms, 'reads' | 'reactions' | 'prompts' | 'beginnings' | 'constants'>;
const indexes = new WeakMap<ConsentCatalog, Index>();

function indexOf(catalog: ConsentCatalog): Index {
  const known = indexes.get(catalog);
  if (known) return known;
  const index: Index = {
    reads: indexPaths(catalog.reads, (read) => read.path),
    reactions: indexPaths(catalog.reactions, (reaction) => reaction.path),
    prompts: indexPaths(catalog.prompts, (prompt) => prompt.path),
    beginnings: new Set([
      ...catalog.reads.flatMap((read) => beginningsOf(splitPredicates(read.path).bare)),
      // What such a call yields may still be read by its name, unless it is a promise that only a grant keeps.
      ...catalog.reactions.flatMap(({ path }) =>
        beginningsOf(splitPredicates(path).bare).filter((beginning) => !beginning.endsWith('()') || path.includes('.then()')),
      ),
    ]),
    constants: new Map(catalog.constants.map((entry) => [entry.path, entry.value])),
  };
  indexes.set(catalog, index);
  return index;
}

function beginningsOf(path: string): string[] {
  return [...path.matchAll(/\(\)|(?<=[\w$)*])\./g)].flatMap((match) =>
    match[0] === '()' ? [path.slice(0, match.index), path.slice(0, match.index + 2)] : [path.slice(0, match.index)],
  );
}

function atom(atoms: Atoms, key: string, make: () => Omit<Atom, 'id' | 'key'>): Atom {
  let known = atoms.byKey.get(key);
  if (!known) {
    known = { ...make(), id: atoms.list.length, key };
    atoms.list.push(known);
    atoms.byKey.set(key, known);
  }
  return known;
}

type Where = { readonly module: number; readonly start: number; readonly end: number };

/**
 * The world in which the user is in one state. Only consents that `counts` accepts are bound; all others are as free as
 * any other value. The engine that runs in it is handed in late, since it is what predicates look into.
 */
export function worldOf(atoms: Atoms, state: State, binds: (atom: Atom) => boolean, whatif: Whatif, engineOf: () => Run['engine'] | undefined): World {
  const counts = (of: Atom): boolean => {
    const engine = engineOf();
    if (engine) asked(engine);
    return binds(of);
  };
  const { lexicon } = atoms.catalog;
  const spanAt = (where: Where): Span => ({ file: atoms.program.modules[where.module]?.file ?? '', start: where.start, end: where.end });
  const effective: State = whatif.undecidedIsRefused && state === 'undecided' ? 'refused' : state;

  const choice = (of: Atom, textual: boolean): Val | undefined => {
    if (!counts(of)) return undefined;
    // A time, or a row, is there or is not: a refusal leaves none.
    let seen = of.absentUntilGranted && effective === 'refused' ? 'undecided' : effective;
    if (of.negative) {
      if (effective === 'undecided') return { values: [constant(undefined), constant(false)], any: false, atoms: [of.id] };
      seen = effective === 'refused' ? 'granted' : 'refused';
    } else if (of.answeredOnly && !whatif.answeredIsGrant && effective === 'refused') seen = 'granted';
    const text = textual && !whatif.falsyUntilGrant;
    const value: Value = { k: 'choice', key: `choice:${seen}:${text}`, state: seen, textual: text };
    return { values: [value], any: false, atoms: [of.id] };
  };

  const byName = (name: string, of: Api | undefined, where: Where, kind: 'name' | 'storage', textual: boolean): Val | undefined => {
    const declared = atoms.declared.find((entry) => entry.name === name);
    if (declared) {
      const transfer = declared.purpose === 'transfer';
      const found = atom(atoms, `declared:${name}`, () => ({
        what: 'declared',
        note: `${name}, declared as consent`,
        purposes: [declared.purpose],
        confidence: 'high',
        transfer: transfer ? 'declared' : 'none',
        answeredOnly: false,
        regional: false,
        negative: false,
        text: declared.recipients.join(' '),
        countries: declared.countries,
        span: spanAt(where),
      }));
      return choice(found, textual);
    }
    if (of && (isOperator(of, lexicon) || spellings(of.path).some((path) => atoms.beginnings.has(`${path}.${name}`) || atoms.beginnings.has(`${path}()`))))
      return undefined;
    // The tables of a database client are no answers yet.
    if (of && isRecord(of) && of.path.endsWith('.new()')) return undefined;
    const said = readName(name, lexicon);
    const queried = of !== undefined && isRecord(of) ? queryMeaning(atoms, of, engineOf()) : undefined;
    if (!said && queried && counts(queried)) return choice(queried, false);
    if (!said) return undefined;
    const record = of !== undefined && isRecord(of);
    const confidence: Confidence = record && said.time ? 'high' : record ? 'medium' : 'low';
    const found = atom(atoms, `${kind}:${name}`, () => ({
      what: record ? 'record' : kind,
      note: kind === 'storage' ? `the stored value “${name}”` : `“${name}”`,
      purposes: said.purposes,
      confidence,
      transfer: said.transfer ? (record && said.time ? 'recorded' : 'named') : 'none',
      answeredOnly: said.answeredOnly,
      regional: false,
      negative: said.negative,
      ...(said.time ? { absentUntilGranted: true } : {}),
      countries: [],
      span: spanAt(where),
    }));
    return choice(found, textual);
  };

  /** What is asked of an import that holds consents by its own name: `consents.overseas_transfer`. */
  const ofImported = (name: string, of: Api | undefined, where: Where): Val | undefined => {
    const held = of?.steps.length === 0 && !atoms.beginnings.has(of.path) ? /^npm:[^#]+#(\w+)$/.exec(of.path)?.[1] : undefined;
    if (held === undefined || readName(held, lexicon)?.speaks !== 'consent' || !readKind(name, lexicon)) return undefined;
    return byName(`${held}.${name}`, undefined, where, 'name', false);
  };

  return {
    free: false,
    ...(whatif.noExceptions ? { noExceptions: true } : {}),
    ...(whatif.awaited ? { awaited: true } : {}),
    ...(whatif.noDefaults ? { noDefaults: true } : {}),
    ...(whatif.strictOr ? { strictOr: true } : {}),
    ...(whatif.emptyState ? { emptyState: true } : {}),
    ...(whatif.undecidedIsRefused && state !== 'granted'
      ? { noMissing: (key: string) => (readName(key, lexicon) ?? readKind(key, lexicon)) !== undefined }
      : {}),
    ...(whatif.eagerRender ? { eagerRender: true } : {}),
    read: (api, args) => {
      const engine = engineOf();
      for (const path of spellings(api.path)) {
        const named = atoms.constants.get(path);
        if (named !== undefined) return { values: [constant(named)], any: false, atoms: [] };
        for (const { item, predicates } of lookUp(atoms.reads, path)) {
          if (predicates.length > 0 && engine && !fits(engine, predicates, api, args ?? [])) continue;
          const asked = item.asks && engine && askedIn(engine, item.asks, api, lexicon);
          if (item.asks && !asked) continue;
          const found = asked ? answerAtom(atoms, asked) : catalogued(atoms, item, args, engine, api);
          if (!counts(found)) return undefined;
          const values = valuesIn(asked?.answers ? withAnswers(item, asked.answers, whatif) : item, found, effective, whatif);
          return item.isAsync ? promiseOf(values) : values;
        }
      }
      const queried = api.path.endsWith('()') && isRecord(api) && !api.path.endsWith('new()') ? queryMeaning(atoms, api, engine, args) : undefined;
      return queried && QUERY.test(api.path) && counts(queried) ? choice(queried, false) : undefined;
    },
    unknown: (name, of, where) =>
      of === undefined && atoms.beginnings.has(`global:${name}`) ? undefined : (byName(name, of, where, 'name', false) ?? ofImported(name, of, where)),
    refine: (name, ids, where) => {
      const base = ids.map((id) => atoms.list[id]).find((known) => known !== undefined);
      if (!base) return undefined;
      const negative = /revok|withdr|cancel|expire|철회|撤回|取消/i.test(name);
      const said = readKind(name, lexicon) ?? (negative ? { purposes: base.purposes, transfer: false } : undefined);
      if (!said) return undefined;
      const found = atom(atoms, `${base.key}.${name}`, () => ({
        ...base,
        note: `${base.note} for “${name}”`,
        purposes: said.purposes.length > 0 ? said.purposes : base.purposes,
        transfer:
          said.purposes.includes('transfer') || said.transfer
            ? base.what === 'record'
              ? 'recorded'
              : base.transfer === 'none'
                ? 'named'
                : base.transfer
            : base.transfer,
        negative: negative || base.negative,
        span: spanAt(where),
      }));
      return counts(found) ? choice(found, false) : ANYTHING;
    },
    stored: (key, written, where) => {
      const known = atoms.catalog.storageKeys.find((entry) => entry.key === key);
      if (known) {
        const found = atom(atoms, `storage:${key}`, () => ({
          what: 'api',
          note: `the stored value “${key}” of ${known.api}`,
          purposes: known.purposes,
          confidence: 'high',
          transfer: 'none',
          answeredOnly: false,
          regional: false,
          negative: false,
          countries: [],
          span: spanAt(where),
        }));
        return choice(found, true);
      }
      if (written && !atoms.declared.some((entry) => entry.name === key)) return undefined;
      return byName(key, undefined, where, 'storage', true) ?? namedByFunction(atoms, key, where, choice);
    },
    checked: (registration) => {
      const found = boxAtom(atoms, registration);
      if (!found || !counts(found)) return undefined;
      return { values: [constant(effective === 'granted')], any: false, atoms: [found.id] };
    },
    starts: (name, where) => {
      if (!/^(?:handle|on|do|_)?(?:accept|agree|grant|give|allow|approve|opt_?in|decline|reject|deny|refuse|revoke|withdraw|opt_?out)/i.test(name)) return true;
      const said = readText(name, lexicon);
      if (
        said.polarity === 'neutral' ||
        !(said.consent || said.purposes.some((purpose) => purpose !== 'other' && purpose !== 'any')) ||
        !readName(name, lexicon)
      )
        return true;
      const found = atom(atoms, `starts:${name}`, () => ({
        what: 'name',
        note: `${name}(), called from outside`,
        purposes: said.purposes.length > 0 ? said.purposes : ['any'],
        confidence: 'low',
        transfer: said.transfer ? 'named' : 'none',
        answeredOnly: false,
        regional: false,
        negative: false,
        countries: [],
        span: spanAt(where),
      }));
      if (!counts(found)) return true;
      return said.polarity === 'accept' ? effective === 'granted' : effective === 'refused';
    },
    enters: (registration) => {
      const meaning = eventMeaning(atoms, registration, engineOf());
      if (!meaning || !counts(meaning.atom)) return true;
      if (meaning.means === 'always') return !(whatif.answeredIsGrant || (meaning.isImplicit && whatif.implicitIsGrant)) || effective === 'granted';
      if (meaning.means === 'granted') return effective === 'granted';
      if (meaning.means === 'refused') return effective === 'refused';
      if (whatif.answeredIsGrant) return effective === 'granted';
      return effective !== 'undecided';
    },
    compare: (seen, other) => compareChoice(atoms, seen, other),
  };
}

/** A comparison with the symbolic value of a choice: what is not a grant's word is not the grant. */
function compareChoice(atoms: Atoms, seen: State, other: Constant | undefined): 'yes' | 'no' | 'both' {
  const missing = other === null || other === undefined;
  if (seen === 'granted') {
    if (missing || other === false || other === 0) return 'no';
    if (other === true) return 'yes';
    const meaning = valueMeaning(other, atoms.catalog.lexicon);
    return meaning === 'grant' ? 'yes' : meaning === undefined ? 'both' : 'no';
  }
  if (missing) return seen === 'undecided' ? 'yes' : 'both';
  const meaning = typeof other === 'boolean' ? (other ? 'grant' : 'refuse') : valueMeaning(other, atoms.catalog.lexicon);
  if (seen === 'undecided') return meaning === 'pending' ? 'both' : 'no';
  return meaning === 'refuse' ? 'yes' : 'no';
}

function catalogued(atoms: Atoms, item: ConsentRead, args: readonly Val[] | undefined, engine: Run['engine'] | undefined, api: Api): Atom {
  const category = item.purposesBy ? args?.[item.purposesBy.arg] : undefined;
  const named = category ? strings(category).flatMap((name) => [name, name.replace(/[^\w-]/g, '')]) : [];
  const mapped = named
    .flatMap((name) => item.purposesBy?.map[name] ?? [])
    .concat(named.length > 0 && !named.some((name) => item.purposesBy?.map[name]) ? (item.purposesBy?.map['*'] ?? []) : []);
  const always = named.some((name) => item.alwaysOn.includes(name));
  const purposes = mapped.length > 0 ? mapped : item.purposes.length > 0 ? item.purposes : (['any'] as const);
  const span = engine
    ? { file: engine.program.modules[engine.at.module]?.file ?? '', start: placeOf(engine).start, end: placeOf(engine).end }
    : { file: '', start: 0, end: 0 };
  return atom(atoms, `api:${item.path}:${[...new Set(named)].join(',')}`, () => ({
    what: 'api',
    note: `${item.api}: ${api.path.replace(/^(?:npm|global):/, '')}${named[0] ? ` “${named[0]}”` : ''}`,
    purposes: always ? (['other'] as const) : purposes,
    confidence: 'high',
    transfer: 'none',
    answeredOnly: item.answeredOnly || always,
    regional: item.regional,
    negative: false,
    countries: [],
    span,
  }));
}

/** The point that the engine is at, for evidence. */
function placeOf(engine: Run['engine']): { start: number; end: number } {
  const { module, fn, point } = engine.at;
  const facts = engine.program.modules[module];
  const what = facts?.functions[fn]?.flow.points[point];
  if (what?.kind === 'assume') return { start: what.start, end: what.end };
  if (what?.kind === 'call') return facts?.calls[what.call] ?? { start: 0, end: 0 };
  if (what && 'start' in what) return { start: what.start, end: what.start };
  return { start: facts?.functions[fn]?.start ?? 0, end: facts?.functions[fn]?.start ?? 0 };
}

function valuesIn(item: ConsentRead, found: Atom, state: State, whatif: Whatif): Val {
  const pick =
    found.answeredOnly && whatif.answeredIsGrant && state !== 'granted'
      ? 'undecided'
      : found.answeredOnly && item.answeredOnly === false && state !== 'granted'
        ? 'granted'
        : state;
  const listed = item.values[pick];
  const list = (Array.isArray(listed) ? listed : [listed]) as readonly (Constant | 'absent')[];
  const granted = [item.values.granted].flat() as readonly (Constant | 'absent')[];
  let val = NOTHING;
  for (const value of list) {
    const plain = value === 'absent' ? undefined : value;
    const softened = whatif.falsyUntilGrant && state !== 'granted' && plain && !granted.includes(value) ? undefined : plain;
    val = join(val, { values: [constant(softened)], any: false, atoms: [] });
  }
  return withAtoms(val, [found.id]);
}

const RECORDS =
  /^(?:npm:(?:@prisma\/client|knex|pg|mysql2?(?:\/promise)?|mongoose|mongodb|drizzle-orm|typeorm|sequelize|better-sqlite3|@supabase\/supabase-js|firebase-admin\/firestore|firebase\/firestore)#)/;

/** A row of a database: it outlives the page, and somebody wrote it. */
function isRecord(api: Api): boolean {
  return RECORDS.test(api.root);
}

const QUERY = /\.(?:find\w*|first|one|oneOrNone|get|select|query|execute|maybeSingle|single|\$queryRaw|aggregate|count)\(\)$/;

/** A query of rows that speak of consent: by the table's name, by what is asked for, by the text of the statement. */
function queryMeaning(atoms: Atoms, api: Api, engine: Run['engine'] | undefined, args: readonly Val[] = []): Atom | undefined {
  if (!engine) return undefined;
  const names = api.steps.filter((step) => step.op.startsWith('.')).map((step) => step.op.slice(1));
  const texts = [...api.steps.flatMap((step) => (step.site ? textsAt(engine, step.site) : [])), ...args.flatMap((arg) => textsOf(engine, arg, 0))];
  const said = [...names, ...texts].map((text) => readName(text, atoms.catalog.lexicon)).find((meaning) => meaning?.speaks === 'consent' && !meaning.negative);
  if (!said) return undefined;
  const kinds = texts.map((text) => readKind(text, atoms.catalog.lexicon)).filter((meaning) => meaning !== undefined);
  const purposes = [...new Set(kinds.flatMap((meaning) => meaning.purposes))].filter((purpose) => purpose !== 'any');
  const transfer = said.transfer || purposes.includes('transfer');
  const timed = texts.some((text) => /(?:At|_at|date|time|version)$/i.test(text) || /_at\b|version/i.test(text));
  const file = engine.program.modules[engine.at.module]?.file ?? '';
  return atom(atoms, `query:${names.join('.')}:${texts.slice(0, 12).join('|')}`, () => ({
    what: 'record',
    note: 'a record of the consent',
    purposes: purposes.length > 0 ? purposes : transfer ? (['transfer'] as const) : said.purposes,
    confidence: timed ? 'high' : 'medium',
    transfer: transfer ? (timed ? 'recorded' : 'named') : 'none',
    answeredOnly: false,
    regional: false,
    negative: false,
    absentUntilGranted: true,
    countries: [],
    span: { file, start: placeOf(engine).start, end: placeOf(engine).end },
  }));
}

function textsAt(engine: Run['engine'], site: string): string[] {
  // A query in the arguments of a query asks for them again.
  const mark = `texts ${site}`;
  if (engine.busy.has(mark)) return [];
  engine.busy.add(mark);
  const texts = readTexts(engine, site);
  engine.busy.delete(mark);
  return texts;
}

function readTexts(engine: Run['engine'], site: string): string[] {
  const [module, call] = site.split(':').map(Number) as [number, number];
  const made = callAt(engine, module, call);
  return (made?.args ?? []).flatMap((arg) => (arg.kind === 'spread' ? [] : textsOf(engine, engine.evaluate(module, arg), 0)));
}

/** Keys and texts in what a query is given. */
function textsOf(engine: Run['engine'], val: Val, depth: number): string[] {
  if (depth > 4) return [];
  return val.values.flatMap((value) => {
    if (value.k === 'const') return typeof value.value === 'string' ? [value.value] : [];
    if (value.k !== 'object') return [];
    const place = placeAt(engine, value.place);
    return [
      ...[...place.props].flatMap(([name, held]) => [/^\d+$/.test(name) ? '' : name, ...textsOf(engine, held, depth + 1)]),
      ...textsOf(engine, place.elements, depth + 1),
    ]
      .filter(Boolean)
      .slice(0, 60);
  });
}

function isOperator(api: Api, lexicon: ConsentCatalog['lexicon']): boolean {
  const name = api.root.replace(/^.*[#:]/, '');
  return isOperatorFlag(name, lexicon) || api.steps.some((step) => step.op.startsWith('.') && isOperatorFlag(step.op.slice(1), lexicon));
}

/** A value read inside a function whose name speaks of consent: known by that name alone. */
function namedByFunction(atoms: Atoms, key: string, where: Where, choice: (of: Atom, textual: boolean) => Val | undefined): Val | undefined {
  const facts = atoms.program.modules[where.module];
  const around =
    facts?.functions.filter((fn, index) => index > 0 && fn.name && fn.start <= where.start && where.start < fn.end).sort((a, b) => b.start - a.start) ?? [];
  for (const fn of around) {
    const said = readName(fn.name ?? '', atoms.catalog.lexicon);
    if (!said || said.negative) continue;
    const found = atom(atoms, `storage:${key}`, () => ({
      what: 'storage',
      note: `the stored value “${key}” in ${fn.name}()`,
      purposes: said.purposes,
      confidence: 'low',
      transfer: said.transfer ? 'named' : 'none',
      answeredOnly: false,
      regional: false,
      negative: false,
      countries: [],
      span: { file: facts?.file ?? '', start: where.start, end: where.end },
    }));
    return choice(found, true);
  }
  return undefined;
}

/** A box or switch whose label speaks of consent. */
function boxAtom(atoms: Atoms, registration: Registration): Atom | undefined {
  const { lexicon } = atoms.catalog;
  const own = registration.labels.find((text) => readText(text, lexicon).consent);
  // What stands around speaks for a box that says nothing itself, or no more than yes; a box with a text of its own is about that.
  const isAboutElse = registration.labels.some((text) => !IDENTIFIER.test(text) && isNeutral(readText(text, lexicon)));
  const label = own ?? (isAboutElse ? undefined : registration.around.find((text) => text.length < 300 && readText(text, lexicon).consent));
  if (label === undefined) return undefined;
  return screenAtom(atoms, 'box', label, registration);
}

/** A name in the code, rather than a text that people read. */
const IDENTIFIER = /^(?:[a-z_$][\w$-]*|)$/;

function isNeutral({ polarity, purposes }: ReturnType<typeof readText>): boolean {
  return polarity === 'neutral' && purposes.length === 0;
}

/** The answer to a question that the program asks in words of its own. */
function answerAtom(atoms: Atoms, { text, where, answers }: Asked): Atom {
  const isImplicit = answers?.closed.some((one) => answers.yes.includes(one)) ?? false;
  return screenAtom(atoms, 'answer', text, { around: [], where }, isImplicit);
}

/** Who closes the dialogue has not agreed, whatever it answers then. */
function withAnswers(item: ConsentRead, { yes, no, closed }: NonNullable<Asked['answers']>, whatif: Whatif): ConsentRead {
  const otherwise = [...no, ...(whatif.implicitIsGrant ? closed.filter((one) => !yes.includes(one)) : closed)];
  return { ...item, values: { undecided: otherwise, refused: otherwise, granted: yes } };
}

const ACT_ON = { box: 'the box', event: 'the act on', answer: 'the answer to' } as const;

function screenAtom(atoms: Atoms, what: keyof typeof ACT_ON, label: string, registration: Pick<Registration, 'around' | 'where'>, mayBeImplicit = false): Atom {
  const { lexicon } = atoms.catalog;
  const said = readText(label, lexicon);
  const around = registration.around.join('\n');
  const context = said.purposes.length > 0 ? said : readText(around, lexicon);
  const transfer = (said.transfer && !said.bundled) || (!said.transfer && said.purposes.length === 0 && context.transfer && !context.bundled);
  const file = atoms.program.modules[registration.where.module]?.file ?? '';
  return atom(atoms, `${what}:${file}:${registration.where.start}:${label}`, () => ({
    what,
    note: `${ACT_ON[what]} “${label.slice(0, 60).replace(/\n/g, ' ')}”`,
    purposes: context.purposes.length > 0 ? context.purposes : ['any'],
    confidence: 'high',
    transfer: transfer ? 'screen' : 'none',
    answeredOnly: false,
    regional: false,
    negative: false,
    text: `${label}\n${around}`,
    countries: said.countries.length > 0 ? said.countries : context.countries,
    ...(mayBeImplicit ? { mayBeImplicit } : {}),
    span: { file, start: registration.where.start, end: registration.where.end },
  }));
}

const ACTS = new Set(['click', 'press', 'tap', 'submit', 'pointerdown', 'mousedown', 'touchend', 'change', 'onclick']);

interface Meaning {
  readonly means: ConsentReaction['means'];
  readonly atom: Atom;
  /** It would mean a grant, were it not for an option under which less will do. */
  readonly isImplicit?: boolean;
}

/** What it means that a registered function is called: the user agreed, refused, or only answered. */
export function eventMeaning(atoms: Atoms, registration: Registration, engine: Run['engine'] | undefined): Meaning | undefined {
  const byCatalog = reaction(atoms, registration, engine);
  if (byCatalog) return byCatalog;
  const { lexicon } = atoms.catalog;
  const acted =
    registration.event === undefined
      ? /(?:onPress|onClick|onSelect|handler|action|onOk|onConfirm|onCancel|success)$/.test(registration.path)
      : ACTS.has(registration.event);
  if (!acted) return undefined;
  const near = registration.labels.map((label) => ({ label, said: readText(label, lexicon) })).find(({ said }) => said.polarity !== 'neutral');
  if (!near) return undefined;
  const speaks =
    near.said.consent ||
    registration.labels.some((label) => readText(label, lexicon).consent) ||
    (!isYesToElse(near.label, lexicon) && (registration.near ?? [registration.around.join(' ')]).some((text) => asksConsent(text, lexicon)));
  if (!speaks) return undefined;
  const atom = screenAtom(atoms, 'event', near.label, registration);
  if (near.said.polarity === 'reject') return { means: 'refused', atom };
  // Unticking a box is a change as well.
  return { means: registration.event === 'change' && !registration.isChosen ? 'answered' : 'granted', atom };
}

function reaction(atoms: Atoms, registration: Registration, engine: Run['engine'] | undefined): Meaning | undefined {
  for (const path of spellings(registration.path)) {
    for (const { item, predicates } of lookUp(atoms.reactions, path)) {
      if (predicates.length > 0 && engine && registration.api && !fits(engine, predicates, registration.api, registration.args)) continue;
      if (item.asks) {
        const asked = engine && registration.api && askedIn(engine, item.asks, registration.api, atoms.catalog.lexicon);
        if (asked) return { means: item.means, atom: answerAtom(atoms, asked) };
        continue;
      }
      const file = atoms.program.modules[registration.where.module]?.file ?? '';
      const found = atom(atoms, `reaction:${item.path}:${file}:${registration.where.start}`, () => ({
        what: 'api',
        note: `${item.api} calls back`,
        purposes: item.purposes.length > 0 ? item.purposes : ['any'],
        confidence: 'high',
        transfer: 'none',
        answeredOnly: item.means === 'answered',
        ...(item.implicitWith ? { mayBeImplicit: true } : {}),
        regional: false,
        negative: false,
        countries: [],
        span: { file, start: registration.where.start, end: registration.where.end },
      }));
      return isImplicit(item, registration, engine) ? { means: 'always', isImplicit: true, atom: found } : { means: item.means, atom: found };
    }
  }
  return undefined;
}

/** An option is set, or may be, under which an act that is no yes calls back as well. */
function isImplicit(item: ConsentReaction, { args, where }: Registration, engine: Run['engine'] | undefined): boolean {
  const isSet = (held: Val): boolean => held.any || held.values.some((value) => value.k !== 'const' || Boolean(value.value));
  return (item.implicitWith ?? []).some((option) => args.some((given) => isSet(engine ? memberOf(engine, given, option, where) : ANYTHING)));
}
