import type { Expr, Prop } from '../../model/expr.js';
import type { Attribute } from '../../model/facts.js';
import { type Context, emit } from './context.js';
import type { t } from './parse.js';

/** Which tag the objects of a list under this key describe: `useHead({ script: [{ src }] })`, `head: { link: […] }`. */
export function tagsUnder(key: string | undefined): 'script' | 'link' | undefined {
  if (key === 'script' || key === 'scripts') return 'script';
  return key === 'link' || key === 'links' ? 'link' : undefined;
}

/**
 * Holds if an object describes a tag that a framework writes into the page: one of a list of scripts, or one of any list that has an
 * address and says how it is to be loaded.
 */
export function describesTag(node: t.ObjectExpression, tag: 'script' | 'link' | undefined, inList: boolean): 'script' | 'link' | undefined {
  const keys = new Set(node.properties.flatMap((property) => (property.type === 'ObjectProperty' ? nameOf(property.key) : [])));
  if (tag === 'script') return [...CONTENT, 'src'].some((key) => keys.has(key)) ? 'script' : undefined;
  if (tag === 'link') return keys.has('href') && keys.has('rel') ? 'link' : undefined;
  if (inList && keys.has('rel') && keys.has('href')) return 'link';
  return inList && keys.has('src') && (keys.has('async') || keys.has('defer')) ? 'script' : undefined;
}

/** Properties of such an object that hold a script's text. */
const CONTENT = ['innerHTML', 'children', 'textContent', 'innerText'];

function nameOf(key: t.Node): string[] {
  if (key.type === 'Identifier') return [key.name];
  return key.type === 'StringLiteral' ? [key.value] : [];
}

/** Adds the tag that an object describes as an element which is there as soon as the object is. */
export function addTag(ctx: Context, tag: string, props: readonly Prop[], node: t.Node, content?: Expr): void {
  const start = (node.start ?? 0) + ctx.offset;
  const end = (node.end ?? 0) + ctx.offset;
  const attributes = props.flatMap((prop): Attribute[] => {
    if ('spread' in prop) return [{ spread: prop.spread }];
    return 'key' in prop ? [{ name: prop.key, value: prop.value, start: prop.start, end: prop.start }] : [];
  });
  const element = ctx.elements.push({
    tag,
    props: content ? [...attributes, { name: 'innerHTML', value: content, start, end: start }] : attributes,
    children: [],
    text: '',
    fn: ctx.body.fn,
    start,
    end,
    openEnd: end,
    atOnce: true,
  });
  emit(ctx, { kind: 'element', element: element - 1 });
}

/** Functions that make an element of a name and its attributes: `h('script', { src })`. */
const MAKERS = /^(?:h|hs|createElement|createVNode|_?jsxs?(?:DEV)?)$/;

/** Adds what `h('script', { src })` makes, and what `['script', { src }, '…']` and `{ tag: 'script', attrs: { src } }` describe. */
export function addDescribedTag(ctx: Context, node: t.Node, expr: Expr): void {
  switch (node.type) {
    case 'CallExpression': {
      const callee = node.callee.type === 'MemberExpression' ? node.callee.property : node.callee;
      const call = expr.kind === 'call' ? ctx.calls[expr.call] : undefined;
      if (!call || callee.type !== 'Identifier' || !MAKERS.test(callee.name)) return;
      addPair(ctx, node, call.args[0], call.args[1], call.args[2]);
      return;
    }
    case 'ArrayExpression':
      if (expr.kind === 'array' && expr.items.length <= 3) addPair(ctx, node, expr.items[0], expr.items[1], expr.items[2]);
      return;
    case 'ObjectExpression': {
      if (expr.kind !== 'object') return;
      const held = (...names: string[]) => expr.props.flatMap((prop) => ('key' in prop && names.includes(prop.key) ? [prop.value] : []))[0];
      addPair(ctx, node, held('tag', 'tagName'), held('attrs', 'attributes', 'props'), held('innerHTML', 'children'));
      return;
    }
    default:
  }
}

const LOADING = /<(?:script|iframe|img|link)\b|<[a-z]*['"`$]/i;
/** Ways by which jQuery takes markup; unlike those of the page itself they run its scripts. */
const TAKES_MARKUP = /^(?:append|prepend|before|after|html|replaceWith)$/;

/** Adds what a call puts into the page as markup: `document.write('<script …>')`, `$('body').append('<iframe …>')`. */
export function addInserted(ctx: Context, node: t.CallExpression | t.OptionalCallExpression | t.NewExpression, args: readonly Expr[]): void {
  const { callee } = node;
  const name = callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? callee.property.name : undefined;
  const taken = name === 'insertAdjacentHTML' ? 1 : 0;
  const isInserted =
    callee.type === 'MemberExpression' && name !== undefined
      ? (/^write(?:ln)?$/.test(name) && isDocument(callee.object)) || name === 'insertAdjacentHTML' || (TAKES_MARKUP.test(name) && isJquery(callee.object))
      : isJquery(node);
  const value = args[taken];
  const given = node.arguments[taken];
  if (!isInserted || !value || !given) return;
  addMarkup(ctx, given, value, node, { runsScripts: name !== 'insertAdjacentHTML', isNamed: !isJquery(callee) && name !== undefined });
}

/** Adds what `element.innerHTML = '<iframe …>'` puts into the page. */
export function addAssigned(ctx: Context, node: t.AssignmentExpression, value: Expr): void {
  const { left } = node;
  if (left.type === 'MemberExpression' && left.property.type === 'Identifier' && /^(?:inner|outer)HTML$/.test(left.property.name))
    addMarkup(ctx, node.right, value, node, { runsScripts: false, isNamed: true });
}

function addMarkup(
  ctx: Context,
  given: t.Node,
  value: Expr,
  node: t.Node,
  { runsScripts, isNamed }: { readonly runsScripts: boolean; readonly isNamed: boolean },
): void {
  if (!(isNamed && given.type === 'Identifier') && !LOADING.test(ctx.text.slice(given.start ?? 0, given.end ?? 0))) return;
  const start = (node.start ?? 0) + ctx.offset;
  addTag(ctx, 'inserted-html', [{ key: runsScripts ? 'set:html' : 'innerHTML', value, start }], node);
}

function isDocument(node: t.Node): boolean {
  if (node.type === 'Identifier') return node.name === 'document';
  return node.type === 'MemberExpression' && node.property.type === 'Identifier' && node.property.name === 'document';
}

/** Holds for `$('head')`, and what comes of it. */
function isJquery(node: t.Node): boolean {
  let at: t.Node = node;
  while (at.type === 'CallExpression' || at.type === 'MemberExpression') {
    if (at.type === 'CallExpression' && at.callee.type === 'Identifier') return at.callee.name === '$' || at.callee.name === 'jQuery';
    at = at.type === 'CallExpression' ? at.callee : at.object;
  }
  return false;
}

function addPair(ctx: Context, node: t.Node, name: Expr | undefined, attributes: Expr | undefined, content: Expr | undefined): void {
  if (name?.kind !== 'literal' || typeof name.value !== 'string' || !/^(?:script|link|iframe|img)$/.test(name.value)) return;
  if (attributes?.kind !== 'object') {
    if (attributes !== undefined && attributes.kind !== 'undefined' && !(attributes.kind === 'literal' && attributes.value === null)) return;
    if (!content || name.value !== 'script') return;
  }
  addTag(ctx, name.value, attributes?.kind === 'object' ? attributes.props : [], node, name.value === 'script' ? content : undefined);
}
