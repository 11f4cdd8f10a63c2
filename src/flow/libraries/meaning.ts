import { callbacks } from '../builtins.js';
import type { Calling } from '../calls.js';
import { type Engine, elementsAt, joinElements, joinProp, placeAt } from '../engine.js';
import type { Where } from '../members.js';
import { type Api, is, objectAt, only, UNDEFINED, type Val, withoutGrants } from '../values.js';

/** What a call of a library yields, and what it does to values and control; undefined where this library does not say. */
export type Meaning = (calling: Calling, called: Api, place: string) => Val | undefined;

/** A path that is called, with its meaning. */
export type Known = readonly [string, Meaning];

/** What a library's calls mean. It speaks of how values and control move, not of what they are about. */
export interface Library {
  readonly calls: readonly Known[];
  /** Where many paths are one: looked at after `calls`, in order. */
  readonly patterns?: readonly (readonly [RegExp, Meaning])[];
  /** Packages and globals of which only `patterns` speak: `npm:electron`, `global:chrome`. Those of `calls` need not be named. */
  readonly follows?: readonly string[];
  /** Functions that the library hands out, by name: the setter of a state, `dispatch`. */
  readonly natives?: Readonly<Record<string, NativeMeaning>>;
  /** Methods that mean something whatever they are called on, as long as nothing is known of that. */
  readonly members?: Readonly<Record<string, MemberMeaning>>;
  /** What classes of the library give their subclasses, by path: `npm:react#Component.setState`. */
  readonly inherited?: Readonly<Record<string, InheritedMeaning>>;
}

/** Gets what an instance of a subclass, kept at `place`, has from the library besides its own; undefined where the library does not say. */
export type InheritedMeaning = (engine: Engine, place: string, where: Where) => Val | undefined;

/** Methods of objects that nothing is known of, by name; `owner` is the name that the object goes by. Undefined: nothing special. */
export type MemberMeaning = (calling: Calling, owner: string | undefined) => Val | undefined;

/** What such a function does to the place that it was handed out for, and what it yields. */
export type NativeMeaning = (calling: Calling, place: string) => Val;

export const first = (calling: Calling): Val => calling.args[0] ?? UNDEFINED;

/** Calls a function argument now and gets what it returns. */
export function run(calling: Calling, fn: Val | undefined, args: readonly Val[]): Val {
  return callbacks(calling, fn, args);
}

export function pair(place: string, a: Val, b: Val, calling: Calling): Val {
  const { engine } = calling;
  joinProp(engine, `pair:${place}`, '0', a);
  joinProp(engine, `pair:${place}`, '1', b);
  joinProp(engine, `pair:${place}`, 'length', is(2));
  return only(objectAt(`pair:${place}`, 'array'));
}

export const effect: Meaning = (calling) => {
  run(calling, first(calling), []);
  return UNDEFINED;
};

export const identity: Meaning = (calling) => first(calling);

/** A box with one value: `useRef`, `ref`, `signal`. */
export const box =
  (name: string): Meaning =>
  (calling, _called, site) => {
    const place = `box:${site}`;
    joinProp(calling.engine, place, name, calling.engine.world.emptyState ? withoutGrants(first(calling)) : first(calling));
    return only(objectAt(place, 'object'));
  };

/** A state with a first value; gets all that it may hold. */
export function cell(engine: Engine, place: string, initial: Val): Val {
  joinElements(engine, place, engine.world.emptyState ? withoutGrants(initial) : initial);
  return elementsAt(engine, place);
}

/** The properties of all objects that a value may be, as the program wrote them. */
export function propsOf(engine: Engine, val: Val): [string, Val][] {
  return val.values.flatMap((value) => (value.k === 'object' ? [...placeAt(engine, value.place).props] : []));
}

/** What is made at a site, told apart by the context in which the call is evaluated. */
export function ownId({ frame }: Calling, site: string): string {
  return `${site}${frame ? `~${frame.id}` : ''}`;
}

export function whereOf({ module, call }: Calling): Where {
  return { module, start: call.start, end: call.end };
}

/** A state that a module shares is written by whoever names it: such files are looked for, as writers of storage keys are. */
export function shared({ engine, module, index, call }: Calling): void {
  if (call.fn !== 0) return;
  for (const point of engine.program.modules[module]?.functions[0]?.flow.points ?? []) {
    if (point.kind !== 'write' || point.target.kind !== 'binding' || point.value.kind !== 'call' || point.value.call !== index) continue;
    const name = engine.program.modules[module]?.bindings[point.target.binding]?.name;
    if (name !== undefined && name.length > 4) engine.sought.add(name);
  }
}
