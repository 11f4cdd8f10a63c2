import { type Draft, hereOrElsewhere, importEffect, importName, type Maker, type Truth } from '../maker.js';
import { rightOrNot, setters } from '../sources.js';
import { atom, nanostore } from './atoms.js';
import { angular, immerState, injected } from './classes.js';
import { isTrueFirst, type Keeping } from './kept.js';
import { mobx, pinia, proxyState, signal, vueRef } from './observables.js';
import { plainRedux, slice } from './redux.js';
import { stream } from './streams.js';
import { zustandStore } from './zustand.js';

/** A state that a library keeps, or that classes hand to each other. */
export const STORES: readonly (readonly [number, readonly [string, (maker: Maker, draft: Draft) => Truth]])[] = (
  [
    [3, 'slice', slice],
    [2, 'redux', plainRedux],
    [3, 'zustand', zustandStore],
    [3, 'stream', stream],
    [3, 'atom', atom],
    [2, 'nanostore', nanostore],
    [2, 'signal', signal],
    [2, 'proxy', proxyState],
    [2, 'mobx', mobx],
    [2, 'immer', immerState],
    [3, 'injected', injected],
    [2, 'angular', angular],
    [2, 'ref', vueRef],
    [2, 'pinia', pinia],
  ] as const
).map(([weight, name, keeping]) => [weight, [name, (maker, draft) => truthOf(maker, draft, keeping)]] as const);

function truthOf(maker: Maker, draft: Draft, keeping: Keeping): Truth {
  const home = hereOrElsewhere(maker, draft, 'store', 50);
  const kept = keeping(maker, home);
  const writer = maker.random.chance(25) ? hereOrElsewhere(maker, draft, 'banner', 60) : draft;
  importEffect(maker.main, writer);
  const use = (where: Draft) => {
    for (const name of kept.names) importName(where, home, name);
    for (const [name, from] of kept.packages ?? []) importName(where, from, name);
  };
  use(writer);
  use(draft);
  const also = (kept.also ?? []).filter((way) => !kept.yes.includes(way));
  setters(maker, writer, [kept.yes, ...also].join('\n  '), kept.no);
  if (kept.other !== undefined && maker.random.chance(30)) writer.body.push(kept.other);
  // Nobody is told of what was there from the beginning: that it never was true is more than can be asked.
  if (kept.told && !isTrueFirst(home) && maker.random.chance(35)) {
    const flag = maker.name('told');
    draft.declared.push(`let ${flag} = false;`);
    const told = maker.random.pick(kept.told);
    draft.body.push(told.replaceAll('FLAG', flag));
    maker.parts.push(/^(?!.*\b(?:filter|first|when|skipWhile|takeWhile)\().*=> \{\n {2}FLAG = true;/.test(told) ? 'told-any' : 'told');
    return { draft, how: 'value', code: flag, mayFail: false };
  }
  return { draft, how: 'value', code: rightOrNot(maker, kept.right, kept.wrong, 20), mayFail: false };
}
