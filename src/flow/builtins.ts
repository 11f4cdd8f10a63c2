import { apply, applyFunction, type Calling, escape, isFulfilled, type Outcome } from './calls.js';
import { binary } from './compare.js';
import { cookieMethod, cookiePatternCall, isCookieText, isPattern, patternOf } from './cookie-text.js';
import { listen } from './dom.js';
import { callAt, comesBack, type Engine, elementsAt, type FnKey, type Frame, funcAt, joinElements, joinProp, placeAt, propAt, siteOf } from './engine.js';
import { evaluate } from './evaluate.js';
import { inline } from './inline.js';
import { awaited, elementsOf } from './members.js';
import { dispatch, hearOwn } from './own-events.js';
import {
  ANYTHING,
  BOOLEAN,
  constant,
  FALSE,
  is,
  isEmpty,
  join,
  joinAll,
  NOTHING,
  objectAt,
  only,
  outcomes,
  promiseOf,
  strings,
  TRUE,
  UNDEFINED,
  type Val,
  type Value,
  withAtoms,
} from './values.js';

const done = (value: Val): Outcome => ({ value, completes: true });

/** What the methods of the language's own values mean; undefined for anything else. */
export function builtinCall(calling: Calling, value: Value, name: string, receiver: Val): Outcome | undefined {
  switch (value.k) {
    case 'fn':
    case 'class':
      return functionMethod(calling, value, name);
    case 'api':
      return apiMethod(calling, value, name, receiver);
    case 'const':
      return typeof value.value === 'string' ? done(stringMethod(calling, value, name)) : undefined;
    case 'promise':
      return promiseMethod(calling, receiver, name);
    case 'choice':
      return choiceMethod(calling, value, name, receiver);
    case 'object':
      if (value.what === 'promise') return promiseMethod(calling, receiver, name);
      if (isPattern(value)) return done(regexMethod(calling, name, patternOf(value)));
      if (value.what === 'dom') return domMethod(calling, value, name);
      if (value.what === 'instance' && name === 'dispatchEvent') dispatch(calling, undefined);
      if (value.what === 'array' && !propAt(calling.engine, value.place, name)) return arrayMethod(calling, value.place, receiver, name);
      if (value.what === 'object' && value.place.startsWith('map:')) return mapMethod(calling, value.place, name, receiver);
      return undefined;
    default:
      return undefined;
  }
}

/** `/…/.test(x)`: asked of the user's choice it tells the agreement; of anything else it may be so or not. */
function regexMethod(calling: Calling, name: string, source: string | undefined): Val {
  const [of = UNDEFINED] = calling.args;
  const [text] = of.values;
  const kept = source !== undefined && text && of.values.length === 1 && !of.any ? cookiePatternCall(calling, source, text, name) : undefined;
  if (kept) return withAtoms(kept, of.atoms);
  if (name !== 'test') return { ...ANYTHING, atoms: of.atoms };
  if (of.any || of.values.length === 0 || of.values.some((value) => value.k !== 'choice')) return withAtoms(BOOLEAN, of.atoms);
  const can = outcomes(of);
  return { values: [...(can.yes ? [constant(true)] : []), ...(can.no ? [constant(false)] : [])], any: false, atoms: of.atoms };
}

/** `f.call(x, …)`, `f.apply(x, […])`, `f.bind(x, …)`. */
function functionMethod(calling: Calling, value: Extract<Value, { k: 'fn' | 'class' }>, name: string): Outcome | undefined {
  if (value.k !== 'fn') return undefined;
  const [self, ...rest] = calling.args;
  if (name === 'call') return applyFunction(calling, value, rest, self);
  if (name === 'apply') return applyFunction(calling, value, spreadArgs(calling.engine, calling.args[1]), self);
  if (name === 'bind') return done(only(value));
  return undefined;
}

function apiMethod(calling: Calling, value: Extract<Value, { k: 'api' }>, name: string, receiver: Val): Outcome | undefined {
  const { engine, args } = calling;
  if (name === 'call' || name === 'apply') {
    const inner = { ...calling, args: name === 'call' ? args.slice(1) : spreadArgs(engine, args[1]) };
    return apply(inner, value, undefined);
  }
  if (name === 'bind') return done(only(value));
  if (name === 'then' && !isFulfilled(calling, value)) return done(promiseOf(NOTHING));
  if (name === 'then' || name === 'catch' || name === 'finally') return promiseMethod(calling, receiver, name);
  const ofCookies = isCookieText(value) ? cookieMethod(calling, value, name) : undefined;
  return ofCookies && done(ofCookies);
}

function spreadArgs(engine: Engine, list: Val | undefined): Val[] {
  if (!list) return [];
  const [first] = list.values;
  if (first?.k !== 'object') return [elementsOf(engine, list)];
  const place = placeAt(engine, first.place);
  const known = [...place.props.keys()].filter((key) => /^\d+$/.test(key));
  return known.length > 0 ? known.map((key) => place.props.get(key) ?? UNDEFINED) : [place.elements];
}

const FOLDED = new Set([
  'toLowerCase',
  'toUpperCase',
  'trim',
  'includes',
  'startsWith',
  'endsWith',
  'indexOf',
  'slice',
  'substring',
  'concat',
  'padStart',
  'charAt',
  'toString',
  'replace',
  'replaceAll',
  'trimEnd',
  'trimStart',
  'valueOf',
]);

/** What is cut out of nothing is nothing. */
const CUTS = /^(?:slice|substr|substring|charAt|trim\w*)$/;

function stringMethod(calling: Calling, value: Extract<Value, { k: 'const' }>, name: string): Val {
  const { engine, args, module, index } = calling;
  const text = String(value.value);
  if (name === 'split' && !value.prefixOnly) {
    const [separator] = strings(args[0] ?? UNDEFINED);
    const place = `split:${siteOf(module, index)}`;
    for (const part of separator === undefined ? [] : text.split(separator)) joinElements(engine, place, is(part));
    return separator === undefined ? ANYTHING : only(objectAt(place, 'array'));
  }
  const kept = value.from && keptAddress(calling, value, name);
  if (kept) return kept;
  if (text === '' && !value.prefixOnly && CUTS.test(name)) return is('');
  if (value.prefixOnly || !FOLDED.has(name)) return ANYTHING;
  const given = args.map((arg) => arg.values);
  if (args.some((arg) => arg.any || arg.values.length !== 1 || arg.values[0]?.k !== 'const')) return ANYTHING;
  const plain = given.map((values) => (values[0]?.k === 'const' ? values[0].value : undefined));
  const method = String.prototype[name as 'concat'] as (...parts: unknown[]) => unknown;
  const result = method.apply(text, plain) as string | number | boolean;
  const base = constant(result);
  return only(
    typeof result === 'string' && value.from
      ? { ...value, value: result, key: `${base.key}@${value.from.module}:${value.from.start}${value.passedAt ? `>${value.passedAt}` : ''}` }
      : base,
  );
}

/**
 * ASSUMES: What is done to an address leaves its host: a pattern takes off a slash or a scheme, and `slice(0, -1)` cuts off nothing but a
 * slash, since it stands behind a test for one.
 */
function keptAddress({ call, args }: Calling, value: Extract<Value, { k: 'const' }>, name: string): Val | undefined {
  const [first] = call.args;
  if (/^replace(?:All)?$/.test(name) && first?.kind === 'regex') return only(value);
  if (value.prefixOnly) return /^(?:trim\w*|replace(?:All)?|toString|valueOf|concat)$/.test(name) ? only(value) : undefined;
  const cutsOne = name === 'slice' && args.length === 2 && [0, -1].every((at, i) => args[i]?.values.some((arg) => arg.k === 'const' && arg.value === at));
  return cutsOne && !String(value.value).endsWith('/') ? only(value) : undefined;
}

function promiseMethod(calling: Calling, receiver: Val, name: string): Outcome | undefined {
  const { engine, args } = calling;
  const settled = awaited(engine, receiver);
  if (name === 'then') {
    const value = callbacks(calling, args[0], [settled]);
    if (args[1] && !engine.world.noExceptions) callbacks(calling, args[1], [ANYTHING]);
    return done(promiseOf(awaited(engine, value)));
  }
  if (name === 'catch') {
    if (engine.world.noExceptions) return done(receiver);
    return done(promiseOf(join(settled, awaited(engine, callbacks(calling, args[0], [ANYTHING])))));
  }
  if (name === 'finally') {
    callbacks(calling, args[0], []);
    return done(receiver);
  }
  return undefined;
}

/** Calls functions that are handed to the language itself; in a run without effects only for their value. */
export function callbacks(calling: Calling, fns: Val | undefined, args: readonly Val[]): Val {
  let result: Val = fns?.any ? ANYTHING : NOTHING;
  for (const fn of fns?.values ?? []) {
    // A callback that control never gets to with a value is not called.
    if (fn.k === 'fn') {
      if (args.some((arg) => isEmpty(arg)) && !calling.engine.world.free) continue;
      result = join(result, applyFunction(calling, fn, args, undefined).value);
    } else if (fn.k === 'api' || fn.k === 'class' || fn.k === 'native') result = join(result, apply({ ...calling, args }, fn, undefined).value);
    else if (fn.k === 'choice') result = join(result, only(fn));
  }
  return result;
}

function choiceMethod(calling: Calling, value: Value, name: string, receiver: Val): Outcome | undefined {
  if (/^(?:some|every|filter|find|forEach|map|then|catch|finally|flatMap)$/.test(name)) {
    if (name === 'then') return done(promiseOf(awaited(calling.engine, callbacks(calling, calling.args[0], [receiver]))));
    if (name === 'finally' || name === 'catch') {
      callbacks(calling, calling.args[0], name === 'catch' ? [ANYTHING] : []);
      return done(receiver);
    }
    if (value.k === 'choice' && value.state !== 'granted')
      return done(name === 'some' || name === 'find' ? withAtoms(name === 'some' ? FALSE : UNDEFINED, receiver.atoms) : receiver);
    callbacks(calling, calling.args[0], [receiver]);
    return done(receiver);
  }
  const named = strings(calling.args[0] ?? UNDEFINED)[0];
  if (/^(?:has|includes|get|contains|indexOf|startsWith|toString|valueOf|toLowerCase|trim|getTime)$/.test(name) && value.k === 'choice') {
    const refined = named && calling.engine.world.refine?.(named, receiver.atoms, { module: calling.module, start: calling.call.start, end: calling.call.end });
    const base = refined || receiver;
    if (/^(?:has|includes|contains)$/.test(name)) {
      const can = outcomes(base);
      return done({ values: [...(can.yes ? [constant(true)] : []), ...(can.no ? [constant(false)] : [])], any: false, atoms: base.atoms });
    }
    return done(base);
  }
  return undefined;
}

function domMethod(calling: Calling, value: Extract<Value, { k: 'object' }>, name: string): Outcome | undefined {
  const { engine, args, module, call, effects } = calling;
  const where = { module, start: call.start, end: call.end };
  if (name === 'dispatchEvent') {
    dispatch(calling, 'event of the page');
    escape(calling, undefined);
    return done(BOOLEAN);
  }
  if (name === 'addEventListener' || name === 'on') {
    if (name === 'addEventListener' && hearOwn(calling, 'event of the page')) return done(UNDEFINED);
    if (effects) for (const event of strings(args[0] ?? UNDEFINED)) listen(engine, value.place, event, args[1] ?? UNDEFINED, where);
    return done(UNDEFINED);
  }
  if (name === 'setAttribute') {
    const key = strings(args[0] ?? UNDEFINED)[0];
    if (effects && key) {
      joinProp(engine, value.place, key, args[1] ?? UNDEFINED);
      if (key === 'src' || key === 'href')
        engine.loads.set(`${module}:${call.start}:${key}`, {
          ...engine.at,
          start: call.start,
          value: args[1] ?? UNDEFINED,
          tag: /^dom:(\w+)@/.exec(value.place)?.[1] ?? 'element',
        });
    }
    return done(UNDEFINED);
  }
  if (name === 'querySelector') return done(only(objectAt(`dom:${strings(args[0] ?? UNDEFINED)[0] ?? '?'}`, 'dom')));
  return done(ANYTHING);
}

/** Known emptiness of an array: its exact length where nothing was pushed. */
function lengthOf(engine: Engine, place: string): number | undefined {
  const length = propAt(engine, place, 'length');
  const [only] = length?.values ?? [];
  return length && !length.any && length.values.length === 1 && only?.k === 'const' ? Number(only.value) : undefined;
}

function arrayMethod(calling: Calling, place: string, receiver: Val, name: string): Outcome | undefined {
  const { engine, args, module, index, frame } = calling;
  const each = elementsOf(engine, receiver);
  const length = lengthOf(engine, place);
  const result = `${name}:${siteOf(module, index)}${frame ? `~${frame.id}` : ''}`;
  const newArray = (elements: Val, exact?: number): Outcome => {
    joinElements(engine, result, elements);
    joinProp(engine, result, 'length', exact === undefined ? ANYTHING : is(exact));
    return done(only(objectAt(result, 'array')));
  };
  switch (name) {
    case 'push':
    case 'unshift':
      if (calling.effects) {
        for (const arg of args) joinElements(engine, place, arg);
        joinProp(engine, place, 'length', ANYTHING);
      }
      return done(ANYTHING);
    case 'forEach':
      callbacks(calling, args[0], [each, ANYTHING, receiver]);
      return done(UNDEFINED);
    case 'map':
    case 'flatMap': {
      const made = callbacks(calling, args[0], [each, ANYTHING, receiver]);
      return newArray(name === 'flatMap' ? join(made, elementsOf(engine, made)) : made, length);
    }
    case 'filter':
      return filtered(calling, place, each, length, newArray);
    case 'some':
    case 'every':
      return done(quantified(calling, place, each, length, name === 'some'));
    case 'find':
    case 'findLast':
      return done(found(calling, each));
    case 'includes':
    case 'indexOf':
      return done(contains(engine, place, each, length, args[0] ?? UNDEFINED, name));
    case 'concat':
      return newArray(
        joinAll([
          each,
          ...args.map((arg) => elementsOf(engine, arg)),
          ...args.map((arg) => ({ ...arg, values: arg.values.filter((v) => v.k !== 'object' || v.what !== 'array') })),
        ]),
      );
    case 'slice':
    case 'reverse':
    case 'sort':
    case 'flat':
    case 'toSorted':
    case 'values':
      return newArray(name === 'flat' ? join(each, elementsOf(engine, each)) : each, name === 'slice' ? undefined : length);
    case 'at':
      return done(elementAt(engine, place, length, args[0]) ?? join(each, UNDEFINED));
    case 'pop':
    case 'shift':
      return done(join(each, UNDEFINED));
    case 'reduce': {
      const seed = args[1] ?? each;
      return done(join(seed, callbacks(calling, args[0], [join(seed, engine.world.free ? ANYTHING : seed), each, ANYTHING])));
    }
    case 'join':
      return done(joined(engine, place, args[0]));
    default:
      return undefined;
  }
}

function elementAt(engine: Engine, place: string, length: number | undefined, index: Val | undefined): Val | undefined {
  const [at] = index?.values ?? [];
  if (index?.any || index?.values.length !== 1 || at?.k !== 'const' || typeof at.value !== 'number') return undefined;
  return exactElements(engine, place, length)?.at(at.value);
}

function exactElements(engine: Engine, place: string, length: number | undefined): Val[] | undefined {
  if (length === undefined || length > 32) return undefined;
  const props = placeAt(engine, place).props;
  const list = Array.from({ length }, (_, i) => props.get(String(i)));
  return list.every((held) => held !== undefined) ? (list as Val[]) : undefined;
}

function filtered(calling: Calling, place: string, each: Val, length: number | undefined, newArray: (elements: Val, exact?: number) => Outcome): Outcome {
  const { engine, args } = calling;
  const exact = exactElements(engine, place, length);
  const isBoolean = args[0]?.values.some((v) => v.k === 'api' && v.path === 'global:Boolean');
  const test = (element: Val) => (isBoolean ? element : callbacks(calling, args[0], [element, ANYTHING]));
  if (!exact) {
    const can = outcomes(test(each));
    return newArray(can.yes ? each : NOTHING, can.yes ? undefined : 0);
  }
  let kept = NOTHING;
  let count: number | undefined = 0;
  for (const element of exact) {
    const can = outcomes(test(element));
    if (can.yes) kept = join(kept, element);
    if (can.yes && can.no) count = undefined;
    else if (can.yes && count !== undefined) count++;
  }
  return newArray(kept, count);
}

function quantified(calling: Calling, place: string, each: Val, length: number | undefined, some: boolean): Val {
  const { engine, args } = calling;
  if (length === 0 && isEmpty(each)) return some ? FALSE : TRUE;
  const exact = exactElements(engine, place, length);
  // What is not known yet may decide.
  if (exact?.some(isEmpty)) return NOTHING;
  const tests = (exact ?? [each]).map((element) => callbacks(calling, args[0], [element, ANYTHING]));
  const atoms = joinAll(tests).atoms;
  const can = tests.map((test) => outcomes(test));
  const anyYes = can.some((c) => c.yes);
  const anyNo = can.some((c) => c.no);
  const mustYes = exact !== undefined && can.some((c) => c.yes && !c.no);
  const mustNo = exact !== undefined && can.some((c) => c.no && !c.yes);
  const yes = some ? anyYes : !mustNo && (anyYes || !exact);
  const no = some ? !mustYes : anyNo;
  return { values: [...(yes ? [constant(true)] : []), ...(no ? [constant(false)] : [])], any: false, atoms };
}

function found(calling: Calling, each: Val): Val {
  const test = callbacks(calling, calling.args[0], [each, ANYTHING]);
  const can = outcomes(test);
  return withAtoms(can.yes ? join(each, UNDEFINED) : UNDEFINED, test.atoms);
}

function contains(engine: Engine, place: string, each: Val, length: number | undefined, needle: Val, name: string): Val {
  if (name === 'indexOf') return ANYTHING;
  if (length === 0 && isEmpty(each)) return withAtoms(FALSE, needle.atoms);
  const exact = exactElements(engine, place, length);
  if (exact?.some(isEmpty)) return NOTHING;
  const tests = (exact ?? [each]).map((element) => outcomes(binary(engine, '===', element, needle)));
  const yes = tests.some((test) => test.yes);
  const must = exact !== undefined && tests.some((test) => test.yes && !test.no);
  return { values: [...(yes ? [constant(true)] : []), ...(must ? [] : [constant(false)])], any: false, atoms: [...each.atoms, ...needle.atoms] };
}

function joined(engine: Engine, place: string, separator: Val | undefined): Val {
  const exact = exactElements(engine, place, lengthOf(engine, place));
  const between = separator ? strings(separator)[0] : ',';
  if (!exact || between === undefined) return ANYTHING;
  let result: Val = exact[0] ?? is('');
  for (const part of exact.slice(1)) result = binary(engine, '+', binary(engine, '+', result, is(between)), part);
  return result;
}

/** `Map` and `Set`: kept as what they hold. */
function mapMethod(calling: Calling, place: string, name: string, receiver: Val): Outcome | undefined {
  const { engine, args, effects } = calling;
  switch (name) {
    case 'set':
    case 'add': {
      const key = strings(args[0] ?? UNDEFINED)[0];
      if (effects && name === 'set' && key !== undefined && args[0]?.values.length === 1) joinProp(engine, place, key, args[1] ?? UNDEFINED);
      else if (effects) joinElements(engine, place, args[name === 'set' ? 1 : 0] ?? UNDEFINED);
      return done(receiver);
    }
    case 'get': {
      const key = strings(args[0] ?? UNDEFINED)[0];
      const own = key === undefined ? undefined : propAt(engine, place, key);
      return done(own ? join(own, elementsAt(engine, place)) : join(elementsOf(engine, receiver), UNDEFINED));
    }
    case 'has': {
      const each = elementsAt(engine, place);
      if (isEmpty(each) && !placeAt(engine, place).open && placeAt(engine, place).props.size === 0) return done(FALSE);
      const test = outcomes(binary(engine, '===', each, args[0] ?? UNDEFINED));
      return done(test.yes || placeAt(engine, place).props.size > 0 ? BOOLEAN : FALSE);
    }
    case 'forEach':
      callbacks(calling, args[0], [elementsOf(engine, receiver), ANYTHING]);
      return done(UNDEFINED);
    default:
      return done(ANYTHING);
  }
}

/** Inside a call that is evaluated by itself: may control come back from this inner call? */
export function handleInlineCall(engine: Engine, module: number, index: number, frame: Frame): boolean {
  const call = callAt(engine, module, index);
  if (!call || call.callee.kind === 'super' || (call.callee.kind === 'global' && call.callee.name === 'import')) return true;
  const callee = evaluate(engine, module, call.callee, frame);
  if (callee.any || callee.values.length === 0 || callee.values.some((value) => value.k !== 'fn')) return true;
  const args = call.args.map((arg) => evaluate(engine, module, arg, frame));
  return callee.values.some((value) => {
    if (value.k !== 'fn') return true;
    const func = funcAt(engine, value.module, value.fn);
    if (func?.isAsync && !call.awaited) return true;
    const key: FnKey = `${value.module}:${value.fn}`;
    return inline(engine, value.module, value.fn, args, undefined, frame)?.completes ?? comesBack(engine, key);
  });
}
