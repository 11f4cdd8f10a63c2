import type { Run } from '../flow/engine.js';
import { WINDOW } from '../flow/members.js';
import type { Val } from '../flow/values.js';
import type { Expr } from '../model/expr.js';
import type { Call, Element } from '../model/facts.js';

/**
 * The addresses, by where they are written, that a call only leads people to: `window.open(FORM)`, `Linking.openURL(HELP)`. Whoever
 * follows them is told by the browser where it goes; the program sends nothing there.
 */
export function openedBy(run: Run, module: number, call: Call): readonly string[] {
  const { callee, args } = call;
  const name = callee.kind === 'member' || callee.kind === 'global' ? callee.name : undefined;
  if (name === undefined || !OPENS.test(name)) return [];
  if (name === 'open' && callee.kind === 'member' && !isWindow(callee.object)) return [];
  return args[0] === undefined || args[0].kind === 'spread' ? [] : writtenIn(run.value(module, args[0]));
}

/** The addresses, by where they are written, of the links that an element is: `<a href={FORM}>`, `<Banner link={…} href={FORM}>`. */
export function linkedBy(run: Run, module: number, element: Element): readonly string[] {
  if (element.tag === 'link' || element.tag === 'base' || element.tag === 'use') return [];
  return element.props.flatMap((prop) => ('name' in prop && LINKS.test(prop.name) ? writtenIn(run.value(module, prop.value)) : []));
}

const OPENS = /^(?:open|openURL|openUrl|openExternal|openBrowserAsync|openAuthSessionAsync|setAsDefaultProtocolClient)$/;
const LINKS = /^(?:href|:href|v-bind:href|to|routerLink|xlink:href)$/;

function isWindow(expr: Expr): boolean {
  return expr.kind === 'global' && WINDOW.has(expr.name);
}

/** Where the texts of a value are written, as far as they are known to be addresses. */
function writtenIn(val: Val): readonly string[] {
  return val.values.flatMap((value) => (value.k === 'const' && value.from ? [`${value.from.module}:${value.from.start}`] : []));
}
