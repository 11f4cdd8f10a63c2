import type { FnKey, Run } from '../flow/engine.js';
import type { Expr } from '../model/expr.js';
import type { Span } from '../model/place.js';
import type { PointAt } from '../model/sighting.js';
import type { Answer, Miss } from '../model/story.js';
import { leadingTo, spanOfPoint } from './evidence.js';
import { DEFECT_SAID } from './reasons.js';
import { ANSWERS, originsTold, type Telling } from './story.js';

/** A test in a body on the way, and what it has to do with the user's answer. */
interface Near {
  readonly at: PointAt;
  readonly test: Expr;
  readonly span: Span;
  /** The way in leads through this outcome of it. */
  readonly isOnTheWay: boolean;
  readonly passes: readonly Answer[];
  /** Some answer of the user stops at one of its outcomes, which another one passes. */
  readonly tells: boolean;
  /** Only those who agreed pass its other outcome. */
  readonly isOtherBranch: boolean;
}

const MOST_BODIES = 12;

/** Finds the test that comes nearest to a gate on the way in, and says why it does not hold. */
export function missOn(telling: Telling): Miss {
  const { judged } = telling;
  const defect = judged.verdict.defect === undefined ? undefined : DEFECT_SAID[judged.verdict.defect];
  const rest = defect === undefined ? {} : { defect };
  const near = nearest(telling);
  const { because } = judged.verdict;
  const last = because.findIndex(({ span }) => span.file === judged.span.file && span.start === judged.span.start);
  const beside = last < 0 ? [] : because.slice(last + 1).filter(({ span }) => span.file !== near?.span.file || span.start !== near.span.start);
  const others = near?.isOnTheWay === false ? testsOnTheWay(telling) : 0;
  const besides = others === 0 ? '' : `; the ${others === 1 ? 'test' : `${others} tests`} on the way ${others === 1 ? 'looks' : 'look'} at other things`;
  if (near) return { span: near.span, why: `${whyNot(near)}${besides}`, origins: originsTold(telling, near.at, near.test), beside, ...rest };
  const tests = testsOnTheWay(telling);
  const why =
    tests > 0
      ? `there is none: the ${tests === 1 ? 'test' : `${tests} tests`} on the way ${tests === 1 ? 'looks' : 'look'} at other things than the user's answer`
      : 'there is none: no test stands on the way';
  return { why, origins: [], beside, ...rest };
}

function openRun({ runs, judged: _, sighting: __, ...rest }: Telling, at: PointAt): Run {
  return runs.undecided.engine.entered.has(`${at.module}:${at.fn}`)
    ? runs.undecided
    : runs.refused.engine.entered.has(`${at.module}:${at.fn}`)
      ? runs.refused
      : rest.free;
}

/** The places that control passes on the way in, the usage first: each body with the point where it goes on. */
function bodiesOnTheWay(telling: Telling): readonly PointAt[] {
  const first = telling.sighting.points[0];
  if (!first) return [];
  const run = openRun(telling, first);
  const found: PointAt[] = [];
  const seen = new Set<FnKey>();
  for (let at: PointAt | undefined = first; at && found.length < MOST_BODIES; ) {
    const key: FnKey = `${at.module}:${at.fn}`;
    if (seen.has(key)) break;
    seen.add(key);
    found.push(at);
    at = run.engine.entered.get(key)?.from;
  }
  return found;
}

/** Nearest first: tests on the way that look at the answer, or at what an answer writes; then such a test beside it. */
function nearest(telling: Telling): Near | undefined {
  const bodies = bodiesOnTheWay(telling).map((at) => {
    const here = spanOfPoint(telling.free, at).start;
    return [...testsIn(telling, at)].sort((a, b) => Math.abs(here - a.span.start) - Math.abs(here - b.span.start));
  });
  const onTheWay = bodies.flatMap((tests) => tests.filter(({ isOnTheWay }) => isOnTheWay));
  return (
    onTheWay.find((test) => asks(telling, test)) ??
    onTheWay.slice(0, MOST_FOLLOWED).find((test) => isWrittenByAnswer(telling, test)) ??
    bodies.flat().find((test) => asks(telling, test))
  );
}

const MOST_FOLLOWED = 6;

/** Holds if what a test reads is written only after some answer of the user. */
function isWrittenByAnswer(telling: Telling, { at, test }: Near): boolean {
  return originsTold(telling, at, test).some(({ writers }) =>
    writers.some(({ isFirst, answers }) => !isFirst && answers.length === 1 && answers[0] === 'granted'),
  );
}

function testsOnTheWay(telling: Telling): number {
  return new Set(
    bodiesOnTheWay(telling).flatMap((at) =>
      testsIn(telling, at)
        .filter(({ isOnTheWay }) => isOnTheWay)
        .map(({ span }) => `${span.file}:${span.start}`),
    ),
  ).size;
}

/** Tests of a body, one for each outcome that leads to a point, or for the test as a whole where none does. */
function testsIn({ free, runs }: Telling, at: PointAt): readonly Near[] {
  const flow = free.engine.program.modules[at.module]?.functions[at.fn]?.flow;
  if (!flow) return [];
  const before = leadingTo(flow.next, at.point);
  const leading = new Set<number>();
  const found: Near[] = [];
  const passing = (index: number) => ANSWERS.filter((answer) => runs[answer].isReached(at.module, at.fn, index));
  const standing = (index: number) =>
    ANSWERS.filter((answer) => flow.next.some((targets, from) => targets.includes(index) && runs[answer].isReached(at.module, at.fn, from)));
  const take = (index: number, isOnTheWay: boolean) => {
    const point = flow.points[index];
    if (point?.kind !== 'assume') return;
    const where = { ...at, point: index };
    const outcomes = flow.points.flatMap((other, at) => (other.kind === 'assume' && other.start === point.start && other.end === point.end ? [at] : []));
    const opposite = outcomes.find((other) => other !== index && (flow.points[other] as typeof point).outcome !== point.outcome);
    const through = opposite === undefined ? [] : passing(opposite);
    found.push({
      at: where,
      test: point.test,
      span: spanOfPoint(free, where),
      isOnTheWay,
      passes: passing(index),
      tells: outcomes.some((one) => passing(one).length > 0 && passing(one).length < standing(one).length),
      isOtherBranch: through.length === 1 && through[0] === 'granted',
    });
  };
  for (const [index, point] of flow.points.entries()) {
    if (point.kind !== 'assume' || !before.has(index) || !decides(flow.next, before, index)) continue;
    leading.add(point.start);
    take(index, true);
  }
  const others = new Set<number>();
  for (const [index, point] of flow.points.entries()) {
    if (point.kind !== 'assume' || leading.has(point.start) || others.has(point.start)) continue;
    others.add(point.start);
    take(index, false);
  }
  return found;
}

/** Holds if the other outcome of a test does not lead there as well. */
function decides(next: readonly (readonly number[])[], before: ReadonlySet<number>, index: number): boolean {
  return next.every((targets) => !targets.includes(index) || targets.filter((to) => before.has(to)).length === 1);
}

/** Holds if a test looks at the user's answer: it reads a consent, or comes out otherwise where the user agreed. */
function asks({ runs }: Telling, { at, test, tells }: Near): boolean {
  return tells || ANSWERS.some((answer) => runs[answer].value(at.module, test).atoms.length > 0);
}

function whyNot({ isOnTheWay, passes, isOtherBranch }: Near): string {
  if (!isOnTheWay) return 'it asks, but this line does not stand behind it';
  if (isOtherBranch) return 'this line stands in its other branch, the one of those who did not agree';
  const [undecided, refused, granted] = ANSWERS.map((answer) => passes.includes(answer));
  if (undecided && refused && granted) return 'it lets everybody through: before the choice, after a refusal and after consent';
  if (undecided && refused) return 'it is passed only by those who did not agree';
  if (undecided) return 'it stops only a refusal; before the choice everybody passes';
  if (refused) return 'it waits for an answer, and a refusal passes as well';
  return 'it holds by itself; another way leads here past it';
}
