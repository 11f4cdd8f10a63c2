import type { Expr } from '../model/expr.js';
import type { Element } from '../model/facts.js';
import {
  type Engine,
  elementsAt,
  enqueue,
  enter,
  type FnKey,
  funcAt,
  giveReceiver,
  handedAt,
  joinBinding,
  joinElements,
  joinProp,
  makePlace,
  moduleAt,
  placeAt,
  returnsOf,
  wrote,
} from './engine.js';
import { evaluate, spreadInto } from './evaluate.js';
import { eventOf, giveHandlers, labelsWith } from './given.js';
import { elementJob, shownCell } from './ids.js';
import { writeToKept } from './kept-objects.js';
import { memberOf } from './members.js';
import { register } from './register.js';
import { ANYTHING, type Api, joinAll, NOTHING, objectAt, only, step, UNDEFINED, type Val, type Value } from './values.js';
import type { Registration } from './world.js';

/** An element that exists; it is shown only where something renders it. */
export function elementValue(_engine: Engine, module: number, element: number): Val {
  return only({ k: 'element', key: `e${module}:${element}`, module, element });
}

/** Shows whatever elements a value holds, in lists and promises, too. */
export function renderValue(engine: Engine, val: Val): void {
  const seen = new Set<Val>([val]);
  // A set may grow while it is gone through: what a list holds follows.
  for (const held of seen) {
    for (const value of held.values) {
      if (value.k === 'element') renderElement(engine, value.module, value.element);
      else if (value.k === 'object' && value.what === 'array') seen.add(elementsAt(engine, value.place));
      else if (value.k === 'promise') seen.add(value.of);
    }
  }
}

/** Has an element shown; whatever it depends on is looked at again when it changes. */
export function renderElement(engine: Engine, module: number, index: number): void {
  const mark = `${module}:${index}`;
  wrote(engine, shownCell(engine.ids, module, index));
  if (engine.shown.has(mark)) return;
  engine.shown.set(mark, { ...engine.at });
  enqueue(engine, elementJob(engine.ids, module, index));
}

/** Shows one element: registers its handlers, calls its component, shows its children. */
export function showElement(engine: Engine, module: number, index: number): void {
  const element = moduleAt(engine, module).elements[index];
  const shown = engine.shown.get(`${module}:${index}`);
  if (!element || !shown) return;
  engine.at = { ...shown };
  const script = moduleAt(engine, module).scripts ? engine.program.scriptsOf.get(module)?.get(index) : undefined;
  if (script !== undefined) enter(engine, script, 0, { how: 'import', from: { ...engine.at }, note: 'a script of the page' });
  const props = elementProps(engine, module, index, element);
  if (typeof element.tag === 'string') renderHost(engine, module, index, element, props);
  else for (const value of evaluate(engine, module, element.tag, undefined).values) renderComponent(engine, module, index, element, value, props);
  if (typeof element.tag !== 'string' && evaluate(engine, module, element.tag, undefined).any) renderChildren(engine, module, element);
}

/** The attributes as one object, with the children under `children`. */
function elementProps(engine: Engine, module: number, index: number, element: Element): Val {
  const place = `props:${module}:${index}`;
  makePlace(engine, place);
  for (const prop of element.props) {
    if ('spread' in prop) spreadInto(engine, place, evaluate(engine, module, prop.spread, undefined));
    else joinProp(engine, place, prop.name, evaluate(engine, module, prop.value, undefined));
  }
  if (element.children.length > 0) joinProp(engine, place, 'children', childrenOf(engine, module, index, element));
  return only(objectAt(place, 'object'));
}

function childrenOf(engine: Engine, module: number, index: number, element: Element): Val {
  const values = element.children.map((child: Expr) => evaluate(engine, module, child, undefined));
  if (values.length === 1) return values[0] ?? UNDEFINED;
  const place = `children:${module}:${index}`;
  for (const value of values) joinElements(engine, place, value);
  return only(objectAt(place, 'array'));
}

/** An element of the page: its handlers are registered, its children shown. */
function renderHost(engine: Engine, module: number, index: number, element: Element, props: Val): void {
  handleAll(engine, module, index, element, props, () => true);
  renderChildren(engine, module, element);
}

/** Events that elements of the page have. */
const OF_PAGE: ReadonlySet<string> = new Set(['click', 'change', 'input', 'submit', 'pointerdown', 'mousedown', 'touchend', 'keydown', 'keyup']);

/** Registers the handlers that are written on an element, and those that are handed on with a spread. */
function handleAll(engine: Engine, module: number, index: number, element: Element, props: Val, isHeard: (event: string) => boolean): void {
  const handle = (name: string, val: Val) => {
    const event = eventOf(name);
    if (event === undefined || !isHeard(event)) return;
    for (const held of val.values) {
      if (held.k !== 'fn' && held.k !== 'native') continue;
      for (const labels of labelsWith(engine, module, index, held)) {
        const registration = { path: `dom:${event}`, event, ...labels, args: [] };
        if (held.k === 'fn') register(engine, held, registration);
        else setByEvent(engine, held, registration);
      }
    }
  };
  const written = new Set(element.props.flatMap((prop) => ('name' in prop ? [prop.name] : [])));
  for (const prop of element.props) if ('name' in prop) handle(prop.name, evaluate(engine, module, prop.value, undefined));
  if (!element.props.some((prop) => 'spread' in prop)) return;
  for (const value of props.values)
    if (value.k === 'object') for (const [name, held] of handedAt(engine, value.place).leading) if (!written.has(name)) handle(name, held);
}

/** A state setter that is itself the handler gets what the control yields. */
function setByEvent(engine: Engine, held: Extract<Value, { k: 'native' }>, registration: Registration): void {
  if (held.name !== 'set' && held.name !== 'resolve' && held.name !== 'keep') return;
  if (engine.world.enters && !engine.world.enters(registration)) return;
  const val = /change/.test(registration.event ?? '') ? (engine.world.checked?.(registration) ?? ANYTHING) : ANYTHING;
  if (held.name === 'keep') writeToKept(engine, held.place, val);
  else joinElements(engine, held.place, val);
}

function renderChildren(engine: Engine, module: number, element: Element): void {
  for (const child of element.children) renderValue(engine, evaluate(engine, module, child, undefined));
}

function renderComponent(engine: Engine, module: number, index: number, element: Element, value: Value, props: Val): void {
  switch (value.k) {
    case 'fn':
      callComponent(engine, value, props, module, index);
      return;
    case 'const':
      // `asChild ? Slot : 'button'`
      if (typeof value.value === 'string') renderHost(engine, module, index, element, props);
      return;
    case 'class': {
      const place = `i${value.module}:${value.cls}`;
      joinProp(engine, place, 'props', props);
      for (const method of moduleAt(engine, value.module).classes[value.cls]?.methods ?? []) {
        if (!/^(?:render|constructor|componentDidMount|componentDidUpdate|componentDidCatch|UNSAFE_componentWillMount|componentWillMount)$/.test(method.name))
          continue;
        const key: FnKey = `${value.module}:${method.fn}`;
        giveReceiver(engine, key, only(objectAt(place, 'instance')));
        giveHandlers(engine, key, props, module, index);
        engine.called.add(key);
        enter(engine, value.module, method.fn, { how: 'render', from: { ...engine.at }, note: 'rendered' });
        renderValue(engine, returnsOf(engine, key) ?? NOTHING);
      }
      return;
    }
    case 'api':
      renderExternal(engine, module, index, element, value, props);
      return;
    case 'element':
      renderElement(engine, value.module, value.element);
      return;
    case 'object':
      if (value.what === 'object') {
        const setup = memberOf(engine, only(value), 'render', { module, start: element.start, end: element.end });
        for (const fn of setup.values) if (fn.k === 'fn') callComponent(engine, fn, props, module, index);
      }
      return;
    default:
      renderChildren(engine, module, element);
  }
}

function callComponent(engine: Engine, value: Extract<Value, { k: 'fn' }>, props: Val, module: number, index: number): void {
  const func = funcAt(engine, value.module, value.fn);
  const key: FnKey = `${value.module}:${value.fn}`;
  giveHandlers(engine, key, props, module, index);
  // Listeners that a component of Vue does not know fall on the element that it makes.
  const element = moduleAt(engine, module).elements[index];
  if (element && moduleAt(engine, value.module).language === 'vue') handleAll(engine, module, index, element, props, (event) => OF_PAGE.has(event));
  const first = func?.params[0];
  if (first) joinBinding(engine, value.module, first.binding, props);
  engine.called.add(key);
  enter(engine, value.module, value.fn, { how: 'render', from: { ...engine.at }, note: `renders ${func?.name ? `<${func.name}>` : 'a component'}` });
  renderValue(engine, returnsOf(engine, key) ?? NOTHING);
}

/** A component from outside: what it wraps, what it is given and its children are shown. */
function renderExternal(engine: Engine, module: number, index: number, element: Element, api: Api, props: Val): void {
  const wrapped = joinAll(api.steps.flatMap((s) => (s.site ? [wrappedAt(engine, s.site)] : [])));
  let known = false;
  for (const value of wrapped.values) {
    if (value.k !== 'fn' && value.k !== 'class') continue;
    known = true;
    const loaded = value.k === 'fn' && /(?:lazy|dynamic|defineAsyncComponent)\(\)$/.test(api.path);
    if (loaded) renderLoaded(engine, module, index, element, value as Extract<Value, { k: 'fn' }>, props);
    else renderComponent(engine, module, index, element, value, props);
  }
  if (known) return;
  const isContext = provide(engine, api, element, module);
  const place = placeAt(engine, `props:${module}:${index}`);
  for (const [name, held] of [...place.props]) {
    const way = `prop(${name})`;
    for (const value of held.values) if (value.k === 'fn' || value.k === 'native') handOut(engine, module, index, api, name, way, value);
    // What a context is given waits for who asks for it.
    if (!api.dull && !isContext) handOutWithin(engine, module, index, api, way, held);
    if (name !== 'children') renderValue(engine, held);
  }
  renderChildren(engine, module, element);
}

function wrappedAt(engine: Engine, site: string): Val {
  return elementsAt(engine, `wrapped:${site}`);
}

function renderLoaded(engine: Engine, module: number, index: number, element: Element, loader: Extract<Value, { k: 'fn' }>, props: Val): void {
  const key: FnKey = `${loader.module}:${loader.fn}`;
  engine.called.add(key);
  enter(engine, loader.module, loader.fn, { how: 'render', from: { ...engine.at }, note: 'loads a component' });
  const loaded = returnsOf(engine, key) ?? NOTHING;
  for (const value of loaded.values) {
    const held = value.k === 'promise' ? value.of : only(value);
    for (const inner of held.values) {
      const component =
        inner.k === 'object' && (inner.what === 'module' || inner.what === 'object')
          ? memberOf(engine, only(inner), 'default', { module, start: element.start, end: element.end })
          : only(inner);
      for (const c of component.values) renderComponent(engine, module, index, element, c, props);
    }
  }
}

/** Functions among the options of a component: `<Provider options={{ loaded: (client) => … }}>`. */
function handOutWithin(engine: Engine, module: number, index: number, api: Api, way: string, held: Val): void {
  for (const value of held.values) {
    if (value.k !== 'object' || value.what !== 'object') continue;
    for (const [name, inner] of handedAt(engine, value.place).leading)
      for (const fn of inner.values) if (fn.k === 'fn') handOut(engine, module, index, api, name, `${way}.${name}`, fn);
  }
}

function handOut(engine: Engine, module: number, index: number, api: Api, name: string, way: string, value: Extract<Value, { k: 'fn' | 'native' }>): void {
  const component = step(api, '<>');
  const rendersChild = name === 'children' || /^render/.test(name);
  const event = eventOf(name);
  for (const labels of labelsWith(engine, module, index, value)) {
    const registration: Registration = {
      path: `${api.path}<>.${way}`,
      ...(component ? { api: component } : {}),
      ...(event ? { event } : {}),
      ...labels,
      args: [only(objectAt(`props:${module}:${index}`, 'object'))],
    };
    if (value.k === 'native') {
      setByEvent(engine, value, registration);
      continue;
    }
    const isToggle = event !== undefined && /change/.test(event);
    const toggled = isToggle ? engine.world.checked?.(registration) : undefined;
    register(engine, value, registration, toggled ? [toggled] : undefined);
  }
  if (rendersChild && value.k === 'fn' && funcAt(engine, value.module, value.fn))
    renderValue(engine, returnsOf(engine, `${value.module}:${value.fn}`) ?? NOTHING);
}

/** `<Context.Provider value={…}>` and `<Context value={…}>` give a context its value; holds if it is one. */
function provide(engine: Engine, api: Api, element: Element, module: number): boolean {
  const context = /^(.*createContext\(\))(?:\.Provider)?$/.exec(api.path);
  const site = api.steps.find((s) => s.op === '()')?.site;
  if (!context || !site) return false;
  const value = element.props.find((prop) => 'name' in prop && prop.name === 'value');
  if (value && 'name' in value) joinElements(engine, `context:${site}`, evaluate(engine, module, value.value, undefined));
  return true;
}
