import type { Program } from '../model/program.js';
import { type Engine, joinProp, placeAt } from './engine.js';
import { isRadio } from './labels.js';
import type { Where } from './members.js';
import { register } from './register.js';
import { saidAround } from './surroundings.js';
import { ANYTHING, BOOLEAN, only, strings, UNDEFINED, type Val } from './values.js';
import type { Registration } from './world.js';

const SPOKEN = ['textContent', 'innerText', 'innerHTML', 'value', 'title', 'ariaLabel', 'id', 'className', 'name'] as const;
const LOADING = new Set(['src', 'href', 'srcdoc', 'action']);

/** Elements of the page that a script makes or looks up, and events: `dom:tag@site`, `dom:#id`, `event:site`. */
export function domMember(engine: Engine, place: string, name: string, own: Val | undefined, where: Where): Val {
  if (place.startsWith('event:')) return eventMember(engine, place, name, own);
  if (name === 'checked') return engine.world.checked?.(labelled(engine, place, 'change', where)) ?? own ?? BOOLEAN;
  if (name === 'value' && !own) return ANYTHING;
  if (own) return own;
  return ANYTHING;
}

function eventMember(engine: Engine, place: string, name: string, own: Val | undefined): Val {
  const registration = engine.events.get(place);
  if (name === 'target' || name === 'currentTarget' || name === 'nativeEvent') return only({ k: 'object', key: `o${place}`, place, what: 'dom' });
  if ((name === 'checked' || name === 'value') && registration) {
    const asked = engine.world.checked?.(registration);
    if (asked) return asked;
    return name === 'checked' ? BOOLEAN : ANYTHING;
  }
  return own ?? ANYTHING;
}

export function writeDom(engine: Engine, place: string, name: string | undefined, value: Val, where: Where): void {
  if (name === undefined) return;
  if (LOADING.has(name)) {
    const tag = /^dom:(\w+)@/.exec(place)?.[1] ?? 'element';
    engine.loads.set(`${where.module}:${where.start}:${name}`, { ...engine.at, start: where.start, value, tag });
  }
  const event = /^on([a-z]+)$/.exec(name)?.[1];
  if (event) for (const held of value.values) if (held.k === 'fn') register(engine, held, labelled(engine, place, event, where));
  joinProp(engine, place, name, value);
}

/** `element.addEventListener('click', fn)`. */
export function listen(engine: Engine, place: string, event: string, held: Val, where: Where): void {
  for (const fn of held.values) if (fn.k === 'fn') register(engine, fn, labelled(engine, place, event, where));
}

/** What a reader sees on an element: what the script wrote on it, else the element of a page with that id. */
export function labelled(engine: Engine, place: string, event: string, where: Where): Registration {
  const known = placeAt(engine, place);
  const labels: string[] = SPOKEN.flatMap((name) => strings(known.props.get(name) ?? UNDEFINED));
  const around: string[] = [];
  const near: string[] = [];
  let isChosen = false;
  const asked = /^dom:(.+?)(?:@.*)?$/.exec(place)?.[1] ?? '';
  const ids = [...asked.matchAll(/[#.]?([\w-]+)/g)].map((match) => match[1] ?? '');
  for (const { module, element } of ids.flatMap((id) => elementsById(engine.program).get(id) ?? [])) {
    const page = engine.program.modules[module];
    const found = page?.elements[element];
    labels.push(found?.text ?? '', ...surroundings(engine, module, found?.parent));
    around.push(pageText(engine, module));
    if (page) near.push(...saidAround(engine, page, element));
    isChosen ||= page !== undefined && found !== undefined && isRadio(page, found);
  }
  const tag = /^dom:(\w+)@/.exec(place)?.[1];
  if (!tag || asked.startsWith('#')) labels.push(...ids);
  return { path: `dom:${event}`, event, labels: labels.filter(Boolean), around, near, isChosen, where, args: [] };
}

const indexes = new WeakMap<Program, ReadonlyMap<string, readonly { readonly module: number; readonly element: number }[]>>();

/** Elements of all pages by their id or name. */
function elementsById(program: Program): ReadonlyMap<string, readonly { readonly module: number; readonly element: number }[]> {
  const known = indexes.get(program);
  if (known) return known;
  const index = new Map<string, { module: number; element: number }[]>();
  for (const [module, facts] of program.modules.entries()) {
    if (!facts.page) continue;
    for (const [element, { props }] of facts.elements.entries()) {
      for (const prop of props) {
        if (!('name' in prop) || (prop.name !== 'id' && prop.name !== 'name') || prop.value.kind !== 'literal') continue;
        const id = String(prop.value.value);
        const list = index.get(id) ?? [];
        // The same element on many pages reads the same.
        if (list.length < 4) index.set(id, [...list, { module, element }]);
      }
    }
  }
  indexes.set(program, index);
  return index;
}

/** The label around a box. */
function surroundings(engine: Engine, module: number, parent: number | undefined): string[] {
  const element = parent === undefined ? undefined : engine.program.modules[module]?.elements[parent];
  return element && typeof element.tag === 'string' && /^(label|p|li|td|div|fieldset)$/.test(element.tag) && element.text.length < 400 ? [element.text] : [];
}

function pageText(engine: Engine, module: number): string {
  const body = engine.program.modules[module]?.elements.find((element) => element.tag === 'body' || element.tag === 'html');
  return (body?.text ?? '').slice(0, 4000);
}
