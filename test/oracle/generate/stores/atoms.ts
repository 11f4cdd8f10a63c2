import { type Draft, importName, type Maker } from '../maker.js';
import { anyOf, type Kept, startOf } from './kept.js';

export function atom(maker: Maker, home: Draft): Kept {
  const { random } = maker;
  const create = importName(home, 'jotai', random.pick(['getDefaultStore', 'getDefaultStore', 'createStore']));
  importName(home, 'jotai', 'atom');
  const [base, derived, jar] = [maker.name('consentAtom'), maker.name('allowedAtom'), maker.name('jar')];
  const any = anyOf(maker);
  const kept = random.chance(20);
  if (kept) importName(home, 'jotai/utils', 'atomWithStorage');
  const isObject = !kept && random.chance(30);
  const start = startOf(maker);
  home.declared.push(
    kept
      ? `const ${base} = atomWithStorage('consent-atom', ${start});`
      : `const ${base} = atom${maker.typed ? '<any>' : ''}(${isObject ? `{ analytics: ${start}, version: 1 }` : start});`,
    `const ${derived} = atom((get${any}) => get(${base})${isObject ? '.analytics' : random.pick([' === true', '', ' ? true : false'])});`,
    `const ${jar} = ${create}();`,
  );
  const set = (value: string) =>
    isObject
      ? random.pick([`${jar}.set(${base}, { analytics: ${value}, version: 1 });`, `${jar}.set(${base}, (old${any}) => ({ ...old, analytics: ${value} }));`])
      : random.pick([`${jar}.set(${base}, ${value});`, `${jar}.set(${base}, () => ${value});`]);
  const writing = random.chance(25) && !isObject ? maker.name('chooseAtom') : undefined;
  if (writing !== undefined) home.declared.push(`const ${writing} = atom(null, (_get${any}, set${any}, value${any}) => set(${base}, value));`);
  const write = (value: string) => (writing === undefined ? set(value) : `${jar}.set(${writing}, ${value});`);
  return {
    yes: write('true'),
    no: write('false'),
    right: [`${jar}.get(${derived})`, `${jar}.get(${base})${isObject ? '.analytics' : ''}`],
    wrong: [`!${jar}.get(${derived})`, `${jar}.get(${base}) !== null`, base],
    told: [
      `${jar}.sub(${base}, () => {\n  FLAG = ${jar}.get(${derived});\n});`,
      `${jar}.sub(${derived}, () => {\n  if (${jar}.get(${derived})) FLAG = true;\n});`,
      `${jar}.sub(${derived}, () => {\n  FLAG = true;\n});`,
    ],
    names: [base, derived, jar, ...(writing === undefined ? [] : [writing])],
  };
}

export function nanostore(maker: Maker, home: Draft): Kept {
  const { random } = maker;
  const kind = random.weighted([
    [3, 'atom'],
    [2, 'map'],
    [2, 'persistentAtom'],
  ] as const);
  const base = maker.name('consentStore');
  importName(home, kind === 'persistentAtom' ? '@nanostores/persistent' : 'nanostores', kind);
  const isTrue = random.chance(8);
  const [yes, no] = kind === 'persistentAtom' ? ["'yes'", "'no'"] : ['true', 'false'];
  home.declared.push(
    kind === 'map'
      ? `const ${base} = map${maker.typed ? '<any>' : ''}({ analytics: ${isTrue}, visits: 0 });`
      : kind === 'atom'
        ? `const ${base} = atom${maker.typed ? '<any>' : ''}(${isTrue});`
        : `const ${base} = persistentAtom('consent', ${isTrue ? yes : "'unknown'"});`,
  );
  const held = `${base}.get()${kind === 'map' ? '.analytics' : ''}`;
  const test = kind === 'persistentAtom' ? `${held} === 'yes'` : held;
  const names = [base];
  const right = [test];
  const any = anyOf(maker);
  if (random.chance(40)) {
    const derived = maker.name('allowedStore');
    importName(home, 'nanostores', 'computed');
    home.declared.push(
      `const ${derived} = computed(${base}, (value${any}) => ${kind === 'map' ? 'value.analytics === true' : kind === 'atom' ? 'value === true' : "value === 'yes'"});`,
    );
    names.push(derived);
    right.push(`${derived}.get()`);
  }
  const own = kind === 'map' ? 'value.analytics' : kind === 'atom' ? 'value' : "value === 'yes'";
  return {
    yes: kind === 'map' ? random.pick([`${base}.setKey('analytics', true);`, `${base}.set({ analytics: true, visits: 1 });`]) : `${base}.set(${yes});`,
    no: kind === 'map' ? `${base}.setKey('analytics', false);` : `${base}.set(${no});`,
    ...(kind === 'map' ? { other: `${base}.setKey('visits', 1);` } : {}),
    right,
    wrong: kind === 'persistentAtom' ? [`${held} !== 'no'`, `Boolean(${held})`] : [`!${held}`, `${held} !== null`],
    told: [
      `${base}.subscribe((value${any}) => {\n  FLAG = ${own};\n});`,
      `${base}.listen((value${any}) => {\n  if (${own}) FLAG = true;\n});`,
      `${base}.subscribe(() => {\n  FLAG = true;\n});`,
    ],
    names,
  };
}
