import { isAnyOther, isCookieEdge, isJarText, sameCookie, withCookieValues } from './cookie-text.js';
import type { Engine } from './engine.js';
import { ANYTHING, BOOLEAN, type Constant, constant, isLookedUp, joinAtoms, type Val, type Value } from './values.js';

type Answer = 'yes' | 'no' | 'both';

/** Gets what `left op right` may yield. */
export function binary(engine: Engine, op: string, a: Val, b: Val): Val {
  const left = withCookieValues(engine, a);
  const right = withCookieValues(engine, b);
  const atoms = joinAtoms(left.atoms, right.atoms);
  switch (op) {
    case '===':
    case '==':
      return { ...answer(equal(engine, left, right, op === '===')), atoms };
    case '!==':
    case '!=':
      isAnyOther(engine, left);
      isAnyOther(engine, right);
      return { ...answer(equal(engine, left, right, op === '!=='), true), atoms };
    case '<':
    case '>':
    case '<=':
    case '>=':
      return { ...ordered(op, left, right), atoms };
    case '+':
      return { ...added(left, right), atoms };
    case 'in':
    case 'instanceof':
      return { ...BOOLEAN, atoms };
    default:
      return { ...ANYTHING, atoms };
  }
}

function answer(set: ReadonlySet<Answer>, negated = false): Val {
  const yes = set.has('yes') || set.has('both');
  const no = set.has('no') || set.has('both');
  return { values: [...(yes ? [constant(!negated)] : []), ...(no ? [constant(negated)] : [])], any: false, atoms: [] };
}

function equal(engine: Engine, left: Val, right: Val, strict: boolean): Set<Answer> {
  const found = new Set<Answer>();
  if ((left.any && (right.any || right.values.length > 0)) || (right.any && left.values.length > 0)) found.add('both');
  for (const a of left.values) {
    for (const b of right.values) {
      found.add(same(engine, a, b, strict));
      if (found.has('both')) return found;
    }
  }
  return found;
}

function same(engine: Engine, a: Value, b: Value, strict: boolean): Answer {
  if (a.k === 'choice' || b.k === 'choice') return sameChoice(engine, a, b, strict);
  if (a.k === 'const' && b.k === 'const') return sameConstant(a, b, strict);
  if (a.k === 'api' && a.cookie) return sameCookie(engine, a, b);
  if (b.k === 'api' && b.cookie) return sameCookie(engine, b, a);
  if (a.k === 'api' || b.k === 'api') return 'both';
  if (isLookedUp(a) || isLookedUp(b)) return 'both';
  const made = (v: Value) => v.k === 'fn' || v.k === 'object' || v.k === 'class' || v.k === 'element' || v.k === 'promise' || v.k === 'native';
  if (made(a) && b.k === 'const') return 'no';
  if (made(b) && a.k === 'const') return 'no';
  return 'both';
}

function sameChoice(engine: Engine, a: Value, b: Value, strict: boolean): Answer {
  if (a.k === 'choice' && b.k === 'const' && !b.prefixOnly) return engine.world.compare?.(a.state, b.value, strict) ?? 'both';
  if (b.k === 'choice' && a.k === 'const' && !a.prefixOnly) return engine.world.compare?.(b.state, a.value, strict) ?? 'both';
  return 'both';
}

function sameConstant(a: Constant, b: Constant, strict: boolean): Answer {
  // What a file of the project says of its environment is one of the values that an operator may choose.
  if (a.from?.env !== undefined || b.from?.env !== undefined) return 'both';
  if (a.prefixOnly || b.prefixOnly) {
    const [short, long] = a.prefixOnly ? [a, b] : [b, a];
    return String(long.value).startsWith(String(short.value)) || long.prefixOnly ? 'both' : 'no';
  }
  // biome-ignore lint/suspicious/noDoubleEquals: the comparison of the program is repeated as it is written
  return (strict ? a.value === b.value : a.value == b.value) ? 'yes' : 'no';
}

function ordered(op: string, left: Val, right: Val): Val {
  if (left.any || right.any) return BOOLEAN;
  const found = new Set<boolean>();
  for (const a of left.values) {
    for (const b of right.values) {
      if (a.k === 'choice' || b.k === 'choice') {
        const choice = a.k === 'choice' ? a : b;
        if (choice.k === 'choice' && choice.state !== 'granted') found.add(false);
        else return BOOLEAN;
        continue;
      }
      if (a.k !== 'const' || b.k !== 'const' || a.prefixOnly || b.prefixOnly) return BOOLEAN;
      const x = a.value as number;
      const y = b.value as number;
      found.add(op === '<' ? x < y : op === '>' ? x > y : op === '<=' ? x <= y : x >= y);
    }
  }
  return { values: [...found].map((value) => constant(value)), any: false, atoms: [] };
}

const isOwnOrigin = (value: Value): boolean => value.k === 'api' && /^global:(?:document\.)?location\.origin$/.test(value.path);
const isPath = (value: Value): boolean => value.k === 'const' && typeof value.value === 'string' && value.value.startsWith('/');

const LONGEST_TEXT = 400;

/**
 * What is put together of itself over and over would never end: `if (!url.startsWith('http')) url = 'https://' + url`. A scheme stands
 * before what has none; what has been added twice is not added a third time.
 */
function ungrown(a: Constant, b: Constant): Constant | undefined {
  if (typeof a.value !== 'string' || typeof b.value !== 'string' || b.value === '') return undefined;
  if (/^[a-z][a-z0-9+.-]*:\/\/$/i.test(a.value) && /^[a-z][a-z0-9+.-]*:\/\//i.test(b.value)) return b;
  if (!a.from || !a.value.endsWith(b.value + b.value)) return undefined;
  return { ...a, key: `p:${a.key}`, prefixOnly: true };
}

/** Addresses put together keep where their first part is written; an unknown tail leaves a known beginning. */
function added(left: Val, right: Val): Val {
  const values: Value[] = [];
  let any = left.any;
  for (const a of left.values) {
    if (isJarText(a) || (isCookieEdge(a) && right.values.some(isJarText))) {
      any ||= right.any;
      values.push(...right.values.flatMap((b) => (isJarText(b) ? [b] : isJarText(a) && isCookieEdge(b) ? [a] : [])));
      any ||= right.values.some((b) => !isJarText(b) && !(isJarText(a) && isCookieEdge(b)));
      continue;
    }
    if (isOwnOrigin(a)) {
      // Behind the page's own origin a path is what it is alone.
      any ||= right.any || right.values.some((b) => !isPath(b));
      values.push(...right.values.filter(isPath));
      continue;
    }
    if (a.k !== 'const') {
      any = true;
      continue;
    }
    if (a.value === '' && !right.any && right.values.length > 0 && right.values.every(isOwnOrigin)) {
      values.push(...right.values);
      continue;
    }
    if (a.prefixOnly) {
      values.push(a);
      continue;
    }
    if (right.any || right.values.some((b) => b.k !== 'const')) {
      if (a.value === '') any = true;
      else {
        const key = `p:${String(a.value)}@${a.from ? `${a.from.module}:${a.from.start}` : ''}${a.passedAt ? `>${a.passedAt}` : ''}`;
        values.push({ ...a, key, value: String(a.value), prefixOnly: true });
      }
    }
    for (const b of right.values) {
      if (b.k !== 'const') continue;
      // Sums are counters more often than anything that decides.
      if (typeof a.value === 'number' && typeof b.value === 'number') {
        any = true;
        continue;
      }
      const grown = ungrown(a, b);
      if (grown) {
        values.push(grown);
        continue;
      }
      const sum = `${String(a.value)}${String(b.value)}`;
      if (sum.length > LONGEST_TEXT) {
        any = true;
        continue;
      }
      // What names the host decides where the address is written and who handed it on: the id behind it does not.
      const host = a.from && !/^[a-z+.-]*:?\/\/$/i.test(String(a.value)) ? a : b.from ? b : a;
      const from = host.from;
      const passedAt = from ? host.passedAt : (a.passedAt ?? b.passedAt);
      const base = constant(sum);
      values.push({
        ...base,
        key: `${b.prefixOnly ? 'p:' : ''}${base.key}${from ? `@${from.module}:${from.start}` : ''}${passedAt ? `>${passedAt}` : ''}`,
        ...(from ? { from } : {}),
        ...(passedAt ? { passedAt } : {}),
        ...(b.prefixOnly ? { prefixOnly: true } : {}),
      });
    }
  }
  const seen = new Set<string>();
  const distinct = values.filter((value) => !seen.has(value.key) && seen.add(value.key));
  if (distinct.length > 48) return { values: distinct.slice(0, 48), any: true, atoms: [] };
  return { values: distinct, any, atoms: [] };
}
