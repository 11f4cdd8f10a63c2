import { type Draft, importName, type Maker } from '../maker.js';
import { anyOf, isTrueFirst, type Kept, startOf } from './kept.js';

export function slice(maker: Maker, home: Draft): Kept {
  const { random } = maker;
  importName(home, '@reduxjs/toolkit', 'createSlice');
  importName(home, '@reduxjs/toolkit', 'configureStore');
  const [own, store, actions] = [maker.name('consentSlice'), maker.name('store'), maker.name('consentActions')];
  const any = anyOf(maker);
  const writes = random.chance(60);
  const set = (value: string) => (writes ? `state.analytics = ${value};` : `return { ...state, analytics: ${value} };`);
  // What is preloaded stands instead of what a slice begins with.
  const preloaded = random.chance(12) ? `, preloadedState: { consent: { analytics: ${random.pick(['true', 'false'])}, visits: 1 } }` : '';
  const extra = random.chance(20);
  if (extra) {
    const other = maker.name('sessionSlice');
    home.declared.push(`const ${other} = createSlice({ name: 'session', initialState: {}, reducers: { begin: (state) => state, agreed: (state) => state } });`);
    home.declared.push(
      `const ${own} = createSlice({\n  name: 'consent',\n  initialState: { analytics: ${startOf(maker)}, visits: 0 },\n  reducers: {\n    reject(state${any}) {\n      ${set('false')}\n    },\n    visit(state${any}) {\n      state.visits += 1;\n    },\n  },\n  extraReducers: (builder) => {\n    builder.addCase(${other}.actions.agreed, (state${any}) => {\n      ${set('true')}\n    });\n  },\n});`,
      `const ${actions} = { ...${own}.actions, accept: ${other}.actions.agreed };`,
    );
  } else
    home.declared.push(
      `const ${own} = createSlice({\n  name: 'consent',\n  initialState: { analytics: ${startOf(maker)}, visits: 0 },\n  reducers: {\n    accept${random.chance(50) ? `(state${any}) {\n      ${set('true')}\n    }` : `: (state${any}) => {\n      ${set('true')}\n    }`},\n    reject(state${any}) {\n      ${set('false')}\n    },\n    choose(state${any}, action${any}) {\n      ${set('action.payload')}\n    },\n    visit(state${any}) {\n      state.visits += 1;\n    },\n  },\n});`,
      `const ${actions} = ${own}.actions;`,
    );
  home.declared.push(`const ${store} = configureStore({ reducer: { consent: ${own}.reducer }${preloaded} });`);
  if (preloaded !== '' && isTrueFirst(home)) maker.parts.push('starts-true');
  const names = [store, actions];
  const read = `${store}.getState().consent`;
  const yes = extra
    ? `${store}.dispatch(${actions}.accept());`
    : random.pick([
        `${store}.dispatch(${actions}.accept());`,
        `${store}.dispatch(${actions}.choose(true));`,
        `${store}.dispatch((dispatch${any}) => {\n    dispatch(${actions}.accept());\n  });`,
      ]);
  const no = extra || random.chance(50) ? `${store}.dispatch(${actions}.reject());` : `${store}.dispatch(${actions}.choose(false));`;
  const right = [`${read}.analytics`, `${read}.analytics === true`];
  if (random.chance(40)) {
    const select = maker.name('selectAnalytics');
    const plain = random.chance(60);
    if (!plain) importName(home, '@reduxjs/toolkit', 'createSelector');
    home.declared.push(
      plain
        ? `const ${select} = (state${any}) => state.consent.analytics;`
        : `const ${select} = createSelector([(state${any}) => state.consent], (consent${any}) => consent.analytics === true);`,
    );
    names.push(select);
    right.push(`${select}(${store}.getState())`);
  }
  return {
    yes,
    no,
    other: `${store}.dispatch(${actions}.visit());`,
    right,
    wrong: [`!${read}.analytics`, `${read}.visits < 9`, `${read}`, `${read}.analytics !== null`],
    told: [
      `${store}.subscribe(() => {\n  FLAG = ${read}.analytics;\n});`,
      `${store}.subscribe(() => {\n  if (${read}.analytics) FLAG = true;\n});`,
      `${store}.subscribe(() => {\n  FLAG = true;\n});`,
    ],
    names,
  };
}

export function plainRedux(maker: Maker, home: Draft): Kept {
  const { random } = maker;
  const create = importName(home, 'redux', random.pick(['createStore', 'legacy_createStore']));
  const [reduce, store] = [maker.name('consentReducer'), maker.name('store')];
  const any = anyOf(maker);
  const combined = random.chance(50);
  if (combined) importName(home, 'redux', 'combineReducers');
  const start = `{ analytics: ${startOf(maker)}, visits: 0 }`;
  const initial = random.chance(50) ? start : maker.name('initialState');
  if (initial !== start) home.declared.push(`const ${initial} = ${start};`);
  const preloaded = random.chance(15)
    ? combined
      ? `, { consent: { analytics: ${random.pick(['true', 'false'])}, visits: 2 } }`
      : `, { analytics: ${random.pick(['true', 'false'])}, visits: 2 }`
    : '';
  home.declared.push(
    random.chance(60)
      ? `function ${reduce}(state${any} = ${initial}, action${any}) {\n  switch (action.type) {\n    case 'consent/accept':\n      return { ...state, analytics: true };\n    case 'consent/reject':\n      return { ...state, analytics: false };\n    case 'consent/choose':\n      return { ...state, analytics: action.payload };\n    case 'visit':\n      return Object.assign({}, state, { visits: state.visits + 1 });\n    default:\n      return state;\n  }\n}`
      : `function ${reduce}(state${any} = ${initial}, action${any}) {\n  if (action.type === 'consent/accept') return { ...state, analytics: true };\n  if (action.type === 'consent/reject') return { ...state, analytics: false };\n  if (action.type === 'consent/choose') return { ...state, analytics: action.payload };\n  if (action.type === 'visit') return { ...state, visits: state.visits + 1 };\n  return state;\n}`,
    `const ${store} = ${create}(${combined ? `combineReducers({ consent: ${reduce} })` : reduce}${preloaded});`,
  );
  const read = `${store}.getState()${combined ? '.consent' : ''}`;
  const act = random.chance(40) ? maker.name('acceptAction') : undefined;
  if (act !== undefined) home.declared.push(`const ${act} = () => ({ type: 'consent/accept' });`);
  return {
    yes:
      act !== undefined
        ? `${store}.dispatch(${act}());`
        : random.pick([`${store}.dispatch({ type: 'consent/accept' });`, `${store}.dispatch({ type: 'consent/choose', payload: true });`]),
    no: random.pick([`${store}.dispatch({ type: 'consent/reject' });`, `${store}.dispatch({ type: 'consent/choose', payload: false });`]),
    other: `${store}.dispatch({ type: 'visit' });`,
    right: [`${read}.analytics`, `${read}.analytics === true`],
    wrong: [`!${read}.analytics`, `${read}.visits < 9`],
    told: [`${store}.subscribe(() => {\n  FLAG = ${read}.analytics;\n});`],
    names: [store, ...(act === undefined ? [] : [act])],
  };
}
