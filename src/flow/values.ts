/** Where a value was first handed to a function of the program: module and call. */
export type Site = `${number}:${number}`;

/** One operation on the way from an external name: `.name`, `()`, `new()`, `<>`, `arg(0)`, `param(0)`, `prop(x)`. */
export interface Step {
  readonly op: string;
  /** The call, for `()`, `new()` and what hangs on one; the element for `<>`. */
  readonly site?: Site;
}

/** Something from outside the program, and what was done to reach it. */
export interface Api {
  readonly k: 'api';
  readonly key: string;
  readonly root: string;
  readonly steps: readonly Step[];
  /** Root and operations without sites, as the catalogs write them. */
  readonly path: string;
  /** Nothing that is done with it matters: it stays as it is. */
  readonly dull?: boolean;
  /** What of the cookies of the page it is. */
  readonly cookie?: CookiePart;
}

/**
 * A part of the text of all cookies: the `list` of its pairs, a `pair`, the `halves` of one, a `name`, a `value`; what a `match` took;
 * the two `parts` on both sides of a name, the `tail` after it, and that split at each end of a cookie (`tails`).
 */
export interface CookiePart {
  readonly kind: 'list' | 'pair' | 'halves' | 'name' | 'value' | 'match' | 'parts' | 'tail' | 'tails';
  /** Where the list was made. */
  readonly id: string;
  readonly where: { readonly module: number; readonly start: number; readonly end: number };
  /** The name of the cookie, where it is known which one it is. */
  readonly key?: string;
  /** None of those that the program asks the list for. */
  readonly isOther?: boolean;
  /** A list of halves. */
  readonly ofHalves?: boolean;
  /** Halves without the first. */
  readonly isRest?: boolean;
  /** The group of the pattern that takes the value, and whether it is the last. */
  readonly group?: number;
  readonly isLast?: boolean;
}

export interface Constant {
  readonly k: 'const';
  readonly key: string;
  readonly value: string | number | boolean | null | undefined;
  /** Where an address is written, and the call that first passed it on. */
  readonly from?: { readonly module: number; readonly start: number; readonly end: number; readonly env?: string };
  readonly passedAt?: Site;
  /** Only the beginning of a string is known. */
  readonly prefixOnly?: boolean;
}

export type Value =
  | Constant
  | Api
  | { readonly k: 'fn'; readonly key: string; readonly module: number; readonly fn: number }
  | { readonly k: 'class'; readonly key: string; readonly module: number; readonly cls: number }
  /** An object, array, instance, promise or element of the page that the program makes, by where it makes it. */
  | { readonly k: 'object'; readonly key: string; readonly place: string; readonly what: ObjectKind }
  | { readonly k: 'element'; readonly key: string; readonly module: number; readonly element: number }
  /** A function with a meaning of its own: a state setter, a promise's resolve. */
  | { readonly k: 'native'; readonly key: string; readonly name: string; readonly place: string }
  | { readonly k: 'promise'; readonly key: string; readonly of: Val }
  /** What the user's choice yields where only a name speaks of it. */
  | { readonly k: 'choice'; readonly key: string; readonly state: 'undecided' | 'refused' | 'granted'; readonly textual: boolean };

export type ObjectKind = 'object' | 'array' | 'instance' | 'promise' | 'dom' | 'state' | 'module';

/**
 * What an expression may yield: some of `values`, or (`any`) anything else, too. Empty: control never gets a value here.
 * `atoms` are the consents that were read on the way.
 */
export interface Val {
  readonly values: readonly Value[];
  readonly any: boolean;
  readonly atoms: readonly number[];
  /** So many plain constants were seen that none is kept any more. */
  readonly wide?: boolean;
}

const MOST = 48;
const MOST_PLAIN = 10;
export const NOTHING: Val = { values: [], any: false, atoms: [] };
export const ANYTHING: Val = { values: [], any: true, atoms: [] };

export const only = (value: Value): Val => ({ values: [value], any: false, atoms: [] });
export const constant = (value: Constant['value']): Constant => ({ k: 'const', key: `c${typeof value}:${String(value)}`, value });
export const is = (value: Constant['value']): Val => only(constant(value));
export const UNDEFINED: Val = is(undefined);
export const NULL: Val = is(null);
export const TRUE: Val = is(true);
export const FALSE: Val = is(false);
export const BOOLEAN: Val = { values: [constant(true), constant(false)], any: false, atoms: [] };
export function promiseOf(of: Val): Val {
  if (of.values.length === 1 && !of.any && of.values[0]?.k === 'promise') return of;
  if (of.values.some((value) => value.k === 'promise')) return promiseOf(flat(of));
  return { values: [{ k: 'promise', key: `P(${of.any ? '?' : ''}${of.values.map((value) => value.key).join(',')})`, of }], any: false, atoms: of.atoms };
}
export const fnValue = (module: number, fn: number): Value => ({ k: 'fn', key: `f${module}:${fn}`, module, fn });
export const objectAt = (place: string, what: ObjectKind): Value => ({ k: 'object', key: `o${place}`, place, what });
export const native = (name: string, place: string): Value => ({ k: 'native', key: `n${name}@${place}`, name, place });

export function rootApi(root: string, dull = false): Api {
  return { k: 'api', key: root, root, steps: [], path: root, ...(dull ? { dull } : {}) };
}

const LONGEST = 10;

/** Gets the API value one step further, or undefined where the way has become too long to mean anything. */
export function step(api: Api, op: string, site?: Site): Api | undefined {
  if (api.dull) return api;
  if (api.steps.length >= LONGEST || (site !== undefined && api.steps.some((known) => known.site === site))) return undefined;
  const written = op.startsWith('.') || op === '()' || op === '<>' ? op : `.${op}`;
  return {
    k: 'api',
    key: `${api.key}${written}${site ? `@${site}` : ''}`,
    root: api.root,
    steps: [...api.steps, site ? { op, site } : { op }],
    path: `${api.path}${written}`,
  };
}

export function stepVal(api: Api, op: string, site?: Site): Val {
  const next = step(api, op, site);
  return next ? only(next) : ANYTHING;
}

/** A promise of a promise is a promise of its value. */
function flat(of: Val): Val {
  let result: Val = { ...of, values: of.values.filter((value) => value.k !== 'promise') };
  for (const value of of.values) if (value.k === 'promise') result = join(result, value.of);
  return result;
}

/** Two promises are one that may yield either value. */
function onePromise(values: readonly Value[]): readonly Value[] {
  let of = NOTHING;
  for (const value of values) if (value.k === 'promise') of = join(of, value.of);
  return [...values.filter((value) => value.k !== 'promise'), ...promiseOf(of).values];
}

export function join(a: Val, b: Val): Val {
  if (a === b) return a;
  if (isEmpty(b)) return withAtoms(a, b.atoms);
  if (isEmpty(a)) return withAtoms(b, a.atoms);
  const unknown = freshIn(a.values, b.values);
  const atoms = joinAtoms(a.atoms, b.atoms);
  if (unknown.length === 0 && (a.any || !b.any) && atoms === a.atoms && (a.wide || !b.wide)) return a;
  if (unknown.some(isPromise) && a.values.some(isPromise)) return joinPromises(a, b);
  const wide = a.wide || b.wide;
  const added = !wide ? unknown : a.values.length >= MOST ? NONE : unknown.filter((value) => !isPlain(value));
  const fresh = withoutExcess(a.values, added);
  const any = a.any || b.any || fresh.length < added.length;
  if (fresh.length === 0 && a.any === any && atoms === a.atoms && (a.wide || !b.wide)) return a;
  if (wide) return bounded([...a.values.filter((value) => !isPlain(value)), ...fresh], atoms);
  const values = fresh.length === 0 ? a.values : [...a.values, ...fresh];
  if (values.length > MOST_PLAIN && (values.length > MOST || values.filter(isPlain).length > MOST_PLAIN))
    return bounded(
      values.filter((value) => !isPlain(value)),
      atoms,
    );
  return { values, any, atoms };
}

const isPromise = (value: Value): boolean => value.k === 'promise';

function joinPromises(a: Val, b: Val): Val {
  const merged = onePromise([...a.values, ...b.values].filter(isPromise));
  const rest: Val = { ...b, values: b.values.filter((value) => !isPromise(value)) };
  if (a.values.some(({ key }) => key === merged[0]?.key)) return join(a, rest);
  return join({ ...a, values: [...a.values.filter((value) => !isPromise(value)), ...merged] }, rest);
}

/** How many values of a sort are told apart; with so many, one more says no more than that it may be anything. */
const ROOM = { dull: 3, api: 16, object: 16, address: 24, code: MOST, plain: MOST } as const;
type Sort = keyof typeof ROOM;

function withoutExcess(known: readonly Value[], fresh: readonly Value[]): readonly Value[] {
  if (fresh.length === 0 || known.length + fresh.length <= ROOM.dull) return fresh;
  const count: Record<Sort, number> = { dull: 0, api: 0, object: 0, address: 0, code: 0, plain: 0 };
  for (const value of known) count[sortOf(value)]++;
  const kept = fresh.filter((value) => {
    const sort = sortOf(value);
    return count[sort]++ < ROOM[sort];
  });
  return kept.length === fresh.length ? fresh : kept;
}

function sortOf(value: Value): Sort {
  switch (value.k) {
    case 'api':
      return value.dull ? 'dull' : 'api';
    case 'object':
    case 'promise':
      return 'object';
    case 'const':
      return value.from ? 'address' : 'plain';
    default:
      return 'code';
  }
}

/** Many plain constants are as good as any; addresses, functions and objects are kept, up to a number. */
function bounded(values: readonly Value[], atoms: readonly number[]): Val {
  return { values: values.length > MOST ? values.slice(0, MOST) : values, any: true, atoms, wide: true };
}

function isPlain(value: Value): boolean {
  return value.k === 'const' && !value.from && typeof value.value !== 'boolean' && value.value !== null && value.value !== undefined;
}

const NONE: readonly Value[] = [];

/** What the second list adds. The lists are short; most often they add nothing. */
function freshIn(a: readonly Value[], b: readonly Value[]): readonly Value[] {
  let fresh: Value[] | undefined;
  outer: for (const value of b) {
    for (const known of a) if (known === value || known.key === value.key) continue outer;
    if (fresh) fresh.push(value);
    else fresh = [value];
  }
  return fresh ?? NONE;
}

export function joinAll(parts: Iterable<Val>): Val {
  let all = NOTHING;
  for (const part of parts) all = join(all, part);
  return all;
}

export function joinAtoms(a: readonly number[], b: readonly number[]): readonly number[] {
  if (b.length === 0 || a === b) return a;
  if (a.length === 0) return b;
  const fresh = b.filter((atom) => !a.includes(atom));
  return fresh.length === 0 ? a : [...a, ...fresh];
}

export function withAtoms(val: Val, atoms: readonly number[]): Val {
  const all = joinAtoms(val.atoms, atoms);
  return all === val.atoms ? val : { ...val, atoms: all };
}

/** Holds if control never gets a value here. */
export function isEmpty(val: Val): boolean {
  return val.values.length === 0 && !val.any;
}

/** What answers a request is an object. */
const RESPONSES: ReadonlySet<string> = new Set(['global:Response', 'npm:next/server#NextResponse']);

export function truth(value: Value): { readonly yes: boolean; readonly no: boolean } {
  switch (value.k) {
    case 'const':
      if (value.prefixOnly) return value.value === '' ? { yes: true, no: true } : { yes: true, no: false };
      return value.value ? { yes: true, no: false } : { yes: false, no: true };
    case 'api':
      if (RESPONSES.has(value.root) || value.steps.at(-1)?.op === 'new()') return { yes: true, no: false };
      // A name from outside may be absent; a call's result may be anything, and so may what is not followed.
      return { yes: true, no: value.dull === true || value.root.startsWith('global:') || value.steps.length > 0 };
    case 'choice':
      if (value.state === 'granted') return { yes: true, no: false };
      return value.state === 'refused' && value.textual ? { yes: true, no: true } : { yes: false, no: true };
    default:
      return { yes: true, no: isLookedUp(value) };
  }
}

/** An element that was looked up: the page may not have it. One that was made is there (`dom:script@site`). */
export function isLookedUp(value: Value): boolean {
  return value.k === 'object' && value.what === 'dom' && value.place.startsWith('dom:') && !/^dom:[\w-]+@/.test(value.place);
}

/** Which outcomes a test with this value can have. */
export function outcomes(val: Val): { readonly yes: boolean; readonly no: boolean } {
  let yes = val.any;
  let no = val.any;
  for (const value of val.values) {
    const t = truth(value);
    yes ||= t.yes;
    no ||= t.no;
    if (yes && no) break;
  }
  return { yes, no };
}

/** The part of a value that can have a truth outcome. */
export function narrowed(val: Val, outcome: boolean): Val {
  const values = val.values.filter((value) => (outcome ? truth(value).yes : truth(value).no));
  return values.length === val.values.length ? val : { ...val, values };
}

export function strings(val: Val): string[] {
  return val.values.flatMap((value) => (value.k === 'const' && typeof value.value === 'string' && !value.prefixOnly ? [value.value] : []));
}

export function apis(val: Val): Api[] {
  return val.values.filter((value) => value.k === 'api');
}

/** A value as it would be if what grants at first did not: defaults and initial states. */
export function withoutGrants(val: Val): Val {
  return { ...val, values: val.values.map((value) => (value.k === 'const' && value.value ? constant(false) : value)) };
}
