import { type Draft, importDefault, importName, type Maker } from '../maker.js';
import { anyOf, type Kept, startOf } from './kept.js';

/** A state that is replaced by what a recipe makes of it. */
export function immerState(maker: Maker, home: Draft): Kept {
  const { random } = maker;
  if (random.chance(80)) importName(home, 'immer', 'produce');
  else importDefault(home, 'immer', 'produce');
  const any = anyOf(maker);
  const [state, choose, read] = [maker.name('current'), maker.name('choose'), maker.name('readState')];
  const value = random.weighted([
    [5, 'value'],
    [1, 'true'],
  ]);
  const recipe = random.pick([
    `(draft${any}) => {\n    draft.analytics = ${value};\n  }`,
    `(draft${any}) => {\n    draft.visits += 1;\n    draft.analytics = ${value};\n  }`,
    `(draft${any}) => ({ ...draft, analytics: ${value} })`,
  ]);
  const curried = random.chance(30);
  home.declared.push(
    `let ${state}${any} = { analytics: ${startOf(maker)}, visits: 0 };`,
    ...(curried ? [`const ${choose}Recipe = produce((draft${any}, value${any}) => {\n  draft.analytics = ${value};\n});`] : []),
    `function ${choose}(value${any}) {\n  ${state} = ${curried ? `${choose}Recipe(${state}, value)` : `produce(${state}, ${recipe})`};\n}`,
    `function ${read}() {\n  return ${state};\n}`,
  );
  return {
    yes: `${choose}(true);`,
    no: `${choose}(false);`,
    right: [`${read}().analytics`, `${read}().analytics === true`],
    wrong: [`!${read}().analytics`, `${read}().visits < 9`],
    names: [choose, read],
  };
}

/** Classes whose fields are made by a container, or that are handed to each other. */
export function injected(maker: Maker, home: Draft): Kept {
  const { random } = maker;
  const any = anyOf(maker);
  const [inject, kept, type, outer, one] = ['inject', 'instances', 'ConsentKeeper', 'Privacy', 'privacy'].map((stem) => maker.name(stem)) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const isShared = random.chance(85);
  const field = random.pick(['granted', '#granted', '_granted']);
  const start = startOf(maker);
  const base = random.chance(25) ? maker.name('Base') : undefined;
  if (base !== undefined)
    home.declared.push(`class ${base} {\n  started = ${random.pick(['true', 'false'])};\n  log(text${any}) {\n    console.log(text);\n  }\n}`);
  const how = random.weighted([
    [4, 'container'],
    [2, 'parameter'],
    [2, 'new'],
    [1, 'static'],
  ] as const);
  maker.parts.push(`made:${how}`);
  home.declared.push(
    `class ${type}${base === undefined ? '' : ` extends ${base}`} {\n  ${field}${any} = ${start};\n  allowed = () => this.${field};\n  accept() {\n    this.${field} = true;\n  }\n  reject() {\n    this.${field} = false;\n  }\n  isGranted() {\n    return this.${field} === true;\n  }${how === 'static' ? `\n  static shared${any} = new ${type}();` : ''}\n}`,
  );
  if (how === 'container')
    home.declared.push(
      `const ${kept} = new Map${maker.typed ? '<any, any>' : ''}();`,
      `function ${inject}(key${any}) {\n  ${isShared ? `if (!${kept}.has(key)) ${kept}.set(key, new key());\n  return ${kept}.get(key);` : 'return new key();'}\n}`,
    );
  const made = how === 'container' ? `${inject}(${type})` : how === 'new' ? `new ${type}()` : how === 'static' ? `${type}.shared` : 'undefined';
  const inConstructor = random.chance(35) && how !== 'parameter';
  const fields =
    how === 'parameter'
      ? `keeper${any};\n  constructor(keeper${any}) {\n    this.keeper = keeper;\n  }`
      : inConstructor
        ? `keeper${any};\n  constructor() {\n    this.keeper = ${made};\n  }`
        : `keeper${any} = ${made};`;
  home.declared.push(
    `class ${outer} {\n  ${fields}\n  enabled = true;\n  get allowed() {\n    return this.keeper.allowed();\n  }\n  ask() {\n    return this.enabled && this.keeper.isGranted();\n  }\n  choose(value${any}) {\n    if (value) this.keeper.accept();\n    else this.keeper.reject();\n  }\n}`,
    `const ${one} = new ${outer}(${how === 'parameter' ? `new ${type}()` : ''});`,
  );
  // Another that holds the same keeper, or one of its own.
  const second = random.chance(30) ? maker.name('other') : undefined;
  if (second !== undefined)
    home.declared.push(`const ${second} = new ${outer}(${how === 'parameter' ? random.pick([`${one}.keeper`, `new ${type}()`]) : ''});`);
  const writer = second ?? one;
  return {
    yes: random.pick([`${writer}.choose(true);`, `${writer}.keeper.accept();`]),
    also: [`${writer}.choose(true);`],
    no: random.pick([`${writer}.choose(false);`, `${writer}.keeper.reject();`]),
    ...(second === undefined || random.chance(75) ? {} : { other: `${second}.choose(true);` }),
    right: [`${one}.allowed`, `${one}.ask()`, `${one}.keeper.isGranted()`],
    wrong: [`!${one}.ask()`, `${one}.enabled`, `${one}.keeper`, `${one}.ask`],
    names: [one, ...(second === undefined ? [] : [second])],
  };
}

export function angular(maker: Maker, home: Draft): Kept {
  const { random } = maker;
  for (const name of ['signal', 'computed', 'inject']) importName(home, '@angular/core', name);
  const [type, outer, one] = [maker.name('ConsentService'), maker.name('AppShell'), maker.name('shell')];
  const any = anyOf(maker);
  const set = (value: string) => random.pick([`this.granted.set(${value})`, `this.granted.update(() => ${value})`]);
  home.declared.push(
    `class ${type} {\n  granted = signal${maker.typed ? '<any>' : ''}(${startOf(maker)});\n  visits = signal(0);\n  allowed = computed(() => this.granted() === true);\n  accept() {\n    ${set('true')};\n  }\n  reject() {\n    ${set('false')};\n  }\n  visit() {\n    this.visits.update((count${any}) => count + 1);\n  }\n}`,
    `class ${outer} {\n  consent${any} = inject(${type});\n  ask() {\n    return this.consent.${random.pick(['granted', 'allowed'])}();\n  }\n}`,
    `const ${one} = new ${outer}();`,
  );
  return {
    yes: random.pick([`${one}.consent.accept();`, `${one}.consent.granted.set(true);`, `inject(${type}).accept();`]),
    also: [`${one}.consent.accept();`],
    no: `${one}.consent.reject();`,
    other: `${one}.consent.visit();`,
    right: [`${one}.ask()`, `${one}.consent.allowed()`, `${one}.consent.granted()`],
    wrong: [`!${one}.ask()`, `${one}.consent.granted`, `${one}.consent.visits() < 9`],
    told: [`effect(() => {\n  FLAG = ${one}.ask();\n});`, `effect(() => {\n  if (${one}.consent.granted()) FLAG = true;\n});`],
    names: [one, type],
    packages: [
      ['effect', '@angular/core'],
      ['inject', '@angular/core'],
    ],
  };
}
