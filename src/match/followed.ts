import type { Run } from '../flow/engine.js';
import { memberOf, WINDOW } from '../flow/members.js';
import { apis, only, type Val } from '../flow/values.js';
import type { Expr } from '../model/expr.js';
import type { Call, Element } from '../model/facts.js';
import type { Point } from '../model/flow.js';

/**
 * The addresses, by where they are written, that a call only leads people to: `window.open(FORM)`, `Linking.openURL(HELP)`, or sends their
 * browser to, as redirects of a configuration do: `response.redirect(302, FORM)`. Whoever follows them is told by the browser where it
 * goes; the program sends nothing there.
 */
export function openedBy(run: Run, module: number, call: Call): readonly string[] {
  const { callee, args } = call;
  if (sendsOn(run, module, callee)) return args.flatMap((arg) => (arg.kind === 'spread' ? [] : pagesIn(run, run.value(module, arg))));
  const name = callee.kind === 'member' || callee.kind === 'global' ? callee.name : undefined;
  if (name === undefined || !OPENS.test(name)) return [];
  if (name === 'open' && callee.kind === 'member' && !isWindow(callee.object)) return [];
  return args[0] === undefined || args[0].kind === 'spread' ? [] : writtenIn(run.value(module, args[0]));
}

/** The addresses, by where they are written, that a page goes to: `location.href = FORM`. */
export function goneTo(run: Run, module: number, { target, value }: Extract<Point, { kind: 'write' }>): readonly string[] {
  if (target.kind !== 'property') return [];
  const goes = target.name === 'location' ? isWindow(target.object) || isDocument(target.object) : target.name === 'href' && isLocation(target.object);
  return goes ? pagesIn(run, run.value(module, value)) : [];
}

/** The addresses, by where they are written, of the links that an element is: `<a href={FORM}>`, `<Banner link={…} href={FORM}>`. */
export function linkedBy(run: Run, module: number, element: Element): readonly string[] {
  if (element.tag === 'link' || element.tag === 'base' || element.tag === 'use') return [];
  return element.props.flatMap((prop) => ('name' in prop && LINKS.test(prop.name) ? writtenIn(run.value(module, prop.value)) : []));
}

const OPENS = /^(?:open|openURL|openUrl|openExternal|openBrowserAsync|openAuthSessionAsync|setAsDefaultProtocolClient)$/;
const LINKS = /^(?:href|:href|v-bind:href|to|routerLink|xlink:href)$/;

/** `response.redirect(…)`, `redirect(…)` of a framework, `location.assign(…)`, `router.push(…)`. */
function sendsOn(run: Run, module: number, callee: Expr): boolean {
  if (callee.kind === 'global') return REDIRECTS.test(callee.name);
  if (callee.kind === 'ref') return apis(run.value(module, callee)).some(({ path }) => REDIRECTS.test(/^npm:[^#]+#(\w+)$/.exec(path)?.[1] ?? ''));
  if (callee.kind !== 'member' || callee.name === undefined) return false;
  if (/^(?:assign|replace|push)$/.test(callee.name)) return isLocation(callee.object) || (callee.name !== 'assign' && isRouter(run, module, callee.object));
  return REDIRECTS.test(callee.name);
}

const REDIRECTS = /^(?:redirect|permanentRedirect|redirectDocument|sendRedirect|navigateTo)$/;

function isRouter({ engine }: Run, module: number, expr: Expr): boolean {
  const name = expr.kind === 'ref' ? engine.program.modules[module]?.bindings[expr.binding]?.name : expr.kind === 'member' ? expr.name : undefined;
  return name !== undefined && /^\$?router$/i.test(name);
}

function isLocation(expr: Expr): boolean {
  if (expr.kind === 'global') return expr.name === 'location';
  return expr.kind === 'member' && expr.name === 'location' && (isWindow(expr.object) || isDocument(expr.object));
}

function isDocument(expr: Expr): boolean {
  return expr.kind === 'global' && expr.name === 'document';
}

function isWindow(expr: Expr): boolean {
  return expr.kind === 'global' && WINDOW.has(expr.name);
}

/** Where the addresses of pages are written: not of those that take along in their query what is not known, nor of where people sign in. */
function pagesIn(run: Run, val: Val): readonly string[] {
  const texts = val.values.flatMap((value) => (value.k === 'object' && value.place.startsWith('url:') ? hrefOf(run, value).values : [value]));
  const isPage = (value: Val['values'][number]) =>
    value.k === 'const' && !SIGN_IN.test(String(value.value)) && !(value.prefixOnly && String(value.value).includes('?'));
  return writtenIn({ ...val, values: texts.filter(isPage) });
}

function hrefOf({ engine }: Run, url: Val['values'][number]): Val {
  return memberOf(engine, only(url), 'href', { module: 0, start: 0, end: 0 });
}

/** Who is sent to a sign-in comes back with what the other side knows of him. */
const SIGN_IN = /\/(?:oauth2?|authorize|login|signin)\b/i;

/** Where the texts of a value are written, as far as they are known to be addresses. */
function writtenIn(val: Val): readonly string[] {
  return val.values.flatMap((value) => (value.k === 'const' && value.from ? [`${value.from.module}:${value.from.start}`] : []));
}
