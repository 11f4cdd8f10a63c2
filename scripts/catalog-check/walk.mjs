// Walks an access path along the types that a package declares.
import { ts } from 'ts-morph';

/**
 * Follows the steps of a path from a module. Gets `{ kind: 'there' }`, `{ kind: 'absent', at }` with the step that does not exist,
 * or `{ kind: 'open', at }` with the step behind which the types say no more (`any`, a record).
 */
export function walk(checker, module, exportName, steps, { isType = false } = {}) {
  let state = start(checker, module, exportName, isType);
  if (state === undefined) return { kind: module.hasHole ? 'open' : 'absent', at: `#${exportName}` };
  for (const step of steps) {
    // What a call is given is known even where what it gives back is not.
    const isOfCall = (step.startsWith('[') || step.startsWith('.arg(')) && state.calls.length > 0;
    if (state.isOpen && !isOfCall) return { kind: 'open', at: step };
    const next = take(checker, state, step);
    if (next === undefined) return { kind: 'absent', at: step };
    state = next;
  }
  return { kind: 'there' };
}

/** Does a dotted option exist in what stands at `part` of the call, element or constructor at the end of a path? */
export function walkOption(checker, module, exportName, steps, part, option, flags) {
  return walk(checker, module, exportName, [...steps, ...part, ...option.split('.').map((name) => `.${name}`)], flags);
}

function start(checker, module, name, isType) {
  const { exports, assigned } = module;
  if (name === '*') return stateOf(checker, [checker.getTypeOfSymbol(module.symbol), ...(assigned === undefined ? [] : [assigned])]);
  const symbol = exports.get(name);
  if (symbol !== undefined) {
    const real = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const declared = real.flags & (ts.SymbolFlags.Type | ts.SymbolFlags.Class | ts.SymbolFlags.Interface) ? [checker.getDeclaredTypeOfSymbol(real)] : [];
    if (isType) return declared.length > 0 || isUnknown(real) ? stateOf(checker, declared.length > 0 ? declared : [checker.getTypeOfSymbol(real)]) : undefined;
    if (isUnknown(real)) return { types: [], calls: [], isOpen: true };
    return real.flags & ts.SymbolFlags.Value ? stateOf(checker, [checker.getTypeOfSymbol(real)]) : undefined;
  }
  // What a required module is answers to `default`, too; its members are the exports.
  if (name === 'default')
    return assigned !== undefined ? stateOf(checker, [assigned]) : module.isModuleOnly ? undefined : stateOf(checker, [checker.getTypeOfSymbol(module.symbol)]);
  return assigned === undefined ? undefined : member(checker, stateOf(checker, [assigned]), name);
}

function isUnknown(symbol) {
  return symbol.escapedName === 'unknown' && (symbol.declarations ?? []).length === 0;
}

function take(checker, state, step) {
  if (step === '()') return called(checker, state);
  if (step === '.new()') return made(checker, state);
  if (step === '<>') return element(checker, state);
  if (step === '=' || step === '.extends' || step === '.await' || /^\.given\(\d\)$/.test(step)) return state;
  if (step === '.*') return anyMember(checker, state);
  if (step.startsWith('[')) return fits(checker, state, step);
  const [, what, inside] = /^\.(arg|param|prop)\(([^)]*)\)$/.exec(step) ?? [];
  if (what === 'arg') return argument(checker, state, Number(inside));
  if (what === 'param') return argument(checker, { calls: state.types.flatMap((type) => type.getCallSignatures()) }, Number(inside));
  if (what === 'prop') return member(checker, state.props ?? state, inside);
  if (step === 'props') return state.props ?? state;
  return member(checker, state, step.slice(1));
}

function member(checker, state, name) {
  const found = [];
  let isOpen = false;
  for (const type of state.types) {
    const property = checker.getPropertyOfType(type, name);
    const element = property === undefined && checker.isArrayLikeType(type) ? checker.getIndexInfoOfType(type, ts.IndexKind.Number)?.type : undefined;
    if (property !== undefined) found.push(checker.getTypeOfSymbol(property));
    // An index is not written in a path.
    else if (element !== undefined) found.push(...(member(checker, stateOf(checker, [element]), name)?.types ?? []));
    else if (checker.getIndexInfoOfType(type, ts.IndexKind.String) !== undefined || extendsUnknown(checker, type)) isOpen = true;
  }
  if (found.length > 0) return stateOf(checker, found);
  return isOpen || state.isOpen ? { types: [], calls: [], isOpen: true } : undefined;
}

function anyMember(checker, state) {
  const types = state.types.flatMap((type) => [
    ...checker.getPropertiesOfType(type).map((property) => checker.getTypeOfSymbol(property)),
    ...checker.getIndexInfosOfType(type).map((info) => info.type),
  ]);
  return types.length > 0 ? stateOf(checker, types) : undefined;
}

function called(checker, { types }) {
  const calls = types.flatMap((type) => type.getCallSignatures());
  return calls.length === 0
    ? undefined
    : {
        ...stateOf(
          checker,
          calls.map((call) => call.getReturnType()),
        ),
        calls,
      };
}

function made(checker, { types }) {
  const calls = types.flatMap((type) => type.getConstructSignatures());
  return calls.length === 0
    ? undefined
    : {
        ...stateOf(
          checker,
          calls.map((call) => call.getReturnType()),
        ),
        calls,
      };
}

/** A function, a class, or an object that a framework takes for a component. */
function element(checker, state) {
  const calls = state.types.flatMap((type) => type.getCallSignatures());
  const news = state.types.flatMap((type) => type.getConstructSignatures());
  if (calls.length === 0 && news.length === 0 && !state.types.some((type) => type.flags & ts.TypeFlags.Object)) return undefined;
  const instances = news.map((one) => one.getReturnType());
  const given = [
    ...calls.flatMap((call) => parameter(checker, call, 0) ?? []),
    ...instances.flatMap((type) => ['props', '$props'].flatMap((name) => propertyType(checker, type, name))),
    ...instances,
  ];
  return { ...state, calls: [...calls, ...news], props: stateOf(checker, given) };
}

function propertyType(checker, type, name) {
  const property = checker.getPropertyOfType(type, name);
  return property === undefined ? [] : [checker.getTypeOfSymbol(property)];
}

function argument(checker, { calls = [] }, index) {
  const types = calls.flatMap((call) => parameter(checker, call, index) ?? []);
  return types.length === 0 ? undefined : stateOf(checker, types);
}

/** The types that may stand at a place of a call; a rest of tuples may have several. */
function parameter(checker, signature, index) {
  const { parameters } = signature;
  const at = parameters[Math.min(index, parameters.length - 1)];
  if (at === undefined) return undefined;
  const isRest = at.valueDeclaration !== undefined && ts.isParameter(at.valueDeclaration) && at.valueDeclaration.dotDotDotToken !== undefined;
  if (index >= parameters.length && !isRest) return undefined;
  const type = checker.getTypeOfSymbol(at);
  if (!isRest || index < parameters.length - 1) return [type];
  const tuples = type.isUnion() ? type.types : [type];
  const items = tuples.flatMap((tuple) => propertyType(checker, tuple, String(index - parameters.length + 1)));
  return items.length > 0 ? items : [checker.getIndexInfoOfType(type, ts.IndexKind.Number)?.type ?? type];
}

/** A literal that the declared choices rule out is absent; anything else fits. */
function fits(checker, state, step) {
  const [, index, value] = /^\[arg\((\d)\)="((?:[^"\\]|\\.)*)"\]$/.exec(step) ?? [];
  if (index === undefined) return state;
  const types = (state.calls ?? []).flatMap((call) => parameter(checker, call, Number(index)) ?? []).flatMap((type) => (type.isUnion() ? type.types : [type]));
  const isClosed = types.length > 0 && types.every((type) => type.isStringLiteral() || type.flags & ts.TypeFlags.Undefined);
  return isClosed && !types.some((type) => type.isStringLiteral() && type.value === value) ? undefined : state;
}

/** The members of unions, promises also by what they hold, nothing for null and undefined. */
function stateOf(checker, given) {
  const types = [];
  let isOpen = false;
  const add = (type, depth) => {
    if (depth > 4) return;
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) isOpen = true;
    else if (type.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined | ts.TypeFlags.Void)) return;
    else if (type.isUnion()) for (const one of type.types) add(one, depth);
    else if (type.flags & (ts.TypeFlags.TypeParameter | ts.TypeFlags.IndexedAccess | ts.TypeFlags.Conditional | ts.TypeFlags.Substitution)) {
      const constraint = checker.getBaseConstraintOfType(type);
      if (constraint === undefined || constraint === type) isOpen = true;
      else add(constraint, depth + 1);
    } else {
      types.push(checker.getApparentType(type));
      const awaited = type.getProperty('then') === undefined ? undefined : checker.getAwaitedType(type);
      if (awaited !== undefined && awaited !== type) add(awaited, depth + 1);
    }
  };
  for (const type of given) add(type, 0);
  return { types, calls: [], isOpen: isOpen && types.length === 0 };
}

/** A class whose base is not to be had has more members than are to be seen. */
function extendsUnknown(checker, type, depth = 0) {
  const bases = (type.symbol?.declarations ?? []).flatMap((declaration) => (declaration.heritageClauses ?? []).flatMap((clause) => [...clause.types]));
  return bases.some((base) => {
    const of = checker.getTypeAtLocation(base);
    return (of.flags & ts.TypeFlags.Any) !== 0 || (depth < 5 && extendsUnknown(checker, of, depth + 1));
  });
}
