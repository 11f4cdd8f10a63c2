import { callbacks } from './builtins.js';
import type { Calling } from './calls.js';
import { patternWanted, textWanted, type Wanted, wholeWanted } from './cookie-patterns.js';
import { type Engine, elementsAt, joinElements, joinProp, placeAt } from './engine.js';
import type { Where } from './members.js';
import { isWritten, readKey } from './storage.js';
import {
  ANYTHING,
  type Api,
  BOOLEAN,
  type CookiePart,
  constant,
  is,
  isEmpty,
  join,
  joinAll,
  NOTHING,
  NULL,
  objectAt,
  only,
  outcomes,
  strings,
  TRUE,
  UNDEFINED,
  type Val,
  type Value,
  withAtoms,
} from './values.js';

/**
 * `document.cookie` and what a program takes out of it: the pairs that it is split into, one of them, its two halves. Which cookie is
 * meant comes out where the program asks a pair for its name; then its value is what the program keeps under that key.
 */
const JAR = 'global:document.cookie';

/** Holds for the text of all cookies and for what was taken out of it. */
export const isCookieText = (value: Value): value is Api => value.k === 'api' && (value.cookie !== undefined || value.path === JAR);

/** Gets what a method of all cookies, or of a part of them, yields; undefined where that is not known. */
export function cookieMethod(calling: Calling, value: Api, name: string): Val | undefined {
  if (SAME.has(name)) return only(value);
  const part = value.cookie;
  switch (part?.kind) {
    case undefined:
      return jarMethod(calling, value, name);
    case 'list':
      return listMethod(calling, part, value, name);
    case 'pair':
      return pairMethod(calling, part, value, name);
    case 'halves':
      return halvesMethod(calling, part, name);
    case 'parts':
      return name === 'pop' || (name === 'at' && given(calling, 0) === -1) ? join(only(JAR_TEXT), tailOf(calling, part)) : byIndex(calling, value, name);
    case 'tail':
      return name === 'split' && isBetween(calling.args[0]) ? only(cookie({ ...part, kind: 'tails' })) : undefined;
    case 'match':
      return name === 'pop' && part.isLast ? valueOf(calling.engine, part) : byIndex(calling, value, name);
    case 'tails':
      return name === 'shift' ? valueOf(calling.engine, part) : byIndex(calling, value, name);
    default:
      return undefined;
  }
}

/** Gets a member of a part of the cookies; undefined where it is none of its own. */
export function cookieMember(engine: Engine, { cookie: part }: Api, name: string): Val | undefined {
  if (!part || !/^\d+$/.test(name)) return undefined;
  const index = Number(name);
  switch (part.kind) {
    case 'list':
      return join(only(elementOf(part)), UNDEFINED);
    case 'halves':
      return index === 0 && !part.isRest ? nameOf(part) : index === (part.isRest ? 0 : 1) ? join(valueOf(engine, part), UNDEFINED) : undefined;
    case 'parts':
      return index === 1 ? join(tail(engine, part), UNDEFINED) : undefined;
    case 'tails':
      return index === 0 ? valueOf(engine, part) : undefined;
    case 'match':
      return index === part.group ? valueOf(engine, part) : undefined;
    default:
      return undefined;
  }
}

/** Gets what is gone through where a list of cookies is. */
export const cookieElement = ({ cookie: part }: Api): Val | undefined => (part?.kind === 'list' ? only(elementOf(part)) : undefined);

/** `/asked=yes/.test(document.cookie)`, `/asked=([^;]*)/.exec(pair)`; undefined where nothing is known of what is asked. */
export function cookiePatternCall(calling: Calling, source: string, of: Value, name: string): Val | undefined {
  if (!isCookieText(of) || (name !== 'test' && name !== 'exec')) return undefined;
  const wanted = patternWanted(source);
  return wanted && tested(calling, of, wanted, name);
}

/** Gets a pattern as a value. Only one that may ask for a cookie is told from others. */
export const patternValue = (source: string): Val =>
  only(objectAt(/[=;]/.test(source) && source.length < LONGEST_PATTERN ? `regex:${source}` : 'regex', 'object'));

const LONGEST_PATTERN = 200;

export const isPattern = (value: Value): boolean => value.k === 'object' && (value.place === 'regex' || value.place.startsWith('regex:'));

/** Gets the source of a pattern that is a value. */
export const patternOf = (value: Value): string | undefined =>
  value.k === 'object' && value.place.startsWith('regex:') ? value.place.slice('regex:'.length) : undefined;

/** Whether a part of the cookies is the same as another value. */
export function sameCookie(engine: Engine, { cookie: part }: Api, other: Value): 'yes' | 'no' | 'both' {
  if (!part || part.kind === 'value' || other.k !== 'const' || other.prefixOnly) return 'both';
  const text = other.value;
  if (typeof text !== 'string') return part.kind === 'pair' || part.kind === 'match' || part.kind === 'name' ? 'no' : 'both';
  if (part.kind === 'name') {
    // `pair.substring(0, name.length + 1) === name + '='`
    const key = text.replace(/=$/, '');
    if (part.key !== undefined) return key === part.key ? 'yes' : 'no';
    return !part.isOther && asked(engine, part, { key }).yes ? 'both' : 'no';
  }
  if (part.kind !== 'pair') return 'both';
  const wanted = wholeWanted(text);
  // A pair has a name.
  if (!wanted) return text.includes('=') ? 'both' : 'no';
  const can = pairAsked(engine, part, wanted);
  return can.yes ? (can.no ? 'both' : 'yes') : 'no';
}

/** Gets a value with the halves of pairs as what the program keeps under the names that it asked these pairs for. */
export function withCookieValues(engine: Engine, val: Val): Val {
  if (!val.values.some((value) => value.k === 'api' && value.cookie?.kind === 'value')) return val;
  return joinAll(
    val.values
      .map((value) => withAtoms(value.k === 'api' && value.cookie?.kind === 'value' ? kept(engine, value.cookie) : only(value), val.atoms))
      .concat({ ...val, values: [] }),
  );
}

/** The name of a pair was found not to be one: what then is done with the pair may be about any other. */
export function isAnyOther(engine: Engine, val: Val): void {
  for (const value of val.values) if (value.k === 'api' && value.cookie?.kind === 'name') joinElements(engine, namesOf(value.cookie), TRUE);
}

const SAME: ReadonlySet<string> = new Set(['trim', 'trimStart', 'trimEnd', 'toString', 'valueOf', 'normalize']);

const JAR_TEXT: Api = { k: 'api', key: JAR, root: 'global:document', steps: [{ op: '.cookie' }], path: JAR };

function cookie(part: CookiePart): Api {
  const about = [part.id, part.key, part.isOther && 'other', part.isRest && 'rest', part.ofHalves && 'halves', part.group, part.isLast && 'last'];
  const path = `${JAR}.${part.kind}`;
  return { k: 'api', key: `${path}@${about.filter((text) => text !== undefined && text !== false).join(',')}`, root: JAR, steps: [], path, cookie: part };
}

const namesOf = (part: CookiePart): string => `cookies:${part.id}`;
const elementOf = (part: CookiePart): Api => cookie({ ...part, kind: part.ofHalves ? 'halves' : 'pair' });

function given({ args }: Calling, index: number): string | number | undefined {
  const [value] = args[index]?.values ?? [];
  const isOne = value?.k === 'const' && args[index]?.values.length === 1 && !args[index]?.any && !value.prefixOnly;
  return isOne && (typeof value.value === 'number' || typeof value.value === 'string') ? value.value : undefined;
}

function byIndex(calling: Calling, value: Api, name: string): Val | undefined {
  const index = name === 'shift' ? 0 : name === 'at' ? given(calling, 0) : undefined;
  return typeof index === 'number' ? cookieMember(calling.engine, value, String(index)) : undefined;
}

function jarMethod(calling: Calling, jar: Api, name: string): Val | undefined {
  const [arg] = calling.args;
  if (!arg) return undefined;
  if (name === 'split') return splitJar(calling, arg);
  if (name === 'replace' || name === 'replaceAll') {
    const sources = arg.values.flatMap((value) => patternOf(value) ?? []);
    // `.replace(/(?:(?:^|.*;\s*)asked\s*=\s*([^;]*).*$)|^.*$/, '$1')`
    const whole = sources.length === 1 && given(calling, 1) === '$1' ? /^\(\?:(.*)\)\|\^\.\*\$$/.exec(sources[0] as string)?.[1] : undefined;
    const wanted = whole === undefined ? undefined : patternWanted(whole);
    if (wanted?.group === 1) return join(valueOf(calling.engine, partOf(calling, wanted.key)), is(''));
    return arg.values.every((value) => value.k === 'object' && value.place === 'regex') && given(calling, 1) === '' ? only(jar) : undefined;
  }
  return asking(calling, jar, name, arg);
}

/** `includes`, `startsWith`, `indexOf`, `match`: asks for a cookie, or for its value. */
function asking(calling: Calling, of: Api, name: string, arg: Val): Val | undefined {
  if (!ASKS.has(name) || arg.values.length === 0) return undefined;
  let result: Val = { ...NOTHING, any: arg.any };
  for (const value of arg.values) {
    const source = patternOf(value);
    const text = value.k === 'const' && typeof value.value === 'string' && !value.prefixOnly ? value.value : undefined;
    const wanted =
      source !== undefined
        ? patternWanted(source)
        : text === undefined
          ? undefined
          : TAKES_PATTERN.has(name)
            ? patternWanted(text)
            : textWanted(text, of.cookie?.kind === 'pair' && name === 'startsWith');
    const yielded = wanted && tested(calling, of, wanted, name);
    if (!yielded) return undefined;
    result = join(result, yielded);
  }
  return result;
}

const TAKES_PATTERN: ReadonlySet<string> = new Set(['match', 'search']);
const ASKS: ReadonlySet<string> = new Set(['includes', 'startsWith', 'indexOf', 'lastIndexOf', 'search', 'match']);

function tested(calling: Calling, of: Api, wanted: Wanted, name: string): Val | undefined {
  const { engine } = calling;
  const part = of.cookie;
  if (part && part.kind !== 'pair') return undefined;
  const can = part ? pairAsked(engine, part, wanted) : keeps(engine, wanted, whereOf(calling));
  if (name === 'indexOf' || name === 'lastIndexOf' || name === 'search')
    return { values: [...(can.yes ? [constant(0), ...(part ? [] : [constant(1)])] : []), ...(can.no ? [constant(-1)] : [])], any: false, atoms: can.atoms };
  if (name !== 'match' && name !== 'exec')
    return { values: [...(can.yes ? [constant(true)] : []), ...(can.no ? [constant(false)] : [])], any: false, atoms: can.atoms };
  const { group, isLast } = wanted;
  const match = cookie({ ...partOf(calling, wanted.key), kind: 'match', ...(group === undefined ? {} : { group }), ...(isLast ? { isLast } : {}) });
  return withAtoms(join(can.yes ? only(match) : NOTHING, can.no ? NULL : NOTHING), can.atoms);
}

const whereOf = ({ module, call }: Calling): Where => ({ module, start: call.start, end: call.end });

function partOf(calling: Calling, key: string | undefined): CookiePart {
  const { module, index, frame } = calling;
  return { kind: 'pair', id: `${module}:${index}${frame ? `~${frame.id}` : ''}`, where: whereOf(calling), ...(key === undefined ? {} : { key }) };
}

const BETWEEN = /^\s*;\s*$/;
const isBetween = (arg: Val | undefined): boolean =>
  arg !== undefined &&
  !arg.any &&
  arg.values.length > 0 &&
  arg.values.every((value) => BETWEEN.test((value.k === 'const' ? String(value.value) : (patternOf(value) ?? '')).replace(/\\s[*+?]?|[*+?]/g, '')));

function splitJar(calling: Calling, arg: Val): Val | undefined {
  if (isBetween(arg)) return only(cookie({ ...partOf(calling, undefined), kind: 'list' }));
  const keys = strings(arg).map((text) => /^[;\s]*([\w.-]+)=$/.exec(text)?.[1]);
  if (keys.length === 0 || keys.includes(undefined)) return undefined;
  return joinAll([
    { ...NOTHING, any: arg.any || keys.length < arg.values.length },
    ...keys.map((key) => only(cookie({ ...partOf(calling, key), kind: 'parts' }))),
  ]);
}

const tailOf = ({ engine }: Calling, part: CookiePart): Val => tail(engine, part);

/** What follows the name of a cookie that is there. */
function tail(engine: Engine, part: CookiePart): Val {
  return keeps(engine, { key: part.key ?? '' }, part.where).yes ? only(cookie({ ...part, kind: 'tail' })) : NOTHING;
}

function listMethod(calling: Calling, part: CookiePart, value: Api, name: string): Val | undefined {
  const { engine, args } = calling;
  const element = only(elementOf(part));
  switch (name) {
    case 'slice':
    case 'sort':
    case 'reverse':
    case 'toSorted':
      return only(value);
    case 'find':
    case 'findLast':
      return join(chosen(calling, part), UNDEFINED);
    case 'filter': {
      const place = `cookies filter:${part.id}:${calling.index}`;
      joinElements(engine, place, chosen(calling, part));
      joinProp(engine, place, 'length', ANYTHING);
      return only(objectAt(place, 'array'));
    }
    case 'some':
      return answer(candidates(calling, part), 'yes', false);
    case 'every':
      return answer(candidates(calling, part), 'no', true);
    case 'includes':
      return args[0] && listIncludes(calling, part, args[0]);
    case 'map':
      return mapped(calling, part, callbacks(calling, args[0], [element, ANYTHING]));
    case 'forEach':
      callbacks(calling, args[0], [element, ANYTHING]);
      return UNDEFINED;
    case 'reduce': {
      const seed = args[1] ?? element;
      return join(seed, callbacks(calling, args[0], [engine.world.free ? ANYTHING : seed, element, ANYTHING]));
    }
    case 'pop':
    case 'shift':
    case 'at':
      return join(element, UNDEFINED);
    default:
      return undefined;
  }
}

/** Other cookies may be there, too, or none: the other outcome is always possible. */
function answer(found: readonly Candidate[], outcome: 'yes' | 'no', otherwise: boolean): Val {
  const atoms = joinAll(found.map(({ test }) => test)).atoms;
  return withAtoms(found.some(({ can }) => can[outcome]) ? BOOLEAN : is(otherwise), atoms);
}

function listIncludes(calling: Calling, part: CookiePart, needle: Val): Val | undefined {
  if (part.ofHalves || needle.any || needle.values.length === 0) return undefined;
  const parts = needle.values.map((value) => {
    const wanted = value.k === 'const' && typeof value.value === 'string' && !value.prefixOnly ? wholeWanted(value.value) : undefined;
    return wanted && tested(calling, JAR_TEXT, wanted, 'includes');
  });
  return parts.some((one) => one === undefined) ? undefined : joinAll(parts as Val[]);
}

function mapped(calling: Calling, part: CookiePart, made: Val): Val {
  const [value] = made.values;
  const of = value?.k === 'api' && made.values.length === 1 && !made.any ? value.cookie : undefined;
  if (of && of.id === part.id && of.key === undefined && (of.kind === 'pair' || (of.kind === 'halves' && !of.isRest)))
    return only(cookie({ ...part, kind: 'list', ofHalves: of.kind === 'halves' }));
  const place = `cookies map:${part.id}:${calling.index}`;
  joinElements(calling.engine, place, made);
  joinProp(calling.engine, place, 'length', ANYTHING);
  return only(objectAt(place, 'array'));
}

interface Candidate {
  readonly element: Val;
  readonly test: Val;
  readonly can: { readonly yes: boolean; readonly no: boolean };
}

/**
 * What a test that is handed over says of each cookie that may be there: first of any, which shows the names that it asks for, then of
 * each of these and of all others.
 */
function candidates(calling: Calling, part: CookiePart): readonly Candidate[] {
  const { engine, args } = calling;
  const asked = (element: Api): Candidate => {
    const test = callbacks(calling, args[0], [only(element), ANYTHING]);
    return { element: only(element), test, can: outcomes(test) };
  };
  const any = asked(elementOf(part));
  const names = [...placeAt(engine, namesOf(part)).props.keys()];
  if (names.length === 0) return [any];
  const there = names.filter((key) => keeps(engine, { key }, part.where).yes);
  return [...there.map((key) => asked(elementOf({ ...part, key }))), asked(elementOf({ ...part, isOther: true }))];
}

function chosen(calling: Calling, part: CookiePart): Val {
  return joinAll(candidates(calling, part).map(({ element, test, can }) => withAtoms(can.yes ? element : NOTHING, test.atoms)));
}

function pairMethod(calling: Calling, part: CookiePart, pair: Api, name: string): Val | undefined {
  const [arg] = calling.args;
  switch (name) {
    case 'split':
      return given(calling, 0) === '=' || arg?.values.some((value) => /^\\?s?[*]?=/.test(patternOf(value) ?? ''))
        ? only(cookie({ ...part, kind: 'halves' }))
        : undefined;
    case 'substring':
    case 'slice':
    case 'substr':
      return cut(calling, part, pair);
    case 'replace': {
      const text = given(calling, 0);
      const key = typeof text === 'string' && given(calling, 1) === '' ? /^([\w.-]+)=$/.exec(text)?.[1] : undefined;
      if (key !== undefined) return part.key === key ? valueOf(calling.engine, part) : part.key === undefined ? ANYTHING : only(pair);
      // Blanks are taken away.
      return arg?.values.every((value) => value.k === 'object' && value.place === 'regex') ? only(pair) : undefined;
    }
    default:
      return arg && asking(calling, pair, name, arg);
  }
}

/** What is cut off a pair is a blank before it, or its name; what it is cut off from is its name or its value. */
function cut(calling: Calling, part: CookiePart, pair: Api): Val | undefined {
  const { engine, args } = calling;
  const [from, to] = [given(calling, 0), given(calling, 1)];
  if (from === 0 && args.length > 1)
    return part.key !== undefined && typeof to === 'number' && to <= part.key.length + 1
      ? is(`${part.key}=`.slice(0, to))
      : only(cookie({ ...part, kind: 'name' }));
  if (from === 0 || from === 1) return only(pair);
  if (from === undefined) return args[0]?.any ? valueOf(engine, part) : undefined;
  if (typeof from !== 'number' || part.isOther) return undefined;
  const names = part.key !== undefined ? [part.key] : [...placeAt(engine, namesOf(part)).props.keys()];
  const fitting = names.filter((key) => key.length + 1 === from);
  if (fitting.length === 0 || (part.key === undefined && !isEmpty(elementsAt(engine, namesOf(part))))) return undefined;
  return joinAll(fitting.map((key) => valueOf(engine, { ...part, key })));
}

function halvesMethod(calling: Calling, part: CookiePart, name: string): Val | undefined {
  if (name === 'pop') return valueOf(calling.engine, part);
  if (name === 'shift') return part.isRest ? valueOf(calling.engine, part) : nameOf(part);
  if (name === 'slice' && given(calling, 0) === 1) return only(cookie({ ...part, kind: 'halves', isRest: true }));
  if (name === 'join' && part.isRest) return valueOf(calling.engine, part);
  return name === 'at' ? byIndex(calling, cookie(part), name) : undefined;
}

function nameOf(part: CookiePart): Val {
  return part.key !== undefined ? is(part.key) : only(cookie({ ...part, kind: 'name' }));
}

/** The value of a cookie that is there; which one it is may come out later. */
function valueOf(engine: Engine, part: CookiePart): Val {
  if (part.isOther) return ANYTHING;
  if (part.key === undefined) return only(cookie({ ...part, kind: 'value' }));
  const all = readKey(engine, part.key, UNDEFINED, part.where);
  const there: Val = { ...all, values: all.values.filter((value) => !isGone(value)) };
  return isEmpty(there) ? all : there;
}

function kept(engine: Engine, part: CookiePart): Val {
  const { props, elements } = placeAt(engine, namesOf(part));
  if (props.size === 0 || !isEmpty(elements)) return ANYTHING;
  return joinAll([...props.keys()].map((key) => valueOf(engine, { ...part, key })));
}

interface Can {
  readonly yes: boolean;
  readonly no: boolean;
  readonly atoms: readonly number[];
}

const isGone = (value: Value): boolean =>
  (value.k === 'const' && (value.value === null || value.value === undefined)) || (value.k === 'choice' && value.state === 'undecided');

/** Whether a cookie is there, and has one of the values. */
function keeps(engine: Engine, wanted: Wanted, where: Where): Can {
  const held = readKey(engine, wanted.key, NULL, where);
  let yes = held.any;
  let no = held.any;
  for (const value of held.values) {
    const says = isGone(value) ? 'no' : hasValue(engine, value, wanted);
    yes ||= says !== 'no';
    no ||= says !== 'yes';
  }
  return { yes, no, atoms: held.atoms };
}

function hasValue(engine: Engine, value: Value, { values, isWhole }: Wanted): 'yes' | 'no' | 'both' {
  if (!values) return 'yes';
  if (value.k === 'const' && !value.prefixOnly) {
    const text = String(value.value);
    return values.some((one) => (isWhole ? text === one : text.startsWith(one))) ? 'yes' : 'no';
  }
  if (value.k !== 'choice') return 'both';
  const said = values.map((one) => engine.world.compare?.(value.state, one, true) ?? 'both');
  return said.includes('yes') ? 'yes' : said.includes('both') ? 'both' : 'no';
}

/** Whether a pair is the cookie that is asked for. One of which nothing is known may always be another; that it was asked is remembered. */
function pairAsked(engine: Engine, part: CookiePart, wanted: Wanted): Can {
  const isThis = part.key === undefined ? undefined : wanted.isBeginning ? part.key.startsWith(wanted.key) : part.key === wanted.key;
  // Others may begin so as well, unless that is a whole name.
  if (part.isOther) return { yes: wanted.isBeginning === true && !isWritten(engine, wanted.key), no: true, atoms: [] };
  if (isThis === false) return { yes: false, no: true, atoms: [] };
  if (isThis) return wanted.values ? { ...keeps(engine, wanted, part.where), ...withoutGone(engine, wanted, part) } : { yes: true, no: false, atoms: [] };
  const can = asked(engine, part, wanted);
  return { ...can, no: true };
}

/** A pair is a cookie that is there. */
function withoutGone(engine: Engine, wanted: Wanted, part: CookiePart): Pick<Can, 'yes' | 'no'> {
  const held = valueOf(engine, part);
  const said = held.values.map((value) => hasValue(engine, value, wanted));
  return { yes: held.any || said.some((one) => one !== 'no'), no: held.any || said.some((one) => one !== 'yes') };
}

function asked(engine: Engine, part: CookiePart, wanted: Wanted): Can {
  if (part.key === undefined && (!wanted.isBeginning || isWritten(engine, wanted.key))) joinProp(engine, namesOf(part), wanted.key, TRUE);
  return keeps(engine, wanted, part.where);
}

/** `Object.fromEntries(document.cookie.split('; ').map((pair) => pair.split('=')))` */
export const holdsAllCookies = (val: Val): boolean =>
  !val.any && val.values.length > 0 && val.values.every((value) => value.k === 'api' && value.cookie?.kind === 'list' && value.cookie.ofHalves === true);

/** Holds for what may stand before or after a text of cookies and leaves it what it is. */
export const isCookieEdge = (value: Value): boolean =>
  value.k === 'const' && typeof value.value === 'string' && !value.prefixOnly && /^[;\s]*$/.test(value.value);

export const isJarText = (value: Value): boolean => value.k === 'api' && value.path === JAR;
