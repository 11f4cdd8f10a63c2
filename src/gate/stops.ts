import { type FnKey, type Run, split } from '../flow/engine.js';
import { nameIn } from '../flow/naming.js';
import { partsOf } from '../flow/parts.js';
import { outcomes } from '../flow/values.js';
import type { Expr } from '../model/expr.js';
import type { ModuleFacts } from '../model/facts.js';
import type { Span } from '../model/place.js';
import type { PointAt, Sighting } from '../model/sighting.js';
import { leadingTo, spanOfPoint } from './evidence.js';
import { isReachedAt } from './twins.js';

/** A place where control stops in one world although it goes on in another. */
export interface Stop {
  readonly span: Span;
  readonly note: string;
  /** What control waits for, in short. */
  readonly act: string;
  /** Where the test stands, and what it looks at; absent where no test decides. */
  readonly at?: PointAt;
  readonly test?: Expr;
  /** What the value goes by, where the test does not say. */
  readonly name?: string;
}

const MOST = 5;
const DEEPEST = 40;

/** Finds where a world stops on the way to a usage, by a run that gets there. */
export function stopsBefore(open: Run, closed: Run, sighting: Sighting): readonly Stop[] {
  const search: Search = { open, closed, found: new Map(), seen: new Set() };
  for (const at of sighting.points) if (!isReachedAt(closed, at)) beforePoint(search, at, 0);
  if (search.found.size === 0 && sighting.element) beforeElement(search, sighting.element.module, sighting.element.element, 0);
  return [...search.found.values()].slice(0, MOST);
}

/** The same for one point. */
export function stopsAt(open: Run, closed: Run, at: PointAt): readonly Stop[] {
  const search: Search = { open, closed, found: new Map(), seen: new Set() };
  beforePoint(search, at, 0);
  return [...search.found.values()].slice(0, MOST);
}

interface Search {
  readonly open: Run;
  readonly closed: Run;
  readonly found: Map<string, Stop>;
  readonly seen: Set<string>;
}

function add(search: Search, stop: Stop): void {
  const key = `${stop.span.file}:${stop.span.start}`;
  if (!search.found.has(key)) search.found.set(key, stop);
}

function beforePoint(search: Search, at: PointAt, depth: number): void {
  const key: FnKey = `${at.module}:${at.fn}`;
  const mark = `${key}:${at.point}`;
  if (search.seen.has(mark) || depth > DEEPEST || search.found.size >= MOST) return;
  search.seen.add(mark);
  if (search.closed.engine.entered.has(key)) inBody(search, at);
  else beforeBody(search, key, depth);
}

/** In a body that is entered: the tests that come out otherwise, and the calls that do not come back. */
function inBody({ open, closed, ...search }: Search, at: PointAt): void {
  const flow = open.engine.program.modules[at.module]?.functions[at.fn]?.flow;
  if (!flow) return;
  const before = leadingTo(flow.next, at.point);
  for (const [from, targets] of flow.next.entries()) {
    if (!before.has(from) || !closed.isReached(at.module, at.fn, from)) continue;
    for (const to of targets) {
      const point = flow.points[to];
      if (!point || !before.has(to) || closed.isReached(at.module, at.fn, to) || !open.isReached(at.module, at.fn, to)) continue;
      if (point.kind === 'assume') {
        const where = { ...at, point: to };
        const note = point.outcome ? 'must hold to go on, and does not' : 'must not hold to go on, and does';
        add({ open, closed, ...search }, { span: spanOfPoint(open, where), note, act: 'behind this test', at: where, test: point.test });
      } else if (point.kind !== 'catch' && flow.points[from]?.kind === 'call')
        add(
          { open, closed, ...search },
          { span: spanOfPoint(open, { ...at, point: from }), note: 'does not come back from here', act: 'where this comes back' },
        );
    }
  }
}

/** A body that is not entered: what would enter it. */
function beforeBody(search: Search, key: FnKey, depth: number): void {
  const { open, closed } = search;
  const [module, fn] = split(key);
  const facts = open.engine.program.modules[module];
  for (const { how, from, note } of open.engine.arrivals.get(key) ?? []) {
    if (!from) {
      const start = facts?.functions[fn]?.start ?? 0;
      add(search, { span: { file: facts?.file ?? '', start, end: start + 1 }, note: `is not called by then (${note})`, act: note });
      continue;
    }
    const stands = closed.isReached(from.module, from.fn, from.point);
    if (how === 'render' && stands) beforeShown(search, from, key, depth);
    else if (how === 'callback' && stands && beforeHandler(search, key, depth)) continue;
    else if (how === 'import' && stands && beforeScript(search, key, depth)) continue;
    else if (!stands) beforePoint(search, from, depth + 1);
    else
      add(search, {
        span: registeredAt(open, key) ?? spanOfPoint(open, from),
        note: how === 'callback' ? `does not happen: ${note}` : `does not get to do this: ${note}`,
        act: note,
        ...(how === 'call' ? calledAt(open, from) : {}),
      });
  }
}

/** A call, for what decides whether it calls anything. */
function calledAt(run: Run, at: PointAt): Pick<Stop, 'at' | 'test' | 'name'> {
  const facts = run.engine.program.modules[at.module];
  const point = facts?.functions[at.fn]?.flow.points[at.point];
  if (!facts || point?.kind !== 'call') return {};
  const name = nameIn(run.engine, at.module, rootOf(facts, { kind: 'call', call: point.call }));
  return { at, test: { kind: 'call', call: point.call }, ...(name === undefined ? {} : { name }) };
}

/** What a chain of calls and members begins with. */
function rootOf(facts: ModuleFacts, expr: Expr): Expr {
  if (expr.kind === 'member') return rootOf(facts, expr.object);
  const callee = expr.kind === 'call' ? facts.calls[expr.call]?.callee : undefined;
  return callee ? rootOf(facts, callee) : expr;
}

/** A handler of an element that is not shown. Holds if there is one. */
function beforeHandler(search: Search, key: FnKey, depth: number): boolean {
  const { open } = search;
  const before = search.found.size;
  for (const { key: other, registration } of open.engine.registrations.values()) {
    const { module, start } = registration.where;
    const element = other === key ? (open.engine.program.modules[module]?.elements.findIndex((one) => one.start === start) ?? -1) : -1;
    if (element >= 0) beforeElement(search, module, element, depth + 1);
  }
  return search.found.size > before;
}

/** A script that an element holds runs where the element is shown. Holds if there is one. */
function beforeScript(search: Search, key: FnKey, depth: number): boolean {
  const { open, closed } = search;
  const [script] = split(key);
  for (const [module, scripts] of open.engine.program.scriptsOf)
    for (const [element, of] of scripts)
      if (of === script && open.engine.shown.has(`${module}:${element}`) && !closed.engine.shown.has(`${module}:${element}`)) {
        beforeElement(search, module, element, depth + 1);
        return true;
      }
  return false;
}

function registeredAt(run: Run, key: FnKey): Span | undefined {
  for (const { key: other, registration } of run.engine.registrations.values())
    if (other === key)
      return { file: run.engine.program.modules[registration.where.module]?.file ?? '', start: registration.where.start, end: registration.where.end };
  return undefined;
}

/** A component that is not shown: the elements that would show it. */
function beforeShown(search: Search, from: PointAt, key: FnKey, depth: number): void {
  const { open, closed } = search;
  const [module, fn] = split(key);
  const before = search.found.size;
  for (const mark of open.engine.shown.keys()) {
    if (closed.engine.shown.has(mark)) continue;
    const [of, element] = split(mark as FnKey);
    const tag = open.engine.program.modules[of]?.elements[element]?.tag;
    if (tag === undefined || typeof tag === 'string') continue;
    if (open.value(of, tag).values.some((value) => value.k === 'fn' && value.module === module && value.fn === fn))
      beforeElement(search, of, element, depth + 1);
  }
  if (search.found.size === before) add(search, { span: spanOfPoint(open, from), note: 'is not shown', act: 'where this is shown' });
}

function beforeElement(search: Search, module: number, element: number, depth: number): void {
  const { open, closed } = search;
  const mark = `element ${module}:${element}`;
  if (search.seen.has(mark) || depth > DEEPEST || search.found.size >= MOST) return;
  search.seen.add(mark);
  const facts = open.engine.program.modules[module];
  const made = facts?.elements[element];
  if (!facts || !made || closed.engine.shown.has(`${module}:${element}`)) return;
  const at: PointAt = open.engine.shown.get(`${module}:${element}`) ?? { module, fn: made.fn, point: 0 };
  const where = at.module === module ? at : { module, fn: made.fn, point: 0 };
  for (const { test, outcome, expr } of choicesAround(open, facts, module, element)) {
    const can = outcomes(closed.value(module, test));
    if (outcome ? can.yes : can.no) continue;
    add(search, {
      span: spanOfExpr(facts, test) ?? spanOfExpr(facts, expr) ?? spanOfElement(facts, element),
      note: outcome ? 'is shown only if this holds, and it does not' : 'is shown only if this does not hold, and it does',
      act: 'where this is shown',
      at: where,
      test,
    });
    return;
  }
  if (made.parent !== undefined && !closed.engine.shown.has(`${module}:${made.parent}`)) beforeElement(search, module, made.parent, depth + 1);
  else {
    const point = facts.functions[made.fn]?.flow.points.findIndex((one) => one.kind === 'element' && one.element === element) ?? -1;
    beforePoint(search, { module, fn: made.fn, point: Math.max(point, 0) }, depth + 1);
  }
}

interface Choice {
  readonly test: Expr;
  readonly outcome: boolean;
  readonly expr: Expr;
}

/** Conditions under which an element is a part of what is shown: `{ok && <X/>}`, `ok ? <X/> : <Y/>`. Outermost first. */
export function choicesAround(run: Run, facts: ModuleFacts, module: number, element: number): readonly Choice[] {
  const tops: Expr[] = [
    ...facts.elements.flatMap(({ children }) => children),
    ...facts.functions.flatMap(({ flow }) =>
      flow.points.flatMap((point) => (point.kind === 'return' && point.value ? [point.value] : point.kind === 'write' ? [point.value] : [])),
    ),
  ];
  for (const top of tops) {
    const found = choicesTo(run, module, top, element, 0);
    if (found && found.length > 0) return found;
  }
  return [];
}

/** The choices on the way from an expression to an element in it; undefined where it is not in it. */
function choicesTo(run: Run, module: number, expr: Expr, element: number, depth: number): readonly Choice[] | undefined {
  if (expr.kind === 'jsx') return expr.element === element ? [] : undefined;
  if (depth > 10 || expr.kind === 'call' || expr.kind === 'function') return undefined;
  const branch = (inner: Expr, choice: Choice | undefined) => {
    const found = choicesTo(run, module, inner, element, depth + 1);
    return found && choice ? [choice, ...found] : found;
  };
  if (expr.kind === 'logical') return branch(expr.right, { test: expr.left, outcome: expr.op === '&&', expr }) ?? branch(expr.left, undefined);
  if (expr.kind === 'conditional')
    return branch(expr.then, { test: expr.test, outcome: true, expr }) ?? branch(expr.else, { test: expr.test, outcome: false, expr });
  for (const part of partsOf(run.engine, module, expr)) {
    const found = branch(part, undefined);
    if (found) return found;
  }
  return undefined;
}

function spanOfElement(facts: ModuleFacts, element: number): Span {
  const made = facts.elements[element];
  return { file: facts.file, start: made?.start ?? 0, end: made?.openEnd ?? 0 };
}

/** What of an expression has a place. */
function spanOfExpr(facts: ModuleFacts, expr: Expr): Span | undefined {
  if (expr.kind === 'call') {
    const call = facts.calls[expr.call];
    return call && { file: facts.file, start: call.start, end: call.end };
  }
  if (expr.kind === 'ref') return { file: facts.file, start: expr.start, end: expr.start + (facts.bindings[expr.binding]?.name.length ?? 1) };
  if ('start' in expr && 'end' in expr) return { file: facts.file, start: expr.start, end: expr.end };
  const parts = expr.kind === 'unary' || expr.kind === 'await' ? [expr.of] : expr.kind === 'binary' || expr.kind === 'logical' ? [expr.left, expr.right] : [];
  const spans = parts.flatMap((part) => spanOfExpr(facts, part) ?? []);
  const [first] = spans;
  return first && { file: facts.file, start: Math.min(...spans.map(({ start }) => start)), end: Math.max(...spans.map(({ end }) => end)) };
}
