import type { Program } from '../model/program.js';

/** A job of a run: a point of a body, an element that is shown, or something with a name (an inner call, a root). */
export type Job = number;
/** What a job reads or writes: a binding, something about a function, an element, or something with a name. */
export type Cell = number;

/** What can be known about a function, each a cell of its own. */
const ASPECTS = ['returned', 'receiver', 'leaves', 'entered', 'exists'] as const;
export type Aspect = (typeof ASPECTS)[number];

/** Numbers for the points, elements, bindings and functions of a program, and for names as they come up. */
export interface Ids {
  readonly points: readonly Int32Array[];
  readonly elements: Int32Array;
  readonly bindings: Int32Array;
  readonly functions: Int32Array;
  /** Where each kind begins: jobs are points, elements, names; cells are bindings, aspects of functions, elements, names. */
  readonly firstElement: number;
  readonly firstName: number;
  readonly firstAspect: number;
  readonly firstShown: number;
  readonly firstNamedCell: number;
  /** Module, function and index by point. */
  readonly moduleOf: Int32Array;
  readonly fnOf: Int32Array;
  readonly names: Map<string, number>;
  readonly nameAt: string[];
}

export function numberProgram({ modules }: Program): Ids {
  const count = (of: (module: Program['modules'][number]) => number) => {
    const first = new Int32Array(modules.length + 1);
    for (const [index, module] of modules.entries()) first[index + 1] = (first[index] ?? 0) + of(module);
    return first;
  };
  const elements = count((module) => module.elements.length);
  const bindings = count((module) => module.bindings.length);
  const functions = count((module) => module.functions.length);
  let next = 0;
  const points = modules.map((module) => {
    const first = new Int32Array(module.functions.length);
    for (const [fn, func] of module.functions.entries()) {
      first[fn] = next;
      next += func.flow.points.length;
    }
    return first;
  });
  const moduleOf = new Int32Array(next);
  const fnOf = new Int32Array(next);
  for (const [index, module] of modules.entries()) {
    for (const [fn, func] of module.functions.entries()) {
      const first = points[index]?.[fn] ?? 0;
      moduleOf.fill(index, first, first + func.flow.points.length);
      fnOf.fill(fn, first, first + func.flow.points.length);
    }
  }
  const last = (first: Int32Array) => first[modules.length] ?? 0;
  const firstAspect = last(bindings);
  const firstShown = firstAspect + last(functions) * ASPECTS.length;
  return {
    points,
    elements,
    bindings,
    functions,
    firstElement: next,
    firstName: next + last(elements),
    firstAspect,
    firstShown,
    firstNamedCell: firstShown + last(elements),
    moduleOf,
    fnOf,
    names: new Map(),
    nameAt: [],
  };
}

const at = (list: Int32Array | undefined, index: number): number => list?.[index] ?? 0;

export const pointJob = (ids: Ids, module: number, fn: number, point: number): Job => at(ids.points[module], fn) + point;
export const elementJob = (ids: Ids, module: number, element: number): Job => ids.firstElement + at(ids.elements, module) + element;
export const namedJob = (ids: Ids, name: string): Job => ids.firstName + numberOf(ids, name);
export const bindingCell = (ids: Ids, module: number, binding: number): Cell => at(ids.bindings, module) + binding;
export const shownCell = (ids: Ids, module: number, element: number): Cell => ids.firstShown + at(ids.elements, module) + element;
export const namedCell = (ids: Ids, name: string): Cell => ids.firstNamedCell + numberOf(ids, name);

export function aspectCell(ids: Ids, aspect: Aspect, module: number, fn: number): Cell {
  return ids.firstAspect + (at(ids.functions, module) + fn) * ASPECTS.length + ASPECTS.indexOf(aspect);
}

function numberOf(ids: Ids, name: string): number {
  let known = ids.names.get(name);
  if (known === undefined) {
    known = ids.nameAt.push(name) - 1;
    ids.names.set(name, known);
  }
  return known;
}

export type NamedJob =
  | { readonly kind: 'point'; readonly module: number; readonly fn: number; readonly point: number }
  | { readonly kind: 'element'; readonly module: number; readonly element: number }
  | { readonly kind: 'name'; readonly name: string };

export function jobAt(ids: Ids, job: Job): NamedJob {
  if (job < ids.firstElement) {
    const module = at(ids.moduleOf, job);
    const fn = at(ids.fnOf, job);
    return { kind: 'point', module, fn, point: job - at(ids.points[module], fn) };
  }
  if (job >= ids.firstName) return { kind: 'name', name: ids.nameAt[job - ids.firstName] ?? '' };
  const element = job - ids.firstElement;
  const module = rangeOf(ids.elements, element);
  return { kind: 'element', module, element: element - at(ids.elements, module) };
}

export type NamedCell =
  | { readonly kind: 'binding'; readonly module: number; readonly binding: number }
  | { readonly kind: Aspect; readonly module: number; readonly fn: number }
  | { readonly kind: 'shown'; readonly module: number; readonly element: number }
  | { readonly kind: 'name'; readonly name: string };

export function cellAt(ids: Ids, cell: Cell): NamedCell {
  if (cell < ids.firstAspect) {
    const module = rangeOf(ids.bindings, cell);
    return { kind: 'binding', module, binding: cell - at(ids.bindings, module) };
  }
  if (cell >= ids.firstNamedCell) return { kind: 'name', name: ids.nameAt[cell - ids.firstNamedCell] ?? '' };
  if (cell >= ids.firstShown) {
    const element = cell - ids.firstShown;
    const module = rangeOf(ids.elements, element);
    return { kind: 'shown', module, element: element - at(ids.elements, module) };
  }
  const offset = cell - ids.firstAspect;
  const index = Math.floor(offset / ASPECTS.length);
  const module = rangeOf(ids.functions, index);
  return { kind: ASPECTS[offset % ASPECTS.length] as Aspect, module, fn: index - at(ids.functions, module) };
}

/** The last module that begins at or before an index and is not empty there. */
function rangeOf(first: Int32Array, index: number): number {
  let low = 0;
  let high = first.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (at(first, middle) <= index) low = middle;
    else high = middle;
  }
  return low;
}
