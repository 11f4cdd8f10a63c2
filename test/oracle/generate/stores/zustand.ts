import { type Draft, importName, type Maker } from '../maker.js';
import { anyOf, type Kept, startOf } from './kept.js';

export function zustandStore(maker: Maker, home: Draft): Kept {
  const { random } = maker;
  const kind = random.weighted([
    [4, 'create'],
    [2, 'vanilla'],
    [2, 'curried'],
    [2, 'persist'],
    [1, 'devtools'],
    [1, 'immer'],
    [1, 'combine'],
  ] as const);
  maker.parts.push(`zustand:${kind}`);
  const isVanilla = kind === 'vanilla';
  const create = isVanilla ? importName(home, 'zustand/vanilla', 'createStore') : importName(home, 'zustand', 'create');
  const use = maker.name('useConsent');
  const any = anyOf(maker);
  const start = startOf(maker);
  const writes =
    kind === 'immer'
      ? (value: string) => `set((state${any}) => {\n    state.analytics = ${value};\n  })`
      : (value: string) =>
          random.pick([`set({ analytics: ${value} })`, `set((old${any}) => ({ ...old, analytics: ${value} }))`, `set(() => ({ analytics: ${value} }))`]);
  const turns = random.chance(12);
  const granting = turns
    ? `turn: () => ${kind === 'immer' ? writes('!state.analytics') : 'set({ analytics: !get().analytics })'},`
    : `accept: () => ${writes('true')},\n  choose: (analytics${any}) => ${kind === 'immer' ? writes('analytics') : 'set({ analytics })'},`;
  const actions = `${granting}\n  reject: () => ${writes('false')},\n  isAllowed: () => ${random.pick(['get().analytics', 'get().analytics === true', 'Boolean(get().analytics)'])},\n  visit: () => ${kind === 'immer' ? `set((state${any}) => {\n    state.visits += 1;\n  })` : 'set({ visits: get().visits + 1 })'},`;
  const make = `(set${any}, get${any}) => ({\n  ${kind === 'combine' ? '' : `analytics: ${start},\n  visits: 0,\n  `}${actions}\n})`;
  const wrapping: Record<string, string> = { persist: 'persist', devtools: 'devtools', combine: 'combine', immer: 'immer' };
  const wrap = wrapping[kind];
  if (wrap !== undefined) importName(home, kind === 'immer' ? 'zustand/middleware/immer' : 'zustand/middleware', wrap);
  const whole =
    kind === 'persist'
      ? `persist(${make}, { name: 'consent-store' })`
      : kind === 'combine'
        ? `combine({ analytics: ${start}, visits: 0 }, ${make})`
        : wrap !== undefined
          ? `${wrap}(${make})`
          : make;
  home.declared.push(
    `const ${use} = ${create}${kind === 'curried' || (maker.typed && wrap !== undefined) ? `${maker.typed ? '<any>' : ''}()` : ''}(${whole});`,
  );
  const state = `${use}.getState()`;
  return {
    yes: turns
      ? `${state}.turn();`
      : random.weighted([
          [4, `${state}.accept();`],
          [2, `${use}.setState({ analytics: true });`],
          [1, `${state}.choose(true);`],
          [1, `${use}.setState((old${any}) => ({ ...old, analytics: true }));`],
        ]),
    also: turns ? [] : [`${state}.accept();`, `${state}.choose(true);`],
    no: random.pick([`${state}.reject();`, `${use}.setState({ analytics: false });`]),
    other: `${state}.visit();`,
    right: [`${state}.analytics`, `${state}.isAllowed()`, `${state}.analytics === true`],
    wrong: [`!${state}.isAllowed()`, `${state}.visits < 9`, `${state}.isAllowed`],
    told: [
      `${use}.subscribe((state${any}) => {\n  FLAG = state.analytics;\n});`,
      `${use}.subscribe((state${any}, before${any}) => {\n  if (state.analytics && !before.analytics) FLAG = true;\n});`,
      `${use}.subscribe(() => {\n  FLAG = ${state}.isAllowed();\n});`,
      `${use}.subscribe(() => {\n  FLAG = true;\n});`,
    ],
    names: [use],
  };
}
