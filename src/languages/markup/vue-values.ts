import type { Expr } from '../../model/expr.js';
import type { ModuleFacts } from '../../model/facts.js';
import type { Part } from './remap.js';

/** Where names of a template that its scripts do not declare belong to. */
export type Instance =
  /** To the properties, where the script mentions them at all; else they are globals. */
  | { readonly kind: 'setup'; readonly mentioned: string }
  /** To the instance, `this`. */
  | { readonly kind: 'options'; readonly hasSetup: boolean };

const NOT_OF_THE_INSTANCE = new Set(
  'undefined Infinity NaN isFinite isNaN parseFloat parseInt decodeURI decodeURIComponent encodeURI encodeURIComponent Math Number Date Array Object Boolean String RegExp Map Set JSON Intl BigInt console Error Symbol Promise window document'.split(
    ' ',
  ),
);

const BOXES = new Set(
  'ref shallowRef customRef computed toRef defineModel useModel useTemplateRef useState useCookie useStorage useLocalStorage useSessionStorage storeToRefs'.split(
    ' ',
  ),
);
const UNBOXED = new Set('reactive readonly shallowReactive defineProps withDefaults defineEmits useRouter useRoute useI18n'.split(' '));

/**
 * Templates read through refs: `consent` there is `consent.value` of the script. Gets what to put in place of the parts of facts that
 * stand in the template's region. A value that may or may not be a ref is read both ways.
 */
export function templateValues(facts: ModuleFacts, region: { readonly start: number; readonly end: number }, instance: Instance): (part: Part) => Part {
  const boxes = boxesOf(facts);
  const asTheyAre = calleesAndHandlers(facts);
  const made = new WeakSet<object>();
  const props = facts.functions.flatMap((func) => func.params).find(({ binding }) => facts.bindings[binding]?.name === '__props')?.binding;
  const mentioned = new Set(instance.kind === 'setup' ? (instance.mentioned.match(/[\w$]+/g) ?? []) : []);
  const self = facts.bindings.findIndex(({ name }) => name === '__self');
  const instanceAt = (start: unknown): Expr => (self < 0 ? { kind: 'this' } : { kind: 'ref', binding: self, start: start as number });
  const isInside = (part: Part): boolean => typeof part.start === 'number' && part.start >= region.start && part.start < region.end;
  const fresh = (part: Part): Expr => {
    const copy = { ...part } as unknown as Expr;
    made.add(copy);
    return copy;
  };
  const boxed = (part: Part): Expr => {
    const start = part.start as number;
    return { kind: 'member', object: fresh(part), name: 'value', start, end: start + (facts.bindings[part.binding as number]?.name.length ?? 0) };
  };
  return (part) => {
    if (!isInside(part) || made.has(part)) return part;
    if (part.kind === 'ref') {
      const box = boxes.get(part.binding as number);
      if (box === 'surely') return boxed(part) as unknown as Part;
      if (box === 'maybe' && !asTheyAre.has(part)) return { kind: 'logical', op: '??', left: boxed(part), right: fresh(part) };
      return part;
    }
    if (part.kind === 'write') {
      const target = part.target as { readonly kind: string; readonly binding?: number; readonly object?: Expr; readonly name?: string };
      if (target.kind === 'binding' && boxes.has(target.binding as number))
        return { ...part, target: { kind: 'property', object: fresh({ kind: 'ref', binding: target.binding, start: part.start }), name: 'value' } };
      if (target.kind === 'property' && target.object?.kind === 'global' && target.object.name === 'globalThis' && instance.kind === 'options')
        return { ...part, target: { kind: 'property', object: instanceAt(part.start), name: target.name } };
      return part;
    }
    if (
      part.kind !== 'global' ||
      typeof part.name !== 'string' ||
      /^(?:__|\$(?!emit))/.test(part.name) ||
      NOT_OF_THE_INSTANCE.has(part.name) ||
      /^[A-Z]/.test(part.name)
    )
      return part;
    if (instance.kind === 'options') {
      const member = (): Expr => ({
        kind: 'member',
        object: fresh(instanceAt(part.start) as unknown as Part),
        name: part.name as string,
        start: part.start as number,
        end: part.end as number,
      });
      if (!instance.hasSetup || asTheyAre.has(part)) return member() as unknown as Part;
      // What `setup` gives may be a ref.
      return { kind: 'logical', op: '??', left: { kind: 'member', object: member(), name: 'value', start: part.start, end: part.end }, right: member() };
    }
    if (props === undefined || !mentioned.has(part.name)) return part;
    return { kind: 'member', object: { kind: 'ref', binding: props, start: part.start }, name: part.name, start: part.start, end: part.end };
  };
}

/** Bindings that hold a ref, or that may. */
function boxesOf(facts: ModuleFacts): Map<number, 'surely' | 'maybe'> {
  const boxes = new Map<number, 'surely' | 'maybe'>();
  for (const func of facts.functions) {
    for (const point of func.flow.points) {
      if (point.kind !== 'write' || point.target.kind !== 'binding') continue;
      const kind = boxKind(facts, point.value);
      if (kind) boxes.set(point.target.binding, kind);
    }
  }
  for (const { binding, specifier } of facts.imports) {
    const name = binding === undefined ? undefined : facts.bindings[binding]?.name;
    if (binding !== undefined && name !== undefined && /^[a-z]/.test(name) && /^[.~@#]/.test(specifier)) boxes.set(binding, 'maybe');
  }
  return boxes;
}

function boxKind(facts: ModuleFacts, value: Expr): 'surely' | 'maybe' | undefined {
  switch (value.kind) {
    case 'await':
      return boxKind(facts, value.of);
    case 'member':
      return boxKind(facts, value.object) && 'maybe';
    case 'rest':
      return undefined;
    case 'call': {
      const callee = facts.calls[value.call]?.callee;
      const name = callee?.kind === 'ref' ? facts.bindings[callee.binding]?.name : callee?.kind === 'global' ? callee.name : undefined;
      if (name !== undefined && BOXES.has(name)) return 'surely';
      return name !== undefined && (UNBOXED.has(name) || !/^use[A-Z]/.test(name)) ? undefined : 'maybe';
    }
    default:
      return undefined;
  }
}

/** What a call calls, what an event attribute is given and what a tag names stands for itself. */
function calleesAndHandlers(facts: ModuleFacts): WeakSet<object> {
  const found = new WeakSet<object>();
  const addRoot = (expr: Expr): void => {
    let root = expr;
    while (root.kind === 'member') root = root.object;
    found.add(root);
  };
  for (const call of facts.calls) addRoot(call.callee);
  for (const element of facts.elements) {
    if (typeof element.tag !== 'string') addRoot(element.tag);
    for (const prop of element.props) if ('name' in prop && /^on[A-Z]/.test(prop.name)) addRoot(prop.value);
  }
  return found;
}
