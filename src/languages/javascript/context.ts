import type { Expr } from '../../model/expr.js';
import type { Attribute, Binding, Call, Class, Element, Export, Func, Import } from '../../model/facts.js';
import type { Flow, Point } from '../../model/flow.js';
import type { Gap } from '../../model/place.js';
import type { t } from './parse.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export interface Scope {
  readonly names: Map<string, number>;
  readonly parent: Scope | undefined;
  readonly fn: number;
}

/** Where `break`, `continue` and exceptions go. */
export interface Jump {
  readonly label: string | undefined;
  readonly breaks: number[];
  readonly continues: number[] | undefined;
}

/** The body that is being lowered. */
export interface Body {
  readonly fn: number;
  readonly points: Point[];
  readonly next: number[][];
  /** The point that control comes from; -1 where nothing reaches. */
  current: number;
  readonly jumps: Jump[];
  /** Points where exceptions arrive, innermost last. */
  readonly handlers: number[];
  /** By `try` with a `finally` around, innermost last: from where control leaves through it, and for where. */
  readonly leaving: { readonly from: number; readonly to: number }[][];
  readonly exit: number;
  readonly raise: number;
}

/** All that one module's lowering gathers. */
export interface Context {
  readonly file: string;
  readonly offset: number;
  readonly text: string;
  readonly isScript: boolean;
  readonly imports: Import[];
  readonly exports: Export[];
  readonly bindings: Mutable<Binding>[];
  readonly functions: Func[];
  /** What was lowered once is the same function, and the same name, where its block is lowered again: a `finally`. */
  readonly functionOf: Map<t.Node, number>;
  readonly declaredAt: Map<string, number>;
  readonly classes: Class[];
  readonly calls: Call[];
  readonly elements: Mutable<Element>[];
  /** Bindings that hold a script element which the module makes, with the attributes that it sets. */
  readonly madeScripts: Map<number, Attribute[]>;
  readonly gaps: Gap[];
  readonly directives: string[];
  readonly addresses: { value: string; fn: number; start: number; end: number }[];
  scope: Scope;
  body: Body;
  /** The class around, for `this` and `super`. */
  cls: number | undefined;
  element: number | undefined;
  /** The tag that objects of the list which is being lowered describe. */
  tags: 'script' | 'link' | undefined;
}

export function newBody(fn: number): Body {
  const points: Point[] = [{ kind: 'enter' }, { kind: 'exit' }, { kind: 'raise' }];
  return { fn, points, next: [[], [], []], current: 0, jumps: [], handlers: [], leaving: [], exit: 1, raise: 2 };
}

export function flowOf(body: Body): Flow {
  return { points: body.points, next: body.next };
}

/** Adds a point after the current one and makes it current. Unreached points are kept, without a way in. */
export function emit(ctx: Context, point: Point): number {
  const { body } = ctx;
  const index = body.points.push(point) - 1;
  body.next.push([]);
  connect(body, body.current, index);
  body.current = index;
  return index;
}

export function connect(body: Body, from: number, to: number): void {
  if (from < 0) return;
  const edges = body.next[from];
  if (edges && !edges.includes(to)) edges.push(to);
}

/** Adds a point that nothing leads to yet. */
export function detached(ctx: Context, point: Point): number {
  const index = ctx.body.points.push(point) - 1;
  ctx.body.next.push([]);
  return index;
}

/** Something here can throw: an exception goes to the innermost handler. */
export function mayThrow(ctx: Context): void {
  const handler = ctx.body.handlers.at(-1);
  if (handler !== undefined) connect(ctx.body, ctx.body.current, handler);
}

export function enterScope(ctx: Context): Scope {
  const outer = ctx.scope;
  ctx.scope = { names: new Map(), parent: outer, fn: ctx.body.fn };
  return outer;
}

export function declare(ctx: Context, scope: Scope, name: string, kind: Binding['kind'], start: number, end: number): number {
  const known = scope.names.get(name);
  if (known !== undefined) return known;
  const place = `${name}@${start + ctx.offset}`;
  const again = ctx.declaredAt.get(place);
  const index = again ?? ctx.bindings.push({ name, kind, fn: scope.fn, start: start + ctx.offset, end: end + ctx.offset, uses: 0 }) - 1;
  scope.names.set(name, index);
  if (start > 0) ctx.declaredAt.set(place, index);
  return index;
}

export function lookUp(ctx: Context, name: string): number | undefined {
  for (let scope: Scope | undefined = ctx.scope; scope; scope = scope.parent) {
    const binding = scope.names.get(name);
    if (binding !== undefined) return binding;
  }
  return undefined;
}

export function reference(ctx: Context, name: string, start: number, end: number): Expr {
  if (name === 'undefined') return { kind: 'undefined' };
  const binding = lookUp(ctx, name);
  if (binding !== undefined) {
    const declared = ctx.bindings[binding];
    if (declared) declared.uses++;
    return { kind: 'ref', binding, start: start + ctx.offset };
  }
  return { kind: 'global', name, start: start + ctx.offset, end: end + ctx.offset };
}

/** A binding that the source does not name: what a destructured parameter receives. */
export function anonymous(ctx: Context, kind: Binding['kind'], start: number): number {
  return ctx.bindings.push({ name: '', kind, fn: ctx.body.fn, start: start + ctx.offset, end: start + ctx.offset, uses: 1 }) - 1;
}

export function assume(ctx: Context, test: Expr, outcome: boolean, start: number, end: number): number {
  return emit(ctx, { kind: 'assume', test, outcome, start: start + ctx.offset, end: end + ctx.offset });
}

export const opaque = (why: string): Expr => ({ kind: 'opaque', why });
