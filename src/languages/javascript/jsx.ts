import type { Expr } from '../../model/expr.js';
import type { Attribute } from '../../model/facts.js';
import { asText, isForReaders } from './addresses.js';
import { type Context, emit, mayThrow, reference } from './context.js';
import { lowerExpression } from './expressions.js';
import type { t } from './parse.js';

/** An element: its attributes and children are evaluated in order, then it is created. */
export function lowerElement(ctx: Context, node: t.JSXElement | t.JSXFragment): Expr {
  const opening = node.type === 'JSXElement' ? node.openingElement : node.openingFragment;
  const outer = ctx.element;
  const element = ctx.elements.length;
  ctx.elements.push({
    tag: '',
    props: [],
    children: [],
    text: '',
    ...(outer === undefined ? {} : { parent: outer }),
    fn: ctx.body.fn,
    start: (node.start ?? 0) + ctx.offset,
    end: (node.end ?? 0) + ctx.offset,
    openEnd: (opening.end ?? 0) + ctx.offset,
  });
  const shell = ctx.elements[element];
  const tag = node.type === 'JSXElement' ? tagOf(ctx, node.openingElement.name) : '';
  const props = node.type === 'JSXElement' ? node.openingElement.attributes.map((attribute) => lowerAttribute(ctx, attribute)) : [];
  ctx.element = element;
  const children: Expr[] = [];
  for (const child of node.children) {
    if (child.type === 'JSXText') continue;
    children.push(child.type === 'JSXSpreadChild' ? { kind: 'spread', of: lowerExpression(ctx, child.expression) } : lowerExpression(ctx, child));
  }
  ctx.element = outer;
  if (shell) Object.assign(shell, { tag, props, children, text: visibleText(node) });
  emit(ctx, { kind: 'element', element });
  mayThrow(ctx);
  return { kind: 'jsx', element };
}

function tagOf(ctx: Context, name: t.JSXElement['openingElement']['name']): Expr | string {
  if (name.type === 'JSXNamespacedName') return `${name.namespace.name}:${name.name.name}`;
  if (name.type === 'JSXMemberExpression') {
    const object = tagOf(ctx, name.object);
    const at = { start: (name.start ?? 0) + ctx.offset, end: (name.end ?? 0) + ctx.offset };
    return typeof object === 'string' ? object : { kind: 'member', object, name: name.property.name, ...at };
  }
  if (/^[a-z]/.test(name.name) && name.name !== 'this') return name.name;
  return name.name === 'this' ? { kind: 'this' } : reference(ctx, name.name, name.start ?? 0, name.end ?? 0);
}

function lowerAttribute(ctx: Context, attribute: t.JSXAttribute | t.JSXSpreadAttribute): Attribute {
  if (attribute.type === 'JSXSpreadAttribute') return { spread: lowerExpression(ctx, attribute.argument) };
  const name = attribute.name.type === 'JSXNamespacedName' ? `${attribute.name.namespace.name}:${attribute.name.name.name}` : attribute.name.name;
  const at = { start: (attribute.start ?? 0) + ctx.offset, end: (attribute.end ?? 0) + ctx.offset };
  const lower = (): Expr => (attribute.value ? lowerExpression(ctx, attribute.value) : { kind: 'literal', value: true, ...at });
  const value = isForReaders(name) ? asText(ctx, attribute.value, lower) : lower();
  return { name, value, ...at };
}

const SPOKEN = new Set(['aria-label', 'alt', 'placeholder', 'title', 'label']);

/** What a reader sees: text, literal children, labels; for an i18n call its key. */
function visibleText(node: t.Node): string {
  const parts: string[] = [];
  gather(node, parts, 0);
  return parts.join(' ').replace(/\s+/g, ' ').trim().slice(0, 2000);
}

function gather(node: t.Node | null | undefined, into: string[], depth: number): void {
  if (!node || depth > 40 || into.length > 200) return;
  switch (node.type) {
    case 'JSXText':
      into.push(node.value);
      return;
    case 'StringLiteral':
      into.push(node.value);
      return;
    case 'TemplateLiteral':
      into.push(...node.quasis.map((quasi) => quasi.value.cooked ?? ''));
      return;
    case 'JSXElement':
      for (const attribute of node.openingElement.attributes)
        if (attribute.type === 'JSXAttribute' && typeof attribute.name.name === 'string' && SPOKEN.has(attribute.name.name))
          gather(attribute.value, into, depth + 1);
      for (const child of node.children) gather(child, into, depth + 1);
      return;
    case 'JSXFragment':
      for (const child of node.children) gather(child, into, depth + 1);
      return;
    case 'JSXExpressionContainer':
      gather(node.expression, into, depth + 1);
      return;
    case 'LogicalExpression':
      gather(node.right, into, depth + 1);
      return;
    case 'ConditionalExpression':
      gather(node.consequent, into, depth + 1);
      gather(node.alternate, into, depth + 1);
      return;
    case 'CallExpression':
      for (const argument of node.arguments.slice(0, 1)) if (argument.type === 'StringLiteral') into.push(argument.value);
      return;
    case 'MemberExpression':
      if (!node.computed && node.property.type === 'Identifier') into.push(node.property.name);
      return;
    default:
  }
}
