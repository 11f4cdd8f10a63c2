import type { ts as TS } from 'ts-morph';
import type { Gap, Reading, Span } from '../model/place.js';
import type { TypedCall } from '../model/typed-call.js';
import { type Checked, check, loadMorph } from './checker.js';
import { LIBRARY } from './library.js';
import { type Files, reachOf } from './reach.js';
import { scriptOf } from './script-text.js';
import { calledNames, type Shape, type Shapes, shapesOf } from './shapes.js';
import { BRAND, packageOf, stubsOf } from './stubs.js';

export type { Files } from './reach.js';

/** Calls are asked about for so long, and so many of them. */
const MOST_MS = 30_000;
const MOST_CALLS = 40_000;

/**
 * Finds calls of which only a type says what is called: on parameters, members, results and elements that are declared as what a
 * catalogued package gives. `paths` are the access paths of the catalog. Works on the texts handed in alone; of packages nothing is
 * known but what the catalog says. Bounds that were hit are gaps.
 */
export function typedCalls(files: Files, paths: readonly string[]): Reading<readonly TypedCall[]> {
  const shapes = shapesOf(paths);
  const gaps: Gap[] = [];
  const namesFor = (packages: Iterable<string>) => {
    const seen = new Set([...packages].flatMap((name) => [name, packageOf(name)]));
    return calledNames(shapes.byId.filter(({ path }) => seen.has(/npm:([^#]+)/.exec(path)?.[1] ?? '')));
  };
  const reach = reachOf(files, shapes, namesFor);
  gaps.push(...reach.gaps);
  const { asking, all, names } = reach.value;
  if (asking.length === 0) return { value: [], gaps };
  const morph = loadMorph();
  if (morph === undefined) return { value: [], gaps: [...gaps, { stage: 'match', why: 'ts-morph is not installed: types were not read' }] };
  const scripts = new Map(all.flatMap((file) => [[file, scriptOf(file, files.textOf(file) ?? '')] as const]).filter(hasScript));
  const failed: string[] = [];
  try {
    const checked = check(morph, scripts, LIBRARY + stubsOf(shapes, names), files.resolve, failed);
    const value = callsIn(checked, shapes, asking, namesFor(names.keys()), gaps);
    return { value, gaps: [...gaps, ...failed.map(gapOf)] };
  } catch (error) {
    return {
      value: [],
      gaps: [...gaps, { stage: 'match', why: `types were not read: ${error instanceof Error ? error.message.split('\n')[0] : 'the checker failed'}` }],
    };
  }
}

const hasScript = <T>(entry: readonly [string, T | undefined]): entry is readonly [string, T] => entry[1] !== undefined;
const gapOf = (file: string): Gap => ({ stage: 'match', file, why: 'the types in it could not be read' });

function callsIn(checked: Checked, shapes: Shapes, asking: readonly string[], called: ReadonlySet<string>, gaps: Gap[]): TypedCall[] {
  const { ts } = checked;
  const found: TypedCall[] = [];
  const until = performance.now() + MOST_MS;
  let asked = 0;
  const isSpent = () => asked >= MOST_CALLS || performance.now() > until;
  for (const file of asking) {
    const source = checked.sourceOf(file);
    if (source === undefined) continue;
    // Nodes that are still to be visited; a walk of its own, since trees may be deeper than the stack.
    const pending: TS.Node[] = [source];
    try {
      for (let node = pending.pop(); node !== undefined && !isSpent(); node = pending.pop()) {
        ts.forEachChild(node, (child) => void pending.push(child));
        if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) continue;
        const callee = bare(ts, node.expression);
        const isNew = ts.isNewExpression(node);
        if (!isNew && !called.has(nameOf(ts, callee) ?? '')) continue;
        asked++;
        const span = { file, start: node.getStart(source), end: node.end };
        for (const shape of shapesAt(checked, shapes, callee))
          if (shape.next.get(isNew ? '.new()' : '()')?.isEnd) found.push({ span, path: shape.path, because: becauseOf(checked, shapes, callee, span) });
      }
    } catch {
      gaps.push(gapOf(file));
    }
  }
  if (isSpent()) gaps.push({ stage: 'match', why: `types of ${asked} calls were read; further calls were not looked at` });
  return found.sort((a, b) => (a.span.file < b.span.file ? -1 : a.span.file > b.span.file ? 1 : a.span.start - b.span.start));
}

/** `(a as B)!` → `a as B`: what only says more of a value is taken off, but for its type. */
function bare(ts: Checked['ts'], node: TS.Expression): TS.Expression {
  return ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) ? bare(ts, node.expression) : node;
}

function nameOf(ts: Checked['ts'], node: TS.Expression): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (ts.isElementAccessExpression(node)) return ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : undefined;
  return ts.isIdentifier(node) ? node.text : undefined;
}

/** The shapes that a value may have by its type. */
function shapesAt({ checker }: Checked, { byId }: Shapes, node: TS.Node): readonly Shape[] {
  const brands = (type: TS.Type): readonly TS.Type[] => {
    if (type.isUnion()) return type.types.flatMap(brands);
    const brand = checker.getPropertyOfType(checker.getApparentType(type), BRAND);
    if (brand === undefined) return [];
    const of = checker.getTypeOfSymbol(brand);
    return of.isUnion() ? of.types : [of];
  };
  const ids = new Set(brands(checker.getTypeAtLocation(node)).flatMap((type) => (type.isNumberLiteral() ? [type.value] : [])));
  return [...ids].flatMap((id) => byId[id] ?? []);
}

/** Where the first part of `deps.openai.chat.create` that the catalog knows is declared, or what it is reached by. */
function becauseOf(checked: Checked, shapes: Shapes, callee: TS.Expression, span: Span): TypedCall['because'] {
  let at: TS.Expression | undefined = callee;
  let shape: Shape | undefined;
  let declared: Span | undefined;
  for (; at !== undefined && declared === undefined; at = beneath(checked.ts, at)) {
    const [known] = shapesAt(checked, shapes, at);
    shape = known ?? shape;
    const inner = beneath(checked.ts, at);
    if (known === undefined || inner === undefined || shapesAt(checked, shapes, inner).length === 0) declared = declarationOf(checked, at);
  }
  const [, name = '', exported = ''] = /npm:([^#]+)#([^.()]+)/.exec(shape?.path ?? '') ?? [];
  return { span: declared ?? span, note: `known by its type: ${exported === 'default' ? name : `${exported} of ${name}`}` };
}

/** `a.b` and `a.b()` → `a`, `a.b`. */
function beneath(ts: Checked['ts'], node: TS.Expression): TS.Expression | undefined {
  const isStep = ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) || ts.isCallExpression(node) || ts.isAwaitExpression(node);
  return isStep ? bare(ts, node.expression) : undefined;
}

function declarationOf({ ts, checker, fileOf }: Checked, node: TS.Expression): Span | undefined {
  for (const declared of checker.getSymbolAtLocation(ts.isPropertyAccessExpression(node) ? node.name : node)?.declarations ?? []) {
    const file = fileOf(declared.getSourceFile());
    if (file !== undefined) return { file, start: declared.getStart(), end: declared.end };
  }
  return undefined;
}
