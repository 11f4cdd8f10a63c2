import type { Calling } from './calls.js';
import { ownArguments, ownWays } from './contexts.js';
import { type Engine, joinProp, openPlace, propAt } from './engine.js';
import { memberOf } from './members.js';
import { isSentTo, listen, send } from './messages.js';
import { ANYTHING, join, NULL, objectAt, only, strings, UNDEFINED, type Val, type Value } from './values.js';

/** Where an event is heard: on the page and its elements, which hand it up to the window, or on targets that the app makes. */
export type Target = 'event of the page' | 'event of a target';

const TARGETS: readonly Target[] = ['event of the page', 'event of a target'];
const EVENT = 'own event ';

/** `new CustomEvent(name, { detail })` */
export function makeEvent({ engine, module, call, args }: Calling, id: string, isCustom: boolean): Val {
  const place = `${EVENT}${id}`;
  const [type = UNDEFINED, options = UNDEFINED] = args;
  joinProp(engine, place, 'type', type);
  joinProp(engine, place, 'detail', isCustom ? detailOf(engine, options, { module, start: call.start, end: call.end }) : UNDEFINED);
  openPlace(engine, place);
  return only(objectAt(place, 'object'));
}

function detailOf(engine: Engine, options: Val, where: { readonly module: number; readonly start: number; readonly end: number }): Val {
  const given: Val = { ...options, values: options.values.filter((value) => value.k !== 'const') };
  const none = options.values.some((value) => value.k === 'const') ? NULL : undefined;
  if (!given.any && given.values.length === 0) return none ?? UNDEFINED;
  const detail = memberOf(engine, given, 'detail', where);
  return none ? join(detail, none) : detail;
}

/**
 * Takes in who listens to events that the app itself dispatches. Holds if it is known who dispatches them: the listener is then called
 * from there. What browsers and platforms dispatch, or somebody out of sight, may happen at any time.
 */
export function hearOwn(calling: Calling, target: Target): boolean {
  const { engine } = calling;
  let isKnown = true;
  for (const { args, frame } of ownWays(calling)) {
    const [names = UNDEFINED, listener = UNDEFINED] = args;
    const own = names.values.filter((value) => isOwn(engine, target, value));
    if (own.length < names.values.length || names.any) isKnown = false;
    if (own.length === 0) continue;
    const channels = { kind: target, names: { ...names, values: own, any: false } };
    const isSent = isSentTo(engine, channels);
    const isCalled = listen(calling, [{ ...channels, listener, ...(isSent ? { way: frame } : {}) }], ['dispatchEvent']);
    // An object with a method to be called is left to what happens outside.
    if (!isSent || !isCalled || listener.values.some(({ k }) => k !== 'fn' && k !== 'const')) isKnown = false;
  }
  return isKnown;
}

/** `target.dispatchEvent(event)`: calls who listens. Without a target, of which nothing is known, on any. */
export function dispatch(calling: Calling, target: Target | undefined): void {
  const { engine } = calling;
  if (!calling.effects) return;
  for (const [event = UNDEFINED] of ownArguments(calling)) {
    for (const value of event.values) {
      const isMade = value.k === 'object' && value.place.startsWith(EVENT);
      const names = isMade ? (propAt(engine, value.place, 'type') ?? ANYTHING) : ANYTHING;
      if (isMade || (target && !isOfBrowser(value))) tell(calling, target, names, only(value));
    }
    if (event.any && target) tell(calling, target, ANYTHING, ANYTHING);
  }
}

function tell(calling: Calling, target: Target | undefined, names: Val, event: Val): void {
  const isRead = !names.any && names.values.every((value) => value.k === 'const');
  const texts = strings(names).filter((name) => isOwnName(calling.engine, 'event of the page', name));
  for (const kind of target ? [target] : TARGETS) send(calling, { kind, names, isGuessed: !isRead }, (_, call) => call([event]), texts);
}

function isOfBrowser(value: Value): boolean {
  return value.k === 'const' || (value.k === 'api' && /^global:\w+Event\.new\(\)$/.test(value.path));
}

function isOwn(engine: Engine, target: Target, value: Value): boolean {
  return value.k === 'const' && typeof value.value === 'string' && value.value !== '' && isOwnName(engine, target, value.value);
}

function isOwnName(engine: Engine, target: Target, name: string): boolean {
  if (target === 'event of a target') return true;
  return !engine.program.catalogued.has(`event:${name}`) && !OF_BROWSERS.test(name) && !OF_FRAMEWORKS.test(name);
}

/** Events that browsers dispatch by themselves. */
const OF_BROWSERS = new RegExp(
  `^(?:DOM[A-Za-z]+|(?:webkit|moz|ms)[A-Za-z]+|(?:${[
    '(?:aux|dbl)?click|contextmenu|wheel|drop|blur|input|change|submit|reset|invalid|search|toggle|resize|unload|copy|cut|paste',
    '(?:mouse|(?:got|lost)?pointer|key|touch|drag|focus|composition|animation|transition|fullscreen|gesture|gamepad|device|orientation)[a-z]*',
    '(?:page|before|after|select|form|scroll|speech|voices|volume|rate|duration|time|seek|load|canplay|navigate|notification)[a-z]*',
    'readystatechange|visibilitychange|languagechange|controllerchange|statechange|cookiechange|slotchange|cuechange|hashchange|popstate',
    'storage|message|messageerror|error|abort|cancel|close|open|online|offline|progress|stalled|suspend|emptied|ended|waiting|play|playing|pause',
    'securitypolicyviolation|unhandledrejection|rejectionhandled|appinstalled|updatefound|currententrychange',
    'install|activate|fetch|push|sync|freeze|resume|backbutton|menubutton|connect|disconnect|start|end',
  ].join('|')}))$`,
);

/** Events of frameworks, of which an app may hear what it dispatches itself, and more. */
const OF_FRAMEWORKS =
  /^(?:astro|turbo|turbolinks|htmx|livewire|inertia|phx|alpine|shopify|swup|vite|sveltekit|gtm|pjax|barba|unpoly|up|ajax|jquery|shown?|hidden?|hide)[:.]/i;
