import { type Draft, importDefault, importEffect, importName, type Maker, newDraft, typeOf } from './maker.js';
import { newSink } from './sinks.js';
import { newSource } from './sources.js';
import { freeTest, passOn, truthIn } from './truths.js';

/** A program of components. */
export function screenProgram(maker: Maker): void {
  const { random } = maker;
  const app = newDraft(maker, 'App', true);
  useReact(app);
  const main = maker.main;
  importDefault(main, 'react', 'React');
  const inElements = random.chance(80);
  if (!inElements) maker.parts.push('root:call');
  const createRoot = importName(main, 'react-dom/client', 'createRoot');
  const App = maker.name('App');
  main.body.push(
    `${createRoot}(document.getElementById('root')${maker.typed ? '!' : ''}).render(${inElements ? `<${importName(main, app, App)} />` : `React.createElement(${importName(main, app, App)})`});`,
  );
  const consent = consentOf(maker, app);
  const children = sending(maker, app, consent);
  const extra = random.chance(40) ? `\n      <button onClick={() => setCount((count${typeOf(maker, 'number')}) => count + 1)}>Next</button>` : '';
  const counter = extra === '' ? '' : '  const [, setCount] = useState(0);\n';
  if (extra !== '') importName(app, 'react', 'useState');
  app.declared.push(
    `function ${App}() {\n${counter}${consent.hooks}${children.hooks}  return (\n    <>${consent.screen}${children.screen}${extra}\n    </>\n  );\n}`,
  );
  if (consent.provider) wrapApp(maker, app, App, consent.provider);
}

function useReact(draft: Draft): void {
  importDefault(draft, 'react', 'React');
}

interface Part {
  /** Lines at the top of the component. */
  readonly hooks: string;
  readonly screen: string;
}

interface ScreenConsent extends Part {
  /** Asks it inside a component that has the hooks. */
  readonly test: string;
  /** For components elsewhere: a hook, where there is one. */
  readonly hook?: string;
  readonly provider?: { readonly open: string; readonly close: string; readonly hooks: string; readonly screen: string };
}

const ACCEPT = ['Accept analytics', 'Allow analytics', 'I agree to analytics', '분석 동의'];
const REJECT = ['Reject analytics', 'Decline analytics'];

/** Where the screen learns what the user chose. */
function consentOf(maker: Maker, app: Draft): ScreenConsent {
  const { random } = maker;
  const [name, make] = random.weighted<readonly [string, (maker: Maker, app: Draft) => ScreenConsent]>([
    [5, ['state', stateConsent]],
    [2, ['reducer', reducerConsent]],
    [3, ['context', contextConsent]],
    [3, ['stored-state', storedConsent]],
    [2, ['screen-store', storeConsent]],
    [4, ['read', readConsent]],
    [2, ['screen-slice', sliceConsent]],
    [2, ['screen-atom', atomConsent]],
    [1, ['screen-nanostore', nanostoreConsent]],
  ]);
  maker.parts.push(name);
  return make(maker, app);
}

function buttons(maker: Maker, yes: string, no: string): string {
  const { random } = maker;
  const other = random.chance(12);
  if (other) maker.parts.push('set-by-other');
  const close = `\n      <button onClick={() => ${other ? yes : random.chance(50) ? no : 'undefined'}}>Close</button>`;
  return `\n      <button onClick={() => ${yes}}>${random.pick(ACCEPT)}</button>\n      <button onClick={() => ${no}}>${random.pick(REJECT)}</button>${random.chance(50) || other ? close : ''}`;
}

function values(maker: Maker): { readonly start: string; readonly yes: string; readonly no: string; readonly test: (name: string) => string } {
  const { random } = maker;
  const words = random.chance(40);
  const wrong = random.chance(25);
  if (wrong) maker.parts.push('wrong-test');
  if (words) {
    const start = random.weighted([
      [3, "'pending'"],
      [1, 'null'],
      [1, "'granted'"],
    ]);
    return {
      start,
      yes: "'granted'",
      no: "'denied'",
      test: (name) => (wrong ? random.pick([`${name} !== 'denied'`, `Boolean(${name})`, `!${name}`]) : `${name} === 'granted'`),
    };
  }
  const start = random.weighted([
    [6, 'false'],
    [1, 'true'],
    [1, 'null'],
  ]);
  return {
    start,
    yes: 'true',
    no: 'false',
    test: (name) => (wrong ? random.pick([`!${name}`, `${name} !== false`, `${name} ?? true`]) : random.pick([name, `${name} === true`, `!!${name}`])),
  };
}

function stateConsent(maker: Maker, app: Draft): ScreenConsent {
  importName(app, 'react', 'useState');
  const { start, yes, no, test } = values(maker);
  const [name, set] = maker.random.pick([
    ['consent', 'setConsent'],
    ['on', 'setOn'],
    ['choice', 'setChoice'],
  ] as const);
  const type = maker.typed ? '<any>' : '';
  const isBox = start === 'false' && maker.random.chance(30);
  const updater = maker.random.chance(25);
  const screen = isBox
    ? `\n      <label>I agree to analytics cookies<input type="checkbox" aria-label="I agree to analytics cookies" checked={${name}} onChange={(event) => ${set}(event.target.checked)} /></label>`
    : buttons(maker, updater ? `${set}(() => ${yes})` : `${set}(${yes})`, `${set}(${no})`);
  return { hooks: `  const [${name}, ${set}] = useState${type}(${start});\n`, screen, test: test(name) };
}

function reducerConsent(maker: Maker, app: Draft): ScreenConsent {
  importName(app, 'react', 'useReducer');
  const reducer = maker.name('reduce');
  const start = maker.random.chance(10);
  app.declared.push(
    `function ${reducer}(state${typeOf(maker, 'any')}, action${typeOf(maker, 'any')}) {\n  switch (action.type) {\n    case 'accept':\n      return { ...state, analytics: true };\n    case 'reject':\n      return { ...state, analytics: false };\n    case 'close':\n      return { ...state, closed: true };\n    default:\n      return state;\n  }\n}`,
  );
  const test = maker.random.weighted([
    [4, 'state.analytics'],
    [1, '!state.analytics'],
    [1, 'state.closed'],
  ]);
  return {
    hooks: `  const [state, dispatch] = useReducer(${reducer}, { analytics: ${start}, closed: false });\n`,
    screen: `${buttons(maker, "dispatch({ type: 'accept' })", "dispatch({ type: 'reject' })")}\n      <button onClick={() => dispatch({ type: 'close' })}>Close</button>`,
    test,
  };
}

function contextConsent(maker: Maker, app: Draft): ScreenConsent {
  const home = maker.random.chance(50) ? newDraft(maker, 'context', true) : app;
  useReact(home);
  importName(home, 'react', 'createContext');
  const context = maker.name('ConsentContext');
  const hook = maker.name('useConsent');
  const { start, yes, no, test } = values(maker);
  const fallback = maker.random.chance(85) ? start : yes;
  importName(home, 'react', 'useContext');
  home.declared.push(
    `const ${context} = createContext${maker.typed ? '<any>' : ''}({ consent: ${fallback}, setConsent: () => undefined });`,
    `function ${hook}() {\n  return useContext(${context});\n}`,
  );
  importName(app, home, context);
  importName(app, home, hook);
  importName(app, 'react', 'useState');
  return {
    hooks: `  const { consent, setConsent } = ${hook}();\n`,
    screen: buttons(maker, `setConsent(${yes})`, `setConsent(${no})`),
    test: test('consent'),
    provider: {
      hooks: `  const [consent, setConsent] = useState${maker.typed ? '<any>' : ''}(${start});\n`,
      open: `<${context}.Provider value={{ consent, setConsent }}>`,
      close: `</${context}.Provider>`,
      screen: '',
    },
  };
}

/** The component with the state goes around the one that shows. */
function wrapApp(maker: Maker, app: Draft, name: string, provider: NonNullable<ScreenConsent['provider']>): void {
  const inner = maker.name('Screen');
  const at = app.declared.findIndex((line) => line.startsWith(`function ${name}(`));
  app.declared[at] = (app.declared[at] ?? '').replace(`function ${name}(`, `function ${inner}(`);
  app.declared.push(`function ${name}() {\n${provider.hooks}  return (\n    ${provider.open}\n      <${inner} />\n    ${provider.close}\n  );\n}`);
}

function storedConsent(maker: Maker, app: Draft): ScreenConsent {
  importName(app, 'react', 'useState');
  const key = maker.random.pick(['analytics-consent', 'ui.choice']);
  const item = `localStorage.getItem('${key}')`;
  const inEffect = maker.random.chance(50);
  const keep = (value: string) => `{\n        localStorage.setItem('${key}', '${value}');\n        setStored('${value}');\n      }`;
  const test = maker.random.weighted([
    [5, "stored === 'granted'"],
    [1, "stored !== 'denied'"],
    [1, 'Boolean(stored)'],
  ]);
  if (inEffect) importName(app, 'react', 'useEffect');
  const type = maker.typed ? '<string | null>' : '';
  const hooks = inEffect
    ? `  const [stored, setStored] = useState${type}(null);\n  useEffect(() => {\n    const held = ${item};\n    if (held) setStored(held);\n  }, []);\n`
    : `  const [stored, setStored] = useState${type}(() => ${item});\n`;
  return { hooks, screen: buttons(maker, keep('granted'), keep('denied')), test };
}

function storeConsent(maker: Maker, app: Draft): ScreenConsent {
  const home = maker.random.chance(60) ? newDraft(maker, 'store') : app;
  const use = maker.name('useConsentStore');
  importName(home, 'zustand', 'create');
  home.declared.push(
    `const ${use} = create((set${typeOf(maker, 'any')}) => ({\n  analytics: ${maker.random.chance(10)},\n  accept: () => set({ analytics: true }),\n  reject: () => set({ analytics: false }),\n}));`,
  );
  importName(app, home, use);
  return {
    hooks: `  const analytics = ${use}((state${typeOf(maker, 'any')}) => state.analytics);\n`,
    screen: buttons(maker, `${use}.getState().accept()`, `${use}.getState().reject()`),
    test: maker.random.weighted([
      [4, 'analytics'],
      [1, '!analytics'],
    ]),
  };
}

function sliceConsent(maker: Maker, app: Draft): ScreenConsent {
  const { random } = maker;
  const home = random.chance(60) ? newDraft(maker, 'store') : app;
  for (const name of ['createSlice', 'configureStore']) importName(home, '@reduxjs/toolkit', name);
  const [own, store] = [maker.name('consentSlice'), maker.name('store')];
  const any = typeOf(maker, 'any');
  const { start, yes, no, test } = values(maker);
  home.declared.push(
    `const ${own} = createSlice({\n  name: 'consent',\n  initialState: { choice: ${start}, closed: false },\n  reducers: {\n    choose: (state${any}, action${any}) => {\n      state.choice = action.payload;\n    },\n    close: (state${any}) => ({ ...state, closed: true }),\n  },\n});`,
    `const ${store} = configureStore({ reducer: { consent: ${own}.reducer } });`,
  );
  importName(app, home, own);
  importName(app, 'react-redux', 'useSelector');
  importName(app, 'react-redux', 'useDispatch');
  importName(maker.main, 'react-redux', 'Provider');
  importName(maker.main, home, store);
  const at = maker.main.body.length - 1;
  maker.main.body[at] = (maker.main.body[at] ?? '').replace(/render\((.*)\);$/, (_all, element: string) => {
    return element.startsWith('<')
      ? `render(<Provider store={${store}}>${element}</Provider>);`
      : `render(React.createElement(Provider, { store: ${store} }, ${element}));`;
  });
  const choose = (value: string) => `dispatch(${own}.actions.choose(${value}))`;
  return {
    hooks: `  const dispatch = useDispatch();\n  const choice = useSelector((state${any}) => state.consent.choice);\n`,
    screen: `${buttons(maker, choose(yes), choose(no))}\n      <button onClick={() => dispatch(${own}.actions.close())}>Close</button>`,
    test: test('choice'),
  };
}

function atomConsent(maker: Maker, app: Draft): ScreenConsent {
  const { random } = maker;
  const home = random.chance(60) ? newDraft(maker, 'atoms') : app;
  importName(home, 'jotai', 'atom');
  const [base, derived] = [maker.name('consentAtom'), maker.name('allowedAtom')];
  const any = typeOf(maker, 'any');
  const { start, yes, no, test } = values(maker);
  const isDerived = random.chance(50);
  home.declared.push(`const ${base} = atom${maker.typed ? '<any>' : ''}(${start});`);
  if (isDerived) home.declared.push(`const ${derived} = atom((get${any}) => ${test(`get(${base})`)});`);
  importName(app, home, base);
  importName(app, 'jotai', 'useAtom');
  if (isDerived) {
    importName(app, home, derived);
    importName(app, 'jotai', 'useAtomValue');
  }
  // Whoever is not a component asks the store.
  if (random.chance(12)) {
    maker.parts.push('starts-true');
    importName(maker.main, 'jotai', 'getDefaultStore');
    importName(maker.main, home, base);
    maker.main.body.unshift(`getDefaultStore().set(${base}, ${random.pick([yes, no])});`);
  }
  return {
    hooks: `  const [choice, setChoice] = useAtom(${base});\n${isDerived ? `  const allowed = useAtomValue(${derived});\n` : ''}`,
    screen: buttons(maker, `setChoice(${yes})`, `setChoice(${no})`),
    test: isDerived ? 'allowed' : test('choice'),
  };
}

function nanostoreConsent(maker: Maker, app: Draft): ScreenConsent {
  const home = maker.random.chance(60) ? newDraft(maker, 'stores') : app;
  importName(home, 'nanostores', 'atom');
  const store = maker.name('consentStore');
  const { start, yes, no, test } = values(maker);
  home.declared.push(`const ${store} = atom${maker.typed ? '<any>' : ''}(${start});`);
  importName(app, home, store);
  importName(app, '@nanostores/react', 'useStore');
  return { hooks: `  const choice = useStore(${store});\n`, screen: buttons(maker, `${store}.set(${yes})`, `${store}.set(${no})`), test: test('choice') };
}

/** A platform is asked while rendering, or its answer is put into state. */
function readConsent(maker: Maker, app: Draft): ScreenConsent {
  const where = maker.random.chance(50) ? newDraft(maker, 'privacy') : app;
  let truth = newSource(maker, where);
  if (maker.random.chance(50)) truth = passOn(maker, truth);
  importEffect(maker.main, where);
  truth = truthIn(maker, truth, app);
  importName(app, 'react', 'useState');
  importName(app, 'react', 'useEffect');
  const set = truth.how === 'promise' ? `${truth.code}.then((ok${typeOf(maker, 'boolean')}) => setOk(ok));` : `setOk(Boolean(${truth.code}));`;
  if (truth.how === 'value' && maker.random.chance(40)) return { hooks: `  const ok = ${truth.code};\n`, screen: '', test: 'ok' };
  const later = maker.random.chance(50)
    ? `    const timer = setInterval(() => {\n      ${set}\n    }, 100);\n    return () => clearInterval(timer);\n`
    : `    ${set}\n`;
  return {
    hooks: `  const [ok, setOk] = useState(${maker.random.chance(90) ? 'false' : 'true'});\n  useEffect(() => {\n${later}  }, []);\n`,
    screen: '',
    test: 'ok',
  };
}

/** What sends: an effect, a component that is shown or not, a handler. */
function sending(maker: Maker, app: Draft, consent: ScreenConsent): Part {
  const { random } = maker;
  const { test } = consent;
  const doing = newSink(maker, app);
  const act = `${doing.code};`;
  const effect = (code: string, deps: string) => `  useEffect(() => {\n    ${code}\n  }, ${deps});\n`;
  const deps = random.pick(['[]', `[${/\w+/.exec(test.replace(/^!+|Boolean\(/g, ''))?.[0] ?? ''}]`]);
  const own = () => {
    const name = maker.name('Analytics');
    importName(app, 'react', 'useEffect');
    app.declared.push(`function ${name}() {\n${effect(act, '[]')}  return null;\n}`);
    return name;
  };
  const [kind, make] = random.weighted<readonly [string, () => Part]>([
    [
      4,
      [
        'effect-if',
        () => {
          importName(app, 'react', 'useEffect');
          return { hooks: effect(`if (${test}) {\n      ${act}\n    }`, deps), screen: '' };
        },
      ],
    ],
    [
      3,
      [
        'effect-early',
        () => {
          importName(app, 'react', 'useEffect');
          return { hooks: effect(`if (!(${test})) return;\n    ${act}`, deps), screen: '' };
        },
      ],
    ],
    [
      1,
      [
        'effect-open',
        () => {
          importName(app, 'react', 'useEffect');
          return { hooks: effect(act, deps), screen: '' };
        },
      ],
    ],
    [4, ['shown-and', () => ({ hooks: '', screen: `\n      {(${test}) && <${own()} />}` })]],
    [2, ['shown-ternary', () => ({ hooks: '', screen: `\n      {(${test}) ? <${own()} /> : <p>off</p>}` })]],
    [1, ['shown-else', () => ({ hooks: '', screen: `\n      {(${test}) ? <p>on</p> : <${own()} />}` })]],
    [1, ['hidden', () => ({ hooks: '', screen: `\n      <div style={{ display: (${test}) ? 'block' : 'none' }}><${own()} /></div>` })]],
    [2, ['early-null', () => early(maker, app, act, test)]],
    [2, ['prop', () => asProp(maker, app, act, test)]],
    [2, ['gate-component', () => gateComponent(maker, app, own(), test)]],
    [
      2,
      [
        'handler',
        () => ({ hooks: '', screen: `\n      <button onClick={() => {\n        if (${test}) {\n          ${act}\n        }\n      }}>Open menu</button>` }),
      ],
    ],
    [1, ['handler-open', () => ({ hooks: '', screen: `\n      <button onClick={() => {\n        ${act}\n      }}>Open menu</button>` })]],
    [1, ['handler-accept', () => ({ hooks: '', screen: `\n      <button onClick={() => {\n        ${act}\n      }}>${random.pick(ACCEPT)}</button>` })]],
    [2, ['provider', () => provider(maker, app, test)]],
    [
      1,
      [
        'callback',
        () => {
          importName(app, 'react', 'useEffect');
          importName(app, 'react', 'useCallback');
          return {
            hooks: `  const start = useCallback(() => {\n    if (${test}) {\n      ${act}\n    }\n  }, ${deps});\n${effect('start();', '[start]')}`,
            screen: '',
          };
        },
      ],
    ],
    [
      1,
      [
        'memo',
        () => {
          importName(app, 'react', 'useEffect');
          importName(app, 'react', 'useMemo');
          return {
            hooks: `  const ready = useMemo(() => (${test}) && ${freeTest(maker)}, ${deps});\n${effect(`if (ready) {\n      ${act}\n    }`, '[ready]')}`,
            screen: '',
          };
        },
      ],
    ],
    [
      1,
      [
        'ref',
        () => {
          importName(app, 'react', 'useEffect');
          importName(app, 'react', 'useRef');
          return {
            hooks: `  const started = useRef(false);\n${effect(`if ((${test}) && !started.current) {\n      started.current = true;\n      ${act}\n    }`, deps)}`,
            screen: '',
          };
        },
      ],
    ],
    [1, ['higher-order', () => higherOrder(maker, app, own(), test)]],
  ]);
  maker.parts.push(`shows:${kind}`);
  return make();
}

function early(maker: Maker, app: Draft, act: string, test: string): Part {
  const [outer, inner] = [maker.name('Panel'), maker.name('Inner')];
  importName(app, 'react', 'useEffect');
  app.declared.push(
    `function ${inner}() {\n  useEffect(() => {\n    ${act}\n  }, []);\n  return <p>inner</p>;\n}`,
    `function ${outer}({ ready }${typeOf(maker, '{ ready: boolean }')}) {\n  if (!ready) return null;\n  return <${inner} />;\n}`,
  );
  return { hooks: '', screen: `\n      <${outer} ready={Boolean(${test})} />` };
}

function asProp(maker: Maker, app: Draft, act: string, test: string): Part {
  const name = maker.name('Tracker');
  importName(app, 'react', 'useEffect');
  const fallback = maker.random.weighted([
    [3, ''],
    [1, ' = true'],
    [1, ' = false'],
  ]);
  app.declared.push(
    `function ${name}({ enabled${fallback} }${typeOf(maker, '{ enabled?: boolean }')}) {\n  useEffect(() => {\n    if (enabled) {\n      ${act}\n    }\n  }, [enabled]);\n  return null;\n}`,
  );
  return { hooks: '', screen: maker.random.chance(85) ? `\n      <${name} enabled={Boolean(${test})} />` : `\n      <${name} />` };
}

function gateComponent(maker: Maker, app: Draft, own: string, test: string): Part {
  const name = maker.name('Gate');
  app.declared.push(
    `function ${name}({ open, children }${typeOf(maker, '{ open: boolean; children: any }')}) {\n  ${maker.random.pick(['return open ? children : null;', 'if (!open) return <p>closed</p>;\n  return <>{children}</>;', 'return <>{open && children}</>;', 'return <>{children}</>;'])}\n}`,
  );
  return { hooks: '', screen: `\n      <${name} open={Boolean(${test})}>\n        <${own} />\n      </${name}>` };
}

function provider(maker: Maker, app: Draft, test: string): Part {
  const mark = `mark_${maker.sinks.length + 1}x`;
  maker.sinks.splice(0, maker.sinks.length, mark);
  const name = importName(app, 'posthog-js/react', 'PostHogProvider');
  const screen = maker.random.pick([
    `{(${test}) ? <${name} apiKey="${mark}"><p>page</p></${name}> : <p>page</p>}`,
    `{(${test}) && <${name} apiKey="${mark}"><p>page</p></${name}>}`,
    `<${name} apiKey="${mark}">{(${test}) && <p>page</p>}</${name}>`,
  ]);
  return { hooks: '', screen: `\n      ${screen}` };
}

function higherOrder(maker: Maker, app: Draft, own: string, test: string): Part {
  const [wrap, made] = [maker.name('withGate'), maker.name('Gated')];
  app.declared.push(
    `function ${wrap}(Component${typeOf(maker, 'any')}) {\n  return function Wrapped({ open }${typeOf(maker, '{ open: boolean }')}) {\n    return open ? <Component /> : null;\n  };\n}`,
    `const ${made} = ${wrap}(${own});`,
  );
  return { hooks: '', screen: `\n      <${made} open={Boolean(${test})} />` };
}
