import type { Calling } from './calls.js';
import { changed, type Engine, type FnKey, funcAt, handedAt, moduleAt, note, split } from './engine.js';
import { namedCell } from './ids.js';
import { type Labels, labelsOfElement } from './labels.js';
import type { Val, Value } from './values.js';
import type { Registration } from './world.js';

/** The event that a property or attribute is a handler of. */
export const eventOf = (name: string): string | undefined => /^on:?([A-Za-z]+)$/.exec(name)?.[1]?.toLowerCase();

/** Remembers which element gave a component its handlers: what is read there is read on what the component makes of it. */
export function giveHandlers(engine: Engine, component: FnKey, props: Val, module: number, index: number): void {
  for (const value of props.values) {
    if (value.k !== 'object') continue;
    for (const [name, held] of handedAt(engine, value.place).leading) {
      for (const handler of held.values) {
        if (handler.k !== 'fn' && handler.k !== 'native') continue;
        const components = engine.given.get(handler.key) ?? new Map<FnKey, Map<FnKey, string>>();
        const givers = components.get(component) ?? new Map<FnKey, string>();
        if (givers.has(`${module}:${index}`)) continue;
        engine.given.set(handler.key, components.set(component, givers.set(`${module}:${index}`, name)));
        changed(engine, namedCell(engine.ids, `given ${handler.key}`));
      }
    }
  }
}

/** The elements that gave a handler to the component that a function is, or is in, with the name under which they did. */
function giversTo(engine: Engine, module: number, inner: number, handler: Value): ReadonlyMap<FnKey, string> | undefined {
  const components = engine.given.get(handler.key);
  if (!components) return undefined;
  note(engine, namedCell(engine.ids, `given ${handler.key}`));
  for (let fn = inner; fn > 0; fn = funcAt(engine, module, fn)?.parent ?? 0) {
    const givers = components.get(`${module}:${fn}`);
    if (givers) return givers;
  }
  return undefined;
}

interface Labelled extends Labels {
  readonly where: Registration['where'];
}

/** Components within components that are gone through. */
const DEEPEST = 5;

/** Gets what is read on an element with this handler: once for each element outside that gave the handler to the component it is in. */
export function labelsWith(engine: Engine, module: number, index: number, handler: Value, depth = 0): readonly Labelled[] {
  const element = moduleAt(engine, module).elements[index];
  if (!element) return [];
  const own = labelsOfElement(engine, module, index);
  const givers = depth < DEEPEST ? giversTo(engine, module, element.fn, handler) : undefined;
  if (!givers) return [{ ...own, where: { module, start: element.start, end: element.openEnd } }];
  return [...givers.keys()].flatMap((giver) =>
    labelsWith(engine, ...split(giver), handler, depth + 1).map((outer) => ({
      labels: [...own.labels, ...outer.labels],
      around: [...own.around, ...outer.around],
      near: [...own.near, ...outer.near],
      isChosen: own.isChosen || outer.isChosen,
      where: outer.where,
    })),
  );
}

/**
 * Holds if a call in a component of a handler that it was given may happen in this world: `onClick={() => { close(); onClick(); }}`
 * is the act that the user sees where the handler was given.
 */
export function mayAct({ engine, module, call }: Calling, handler: Extract<Value, { k: 'fn' }>): boolean {
  const { enters } = engine.world;
  const givers = enters && giversTo(engine, module, call.fn, handler);
  if (!enters || !givers) return true;
  return [...givers].some(([giver, name]) => {
    const event = eventOf(name);
    return (
      event === undefined || labelsWith(engine, ...split(giver), handler, 1).some((labels) => enters({ path: `dom:${event}`, event, ...labels, args: [] }))
    );
  });
}
