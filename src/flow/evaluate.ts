import type { Expr } from '../model/expr.js';
import type { Binding } from '../model/facts.js';
import { callValue, importValue } from './calls.js';
import { binary } from './compare.js';
import { patternValue } from './cookie-text.js';
import {
  addGetter,
  create,
  type Engine,
  type Frame,
  funcAt,
  giveReceiver,
  joinElements,
  joinProp,
  makePlace,
  moduleAt,
  note,
  openPlace,
  placeAt,
  receiversOf,
  returnsOf,
} from './engine.js';
import { aspectCell, bindingCell } from './ids.js';
import { awaited, elementsOf, memberOf, readGlobal, typedOr, type Where } from './members.js';
import { resolveImport } from './names.js';
import { elementValue } from './render.js';
import { toggled, toggledByKey } from './toggles.js';
import {
  ANYTHING,
  constant,
  fnValue,
  is,
  isEmpty,
  join,
  joinAtoms,
  NOTHING,
  narrowed,
  objectAt,
  only,
  outcomes,
  rootApi,
  truth,
  UNDEFINED,
  type Val,
  type Value,
  withAtoms,
} from './values.js';

/** Gets what an expression may yield, given what is known so far. Looks at no control flow but that of expressions. */
export function evaluate(engine: Engine, module: number, expr: Expr, frame: Frame | undefined): Val {
  switch (expr.kind) {
    case 'literal':
      return literal(module, expr);
    case 'undefined':
      return UNDEFINED;
    case 'regex':
      return patternValue(expr.source);
    case 'template':
      return template(engine, module, expr, frame);
    case 'ref':
      return readBinding(engine, module, expr.binding, frame);
    case 'global':
      return readGlobal(engine, module, expr.name, expr);
    case 'this':
      return receiverOf(engine, module, frame);
    case 'super':
      return receiverOf(engine, module, frame);
    case 'member': {
      const object = evaluate(engine, module, expr.object, frame);
      if (expr.name !== undefined) return memberOf(engine, object, expr.name, { module, start: expr.start, end: expr.end });
      const key = expr.key ? evaluate(engine, module, expr.key, frame) : ANYTHING;
      return memberByKey(engine, object, key, { module, start: expr.start, end: expr.end });
    }
    case 'call':
      return callValue(engine, module, expr.call, frame);
    case 'import':
      return importValue(engine, module, expr, frame);
    case 'function': {
      create(engine, `${module}:${expr.fn}`);
      return only(fnValue(module, expr.fn));
    }
    case 'class': {
      // A class that is there may be made and used by whoever knows it.
      for (const { fn } of moduleAt(engine, module).classes[expr.cls]?.methods ?? []) create(engine, `${module}:${fn}`);
      return only({ k: 'class', key: `k${module}:${expr.cls}`, module, cls: expr.cls });
    }
    case 'object':
      return object(engine, module, expr, placeName(module, expr.start, frame), frame);
    case 'array':
      return array(engine, module, expr.items, placeName(module, expr.start, frame), frame);
    case 'spread':
      return elementsOf(engine, evaluate(engine, module, expr.of, frame));
    case 'unary':
      return (expr.op === '!' && toggled(engine, module, expr.of, frame)) || unary(expr.op, evaluate(engine, module, expr.of, frame));
    case 'binary':
      return binary(engine, expr.op, evaluate(engine, module, expr.left, frame), evaluate(engine, module, expr.right, frame));
    case 'logical':
      return logical(engine, module, expr, frame);
    case 'conditional':
      return conditional(engine, module, expr, frame);
    case 'await':
      return awaited(engine, evaluate(engine, module, expr.of, frame));
    case 'assigned':
      return evaluate(engine, module, expr.value, frame);
    case 'meta':
      return only(rootApi('meta:'));
    case 'rest': {
      const whole = evaluate(engine, module, expr.of, frame);
      return expr.from ? elementsFrom(engine, whole, expr.from) : whole;
    }
    case 'jsx':
      return elementValue(engine, module, expr.element);
    case 'opaque':
      return ANYTHING;
  }
}

/** A host name, in small letters, whose last label is a country or one of the common others: `labels.bold` and `helpDialog.click` are keys of texts. */
const HOST =
  /^[a-z\d*_-]+(?:\.[a-z\d*_-]+)*\.(?:[a-z]{2}|com|net|org|edu|gov|info|biz|app|dev|cloud|tech|site|online|page|tools|run|chat|live|media|services|systems|network|digital|global|world|software|solutions|studio|team|link|click|store|shop|xyz|top|club|vip|fun|icu|goog|google|aws|azure|build|games|health|works|zone|space|email|support|host|website|press|news|blog|pro|name|mobi|asia|test|local|localhost|internal|example)(?:[:/]|$)/;
const SCHEME = /^(?:[a-z][a-z+.-]*:)?\/\//i;

/** An address keeps where it is written, since that is part of the evidence. */
function literal(module: number, expr: Extract<Expr, { kind: 'literal' }>): Val {
  const value = constant(expr.value);
  if (typeof expr.value !== 'string' || !(SCHEME.test(expr.value) || HOST.test(expr.value))) return only(value);
  return only({ ...value, key: `${value.key}@${module}:${expr.start}`, from: { module, start: expr.start, end: expr.end } });
}

function template(engine: Engine, module: number, expr: Extract<Expr, { kind: 'template' }>, frame: Frame | undefined): Val {
  let result = literal(module, { kind: 'literal', value: expr.strings[0] ?? '', start: expr.start, end: expr.end });
  for (const [index, part] of expr.parts.entries()) {
    result = binary(engine, '+', result, evaluate(engine, module, part, frame));
    result = binary(engine, '+', result, is(expr.strings[index + 1] ?? ''));
  }
  return result;
}

export function placeName(module: number, start: number, frame: Frame | undefined): string {
  return frame ? `${module}:${start}~${frame.id}` : `${module}:${start}`;
}

function readBinding(engine: Engine, module: number, binding: number, frame: Frame | undefined): Val {
  for (let f = frame; f; f = f.parent) {
    const local = f.module === module ? f.locals.get(binding) : undefined;
    if (local) return local;
  }
  note(engine, bindingCell(engine.ids, module, binding));
  const known = engine.bindings[module]?.[binding];
  const declared = moduleAt(engine, module).bindings[binding];
  if (known && declared?.fn === 0 && moduleAt(engine, module).isScript) return scriptGlobal(engine, declared.name, known);
  if (known) return declared?.kind === 'param' && known.any ? unknownParam(engine, module, declared, known) : known;
  if (!declared) return ANYTHING;
  if (declared.kind === 'import') return resolveImport(engine, module, binding);
  if (declared.kind === 'param' && frame === undefined) {
    const asked = engine.world.unknown?.(declared.name, undefined, { module, start: declared.start, end: declared.end });
    if (asked) return asked;
    note(engine, aspectCell(engine.ids, 'entered', module, declared.fn));
    return engine.entered.has(`${module}:${declared.fn}`) ? ANYTHING : NOTHING;
  }
  if (declared.kind === 'catch') return ANYTHING;
  return NOTHING;
}

/** What a classic script declares at its top is a global of its page: an SDK's command function or queue is still the SDK's. */
function scriptGlobal(engine: Engine, name: string, known: Val): Val {
  if (!engine.program.catalogued.has(`global:${name}`) || !known.values.some((value) => value.k === 'fn' || value.k === 'object')) return known;
  return join(known, only(rootApi(`global:${name}`)));
}

/** A parameter that callers nobody knows fill: its name and its type are all there is. */
function unknownParam(engine: Engine, module: number, declared: Binding, known: Val): Val {
  const asked = engine.world.unknown?.(declared.name, undefined, { module, start: declared.start, end: declared.end });
  if (asked) return join(asked, { ...known, any: false });
  return declared.type
    ? join({ ...known, any: false }, typedOr(engine, module, declared.type, ANYTHING, funcAt(engine, module, declared.fn)?.isConstructor ?? false))
    : known;
}

export function receiverOf(engine: Engine, module: number, frame: Frame | undefined): Val {
  for (let f = frame; f; f = f.parent) if (f.receiver) return f.receiver;
  const at = frame ?? engine.at;
  let fn = at.module === module ? at.fn : 0;
  for (let func = funcAt(engine, module, fn); func; func = funcAt(engine, module, fn)) {
    if (func.cls !== undefined && !func.isStatic) {
      const known = receiversOf(engine, `${module}:${fn}`);
      return join(only(objectAt(`i${module}:${func.cls}`, 'instance')), known ?? NOTHING);
    }
    if (func.cls !== undefined) return only({ k: 'class', key: `k${module}:${func.cls}`, module, cls: func.cls });
    if (!func.arrow) return receiversOf(engine, `${module}:${fn}`) ?? ANYTHING;
    if (func.parent < 0) return ANYTHING;
    fn = func.parent;
  }
  return ANYTHING;
}

function memberByKey(engine: Engine, object: Val, key: Val, where: { module: number; start: number; end: number }): Val {
  let result = NOTHING;
  for (const value of key.values) {
    if (value.k === 'const' && !value.prefixOnly) result = join(result, memberOf(engine, object, String(value.value), where));
    else result = join(result, underSomeKey(engine, object));
  }
  if (key.any || isEmpty(key)) result = join(result, underSomeKey(engine, object));
  return withAtoms(result, key.atoms);
}

/** What stands under a key that cannot be read; in an object there may be nothing under it. */
function underSomeKey(engine: Engine, object: Val): Val {
  const held = elementsOf(engine, object);
  const isObject = object.values.some((value) => value.k === 'object' && (value.what === 'object' || (value.what === 'array' && isEmpty(held))));
  return isObject ? join(held, UNDEFINED) : held;
}

function object(engine: Engine, module: number, { props, start, end }: Extract<Expr, { kind: 'object' }>, place: string, frame: Frame | undefined): Val {
  const value = objectAt(place, 'object');
  makePlace(engine, place);
  let atoms: readonly number[] = [];
  for (const [index, prop] of props.entries()) {
    if ('spread' in prop) {
      // What is written after a spread stands.
      const later = new Set(props.slice(index + 1).flatMap((other) => ('key' in other ? [other.key] : [])));
      atoms = joinAtoms(atoms, spreadInto(engine, place, evaluate(engine, module, prop.spread, frame), later, { module, start, end }));
    } else if ('computed' in prop) {
      const key = evaluate(engine, module, prop.computed, frame);
      const held = evaluate(engine, module, prop.value, frame);
      for (const k of key.values)
        if (k.k === 'const' && !k.prefixOnly)
          joinProp(engine, place, String(k.value), toggledByKey(engine, module, prop.computed, prop.value, String(k.value), frame) ?? held);
      if (key.any || key.values.some((k) => k.k !== 'const' || k.prefixOnly)) joinElements(engine, place, held);
    } else {
      const held = evaluate(engine, module, prop.value, frame);
      joinProp(engine, place, prop.key, prop.getter ? getterValue(engine, held) : held);
      receive(engine, held, only(value));
    }
  }
  return { values: [value], any: false, atoms };
}

/** A method of an object literal has that object as `this`. */
function receive(engine: Engine, held: Val, receiver: Val): void {
  for (const value of held.values) {
    if (value.k !== 'fn' || funcAt(engine, value.module, value.fn)?.arrow !== false) continue;
    giveReceiver(engine, `${value.module}:${value.fn}`, receiver);
  }
}

function getterValue(engine: Engine, held: Val): Val {
  let result = NOTHING;
  for (const value of held.values) if (value.k === 'fn') result = join(result, returnsOf(engine, `${value.module}:${value.fn}`) ?? NOTHING);
  for (const value of held.values) if (value.k === 'fn') addGetter(engine, `${value.module}:${value.fn}`);
  return result;
}

/**
 * Copies what an object holds; anything else makes the target open, and may be written over what it held
 * unless it is known elsewhere what stands under that name. A text stays what it is: it is the default that was chosen.
 *
 * @param except names of which what the target holds stands
 * @param where where that is written; without it nothing is written over
 * @returns the atoms that the copied value hangs on
 */
export function spreadInto(engine: Engine, place: string, val: Val, except?: ReadonlySet<string>, where?: Where): readonly number[] {
  let isUnknown = val.any;
  const known = new Set(except);
  for (const value of val.values) {
    if (value.k === 'object') {
      const from = placeAt(engine, value.place);
      for (const [name, held] of [...from.props]) {
        known.add(name);
        if (!except?.has(name)) joinProp(engine, place, name, held);
      }
      joinElements(engine, place, from.elements);
      isUnknown ||= from.open;
    } else if (value.k === 'api') isUnknown = true;
  }
  if (!isUnknown) return val.atoms;
  openPlace(engine, place);
  if (!where) return val.atoms;
  for (const [name, held] of [...placeAt(engine, place).props])
    if (!known.has(name) && held.values.length > 0 && held.values.every(isSetting))
      joinProp(engine, place, name, engine.world.unknown?.(name, undefined, where) ?? ANYTHING);
  return val.atoms;
}

/** Nothing yet, yes, no or a number. */
const isSetting = (value: Value): boolean => value.k === 'const' && !value.prefixOnly && typeof value.value !== 'string';

function array(engine: Engine, module: number, items: readonly Expr[], place: string, frame: Frame | undefined): Val {
  makePlace(engine, place);
  let exact = true;
  for (const [index, item] of items.entries()) {
    const held = evaluate(engine, module, item, frame);
    if (item.kind === 'spread') exact = false;
    else if (exact) joinProp(engine, place, String(index), held);
    joinElements(engine, place, held);
  }
  if (exact) joinProp(engine, place, 'length', is(items.length));
  return only(objectAt(place, 'array'));
}

/** The elements of arrays from one on, as arrays of their own. */
function elementsFrom(engine: Engine, whole: Val, from: number): Val {
  const values = whole.values.map((value) => {
    if (value.k !== 'object' || value.what !== 'array') return value;
    const source = placeAt(engine, value.place);
    const place = `from ${from}:${value.place}`;
    for (const [name, held] of [...source.props]) {
      if (name === 'length') joinProp(engine, place, name, lengthWithout(held, from));
      else if (/^\d+$/.test(name) && Number(name) >= from) joinProp(engine, place, String(Number(name) - from), held);
    }
    joinElements(engine, place, source.elements);
    if (source.open) openPlace(engine, place);
    return objectAt(place, 'array');
  });
  return { ...whole, values };
}

function lengthWithout(length: Val, count: number): Val {
  const [known] = length.values;
  return length.values.length === 1 && !length.any && known?.k === 'const' && typeof known.value === 'number' ? is(Math.max(0, known.value - count)) : ANYTHING;
}

function unary(op: string, of: Val): Val {
  if (op === '!') {
    const can = outcomes(of);
    const values = [...(can.yes ? [constant(false)] : []), ...(can.no ? [constant(true)] : [])];
    return { values, any: false, atoms: of.atoms };
  }
  if (op === 'typeof') {
    const kinds = new Set(of.values.map(typeOf));
    if (of.any || kinds.has(undefined)) return { ...ANYTHING, atoms: of.atoms };
    return { values: [...kinds].map((kind) => constant(kind as string)), any: false, atoms: of.atoms };
  }
  if (op === '+' || op === '-') {
    const values = of.values.flatMap((value) =>
      value.k === 'const' && !value.prefixOnly ? [constant(op === '-' ? -Number(value.value) : Number(value.value))] : [],
    );
    return { values, any: of.any || values.length < of.values.length, atoms: of.atoms };
  }
  return { ...ANYTHING, atoms: of.atoms };
}

function typeOf(value: Val['values'][number]): string | undefined {
  switch (value.k) {
    case 'const':
      return value.value === null ? 'object' : typeof value.value;
    case 'fn':
    case 'class':
    case 'native':
      return 'function';
    case 'object':
    case 'element':
    case 'promise':
      return 'object';
    default:
      return undefined;
  }
}

function logical(engine: Engine, module: number, expr: Extract<Expr, { kind: 'logical' }>, frame: Frame | undefined): Val {
  const left = evaluate(engine, module, expr.left, frame);
  if (isEmpty(left)) return left;
  const right = () => evaluate(engine, module, expr.right, frame);
  if (expr.op === '&&') {
    const can = outcomes(left);
    if (!can.yes) return left;
    return withAtoms(join(falsyPart(left), right()), left.atoms);
  }
  if (expr.op === '||') {
    const can = outcomes(left);
    if (!can.no) return left;
    const other = right();
    if (engine.world.noDefaults && isGrantLike(other)) return left;
    if (engine.world.strictOr && left.atoms.length > 0 !== other.atoms.length > 0) return left.atoms.length > 0 ? left : other;
    return withAtoms(join(narrowed(left, true), other), left.atoms);
  }
  const missing = left.any || left.values.some((value) => isMissing(value));
  if (!missing) return left;
  const other = right();
  if (engine.world.noDefaults && isGrantLike(other)) return left;
  return withAtoms(join({ ...left, values: left.values.filter((value) => !surelyMissing(value)) }, other), left.atoms);
}

/** What is left of a value that turned out to be falsy: of something unknown nothing but that. */
function falsyPart(val: Val): Val {
  const kept = narrowed(val, false).values.filter((value) => value.k === 'const' || value.k === 'choice');
  const isOpen = val.any || kept.length < val.values.filter((value) => truth(value).no).length;
  return join({ ...val, any: false, values: kept }, isOpen ? UNSET : NOTHING);
}

const UNSET: Val = { values: [constant(undefined), constant(false)], any: false, atoms: [] };

const isGrantLike = (val: Val): boolean => val.values.length > 0 && val.values.every((value) => value.k === 'const' && Boolean(value.value));

export function isMissing(value: Val['values'][number]): boolean {
  return (
    (value.k === 'const' && (value.value === null || value.value === undefined)) || value.k === 'api' || (value.k === 'choice' && value.state !== 'granted')
  );
}

function surelyMissing(value: Val['values'][number]): boolean {
  return (value.k === 'const' && (value.value === null || value.value === undefined)) || (value.k === 'choice' && value.state === 'undecided');
}

function conditional(engine: Engine, module: number, expr: Extract<Expr, { kind: 'conditional' }>, frame: Frame | undefined): Val {
  const test = evaluate(engine, module, expr.test, frame);
  const can = outcomes(test);
  let result = NOTHING;
  if (can.yes || engine.world.free) {
    const then = evaluate(engine, module, expr.then, frame);
    // A default value: `x === undefined ? true : x`.
    const isDefault = engine.world.noDefaults && can.no && isGrantLike(then) && expr.test.kind === 'binary' && expr.test.right.kind === 'undefined';
    if (!isDefault) result = join(result, then);
  }
  if (can.no || engine.world.free) result = join(result, evaluate(engine, module, expr.else, frame));
  return withAtoms(result, test.atoms);
}
