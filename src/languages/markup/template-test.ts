import type { Expr } from '../../model/expr.js';

/**
 * Reads the condition of a template language (Jinja, Django, Liquid, Twig, Handlebars, Go, Blade, PHP, Ruby, EJS, JSP) as an expression.
 * A path becomes a member of something unknown, named by its words, so that what it says can be asked; what only the server knows
 * stays unknown. Undefined where the condition cannot be made out.
 */
export function readTest(text: string, at: { readonly start: number; readonly end: number }): Expr | undefined {
  if (text.length > LONGEST) return undefined;
  // `${…}` of JSP and Thymeleaf. A bracket after a space is no call: `and .a (eq .b 1)`.
  const inner = text.replace(/^\s*[$#*]\{([\s\S]*)\}\s*$/, '$1').replace(/\s\(/g, ` ${APART}`);
  const tokens = inner.match(TOKEN) ?? [];
  const reading: Reading = { tokens, next: 0, at, depth: 0 };
  const expr = readOr(reading);
  return reading.next >= tokens.length ? expr : undefined;
}

/** The same condition as script, where it says more than a single name; undefined where it cannot be made out. */
export function testAsScript(text: string): string | undefined {
  const expr = readTest(text, { start: 0, end: 0 });
  return expr && asScript(expr);
}

const LONGEST = 400;
/** An opening bracket with a space before it. */
const APART = '\u2986';
const TOKEN =
  /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|:[a-z_]\w*(?![\w:])|\d+(?:\.\d+)?|\$?[\p{L}_@$](?:[\p{L}\p{N}_$]|-(?=\p{L}))*[?!]?|[!=]==?|<>|<=|>=|&&|\|\||->|::|\?\.|\?\?|\S/giu;

interface Reading {
  readonly tokens: readonly string[];
  next: number;
  readonly at: { readonly start: number; readonly end: number };
  depth: number;
}

const unknown: Expr = { kind: 'opaque', why: 'known to the server' };

function readOr(reading: Reading): Expr | undefined {
  return readJoined(reading, /^(?:or|\|\||xor)$/i, '||', readAnd);
}

function readAnd(reading: Reading): Expr | undefined {
  return readJoined(reading, /^(?:and|&&)$/i, '&&', readNot);
}

function readJoined(reading: Reading, sign: RegExp, op: '&&' | '||', inner: (reading: Reading) => Expr | undefined): Expr | undefined {
  let left = inner(reading);
  while (left && sign.test(reading.tokens[reading.next] ?? '')) {
    reading.next++;
    const right = inner(reading);
    if (!right) return undefined;
    left = { kind: 'logical', op, left, right };
  }
  return left;
}

function readNot(reading: Reading): Expr | undefined {
  if (/^(?:not|!)$/i.test(reading.tokens[reading.next] ?? '') && ++reading.depth < 30) {
    reading.next++;
    const of = readNot(reading);
    return of && { kind: 'unary', op: '!', of };
  }
  return readComparison(reading);
}

function readComparison(reading: Reading): Expr | undefined {
  const left = readValue(reading);
  const word = reading.tokens[reading.next];
  if (!left || word === undefined) return left;
  if (/^[!=]==?$|^<>$|^(?:eq|ne|is|isnt)$/.test(word)) {
    reading.next++;
    const isNot = /^(?:not)$/i.test(reading.tokens[reading.next] ?? '') && ++reading.next > 0;
    const right = readValue(reading);
    const negated = isNot || /^[!n<]|isnt/.test(word);
    return right && { kind: 'binary', op: negated ? '!==' : '===', left, right };
  }
  if (/^(?:<|>|<=|>=|in|contains|matches)$/.test(word)) {
    reading.next++;
    return readValue(reading) && unknown;
  }
  return left;
}

const PREFIXED: Readonly<Record<string, string>> = { and: '&&', or: '||', eq: '===', ne: '!==', not: '!' };
const CONSTANTS: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null, nil: null, none: null, undefined: null, defined: null };

function readValue(reading: Reading): Expr | undefined {
  const token = reading.tokens[reading.next];
  if (token === undefined || ++reading.depth > 200) return undefined;
  const at = reading.at;
  if (token === '(' || token === APART) {
    reading.next++;
    const inner = readOr(reading);
    return inner && take(reading, ')') ? inner : undefined;
  }
  if (/^["']/.test(token) || /^:[a-z_]/i.test(token)) {
    reading.next++;
    return { kind: 'literal', value: /^:/.test(token) ? token.slice(1) : token.slice(1, -1), ...at };
  }
  if (/^\d/.test(token)) {
    reading.next++;
    return { kind: 'literal', value: Number(token), ...at };
  }
  const lower = token.toLowerCase();
  const known = CONSTANTS[lower];
  if (Object.hasOwn(CONSTANTS, lower) && known !== undefined) {
    reading.next++;
    return { kind: 'literal', value: known, ...at };
  }
  if (Object.hasOwn(PREFIXED, lower) && startsValue(reading.tokens[reading.next + 1])) return readPrefixed(reading, PREFIXED[lower] ?? '');
  return readPath(reading);
}

const startsValue = (token: string | undefined): boolean =>
  token !== undefined && (token === '(' || token === APART || token === '.' || /^["'$@:\p{L}\d]/u.test(token));

/** `and a b`, `eq a "b"` of Go and Handlebars. */
function readPrefixed(reading: Reading, op: string): Expr | undefined {
  reading.next++;
  const parts: Expr[] = [];
  while (startsValue(reading.tokens[reading.next])) {
    const part = readValue(reading);
    if (!part) return undefined;
    parts.push(part);
  }
  const [left, right] = parts;
  if (!left) return undefined;
  if (op === '!') return { kind: 'unary', op: '!', of: left };
  if (!right) return undefined;
  if (op === '===' || op === '!==') return { kind: 'binary', op, left, right };
  return parts.slice(1).reduce<Expr>((all, part) => ({ kind: 'logical', op: op === '&&' ? '&&' : '||', left: all, right: part }), left);
}

/** `request.cookies.get('x')`, `$_COOKIE['x']`, `cookies[:x]`, `Cookie::get('x')`, `.Site.Params.x`. Filters are left out. */
function readPath(reading: Reading): Expr | undefined {
  const { tokens } = reading;
  const names: string[] = [];
  let given: Expr | undefined;
  let isSet: boolean | undefined;
  if (tokens[reading.next] === '.') reading.next++;
  for (;;) {
    const word = tokens[reading.next];
    if (word === undefined || !/^[\p{L}_@$]/u.test(word)) return undefined;
    reading.next++;
    const name = word.replace(/^[$@]+/, '');
    const shape = /^(?:isset|present\?|any\?|has|exists\??)$/.test(name) ? true : /^(?:empty\??|blank\?|nil\?|is_null)$/.test(name) ? false : undefined;
    if (shape === undefined) names.push(name);
    else isSet = shape;
    for (;;) {
      const open = tokens[reading.next];
      if (open !== '(' && open !== '[') break;
      reading.next++;
      const close = open === '(' ? ')' : ']';
      if (take(reading, close)) {
        continue;
      }
      const inner = readOr(reading);
      if (!inner) return undefined;
      while (take(reading, ',')) if (!readOr(reading)) return undefined;
      if (!take(reading, close)) return undefined;
      if (inner.kind === 'literal' && typeof inner.value === 'string') {
        names.length = 0;
        names.push(inner.value);
      } else if (shape !== undefined) given = inner;
    }
    const sign = tokens[reading.next];
    if (sign === undefined || !/^(?:\.|->|::|\?\.)$/.test(sign)) break;
    reading.next++;
  }
  while (tokens[reading.next] === '|' || tokens[reading.next] === '??') {
    reading.next += 1;
    if (!readValue(reading)) return undefined;
  }
  const value = given ?? named(names, reading.at);
  return isSet === undefined ? value : { kind: 'binary', op: isSet ? '!==' : '===', left: value, right: { kind: 'literal', value: null, ...reading.at } };
}

/** What follows a jar of cookies is the name of a cookie, and says more without it. */
function named(names: readonly string[], at: Reading['at']): Expr {
  const jar = names.findLastIndex((name) => /^_?cookies?$/i.test(name));
  const said = names.slice(jar < names.length - 1 ? jar + 1 : 0).filter((name) => !/^(?:get|cookie|value|locals|request|req)$/i.test(name));
  return said.length === 0 ? unknown : { kind: 'member', object: unknown, name: said.join('.').replace(/[?!]$/, ''), ...at };
}

function take(reading: Reading, token: string): boolean {
  if (reading.tokens[reading.next] !== token) return false;
  reading.next++;
  return true;
}

function asScript(expr: Expr): string | undefined {
  switch (expr.kind) {
    case 'literal':
      return typeof expr.value === 'string' ? `'${expr.value.replace(/[^\w .-]/g, '_')}'` : String(expr.value);
    case 'member':
      return (expr.name ?? '_').replace(/[^\w$]/g, '_').replace(/^(?=\d)/, '_');
    case 'unary': {
      const of = asScript(expr.of);
      return of && `!(${of})`;
    }
    case 'binary':
    case 'logical': {
      const left = asScript(expr.left);
      const right = asScript(expr.right);
      if (!left || !right) return undefined;
      const sides = expr.kind === 'logical' ? `(${left})${expr.op}(${right})` : `${left}${expr.op}${right}`;
      return sides;
    }
    default:
      return undefined;
  }
}
