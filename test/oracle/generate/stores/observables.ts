import { type Draft, importName, type Maker } from '../maker.js';
import { anyOf, type Kept, startOf } from './kept.js';

export function signal(maker: Maker, home: Draft): Kept {
  const { random } = maker;
  const pkg = random.pick(['@preact/signals-core', '@preact/signals']);
  for (const name of ['signal', 'computed']) importName(home, pkg, name);
  const [base, derived] = [maker.name('consentSignal'), maker.name('allowedSignal')];
  home.declared.push(
    `const ${base} = signal${maker.typed ? '<any>' : ''}(${random.chance(8) ? 'true' : random.pick(['false', 'null'])});`,
    `const ${derived} = computed(() => ${base}.value === true);`,
  );
  return {
    yes: `${base}.value = true;`,
    no: `${base}.value = false;`,
    right: [`${derived}.value`, `${base}.value`, `${base}.value === true`, `${base}.peek()`],
    wrong: [`!${derived}.value`, `${base}.value !== false`, base, `${base}.value ?? true`],
    told: [
      `effect(() => {\n  FLAG = ${derived}.value;\n});`,
      `effect(() => {\n  if (${base}.value) FLAG = true;\n});`,
      `effect(() => {\n  FLAG = ${base}.value !== undefined;\n});`,
    ],
    names: [base, derived],
    packages: [['effect', pkg]],
  };
}

export function proxyState(maker: Maker, home: Draft): Kept {
  const { random } = maker;
  importName(home, 'valtio', 'proxy');
  const state = maker.name('state');
  home.declared.push(`const ${state}${anyOf(maker)} = proxy({ analytics: ${startOf(maker)}, visits: 0 });`);
  const act = random.chance(40) ? maker.name('choose') : undefined;
  if (act !== undefined) home.declared.push(`function ${act}(value${anyOf(maker)}) {\n  ${state}.analytics = value;\n}`);
  return {
    yes: act === undefined ? `${state}.analytics = true;` : `${act}(true);`,
    no: act === undefined ? `${state}.analytics = false;` : `${act}(false);`,
    other: `${state}.visits += 1;`,
    right: [`${state}.analytics`, `snapshot(${state}).analytics`, `${state}.analytics === true`],
    wrong: [`!${state}.analytics`, `snapshot(${state}).visits < 9`],
    told: [
      `subscribe(${state}, () => {\n  FLAG = ${state}.analytics;\n});`,
      `subscribe(${state}, () => {\n  if (snapshot(${state}).analytics) FLAG = true;\n});`,
      `subscribe(${state}, () => {\n  FLAG = true;\n});`,
    ],
    names: [state, ...(act === undefined ? [] : [act])],
    packages: [
      ['snapshot', 'valtio'],
      ['subscribe', 'valtio'],
    ],
  };
}

export function mobx(maker: Maker, home: Draft): Kept {
  const { random } = maker;
  const state = maker.name('consentState');
  const start = startOf(maker);
  const any = anyOf(maker);
  const isClass = random.chance(60);
  if (isClass) {
    const type = maker.name('ConsentModel');
    importName(home, 'mobx', 'makeAutoObservable');
    home.declared.push(
      `class ${type} {\n  analytics = ${start};\n  visits = 0;\n  constructor() {\n    makeAutoObservable(this);\n  }\n  accept() {\n    this.analytics = true;\n  }\n  reject() {\n    this.analytics = false;\n  }\n  visit() {\n    this.visits += 1;\n  }\n  get allowed() {\n    return this.analytics === true;\n  }\n}`,
      `const ${state} = new ${type}();`,
    );
  } else {
    importName(home, 'mobx', 'observable');
    home.declared.push(`const ${state}${any} = observable({ analytics: ${start}, visits: 0 });`);
  }
  const set = (value: string) => random.pick([`${state}.analytics = ${value};`, `runInAction(() => {\n    ${state}.analytics = ${value};\n  });`]);
  return {
    yes: isClass && random.chance(60) ? `${state}.accept();` : set('true'),
    also: isClass ? [`${state}.accept();`] : [],
    no: isClass && random.chance(60) ? `${state}.reject();` : set('false'),
    other: isClass ? `${state}.visit();` : `${state}.visits += 1;`,
    right: [`${state}.analytics`, ...(isClass ? [`${state}.allowed`] : [])],
    wrong: [`!${state}.analytics`, `${state}.visits < 9`],
    told: [
      `autorun(() => {\n  FLAG = ${state}.analytics;\n});`,
      `autorun(() => {\n  if (${state}.analytics) FLAG = true;\n});`,
      `reaction(() => ${state}.analytics, (on${any}) => {\n  FLAG = on;\n});`,
      `reaction(() => ${state}.analytics, () => {\n  FLAG = true;\n});`,
      `when(() => ${state}.analytics, () => {\n  FLAG = true;\n});`,
      `when(() => ${state}.analytics).then(() => {\n  FLAG = true;\n});`,
      `when(() => !${state}.analytics, () => {\n  FLAG = true;\n});`,
    ],
    names: [state],
    packages: ['autorun', 'reaction', 'when', 'runInAction'].map((name) => [name, 'mobx'] as const),
  };
}

export function vueRef(maker: Maker, home: Draft): Kept {
  const { random } = maker;
  const any = anyOf(maker);
  const isRef = random.chance(65);
  importName(home, 'vue', isRef ? 'ref' : 'reactive');
  const [base, derived] = [maker.name('consentRef'), maker.name('allowedRef')];
  const start = random.chance(8) ? 'true' : random.pick(['false', 'null']);
  home.declared.push(`const ${base}${any} = ${isRef ? `ref(${start})` : `reactive({ analytics: ${start}, visits: 0 })`};`);
  const held = `${base}.${isRef ? 'value' : 'analytics'}`;
  importName(home, 'vue', 'computed');
  home.declared.push(`const ${derived} = computed(() => ${random.pick([`${held} === true`, `!!${held}`])});`);
  const source = isRef ? random.pick([base, `() => ${base}.value`]) : `() => ${base}.analytics`;
  return {
    yes: `${held} = true;`,
    no: `${held} = false;`,
    ...(isRef ? {} : { other: `${base}.visits += 1;` }),
    right: [held, `${derived}.value`, `${held} === true`],
    wrong: [`!${held}`, `${held} !== false`, base, derived],
    told: [
      `watch(${source}, (on${any}) => {\n  FLAG = on;\n});`,
      `watch(${source}, (on${any}) => {\n  if (on) FLAG = true;\n}, { immediate: true });`,
      `watch(${derived}, (on${any}) => {\n  FLAG = on;\n});`,
      `watch(${source}, () => {\n  FLAG = true;\n});`,
      `watchEffect(() => {\n  FLAG = ${derived}.value;\n});`,
      `watchEffect(() => {\n  if (${held}) FLAG = true;\n});`,
    ],
    names: [base, derived],
    packages: ['watch', 'watchEffect'].map((name) => [name, 'vue'] as const),
  };
}

export function pinia(maker: Maker, home: Draft): Kept {
  const { random } = maker;
  importName(home, 'pinia', 'defineStore');
  const use = maker.name('useConsentStore');
  const any = anyOf(maker);
  const isSetup = random.chance(40);
  const start = startOf(maker);
  if (isSetup) {
    for (const name of ['ref', 'computed']) importName(home, 'vue', name);
    home.declared.push(
      `const ${use}${any} = defineStore('consent', () => {\n  const analytics${any} = ref(${start});\n  const visits = ref(0);\n  const allowed = computed(() => analytics.value === true);\n  function accept() {\n    analytics.value = true;\n  }\n  function reject() {\n    analytics.value = false;\n  }\n  function visit() {\n    visits.value += 1;\n  }\n  return { analytics, visits, allowed, accept, reject, visit };\n});`,
    );
  } else
    home.declared.push(
      `const ${use}${any} = defineStore('consent', {\n  state: () => ({ analytics: ${start}, visits: 0 }),\n  getters: {\n    allowed: (state${any}) => state.analytics === true,\n  },\n  actions: {\n    accept()${maker.typed ? ': any' : ''} {\n      ${maker.typed ? '(this as any)' : 'this'}.analytics = true;\n    },\n    reject() {\n      ${maker.typed ? '(this as any)' : 'this'}.analytics = false;\n    },\n    visit() {\n      ${maker.typed ? '(this as any)' : 'this'}.visits += 1;\n    },\n  },\n});`,
    );
  return {
    yes: random.pick([
      `${use}().accept();`,
      `${use}().analytics = true;`,
      ...(isSetup ? [] : [`${use}().$patch({ analytics: true });`, `${use}().$patch((state${any}) => {\n    state.analytics = true;\n  });`]),
    ]),
    also: [`${use}().accept();`],
    no: random.pick([`${use}().reject();`, `${use}().analytics = false;`]),
    other: `${use}().visit();`,
    right: [`${use}().analytics`, `${use}().allowed`],
    wrong: [`!${use}().allowed`, `${use}().visits < 9`, `${use}().accept`],
    names: [use],
  };
}
