import type { Expr, Prop } from '../../model/expr.js';
import type { Func, Param } from '../../model/facts.js';
import { asAllowed, asText, COMPARISON, compares, isAllowedUnder, isForReaders, isOfPolicy, isRecord, letsIn, noteAddress } from './addresses.js';
import { lowerClass } from './classes.js';
import { anonymous, assume, type Context, connect, detached, emit, enterScope, flowOf, mayThrow, newBody, opaque, reference } from './context.js';
import { lowerElement } from './jsx.js';
import type { t } from './parse.js';
import { bindPattern, declarePattern } from './patterns.js';
import { addAssigned, addDescribedTag, addGiven, addInserted, addTag, describesTag, tagsUnder } from './script-objects.js';
import { declareVars, lowerStatements } from './statements.js';

/**
 * Emits what an expression does (calls, writes, elements, in order of evaluation, with short-circuits as branches) and
 * gets what it yields.
 */
export function lowerExpression(ctx: Context, node: t.Node | null | undefined, unused = false): Expr {
  if (!node) return { kind: 'undefined' };
  const at = { start: (node.start ?? 0) + ctx.offset, end: (node.end ?? 0) + ctx.offset };
  switch (node.type) {
    case 'StringLiteral':
      noteAddress(ctx, node.value, node);
      return { kind: 'literal', value: node.value, ...at };
    case 'NumericLiteral':
    case 'BooleanLiteral':
      return { kind: 'literal', value: node.value, ...at };
    case 'NullLiteral':
      return { kind: 'literal', value: null, ...at };
    case 'BigIntLiteral':
      return { kind: 'literal', value: Number(node.value), ...at };
    case 'RegExpLiteral':
      return { kind: 'regex', source: node.pattern };
    case 'TemplateLiteral':
      noteAddress(ctx, node.quasis[0]?.value.cooked ?? '', node);
      return {
        kind: 'template',
        strings: node.quasis.map((quasi) => quasi.value.cooked ?? quasi.value.raw),
        parts: node.expressions.map((part) => lowerExpression(ctx, part)),
        ...at,
      };
    case 'TaggedTemplateExpression': {
      const callee = lowerExpression(ctx, node.tag);
      const strings: Expr = lowerExpression(ctx, node.quasi);
      return addCall(ctx, callee, [strings], node, { tagged: true, unused });
    }
    case 'Identifier':
      return reference(ctx, node.name, node.start ?? 0, node.end ?? 0);
    case 'ThisExpression':
      return { kind: 'this' };
    case 'Super':
      return { kind: 'super' };
    case 'MetaProperty':
      return node.meta.name === 'import' ? { kind: 'meta' } : opaque('new.target');
    case 'MemberExpression':
      return lowerMember(ctx, node, lowerExpression(ctx, node.object));
    case 'OptionalMemberExpression':
    case 'OptionalCallExpression':
      return lowerChain(ctx, node, unused);
    case 'CallExpression':
    case 'NewExpression':
      if (node.callee.type === 'Import') return importCall(ctx, lowerExpression(ctx, node.arguments[0]), node, unused);
      return lowerCall(ctx, node, lowerExpression(ctx, node.callee), unused);
    case 'ImportExpression': {
      const specifier = lowerExpression(ctx, node.source);
      return importCall(ctx, specifier, node, unused);
    }
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return { kind: 'function', fn: lowerFunction(ctx, node, node.type === 'FunctionExpression' ? node.id?.name : undefined) };
    case 'ClassExpression':
      return { kind: 'class', cls: lowerClass(ctx, node) };
    case 'ObjectExpression':
      return lowerObject(ctx, node, false);
    case 'ArrayExpression': {
      const lower = () => {
        const items = node.elements.map((element) => (element?.type === 'ObjectExpression' ? lowerObject(ctx, element, true) : lowerExpression(ctx, element)));
        const list: Expr = { kind: 'array', items, ...at };
        addDescribedTag(ctx, node, list);
        return list;
      };
      return node.elements.some(isOfPolicy) ? asAllowed(ctx, lower) : lower();
    }
    case 'SpreadElement':
      return { kind: 'spread', of: lowerExpression(ctx, node.argument) };
    case 'UnaryExpression': {
      const of = lowerExpression(ctx, node.argument, node.operator === 'void' && unused);
      return node.operator === 'void' ? { kind: 'undefined' } : { kind: 'unary', op: node.operator, of };
    }
    case 'BinaryExpression':
      return lowerBinary(ctx, node);
    case 'LogicalExpression':
      return lowerLogical(ctx, node, unused);
    case 'ConditionalExpression':
      return lowerConditional(ctx, node, unused);
    case 'AssignmentExpression':
      return lowerAssignment(ctx, node);
    case 'UpdateExpression':
      bindPattern(ctx, node.argument, opaque('counted'));
      return opaque('counted');
    case 'SequenceExpression': {
      let last: Expr = { kind: 'undefined' };
      for (const [index, part] of node.expressions.entries()) last = lowerExpression(ctx, part, unused || index < node.expressions.length - 1);
      return last;
    }
    case 'AwaitExpression': {
      const of = lowerExpression(ctx, node.argument, unused);
      const call = of.kind === 'call' ? ctx.calls[of.call] : undefined;
      if (call && of.kind === 'call') ctx.calls[of.call] = { ...call, awaited: true };
      mayThrow(ctx);
      return { kind: 'await', of };
    }
    case 'YieldExpression':
      lowerExpression(ctx, node.argument);
      return opaque('yield');
    case 'JSXElement':
    case 'JSXFragment':
      return lowerElement(ctx, node);
    case 'JSXExpressionContainer':
      return lowerExpression(ctx, node.expression);
    case 'JSXEmptyExpression':
      return { kind: 'undefined' };
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
    case 'TypeCastExpression':
      return lowerExpression(ctx, node.expression, unused);
    default:
      return opaque(node.type);
  }
}

/** The name of a property or key, where the source says it: `.x`, `['x']`, `x:`. */
export function propertyName(node: { readonly computed?: boolean | null; readonly property?: t.Node; readonly key?: t.Node }): string | undefined {
  const key = node.property ?? node.key;
  if (key?.type === 'StringLiteral') return key.value;
  if (key?.type === 'NumericLiteral') return String(key.value);
  if (key?.type === 'TemplateLiteral' && key.expressions.length === 0) return key.quasis[0]?.value.cooked ?? undefined;
  if (node.computed) return undefined;
  if (key?.type === 'Identifier') return key.name;
  if (key?.type === 'PrivateName') return `#${key.id.name}`;
  return undefined;
}

/** Lowers a function with a flow of its own; gets its number. */
export function lowerFunction(
  ctx: Context,
  node: t.Function,
  name: string | undefined,
  member?: Pick<Func, 'cls' | 'method' | 'isStatic' | 'isConstructor'>,
): number {
  const known = ctx.functionOf.get(node);
  if (known !== undefined) return known;
  const index = ctx.functions.length;
  ctx.functionOf.set(node, index);
  const outerBody = ctx.body;
  const outerElement = ctx.element;
  const params: Param[] = [];
  const shell = {
    ...(name === undefined ? {} : { name }),
    params,
    isAsync: node.async ?? false,
    isGenerator: node.generator ?? false,
    arrow: node.type === 'ArrowFunctionExpression',
    parent: outerBody.fn,
    ...member,
    start: (node.start ?? 0) + ctx.offset,
    end: (node.end ?? 0) + ctx.offset,
  };
  const body = newBody(index);
  ctx.functions.push({ ...shell, flow: flowOf(body) });
  ctx.body = body;
  ctx.element = undefined;
  const outer = enterScope(ctx);
  for (const param of node.params) declarePattern(ctx, ctx.scope, param, 'param');
  for (const param of node.params) {
    const rest = param.type === 'RestElement';
    const inner = rest ? param.argument : param;
    if (inner.type === 'Identifier') {
      const target = reference(ctx, inner.name, inner.start ?? 0, inner.end ?? 0);
      if (target.kind === 'ref') params.push({ binding: target.binding, rest });
      continue;
    }
    const binding = anonymous(ctx, 'param', inner.start ?? 0);
    params.push({ binding, rest });
    bindPattern(ctx, inner, { kind: 'ref', binding, start: (inner.start ?? 0) + ctx.offset });
  }
  lowerBody(ctx, node);
  connect(body, body.current, body.exit);
  ctx.scope = outer;
  ctx.body = outerBody;
  ctx.element = outerElement;
  return index;
}

function lowerBody(ctx: Context, node: t.Function): void {
  if (node.body && node.body.type !== 'BlockStatement') {
    const value = lowerExpression(ctx, node.body);
    emit(ctx, { kind: 'return', value, start: (node.body.start ?? 0) + ctx.offset });
    return;
  }
  if (!node.body) return;
  declareVars(ctx, ctx.scope, node.body.body);
  lowerStatements(ctx, node.body.body);
}

function lowerObject(ctx: Context, node: t.ObjectExpression, inList: boolean): Expr {
  return isRecord(node) ? asAllowed(ctx, () => lowerProperties(ctx, node, inList)) : lowerProperties(ctx, node, inList);
}

function lowerProperties(ctx: Context, node: t.ObjectExpression, inList: boolean): Expr {
  const { tags } = ctx;
  ctx.tags = undefined;
  const props = node.properties.flatMap((property) => lowerProperty(ctx, property));
  ctx.tags = tags;
  const object: Expr = { kind: 'object', props, start: (node.start ?? 0) + ctx.offset, end: (node.end ?? 0) + ctx.offset };
  const tag = describesTag(node, tags, inList);
  if (tag) addTag(ctx, tag, props, node);
  else addDescribedTag(ctx, node, object);
  return object;
}

function lowerProperty(ctx: Context, property: t.ObjectExpression['properties'][number]): Prop[] {
  if (property.type === 'SpreadElement') return [{ spread: lowerExpression(ctx, property.argument) }];
  const key = propertyName(property);
  const start = (property.start ?? 0) + ctx.offset;
  if (property.type === 'ObjectMethod') {
    const value: Expr = { kind: 'function', fn: lowerFunction(ctx, property, key) };
    if (key === undefined) return [{ computed: lowerExpression(ctx, property.key), value }];
    return property.kind === 'set' ? [] : [{ key, value, start, ...(property.kind === 'get' ? { getter: true } : {}) }];
  }
  if (key === undefined) {
    const computed = lowerExpression(ctx, property.key);
    return [{ computed, value: lowerNamed(ctx, property.value, undefined) }];
  }
  ctx.tags = tagsUnder(key);
  const lower = () => lowerNamed(ctx, property.value, key);
  const value = isForReaders(key) ? asText(ctx, property.value, lower) : lower();
  ctx.tags = undefined;
  return [{ key, value, start }];
}

/** A function takes the name of what it is assigned to. */
export function lowerNamed(ctx: Context, node: t.Node | null | undefined, name: string | undefined): Expr {
  if (isAllowedUnder(ctx, name, node)) return asAllowed(ctx, () => lowerExpression(ctx, node));
  if (node?.type === 'ArrowFunctionExpression' || (node?.type === 'FunctionExpression' && !node.id))
    return { kind: 'function', fn: lowerFunction(ctx, node, name) };
  if (node?.type === 'ClassExpression') return { kind: 'class', cls: lowerClass(ctx, node, name) };
  return lowerExpression(ctx, node);
}

function lowerMember(ctx: Context, node: t.MemberExpression | t.OptionalMemberExpression, object: Expr): Expr {
  const at = { start: (node.start ?? 0) + ctx.offset, end: (node.end ?? 0) + ctx.offset };
  const name = propertyName(node);
  if (name !== undefined) return { kind: 'member', object, name, ...at };
  if (node.property.type === 'PrivateName') return { kind: 'member', object, name: `#${node.property.id.name}`, ...at };
  return { kind: 'member', object, key: lowerExpression(ctx, node.property), ...at };
}

type Link = t.OptionalMemberExpression | t.OptionalCallExpression;

/**
 * `a?.b.c()`: where `a` is nullish control goes past the call, and past what it is given. Most chains only read; a branch would tell
 * nothing of these.
 */
function lowerChain(ctx: Context, node: Link, unused: boolean): Expr {
  const links: Link[] = [];
  let head: t.Node = node;
  for (;;) {
    if (head.type === 'TSNonNullExpression') head = head.expression;
    else if (head.type === 'OptionalMemberExpression' || head.type === 'OptionalCallExpression') {
      links.unshift(head);
      head = head.type === 'OptionalCallExpression' ? head.callee : head.object;
    } else break;
  }
  let value = lowerExpression(ctx, head);
  const passed: number[] = [];
  for (const [index, link] of links.entries()) {
    if (link.type === 'OptionalCallExpression') value = lowerCall(ctx, link, value, unused && link === node);
    else {
      if (leadsToCall(links, index)) {
        passed.push(ctx.body.current);
        const at = { start: (head.start ?? 0) + ctx.offset, end: (link.object.end ?? 0) + ctx.offset };
        emit(ctx, { kind: 'assume', test: isNullish(value), outcome: false, ...at, chained: true });
      }
      value = lowerMember(ctx, link, value);
    }
  }
  if (passed.length > 0) {
    const join = emit(ctx, { kind: 'join' });
    for (const from of passed) connect(ctx.body, from, join);
  }
  return value;
}

/** Holds for the last `?.` before a call: what is nullish further to the left is nullish there as well. */
function leadsToCall(links: readonly Link[], index: number): boolean {
  if (!links[index]?.optional) return false;
  const next = links.slice(index + 1).find((link) => link.type === 'OptionalCallExpression' || link.optional);
  return next?.type === 'OptionalCallExpression';
}

const isNullish = (value: Expr): Expr => ({ kind: 'binary', op: '==', left: value, right: { kind: 'literal', value: null, start: 0, end: 0 } });

function lowerCall(ctx: Context, node: t.CallExpression | t.OptionalCallExpression | t.NewExpression, callee: Expr, unused: boolean): Expr {
  const isNew = node.type === 'NewExpression';
  const isText = compares(ctx, callee);
  const isOpen = letsIn(ctx, callee);
  const args = node.arguments.map((argument) => {
    const lower = () => lowerExpression(ctx, argument);
    return isText ? asText(ctx, argument, lower) : isOpen ? asAllowed(ctx, lower) : lower();
  });
  if (!isNew && callee.kind === 'global' && callee.name === 'require' && args.length === 1 && args[0]) return importCall(ctx, args[0], node, unused, true);
  const call = addCall(ctx, callee, args, node, { isNew, optional: node.type === 'OptionalCallExpression', unused });
  addDescribedTag(ctx, node, call);
  addInserted(ctx, node, args);
  addGiven(ctx, node, callee, args);
  return call;
}

function importCall(ctx: Context, specifier: Expr, node: t.Node, unused: boolean, required = false): Expr {
  const call = addCall(ctx, { kind: 'global', name: 'import', start: (node.start ?? 0) + ctx.offset, end: (node.start ?? 0) + ctx.offset }, [specifier], node, {
    unused,
    required,
  });
  return call.kind === 'call' ? { kind: 'import', specifier, call: call.call } : call;
}

export function addCall(
  ctx: Context,
  callee: Expr,
  args: readonly Expr[],
  node: t.Node,
  how: {
    readonly isNew?: boolean;
    readonly tagged?: boolean;
    readonly optional?: boolean;
    readonly unused?: boolean;
    readonly decorator?: boolean;
    readonly required?: boolean;
  },
): Expr {
  const call =
    ctx.calls.push({
      callee,
      args,
      isNew: how.isNew ?? false,
      tagged: how.tagged ?? false,
      optional: how.optional ?? false,
      fn: ctx.body.fn,
      start: (node.start ?? 0) + ctx.offset,
      end: (node.end ?? 0) + ctx.offset,
      unused: how.unused ?? false,
      awaited: false,
      ...(how.decorator ? { decorator: true } : {}),
      ...(how.required ? { required: true } : {}),
    }) - 1;
  mayThrow(ctx);
  emit(ctx, { kind: 'call', call });
  mayThrow(ctx);
  return { kind: 'call', call };
}

/** Long chains of one operator lean to the left; they are walked without recursion. */
function lowerBinary(ctx: Context, node: t.BinaryExpression): Expr {
  const chain: t.BinaryExpression[] = [];
  let first: t.Node = node;
  while (first.type === 'BinaryExpression') {
    chain.push(first);
    first = first.left;
  }
  const links = chain.reverse();
  if (links[0]?.operator === '+' && isOfPolicy(first)) return asAllowed(ctx, () => lowerOperators(ctx, first, links));
  return lowerOperators(ctx, first, links);
}

function lowerOperators(ctx: Context, first: t.Node, links: readonly t.BinaryExpression[]): Expr {
  const isCompared = COMPARISON.has(links[0]?.operator ?? '');
  let left = isCompared ? asText(ctx, first, () => lowerExpression(ctx, first)) : lowerExpression(ctx, first);
  for (const link of links) {
    const lower = () => lowerExpression(ctx, link.right);
    left = { kind: 'binary', op: link.operator, left, right: COMPARISON.has(link.operator) ? asText(ctx, link.right, lower) : lower() };
  }
  return left;
}

function lowerLogical(ctx: Context, node: t.LogicalExpression, unused: boolean): Expr {
  const chain: t.LogicalExpression[] = [];
  let first: t.Node = node;
  while (first.type === 'LogicalExpression') {
    chain.push(first);
    first = first.left;
  }
  const links = chain.reverse();
  const isCompared = COMPARISON.has(links[0]?.operator ?? '');
  let left = isCompared ? asText(ctx, first, () => lowerExpression(ctx, first)) : lowerExpression(ctx, first);
  for (const link of links) {
    const op = link.operator;
    const test: Expr = op === '??' ? isNullish(left) : left;
    const enters = op !== '||';
    let right: Expr = { kind: 'undefined' };
    branch(ctx, test, enters, link.right, () => {
      right = lowerExpression(ctx, link.right, unused);
    });
    left = { kind: 'logical', op, left, right };
  }
  return left;
}

/** Runs `inside` where the test has the outcome; leaves no trace when nothing happens in there. */
function branch(ctx: Context, test: Expr, outcome: boolean, node: t.Node, inside: () => void): void {
  const { body } = ctx;
  const before = body.current;
  const mark = body.points.length;
  assume(ctx, test, outcome, node.start ?? 0, node.end ?? 0);
  inside();
  if (body.points.length === mark + 1) {
    body.points.length = mark;
    body.next.length = mark;
    if (before >= 0) body.next[before] = (body.next[before] ?? []).filter((to) => to < mark);
    body.current = before;
    return;
  }
  const end = body.current;
  body.current = before;
  assume(ctx, test, !outcome, node.start ?? 0, node.end ?? 0);
  const other = body.current;
  body.current = -1;
  const join = emit(ctx, { kind: 'join' });
  connect(body, end, join);
  connect(body, other, join);
}

function lowerConditional(ctx: Context, node: t.ConditionalExpression, unused: boolean): Expr {
  const { body } = ctx;
  const test = lowerExpression(ctx, node.test);
  const before = body.current;
  assume(ctx, test, true, node.test.start ?? 0, node.test.end ?? 0);
  const then = lowerExpression(ctx, node.consequent, unused);
  const thenEnd = body.current;
  body.current = before;
  assume(ctx, test, false, node.test.start ?? 0, node.test.end ?? 0);
  const otherwise = lowerExpression(ctx, node.alternate, unused);
  const elseEnd = body.current;
  const join = detached(ctx, { kind: 'join' });
  connect(body, thenEnd, join);
  connect(body, elseEnd, join);
  body.current = join;
  return { kind: 'conditional', test, then, else: otherwise };
}

function lowerAssignment(ctx: Context, node: t.AssignmentExpression): Expr {
  const name = node.left.type === 'Identifier' ? node.left.name : undefined;
  if (node.operator === '=') {
    const value = lowerNamed(ctx, node.right, name);
    bindPattern(ctx, node.left, value);
    addAssigned(ctx, node, value);
    return { kind: 'assigned', value };
  }
  const left = lowerExpression(ctx, node.left);
  if (node.operator === '||=' || node.operator === '&&=' || node.operator === '??=') {
    const op = node.operator.slice(0, 2) as '||' | '&&' | '??';
    const test: Expr = op === '??' ? isNullish(left) : left;
    let value: Expr = { kind: 'undefined' };
    branch(ctx, test, op !== '||', node.right, () => {
      value = lowerNamed(ctx, node.right, name);
      bindPattern(ctx, node.left, value);
    });
    return { kind: 'logical', op, left, right: value };
  }
  const value: Expr = { kind: 'binary', op: node.operator.slice(0, -1), left, right: lowerExpression(ctx, node.right) };
  bindPattern(ctx, node.left, value);
  return value;
}
