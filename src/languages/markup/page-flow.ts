import type { Expr } from '../../model/expr.js';
import type { Flow, Point } from '../../model/flow.js';
import { readTest } from './template-test.js';
import type { Directive } from './templating.js';

/** Something that a page creates at a position. */
export interface Appearance {
  readonly start: number;
  readonly element: number;
}

/**
 * The body of a page: its elements are created in document order, those between template conditions only where these hold. A
 * condition keeps its words; what cannot be made out of it is opaque and keeps its text in `why`.
 */
export function pageFlow(appearances: readonly Appearance[], directives: readonly Directive[]): Flow {
  const building: Building = { points: [{ kind: 'enter' }, { kind: 'exit' }, { kind: 'raise' }], next: [[], [], []], current: 0, blocks: [], kinds: new Map() };
  let next = 0;
  for (const { start, element } of appearances) {
    for (let directive = directives[next]; directive && directive.start <= start; directive = directives[++next]) apply(building, directive);
    emit(building, { kind: 'element', element });
  }
  // What stands after the last element creates nothing.
  while (building.blocks.length > 0) closeInnermost(building);
  connect(building, building.current, EXIT);
  return { points: building.points, next: building.next };
}

const EXIT = 1;

interface Block {
  readonly kind: string;
  /** Undefined where the inside is there in any case. */
  test: Test | undefined;
  /** Where the alternatives part. */
  from: number;
  readonly ends: number[];
  /** Number of points when it opened, to leave no trace of a block without elements. */
  readonly mark: number;
  readonly before: number;
  hasElse: boolean;
  isEmpty: boolean;
}

interface Test {
  readonly expr: Expr;
  readonly outcome: boolean;
  readonly start: number;
  readonly end: number;
}

interface Building {
  readonly points: Point[];
  readonly next: number[][];
  current: number;
  readonly blocks: Block[];
  readonly kinds: Map<string, number>;
}

function apply(building: Building, directive: Directive): void {
  switch (directive.role) {
    case 'if':
    case 'loop':
      open(building, directive, testOf(directive));
      return;
    case 'open':
      open(building, directive, undefined);
      return;
    case 'elif':
    case 'else':
      alternative(building, directive);
      return;
    case 'end':
      close(building, directive.kind);
      return;
    case 'output':
    case 'other':
      return;
  }
}

function testOf(directive: Directive): Test {
  const { start, end, negated } = directive;
  const what = directive.role === 'loop' ? 'template loop' : 'template condition';
  const text = directive.text.replace(/\s+/g, ' ').slice(0, 200);
  const read = directive.role === 'loop' ? undefined : readTest(directive.text, { start, end });
  return { expr: read ?? { kind: 'opaque', why: `${what}: ${text}` }, outcome: !negated, start, end };
}

function open(building: Building, directive: Directive, test: Test | undefined): void {
  const { kind } = directive;
  building.blocks.push({ kind, test, from: building.current, ends: [], mark: building.points.length, before: building.current, hasElse: false, isEmpty: true });
  building.kinds.set(kind, (building.kinds.get(kind) ?? 0) + 1);
  if (test) assume(building, test, test.outcome);
}

function alternative(building: Building, directive: Directive): void {
  const block = building.blocks.at(-1);
  if (!block?.test || block.hasElse) return;
  block.ends.push(building.current);
  building.current = block.from;
  assume(building, block.test, !block.test.outcome);
  block.from = building.current;
  if (directive.role === 'else') {
    block.hasElse = true;
    return;
  }
  block.test = testOf(directive);
  assume(building, block.test, block.test.outcome);
}

/** Ends the innermost block of a kind, and what stands open in it. */
function close(building: Building, kind: string): void {
  if (kind === '' ? building.blocks.length === 0 : !building.kinds.has(kind)) return;
  for (;;) {
    const closed = closeInnermost(building);
    if (closed === undefined || kind === '' || closed === kind) return;
  }
}

function closeInnermost(building: Building): string | undefined {
  const block = building.blocks.pop();
  if (!block) return undefined;
  const left = (building.kinds.get(block.kind) ?? 1) - 1;
  if (left > 0) building.kinds.set(block.kind, left);
  else building.kinds.delete(block.kind);
  if (!block.test) return block.kind;
  if (block.isEmpty) {
    forget(building, block);
    return block.kind;
  }
  block.ends.push(building.current);
  if (!block.hasElse) {
    building.current = block.from;
    assume(building, block.test, !block.test.outcome);
    block.ends.push(building.current);
  }
  const join = building.points.push({ kind: 'join' }) - 1;
  building.next.push([]);
  for (const end of block.ends) connect(building, end, join);
  building.current = join;
  return block.kind;
}

function forget(building: Building, block: Block): void {
  building.points.length = block.mark;
  building.next.length = block.mark;
  building.next[block.before] = (building.next[block.before] ?? []).filter((to) => to < block.mark);
  building.current = block.before;
}

function assume(building: Building, test: Test, outcome: boolean): void {
  add(building, { kind: 'assume', test: test.expr, outcome, start: test.start, end: test.end });
}

function emit(building: Building, point: Point): void {
  for (let at = building.blocks.length - 1; at >= 0 && building.blocks[at]?.isEmpty; at--) (building.blocks[at] as Block).isEmpty = false;
  add(building, point);
}

function add(building: Building, point: Point): void {
  const index = building.points.push(point) - 1;
  building.next.push([]);
  connect(building, building.current, index);
  building.current = index;
}

function connect(building: Building, from: number, to: number): void {
  const edges = building.next[from];
  if (edges && !edges.includes(to)) edges.push(to);
}
