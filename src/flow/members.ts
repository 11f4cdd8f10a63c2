import type { Expr } from '../model/expr.js';
import type { Class, ModuleFacts } from '../model/facts.js';
import type { Target } from '../model/flow.js';
import { cookieElement, cookieMember } from './cookie-text.js';
import { domMember, writeDom } from './dom.js';
import {
  addGetter,
  changed,
  create,
  ELEMENTS,
  type Engine,
  enterUnknown,
  type FnKey,
  funcAt,
  giveReceiver,
  joinAssigned,
  joinElements,
  joinProp,
  makePlace,
  moduleAt,
  note,
  type Place,
  placeAt,
  placeFor,
  propAt,
  returnsOf,
} from './engine.js';
import { evaluate } from './evaluate.js';
import { bindingCell, type Cell, namedCell } from './ids.js';
import { isKept, jarOf, keptMember, writeKept } from './kept-objects.js';
import { inheritedMember, saysWhatItGives } from './libraries/index.js';
import { exportValue, external } from './names.js';
import { register } from './register.js';
import { storageMember, stored, writeKey, writeStorageText } from './storage.js';
import {
  ANYTHING,
  type Api,
  constant,
  fnValue,
  is,
  isEmpty,
  join,
  joinAll,
  NOTHING,
  objectAt,
  only,
  step,
  stepVal,
  UNDEFINED,
  type Val,
  type Value,
  withAtoms,
} from './values.js';

export interface Where {
  readonly module: number;
  readonly start: number;
  readonly end: number;
}

/** Gets `object.name`. */
export function memberOf(engine: Engine, object: Val, name: string, where: Where): Val {
  let result = NOTHING;
  for (const value of object.values) result = join(result, memberOfValue(engine, value, name, where, object.atoms));
  if (object.any) result = join(result, engine.world.unknown?.(name, undefined, where) ?? jarOf(engine, name) ?? ANYTHING);
  return withAtoms(result, object.atoms);
}

function memberOfValue(engine: Engine, value: Value, name: string, where: Where, atoms: readonly number[]): Val {
  switch (value.k) {
    case 'const':
      if (value.value === null || value.value === undefined) return UNDEFINED;
      return typeof value.value === 'string' && name === 'length' && !value.prefixOnly ? is(value.value.length) : value.prefixOnly ? ANYTHING : UNDEFINED;
    case 'api':
      return memberOfApi(engine, value, name, where);
    case 'object':
      return memberOfObject(engine, value, name, where);
    case 'class':
      return staticMember(engine, value, name, where);
    case 'fn':
      if (name === 'prototype') return prototypeOf(engine, value.key);
      return propAt(engine, value.key, name) ?? ANYTHING;
    case 'choice':
      if (name === 'length') return withAtoms(value.state === 'granted' ? is(1) : is(0), atoms);
      return engine.world.refine?.(name, atoms, where) ?? withAtoms(only(value), atoms);
    default:
      return ANYTHING;
  }
}

/** Names of the global object. */
export const WINDOW: ReadonlySet<string> = new Set(['window', 'globalThis', 'self', 'global', 'top', 'parent', 'frames']);

function memberOfApi(engine: Engine, api: Api, name: string, where: Where): Val {
  const ofCookies = api.cookie && cookieMember(engine, api, name);
  if (ofCookies) return ofCookies;
  if (api.steps.length === 0 && api.root.startsWith('global:') && WINDOW.has(api.root.slice(7))) return readGlobal(engine, where.module, name, where);
  const environment = /^(?:global:process\.env|meta:\.env|global:Deno\.env)$/.test(api.path);
  if (environment) return readEnvironment(engine, api, name);
  const namespace = /^(npm:[^#]+)#\*$/.exec(api.path);
  const next = namespace && api.steps.length === 0 && name !== 'default' ? external(engine, `${namespace[1]}#${name}`) : step(api, `.${name}`);
  if (!next) return ANYTHING;
  const isWritten = engine.writtenApis.has(api.key);
  const own = isWritten ? propAt(engine, placeOfApi(api, where.module), name) : undefined;
  if (!isWritten) note(engine, firstWritten(engine, name));
  const answered =
    engine.world.read?.(next, undefined) ??
    storageMember(engine, api, name, where) ??
    engine.world.unknown?.(name, api, where) ??
    (api.dull ? jarOf(engine, name) : undefined);
  if (answered) return own ? join(own, answered) : answered;
  return own ? join(own, only(next)) : only(next);
}

/** Where what is written to something external is kept: what a CommonJS module exports is its own. */
const placeOfApi = (api: Api, module: number): string => (COMMON_JS.has(api.root) ? `api:${api.key}@${module}` : `api:${api.key}`);

const COMMON_JS: ReadonlySet<string> = new Set(['global:module', 'global:exports']);

/** Grows where something external is first given a property of this name. */
const firstWritten = (engine: Engine, name: string): Cell => namedCell(engine.ids, `written ${name}`);

/** Variables of the environment are candidates; production is what an app ships. */
function readEnvironment(engine: Engine, api: Api, name: string): Val {
  if (name === 'NODE_ENV' || name === 'MODE') return is('production');
  if (name === 'DEV') return is(false);
  if (name === 'PROD') return is(true);
  const known = engine.program.env.get(name);
  const unset = stepVal(api, `.${name}`);
  if (!known?.length) return unset;
  const values = known.map(({ value, file, start, end }) => ({
    ...constant(value),
    key: `env:${name}=${value}`,
    from: { module: engine.program.moduleOf.get(file) ?? -1, start, end, env: name },
  }));
  return { values, any: false, atoms: [] };
}

/** What one part of a program gives to the pages as globals: nobody else defines these. */
export const EXPOSED = 'exposed';

/** Gets a name that the module does not declare. */
export function readGlobal(engine: Engine, module: number, name: string, where: { readonly start: number; readonly end: number }): Val {
  const at = { module, start: where.start, end: where.end };
  if (name === 'NaN' || name === 'Infinity') return is(Number.NaN);
  if (name === 'arguments') return ANYTHING;
  if (name.startsWith('__store_')) return ANYTHING;
  const exposed = propAt(engine, EXPOSED, name);
  if (exposed) return exposed;
  const own = ownGlobal(engine, module, name);
  const api = external(engine, `global:${name}`);
  const asked = engine.world.read?.(api, undefined);
  if (asked) return isEmpty(own) ? asked : join(own, asked);
  if (!isEmpty(own)) {
    if (!own.any && !engine.program.catalogued.has(`global:${name}`) && own.values.every((value) => isOwnCode(engine, value))) return own;
    // Queues and command functions that a page defines for an SDK are still the SDK's.
    const callable = own.any || own.values.some((value) => value.k === 'fn' || value.k === 'object' || value.k === 'api');
    return callable ? join(own, only(api)) : own;
  }
  return engine.world.unknown?.(name, undefined, at) ?? only(api);
}

/** Holds for what nobody else writes into: functions, objects of nothing but functions, instances of the program's classes. */
function isOwnCode(engine: Engine, value: Value): boolean {
  if (value.k !== 'object') return value.k === 'fn' || value.k === 'const';
  if (value.what === 'instance') return true;
  if (value.what !== 'object') return false;
  const { props, open } = placeAt(engine, value.place);
  return !open && props.size > 0 && [...props.values()].every((held) => !held.any && held.values.length > 0 && held.values.every(({ k }) => k === 'fn'));
}

function ownGlobal(engine: Engine, module: number, name: string): Val {
  let result = propAt(engine, 'window', name) ?? NOTHING;
  for (const page of engine.program.pagesOf[module] ?? []) {
    for (const { module: other, binding } of engine.program.globalsOf.get(page)?.get(name) ?? []) {
      note(engine, bindingCell(engine.ids, other, binding));
      result = join(result, engine.bindings[other]?.[binding] ?? NOTHING);
    }
  }
  return result;
}

function memberOfObject(engine: Engine, value: Extract<Value, { k: 'object' }>, name: string, where: Where): Val {
  if (value.what === 'module') return exportValue(engine, Number(value.place.slice(3)), name, new Set());
  const kept = isKept(value.place) ? keptMember(engine, value.place, name, where) : undefined;
  if (kept) return kept;
  const place = placeFor(engine, value.place, name);
  const own = place.props.get(name);
  if (value.what === 'dom') return domMember(engine, value.place, name, own, where);
  if (value.what === 'instance') return join(own ?? NOTHING, instanceMember(engine, value, name, where, own !== undefined && !isEmpty(own)));
  if (value.what === 'array') {
    if (own) return own;
    if (/^\d+$/.test(name))
      return place.elements.any || place.open ? join(place.elements, UNDEFINED) : isEmpty(place.elements) ? UNDEFINED : join(place.elements, UNDEFINED);
    return name === 'length' ? ANYTHING : UNDEFINED;
  }
  if (HOLDER.test(value.place)) return own ?? ANYTHING;
  if (value.place.startsWith(MADE)) return madeMember(engine, value.place, name, where);
  if (own) return join(own, place.elements);
  if (!isEmpty(place.elements)) return join(place.elements, UNDEFINED);
  return place.open ? (engine.world.unknown?.(name, undefined, where) ?? ANYTHING) : UNDEFINED;
}

/** Stands before the function that objects were made by with `new`. */
const MADE = 'new:';

/** Names what a plain function makes when it is called with `new`. */
export const madeBy = ({ key }: Extract<Value, { k: 'fn' }>): string => `${MADE}${key}`;

const prototypeOf = (engine: Engine, key: string): Val => join(only(objectAt(`proto:${key}`, 'object')), propAt(engine, key, 'prototype') ?? NOTHING);

/** A property of what a plain function made: its own, or one of the prototype. What stands in neither may come from a prototype further up. */
function madeMember(engine: Engine, made: string, name: string, where: Where): Val {
  const { props, late, elements, open } = placeFor(engine, made, name);
  let result = join(props.get(name) ?? (late?.has(name) ? UNDEFINED : NOTHING), elements);
  for (const value of prototypeOf(engine, made.slice(MADE.length)).values) {
    const isPlain = value.k === 'object' && !value.place.startsWith(MADE) && !isKept(value.place);
    result = join(result, isPlain ? (propAt(engine, value.place, name) ?? NOTHING) : ANYTHING);
  }
  return isEmpty(result) || open ? join(result, engine.world.unknown?.(name, undefined, where) ?? ANYTHING) : result;
}

/** Objects of libraries that hand out what they hold by their methods. */
const HOLDER = /^(?:atom|stream):/;

function instanceMember(engine: Engine, value: Extract<Value, { k: 'object' }>, name: string, where: Where, hasOwn: boolean): Val {
  const [module, cls] = value.place.slice(1).split(':').map(Number) as [number, number];
  let current: { module: number; cls: number } | undefined = { module, cls };
  for (let depth = 0; current && depth < 12; depth++) {
    const facts = moduleAt(engine, current.module);
    const shape = facts.classes[current.cls];
    if (!shape) break;
    const method = shape.methods.find((m) => m.name === name && !m.isStatic && m.kind !== 'constructor' && m.kind !== 'set');
    if (method) {
      const key: FnKey = `${current.module}:${method.fn}`;
      giveReceiver(engine, key, only(value));
      if (method.kind === 'method') {
        create(engine, key);
        return only(fnValue(current.module, method.fn));
      }
      addGetter(engine, key);
      return returnsOf(engine, key) ?? NOTHING;
    }
    const field = shape.fields.find((f) => f.name === name && !f.isStatic);
    if (field && !hasOwn && field.value) return fieldValue(engine, current.module, field.value);
    // What the program itself assigns later on is not injected, unless a decorator asks for it.
    const isAssigned = field?.decorated !== true && placeFor(engine, value.place, name).late?.has(name);
    if (field && !hasOwn) return isAssigned ? UNDEFINED : typedOr(engine, current.module, field.type, UNDEFINED, true);
    const base: Val = shape.base ? evaluate(engine, current.module, shape.base, undefined) : NOTHING;
    const parent: Value | undefined = base.values.find((v) => v.k === 'class');
    const external = base.values.find((v) => v.k === 'api');
    if (!parent && external?.k === 'api') {
      const inherited = inheritedMember(engine, external, name, value.place, where);
      if (inherited) return inherited;
      const isTold = saysWhatItGives(external);
      if (isTold && !hasOwn && assigns(facts, shape, name)) return NOTHING;
      const made = isTold ? { ...external, dull: true } : step(external, 'new()');
      return made ? stepVal(made, `.${name}`) : ANYTHING;
    }
    if (!parent && base.any) return ANYTHING;
    current = parent?.k === 'class' ? { module: parent.module, cls: parent.cls } : undefined;
  }
  return hasOwn ? NOTHING : (engine.world.unknown?.(name, undefined, where) ?? UNDEFINED);
}

/** Holds if a constructor assigns a property: nobody looks for it elsewhere, or before. */
function assigns(facts: ModuleFacts, shape: Class, name: string): boolean {
  const constructor = shape.methods.find(({ kind }) => kind === 'constructor');
  const points = constructor === undefined ? [] : (facts.functions[constructor.fn]?.flow.points ?? []);
  return points.some(
    (point) => point.kind === 'write' && point.target.kind === 'property' && point.target.object.kind === 'this' && point.target.name === name,
  );
}

/** A value that nothing but its declared type speaks of: injected clients. */
export function typedOr(engine: Engine, module: number, type: Expr | undefined, otherwise: Val, isInjected: boolean): Val {
  if (!type) return otherwise;
  const root = type.kind === 'member' ? type.object : type;
  const kind = root.kind === 'ref' ? moduleAt(engine, module).bindings[root.binding]?.kind : undefined;
  // Types and values have names of their own: only what is imported or a class can be both.
  if (kind !== 'import' && kind !== 'class') return otherwise;
  const named = evaluate(engine, module, type, undefined);
  const parts = named.values.flatMap((value): Val[] => {
    if (value.k === 'api' && value.root.startsWith('npm:')) return [stepVal(value, 'new()')];
    if (value.k !== 'class') return [];
    if (isInjected) assumeBuilt(engine, value.module, value.cls);
    else if (!isBuilt(engine, value.module, value.cls)) return [join(only(objectAt(`i${value.module}:${value.cls}`, 'instance')), ANYTHING)];
    return [only(objectAt(`i${value.module}:${value.cls}`, 'instance'))];
  });
  return parts.length > 0 ? joinAll(parts) : otherwise;
}

/** Holds if the program was seen to make an instance, or has nothing to keep in one. */
function isBuilt(engine: Engine, module: number, cls: number): boolean {
  const shape = moduleAt(engine, module).classes[cls];
  return placeAt(engine, `i${module}:${cls}`).props.size > 0 || !shape?.fields.some((field) => !field.isStatic);
}

/** An instance that comes from outside, or from a container that injects it, was made by somebody. */
export function assumeBuilt(engine: Engine, module: number, cls: number): void {
  const mark = `built ${module}:${cls}`;
  const facts = moduleAt(engine, module);
  const shape = facts.classes[cls];
  if (!shape || engine.busy.has(mark) || isMadeHere(facts, shape)) return;
  engine.busy.add(mark);
  const place = `i${module}:${cls}`;
  for (const field of shape.fields) if (!field.isStatic && field.value) joinProp(engine, place, field.name, fieldValue(engine, module, field.value));
  const constructor = shape.methods.find((method) => method.kind === 'constructor');
  if (constructor) {
    const key: FnKey = `${module}:${constructor.fn}`;
    giveReceiver(engine, key, only(objectAt(place, 'instance')));
    engine.called.add(key);
    enterUnknown(engine, key, { how: 'call', note: `makes a ${shape.name ?? 'class'}` });
  }
  engine.busy.delete(mark);
}

/** Holds for a class that its module makes instances of, and nothing else is done with: nobody outside makes one. */
function isMadeHere(facts: ModuleFacts, shape: Class): boolean {
  const index = facts.bindings.findIndex(({ kind, start }) => kind === 'class' && start > shape.start && start < shape.end);
  const declared = facts.bindings[index];
  if (!declared || declared.name !== shape.name || shape.decorators.length > 0 || isExported(facts, index)) return false;
  const made = facts.calls.filter(({ isNew, callee }) => isNew && callee.kind === 'ref' && callee.binding === index);
  // The declaration counts as one use.
  return made.length > 0 && made.length === declared.uses - 1;
}

function isExported({ exports }: ModuleFacts, binding: number): boolean {
  return exports.some((entry) => entry.kind === 'value' && (entry.value.kind === 'class' || (entry.value.kind === 'ref' && entry.value.binding === binding)));
}

function staticMember(engine: Engine, value: Extract<Value, { k: 'class' }>, name: string, where: Where): Val {
  const shape = moduleAt(engine, value.module).classes[value.cls];
  const method = shape?.methods.find((m) => m.name === name && m.isStatic && m.kind === 'method');
  if (method) {
    create(engine, `${value.module}:${method.fn}`);
    return only(fnValue(value.module, method.fn));
  }
  const getter = shape?.methods.find((m) => m.name === name && m.isStatic && m.kind === 'get');
  if (getter) {
    addGetter(engine, `${value.module}:${getter.fn}`);
    return returnsOf(engine, `${value.module}:${getter.fn}`) ?? NOTHING;
  }
  const held = propAt(engine, value.key, name);
  if (held) return held;
  const field = shape?.fields.find((f) => f.name === name && f.isStatic);
  if (field) return field.value ? fieldValue(engine, value.module, field.value) : UNDEFINED;
  const base = shape?.base ? evaluate(engine, value.module, shape.base, undefined) : NOTHING;
  return isEmpty(base) ? ANYTHING : memberOf(engine, base, name, where);
}

/** The initial value of a field; where it does anything it is a small function of its own. */
export function fieldValue(engine: Engine, module: number, value: Expr): Val {
  if (value.kind !== 'function' || !moduleAt(engine, module).functions[value.fn]?.method?.startsWith('=')) return evaluate(engine, module, value, undefined);
  const key: FnKey = `${module}:${value.fn}`;
  addGetter(engine, key);
  return returnsOf(engine, key) ?? NOTHING;
}

/** Gets what an iteration over a value yields. */
export function elementsOf(engine: Engine, val: Val): Val {
  let result: Val = val.any ? ANYTHING : NOTHING;
  for (const value of val.values) {
    if (value.k === 'object') {
      const place = value.what === 'array' ? placeFor(engine, value.place, ELEMENTS) : placeAt(engine, value.place);
      result = join(result, value.what === 'array' ? place.elements : allIn(place));
      if (place.open) result = join(result, ANYTHING);
    } else if (value.k === 'api') result = join(result, cookieElement(value) ?? stepVal(value, '.*'));
    else if (value.k === 'choice') result = join(result, only(value));
    else if (value.k === 'const' && typeof value.value === 'string') result = join(result, ANYTHING);
  }
  return withAtoms(result, val.atoms);
}

function allIn(place: Place): Val {
  if (place.all) return place.all;
  let all = place.elements;
  for (const held of place.props.values()) all = join(all, held);
  place.all = all;
  return all;
}

/** Gets what `await` makes of a value. */
export function awaited(engine: Engine, val: Val): Val {
  if (!val.values.some((value) => value.k === 'promise' || (value.k === 'object' && value.what === 'promise'))) return val;
  let result: Val = { ...NOTHING, any: val.any, atoms: val.atoms };
  for (const value of val.values) {
    if (value.k === 'promise') result = join(result, awaited(engine, value.of));
    else if (value.k === 'object' && value.what === 'promise') {
      const place = placeAt(engine, value.place);
      result = join(result, place.elements);
      if (place.open) result = join(result, ANYTHING);
    } else result = join(result, only(value));
  }
  return result;
}

/** Writes a property of whatever the object may be. */
export function writeProperty(engine: Engine, module: number, target: Extract<Target, { kind: 'property' }>, value: Val, start: number): void {
  const object = evaluate(engine, module, target.object, undefined);
  const key = target.name ?? onlyKey(target.key ? evaluate(engine, module, target.key, undefined) : ANYTHING);
  const where = { module, start, end: start };
  for (const owner of object.values) {
    if (owner.k === 'object') {
      if (owner.what === 'dom') writeDom(engine, owner.place, key, value, where);
      else if (isKept(owner.place) && writeKept(engine, owner.place, key, value)) continue;
      else if (key === undefined || owner.what === 'array') joinElements(engine, owner.place, value);
      else joinAssigned(engine, owner.place, key, value, () => isMaking(engine, module, target));
    } else if (owner.k === 'class' || owner.k === 'fn') {
      if (key !== undefined) joinProp(engine, owner.key, key, value);
    } else if (owner.k === 'api') writeApi(engine, owner, key, value, where);
  }
}

/** Holds if a property is assigned by what makes the object, or right after that: nobody asks for it before. */
function isMaking(engine: Engine, module: number, { object }: Extract<Target, { kind: 'property' }>): boolean {
  const func = funcAt(engine, module, engine.at.fn);
  if (object.kind === 'this') return func?.isConstructor === true;
  if (object.kind !== 'ref' || !func) return false;
  for (let at = engine.at.point - 1; at > 0; at--) {
    const before = func.flow.points[at];
    if (before?.kind !== 'write' || func.flow.next[at]?.length !== 1 || func.flow.next[at]?.[0] !== at + 1) return false;
    if (before.target.kind === 'binding') return before.target.binding === object.binding && before.value.kind === 'object';
    if (before.target.object.kind !== 'ref' || before.target.object.binding !== object.binding || !PLAIN.has(before.value.kind)) return false;
  }
  return false;
}

const PLAIN: ReadonlySet<string> = new Set(['literal', 'function', 'ref']);

function onlyKey(key: Val): string | undefined {
  const [first] = key.values;
  return key.values.length === 1 && !key.any && first?.k === 'const' && !first.prefixOnly ? String(first.value) : undefined;
}

function writeApi(engine: Engine, owner: Api, key: string | undefined, value: Val, where: Where): void {
  const isWindow = owner.steps.length === 0 && owner.root.startsWith('global:') && WINDOW.has(owner.root.slice(7));
  if (isWindow && key !== undefined) joinAssigned(engine, 'window', key, value, () => false);
  else if (owner.path === 'global:document' && key === 'cookie') {
    // What is read there are all cookies, not the one that was written last.
    writeStorageText(engine, value);
    return;
  } else if (key !== undefined) {
    const place = placeOfApi(owner, where.module);
    const isFirst = !engine.writtenApis.has(owner.key) || !makePlace(engine, place).props.has(key);
    engine.writtenApis.add(owner.key);
    joinProp(engine, place, key, value);
    if (isFirst) changed(engine, firstWritten(engine, key));
  }
  if (/^global:(local|session)Storage$/.test(owner.path) && key !== undefined) writeKey(engine, key, stored(value, true));
  const path = isWindow ? `global:${key}=` : `${owner.path}.${key}=`;
  const isOwn = (isWindow && key !== undefined && isCalledByName(engine, key)) || writesExport(engine, owner, key, value, where);
  // Whoever else may call it names it: such files are looked for.
  if (isOwn && isWindow && key !== undefined) engine.sought.add(key);
  for (const held of value.values) {
    if (held.k !== 'fn') continue;
    if (isOwn) {
      create(engine, `${held.module}:${held.fn}`);
      continue;
    }
    const event = key?.startsWith('on') ? key.slice(2) : undefined;
    register(engine, held, {
      path: event && (isWindow || owner.path === 'global:document') ? `event:${event}` : path,
      api: owner,
      ...(event ? { event } : {}),
      labels: [],
      around: [],
      where,
      args: [],
    });
  }
}

/**
 * Holds if a property is what a CommonJS module exports, as its importers see it: nothing but these calls it back. What is written to
 * all that the module exports is a property of that.
 */
function writesExport(engine: Engine, owner: Api, key: string | undefined, value: Val, { module, start }: Where): boolean {
  if (key === undefined || !COMMON_JS.has(owner.root)) return false;
  const named = moduleAt(engine, module).exports.filter((entry) => entry.kind === 'value');
  const written = named.find((entry) => entry.start === start && (entry.name === key || (entry.name === 'export=' && key === 'exports')));
  if (written && written.name !== 'export=' && named.some(({ name }) => name === 'export=')) {
    for (const whole of exportValue(engine, module, '=', new Set()).values) {
      if (whole.k === 'object' && whole.what === 'object') joinAssigned(engine, whole.place, key, value, () => false);
      else if (whole.k === 'fn' || whole.k === 'class') joinProp(engine, whole.key, key, value);
    }
  }
  return written !== undefined;
}

const calledNames = new WeakMap<object, ReadonlySet<string>>();

/**
 * Holds if the program itself calls what it puts on the window under this name. What nothing calls is there for others: for a
 * library that calls it back, or for an attribute of the page.
 */
function isCalledByName(engine: Engine, name: string): boolean {
  let names = calledNames.get(engine.program);
  if (!names) {
    names = new Set(
      engine.program.modules.flatMap(({ calls }) =>
        calls.flatMap(({ callee }) => (callee.kind === 'global' || (callee.kind === 'member' && callee.name !== undefined) ? [callee.name as string] : [])),
      ),
    );
    calledNames.set(engine.program, names);
  }
  return names.has(name) && !name.startsWith('on');
}
