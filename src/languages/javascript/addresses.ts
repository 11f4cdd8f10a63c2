import type { Expr } from '../../model/expr.js';
import type { Context } from './context.js';
import type { t } from './parse.js';

const ADDRESS = /^(?:https?:|wss?:)?\/\/[\w-]|^[\w-]+(?:\.[\w-]+)+(?:[:/]|$)/;

/** Addresses that only name something: a permission that is asked for, a namespace. */
const NAMES = /^https?:\/\/(?:www\.googleapis\.com\/auth\/|graph\.microsoft\.com\/(?:\.default|[A-Z]\w+\.Read)|www\.w3\.org\/|schemas?\.|schema\.org\b)/;

/** Notes a text that may be the address of somebody who receives data. */
export function noteAddress(ctx: Context, value: string, node: t.Node): void {
  if (ADDRESS.test(value) && !NAMES.test(value))
    ctx.addresses.push({ value, fn: ctx.body.fn, start: (node.start ?? 0) + ctx.offset, end: (node.end ?? 0) + ctx.offset });
}

/** What `lower` makes of a node. If the node is no more than a text, that text was not noted as an address: nothing is sent to it. */
export function asText(ctx: Context, node: t.Node | null | undefined, lower: () => Expr): Expr {
  const noted = ctx.addresses.length;
  const value = lower();
  const inner = node?.type === 'JSXExpressionContainer' ? node.expression : node;
  if (inner?.type === 'StringLiteral' || inner?.type === 'TemplateLiteral') ctx.addresses.length = noted;
  return value;
}

/** What `lower` makes of a list that says who is let in or may be asked, of where a browser is sent on, or of what was asked once. That somebody may be asked says nothing of whether they are. */
export function asAllowed(ctx: Context, lower: () => Expr): Expr {
  const noted = ctx.addresses.length;
  const value = lower();
  ctx.addresses.length = noted;
  return value;
}

/** Holds for these by their name: directives of a content security policy, origins that may ask, hosts of pictures, a redirect. */
export function isAllowedUnder(ctx: Context, name: string | undefined, node: t.Node | null | undefined): boolean {
  if (name === undefined || !node || /Function|Class/.test(node.type)) return false;
  if (DIRECTIVE.test(name) || ORIGINS.test(name)) return true;
  if (node?.type === 'ObjectExpression') return name === 'cors' || name === 'redirect';
  return node?.type === 'ArrayExpression' && (OPTION_OF_HELMET.test(name) || name === 'remotePatterns' || (name === 'domains' && HAS_PICTURES.test(ctx.file)));
}

const SOURCES = '(?:default|script|style|img|font|connect|media|object|frame|child|worker|manifest|prefetch)';
const DIRECTIVE = new RegExp(`^(?:content-security-policy(?:-report-only)?|${SOURCES}-src(?:-elem|-attr)?|frame-ancestors|form-action|base-uri)$`, 'i');
const OPTION_OF_HELMET = new RegExp(`^(?:${SOURCES}Src(?:Elem|Attr)?|frameAncestors|formAction|baseUri)$`);
const ORIGINS = /^(?:cors|allowed|allow|trusted|permitted|allowed[-_]?dev)[-_]?origins?$/i;
const HAS_PICTURES = /(?:^|\/)(?:next|nuxt|astro)\.config\.\w+$/;

/** Holds for a text that only a content security policy has: `'self'`, `script-src …`. */
export function isOfPolicy(node: t.Node | null | undefined): boolean {
  const text = node?.type === 'StringLiteral' ? node.value : node?.type === 'TemplateLiteral' ? node.quasis[0]?.value.cooked : undefined;
  return text !== undefined && OF_POLICY.test(text);
}

const OF_POLICY = new RegExp(`(?:^|\\s)'(?:self|none|unsafe-inline|unsafe-eval|strict-dynamic)'(?:$|[\\s;])|^\\s*${SOURCES}-src(?:$|\\s)`);

/** Holds for what was written down of a request: how it was answered, and when or how fast. Nothing is asked by what has its answer. */
export function isRecord({ properties }: t.ObjectExpression): boolean {
  const numbers = properties.flatMap((property) => {
    if (property.type !== 'ObjectProperty' || property.value.type !== 'NumericLiteral') return [];
    const name = property.key.type === 'Identifier' ? property.key.name : property.key.type === 'StringLiteral' ? property.key.value : '';
    return [{ name, value: property.value.value }];
  });
  const isAnswered = numbers.some(({ name, value }) => /^(?:(?:http|response)?status(?:code)?)$/i.test(name) && value >= 100 && value < 600);
  return isAnswered && numbers.some(({ name }) => TAKEN.test(name));
}

const TAKEN = /^(?:ms|took|elapsed|latency|ttfb|time|ts|timestamp|(?:start|end|response|request)(?:ed)?_?(?:time|at|ms)|.*duration(?:_?ms)?|.*_ms)$/i;

/** Calls that say who may ask from elsewhere: `cors({ origin })`. */
export function letsIn(ctx: Context, callee: Expr): boolean {
  const name = callee.kind === 'member' ? callee.name : callee.kind === 'ref' ? ctx.bindings[callee.binding]?.name : undefined;
  return name !== undefined && /^(?:cors|enableCors)$/.test(name);
}

/** Properties and attributes whose text people read or follow: `placeholder`, `href`, `docsUrl`, `ui_host`. */
export function isForReaders(name: string): boolean {
  // The header of a redirect is written with a capital.
  return name === 'Location' || FOR_READERS.test(name);
}

const FOR_READERS =
  /^(?:aria-.+|href|to|alt|cite|(?:.+[-_])?(?:placeholder|title|label|description|tooltip|hint|message|example|text|caption)|.*(?:placeholder|tooltip|example|hint)s?|example\w*|(?:.*[a-z_-])?(?:ui|doc|docs|documentation|help|homepage|website|websites|dashboard|console|privacy|terms|pricing|signup|support|learnMore|changelog|repository)(?:[-_]?(?:url|uri|link|host|href|page))?)$/i;

/** Calls that compare a text: `host.includes('…')`, `hostMatches(host, '…')`. */
export function compares(ctx: Context, callee: Expr): boolean {
  const name = callee.kind === 'member' ? callee.name : callee.kind === 'ref' ? ctx.bindings[callee.binding]?.name : undefined;
  return name !== undefined && COMPARES.test(name);
}

const COMPARES = /^(?:includes|startsWith|endsWith|indexOf|lastIndexOf|match|matchAll|test|has|equals)$|(?:Matches|Equals|Includes|StartsWith|EndsWith)$/;

/** Operators that compare. */
export const COMPARISON: ReadonlySet<string> = new Set(['==', '===', '!=', '!==']);
