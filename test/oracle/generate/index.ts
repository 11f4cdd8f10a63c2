import type { OracleProgram } from '../program.js';
import { triggered, wrapped } from './doings.js';
import { guarded } from './guards.js';
import { type Doing, type Draft, finish, importEffect, type Maker, newDraft, newMaker, specifierOf } from './maker.js';
import { screenProgram } from './screens.js';
import { newSink } from './sinks.js';
import { newSource, onButton } from './sources.js';
import { passOn, truthIn } from './truths.js';

/** Writes a small program: something that sends, somewhere to learn what the user chose, and a way between the two. */
export function generate(seed: number): OracleProgram {
  for (let turn = 0; ; turn++) {
    const maker = newMaker(seed + turn * 7_368_787);
    if (maker.random.chance(28)) screenProgram(maker);
    else scriptProgram(maker);
    // What files that import each other see of one another depends on the order of loading: another program is written.
    if (turn > 20 || !hasCircle(maker)) return finish(maker, seed);
  }
}

function hasCircle(maker: Maker): boolean {
  const importsOf = new Map(maker.files.map((draft) => [specifierOf(draft), [...draft.imports.keys()].filter((from) => from.startsWith('.'))]));
  const leadsTo = (from: string, to: string, seen: Set<string>): boolean =>
    (importsOf.get(from) ?? []).some((next) => next === to || (!seen.has(next) && leadsTo(next, to, seen.add(next))));
  return [...importsOf.keys()].some((file) => leadsTo(file, file, new Set()));
}

function scriptProgram(maker: Maker): void {
  const { random } = maker;
  const home = random.chance(60) ? newDraft(maker, 'analytics') : maker.main;
  let doing: Doing = newSink(maker, home);
  doing = wrappedSome(maker, doing, 2);
  if (random.chance(12)) {
    maker.parts.push('act');
    // The button itself is the consent.
    onButton(
      maker,
      doing.draft,
      random.weighted([
        [6, 'accept'],
        [1, 'reject'],
        [1, 'neutral'],
      ]),
      statementOf(doing),
    );
    importEffect(maker.main, doing.draft);
    if (random.chance(70)) return;
  }
  const gates = random.weighted([
    [1, 0],
    [14, 1],
    [3, 2],
  ]);
  for (let gate = 0; gate < gates; gate++) {
    const where: Draft = random.chance(35) && maker.files.length < 5 ? newDraft(maker, 'privacy') : doing.draft;
    let truth = newSource(maker, where);
    importEffect(maker.main, where);
    for (
      let times = random.weighted([
        [3, 0],
        [4, 1],
        [2, 2],
        [1, 3],
      ]);
      times > 0;
      times--
    )
      truth = passOn(maker, truth);
    doing = guarded(maker, truthIn(maker, truth, doing.draft), doing);
    if (random.chance(45)) doing = wrappedSome(maker, isStatement(doing) ? inBlock(maker, doing) : doing, 1);
  }
  const twice = random.chance(8);
  if (twice) {
    maker.parts.push('second-way');
    doing = inBlock(maker, doing);
    triggered(maker, doing);
  }
  triggered(maker, doing);
}

function wrappedSome(maker: Maker, doing: Doing, most: number): Doing {
  let result = doing;
  for (let times = maker.random.below(most + 1); times > 0; times--) result = wrapped(maker, isStatement(result) ? inBlock(maker, result) : result);
  return result;
}

const isStatement = ({ code }: Doing) => !/^[\w$.]+\([^\n]*\)$/.test(code);
const statementOf = ({ code }: Doing) => `${code}${/[;}]$/.test(code) ? '' : ';'}`;

/** Several lines become a function of their own, so that they can stand anywhere. */
function inBlock(maker: Maker, doing: Doing): Doing {
  const name = maker.name('doIt');
  doing.draft.declared.push(`function ${name}() {\n  ${statementOf(doing)}\n}`);
  return { ...doing, code: `${name}()` };
}
