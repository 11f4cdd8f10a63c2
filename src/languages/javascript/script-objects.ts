import type { Expr, Prop } from '../../model/expr.js';
import type { Attribute, Element } from '../../model/facts.js';
import { type Context, emit, lookUp, opaque } from './context.js';
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
  addElement(ctx, { tag, props: content ? [...attributes, { name: 'innerHTML', value: content, start, end: start }] : attributes, children: [] }, start, end);
}

function addElement(ctx: Context, { tag, props, children }: Pick<Element, 'tag' | 'props' | 'children'>, start: number, end: number): void {
  const element = ctx.elements.push({ tag, props, children, text: '', fn: ctx.body.fn, start, end, openEnd: end, atOnce: true });
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

/** Adds what `element.innerHTML = '<iframe …>'` puts into the page, and what `script.text = '…'` has a script that is made run. */
export function addAssigned(ctx: Context, node: t.AssignmentExpression, value: Expr): void {
  const { left } = node;
  if (left.type !== 'MemberExpression' || left.property.type !== 'Identifier') return;
  const binding = left.object.type === 'Identifier' ? lookUp(ctx, left.object.name) : undefined;
  const made = binding === undefined ? undefined : ctx.madeScripts.get(binding);
  if (made) setOnScript(ctx, made, left.property.name, value, node);
  else if (/^(?:inner|outer)HTML$/.test(left.property.name)) addMarkup(ctx, node.right, value, node, { runsScripts: false, isNamed: true });
}

/** Holds for `document.createElement('script')`. */
export function makesScript(ctx: Context, value: Expr): boolean {
  const call = value.kind === 'call' ? ctx.calls[value.call] : undefined;
  const [name] = call?.args ?? [];
  return call?.callee.kind === 'member' && call.callee.name === 'createElement' && name?.kind === 'literal' && /^script$/i.test(String(name.value));
}

/** Adds what a call gives to a script that is made: `script.append('…')`, `Object.assign(script, { text: '…' })`, `renderer.setProperty(script, 'text', '…')`. */
export function addGiven(ctx: Context, node: t.Node, callee: Expr, args: readonly Expr[]): void {
  if (callee.kind !== 'member' || callee.name === undefined || !GIVES.test(callee.name)) return;
  const own = scriptIn(ctx, callee.object);
  const made = own ?? scriptIn(ctx, args[0]);
  if (!made) return;
  const [first, second] = own ? args : args.slice(1);
  if (callee.name === 'assign') {
    if (own || first?.kind !== 'object') return;
    for (const prop of first.props) if ('key' in prop) setOnScript(ctx, made, prop.key, prop.value, node);
  } else if (/^set/.test(callee.name)) {
    if (first?.kind === 'literal' && second) setOnScript(ctx, made, String(first.value), second, node);
  } else if (first) setOnScript(ctx, made, 'text', textNodeIn(ctx, first) ?? first, node);
}

const GIVES = /^(?:append(?:Child)?|assign|setAttribute|setProperty)$/;

function scriptIn(ctx: Context, value: Expr | undefined): Attribute[] | undefined {
  if (value?.kind === 'ref') return ctx.madeScripts.get(value.binding);
  return value && makesScript(ctx, value) ? [] : undefined;
}

/** The text of `document.createTextNode('…')`. */
function textNodeIn(ctx: Context, value: Expr): Expr | undefined {
  const call = value.kind === 'call' ? ctx.calls[value.call] : undefined;
  return call?.callee.kind === 'member' && /^createText(?:Node)?$/.test(call.callee.name ?? '') ? call.args[0] : undefined;
}

/** A script runs what it is filled with; like its address this counts where it is set. Its type may be said before or after. */
function setOnScript(ctx: Context, made: Attribute[], name: string, value: Expr, node: t.Node): void {
  const start = (node.start ?? 0) + ctx.offset;
  const end = (node.end ?? 0) + ctx.offset;
  if (name === 'type') {
    // Of a type that is set twice nothing is known.
    const type: Attribute = { name, value, start, end };
    made.splice(0, made.length, made.length > 0 ? { ...type, value: opaque('set twice') } : type);
  } else if (SCRIPT_TEXT.has(name)) addElement(ctx, { tag: 'script', props: made, children: [value] }, start, end);
}

const SCRIPT_TEXT = new Set(['innerHTML', 'textContent', 'innerText', 'text']);

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
