import { APP_NAME, type Draft, hereOrElsewhere, importEffect, importName, type Maker, type Truth, typeOf } from './maker.js';
import { onButton } from './sources.js';

/** Something else that may be true, and has nothing to do with consent. */
export function freeTest(maker: Maker): string {
  return maker.random.pick([
    "location.search.includes('debug')",
    'navigator.onLine',
    "process.env.APP_MODE === 'on'",
    'Math.random() > 0.5',
    "navigator.language.startsWith('ko')",
  ]);
}

/** The same truth, to be asked in another file. */
export function truthIn(maker: Maker, truth: Truth, draft: Draft): Truth {
  return truth.draft === draft ? truth : asFunction(maker, truth, draft);
}

/** Passes a truth on once more. Some ways change it: running the program tells. */
export function passOn(maker: Maker, truth: Truth): Truth {
  const [name, pass] = maker.random.weighted<readonly [string, (maker: Maker, truth: Truth) => Truth]>(truth.how === 'promise' ? PROMISES : VALUES);
  maker.parts.push(name);
  return pass(maker, truth);
}

const VALUES: readonly (readonly [number, readonly [string, (maker: Maker, truth: Truth) => Truth]])[] = [
  [5, ['function', (maker, truth) => asFunction(maker, truth, hereOrElsewhere(maker, truth.draft, 'consent'))]],
  [2, ['early-function', earlyFunction]],
  [2, ['try-function', tryFunction]],
  [2, ['switch-function', switchFunction]],
  [3, ['same', sameValue]],
  [
    2,
    [
      'and-other',
      (maker, truth) => {
        const otherFirst = maker.random.chance(30);
        if (otherFirst) maker.parts.push('other-first');
        return code(
          truth,
          otherFirst
            ? `${freeTest(maker)} && (${truth.code})`
            : maker.random.pick([`(${truth.code}) && ${freeTest(maker)}`, `[${truth.code}, ${freeTest(maker)}].every(Boolean)`]),
        );
      },
    ],
  ],
  [
    1,
    [
      'or-other',
      (maker, truth) =>
        code(
          truth,
          maker.random.pick([
            `(${truth.code}) || ${freeTest(maker)}`,
            `${freeTest(maker)} || (${truth.code})`,
            `[${truth.code}, ${freeTest(maker)}].some(Boolean)`,
          ]),
        ),
    ],
  ],
  [1, ['negated', (_maker, truth) => code(truth, `!(${truth.code})`)]],
  [
    1,
    [
      'defaulted',
      (maker, truth) =>
        code(truth, maker.random.pick([`((${truth.code}) || true)`, `((${truth.code}) ?? true)`, `((${truth.code}) ?? false)`, `((${truth.code}) || false)`])),
    ],
  ],
  [2, ['parameter', parameter]],
  [2, ['object', object]],
  [2, ['closure', closure]],
  [2, ['emitter', emitter]],
  [2, ['kept', kept]],
  [2, ['as-promise', asPromise]],
  [1, ['collection', collection]],
  [1, ['callback-reader', callbackReader]],
  [2, ['rest', throughRest]],
  [1, ['late-property', lateProperty]],
  [2, ['window-function', onWindow]],
];

const PROMISES: readonly (readonly [number, readonly [string, (maker: Maker, truth: Truth) => Truth]])[] = [
  [4, ['async-function', (maker, truth) => asFunction(maker, truth, hereOrElsewhere(maker, truth.draft, 'consent'))]],
  [3, ['async-try', asyncTry]],
  [3, ['async-kept', asyncKept]],
  [
    2,
    [
      'then',
      (maker, truth) =>
        code(
          truth,
          maker.random.pick([
            `${truth.code}.then((ok${typeOf(maker, 'boolean')}) => ok)`,
            `${truth.code}.catch(() => false)`,
            `Promise.all([${truth.code}]).then(([ok]) => ok)`,
            `${truth.code}.catch(() => ${truth.mayFail})`,
            `${truth.code}.then((ok${typeOf(maker, 'boolean')}) => !ok)`,
            `${truth.code}.finally(() => undefined)`,
          ]),
        ),
    ],
  ],
  [
    1,
    [
      'race',
      (maker, truth) =>
        code(
          truth,
          `Promise.race([${truth.code}, new Promise${maker.typed ? '<boolean>' : ''}((resolve) => setTimeout(() => resolve(${/OneTrustSDK|AsyncStorage/.test(truth.code) ? maker.random.pick(['true', 'false']) : 'false'}), 50))])`,
        ),
    ],
  ],
  [1, ['not-awaited', (_maker, truth) => ({ ...truth, how: 'value', code: `Boolean(${truth.code})` })]],
];

const code = (truth: Truth, text: string): Truth => ({ ...truth, code: text });

/** A function in this file that yields it, exported and imported where it is asked elsewhere. */
function asFunction(maker: Maker, truth: Truth, draft: Draft): Truth {
  const name = maker.name(maker.random.pick(['hasConsent', 'mayTrack', 'isOn', 'check', 'analyticsAllowed']));
  const isPromise = truth.how === 'promise';
  truth.draft.declared.push(
    maker.random.weighted([
      [3, `${isPromise ? 'async ' : ''}function ${name}() {\n  return ${truth.code};\n}`],
      [1, `const ${name} = () => ${truth.code};`],
      [1, `${isPromise ? 'async ' : ''}function ${name}() {\n  const result = ${isPromise ? 'await ' : ''}${truth.code};\n  return result;\n}`],
    ]),
  );
  importName(draft, truth.draft, name);
  return { ...truth, draft, code: `${name}()` };
}

function declare(maker: Maker, truth: Truth, stem: string, text: (name: string) => string): Truth {
  const name = maker.name(stem);
  truth.draft.declared.push(text(name));
  return code(truth, `${name}()`);
}

function earlyFunction(maker: Maker, truth: Truth): Truth {
  const [first, last] = maker.random.weighted([
    [5, ['false', 'true']],
    [1, ['true', 'false']],
    [1, ['true', 'true']],
  ] as const);
  const other = maker.random.chance(30)
    ? `  if (${freeTest(maker)}) return ${maker.random.weighted([
        [3, 'false'],
        [1, 'true'],
      ])};\n`
    : '';
  return declare(
    maker,
    truth,
    'allowed',
    (name) => `function ${name}()${typeOf(maker, 'boolean')} {\n${other}  if (!(${truth.code})) return ${first};\n  return ${last};\n}`,
  );
}

function tryFunction(maker: Maker, truth: Truth): Truth {
  const fallback = maker.random.weighted([
    [3, 'return false;'],
    [1, truth.mayFail ? 'return true;' : 'return false;'],
    [1, 'return undefined;'],
  ]);
  const ending = maker.random.chance(25) ? ' finally {\n    console.log("asked");\n  }' : '';
  return declare(
    maker,
    truth,
    'safely',
    (name) =>
      `function ${name}() {\n  try {\n    return Boolean(${truth.code});\n  } catch${maker.random.chance(50) ? ' (error)' : ''} {\n    ${fallback}\n  }${ending}\n}`,
  );
}

function switchFunction(maker: Maker, truth: Truth): Truth {
  const name = maker.name('status');
  truth.draft.declared.push(`function ${name}()${typeOf(maker, 'string')} {\n  return (${truth.code}) ? 'granted' : 'denied';\n}`);
  return declare(maker, truth, 'byStatus', (own) =>
    maker.random.pick([
      `function ${own}()${typeOf(maker, 'boolean')} {\n  switch (${name}()) {\n    case 'granted':\n      return true;\n    case 'denied':\n    default:\n      return false;\n  }\n}`,
      `function ${own}()${typeOf(maker, 'boolean')} {\n  switch (${name}()) {\n    case 'denied':\n      return false;\n    default:\n      return true;\n  }\n}`,
      `function ${own}()${typeOf(maker, 'boolean')} {\n  let result = false;\n  switch (${name}()) {\n    case 'denied':\n    case 'granted':\n      result = true;\n      break;\n  }\n  return result;\n}`,
      `function ${own}()${typeOf(maker, 'boolean')} {\n  let result = false;\n  switch (${name}()) {\n    case 'granted':\n      result = true;\n      break;\n  }\n  return result;\n}`,
    ]),
  );
}

function sameValue(maker: Maker, truth: Truth): Truth {
  const { code: test } = truth;
  return code(
    truth,
    maker.random.pick([
      `!!(${test})`,
      `Boolean(${test})`,
      `((${test}) ? true : false)`,
      `!(!(${test}))`,
      `((${test}) === true)`,
      `(((${test}) ? 'yes' : 'no') === 'yes')`,
      `(((${test}) ? 1 : 0) > 0)`,
      `(${freeTest(maker)} ? Boolean(${test}) : false)`,
      `(!(${test}) === false)`,
      `(typeof (${test}) === 'boolean' && Boolean(${test}))`,
    ]),
  );
}

function parameter(maker: Maker, truth: Truth): Truth {
  const name = maker.name('decide');
  const ok = typeOf(maker, 'boolean');
  const text = maker.random.pick([
    `function ${name}(ok${ok} = Boolean(${truth.code})) {\n  return ok;\n}`,
    `function ${name}({ ok = Boolean(${truth.code}) }${maker.typed ? ': { ok?: boolean }' : ''} = {}) {\n  return ok;\n}`,
  ]);
  if (maker.random.chance(50)) {
    truth.draft.declared.push(text);
    return code(truth, `${name}()`);
  }
  truth.draft.declared.push(
    maker.random.pick([
      `function ${name}(ok${ok} = ${maker.random.pick(['true', 'false'])}) {\n  return ok;\n}`,
      `const ${name} = (ok${ok}) => (ok ? true : false);`,
      `function ${name}(...all${typeOf(maker, 'boolean[]')}) {\n  return all.every((one) => one);\n}`,
    ]),
  );
  if (truth.draft.declared.at(-1)?.includes('(...all')) maker.parts.push('rest-parameter');
  return code(truth, `${name}(Boolean(${truth.code}))`);
}

function object(maker: Maker, truth: Truth): Truth {
  const name = maker.name('settings');
  const start = maker.random.weighted([
    [5, 'false'],
    [1, 'true'],
  ]);
  const order = maker.random.chance(50);
  if (start === 'true') maker.parts.push('over-true');
  truth.draft.declared.push(
    maker.random.pick([
      `function ${name}() {\n  const base = { analytics: ${start}, theme: 'dark' };\n  return ${order ? `{ ...base, analytics: Boolean(${truth.code}) }` : `Object.assign({}, base, { analytics: Boolean(${truth.code}) })`};\n}`,
      `function ${name}() {\n  const { ok: analytics } = { ok: Boolean(${truth.code}) };\n  return { analytics, theme: 'light' };\n}`,
      `function ${name}() {\n  return { analytics: Boolean(${truth.code}), other: true };\n}`,
    ]),
  );
  return code(
    truth,
    maker.random.pick([
      `${name}().analytics`,
      `${name}()['analytics']`,
      `(({ analytics }${maker.typed ? ': { analytics: boolean }' : ''}) => analytics)(${name}())`,
    ]),
  );
}

function closure(maker: Maker, truth: Truth): Truth {
  const name = maker.name('makeCheck');
  const own = maker.name('checkNow');
  truth.draft.declared.push(
    maker.random.pick([
      `function ${name}() {\n  return () => Boolean(${truth.code});\n}\nconst ${own} = ${name}();`,
      `function ${name}(read${typeOf(maker, '() => boolean')}) {\n  return () => read();\n}\nconst ${own} = ${name}(() => Boolean(${truth.code}));`,
      `const ${name} = { read: () => Boolean(${truth.code}) };\nconst ${own} = ${name}.read;`,
    ]),
  );
  return code(truth, `${own}()`);
}

/** It is told to listeners, and a listener keeps it. */
function emitter(maker: Maker, truth: Truth): Truth {
  const [bus, flag] = [maker.name('bus'), maker.name('heard')];
  const event = maker.random.pick(['granted', 'ready', 'consent']);
  const any = typeOf(maker, 'any');
  truth.draft.declared.push(
    `const ${bus} = {\n  handlers: {}${maker.typed ? ' as Record<string, any[]>' : ''},\n  on(name${typeOf(maker, 'string')}, handler${any}) {\n    (this.handlers[name] ??= []).push(handler);\n  },\n  emit(name${typeOf(maker, 'string')}, value${maker.typed ? '?: any' : ''}) {\n    for (const handler of this.handlers[name] ?? []) handler(value);\n  },\n};`,
    `let ${flag} = false;`,
  );
  const withValue = maker.random.chance(50);
  truth.draft.body.push(
    withValue ? `${bus}.on('${event}', (value${any}) => {\n  ${flag} = value;\n});` : `${bus}.on('${event}', () => {\n  ${flag} = true;\n});`,
    everyNow(maker, withValue ? `${bus}.emit('${event}', Boolean(${truth.code}));` : `if (${truth.code}) ${bus}.emit('${event}');`),
  );
  if (maker.random.chance(10)) truth.draft.body.push(`${bus}.emit('${event}', true);`);
  return { ...code(truth, flag), mayFail: false };
}

/** Statements that run now, and again later: on a timer, or on an event that anything may cause. */
export function everyNow(maker: Maker, statement: string): string {
  return maker.random.pick([
    statement,
    `setTimeout(() => {\n  ${statement}\n}, 10);`,
    `setInterval(() => {\n  ${statement}\n}, 100);`,
    `window.addEventListener('focus', () => {\n  ${statement}\n});`,
    `window.addEventListener('scroll', () => {\n  ${statement}\n});`,
    `queueMicrotask(() => {\n  ${statement}\n});`,
  ]);
}

function kept(maker: Maker, truth: Truth): Truth {
  const flag = maker.name('known');
  const start = maker.random.weighted([
    [6, 'false'],
    [1, 'true'],
  ]);
  if (start === 'true') maker.parts.push('starts-true');
  const update = maker.random.pick([
    `${flag} = Boolean(${truth.code});`,
    `if (${truth.code}) ${flag} = true;`,
    `${flag} ||= Boolean(${truth.code});`,
    `if (!(${truth.code})) {\n    ${flag} = false;\n  } else {\n    ${flag} = true;\n  }`,
  ]);
  truth.draft.declared.push(`let ${flag}${typeOf(maker, 'boolean')} = ${start};`);
  truth.draft.body.push(everyNow(maker, update));
  return { ...code(truth, flag), mayFail: false };
}

function asPromise(maker: Maker, truth: Truth): Truth {
  const test = `Boolean(${truth.code})`;
  const text = maker.random.pick([
    `Promise.resolve(${test})`,
    `new Promise${maker.typed ? '<boolean>' : ''}((resolve) => resolve(${test}))`,
    `new Promise${maker.typed ? '<boolean>' : ''}((resolve) => setTimeout(() => resolve(${test}), 0))`,
    `(async () => ${test})()`,
    `new Promise${maker.typed ? '<boolean>' : ''}((resolve, reject) => (${test} ? resolve(true) : reject(new Error('no'))))`,
  ]);
  return { ...truth, how: 'promise', code: text, mayFail: truth.mayFail || text.includes('reject') };
}

function collection(maker: Maker, truth: Truth): Truth {
  const name = maker.name('granted');
  truth.draft.declared.push(
    maker.random.pick([
      `function ${name}() {\n  const list${typeOf(maker, 'string[]')} = [];\n  if (${truth.code}) list.push('analytics');\n  return list.includes('analytics');\n}`,
      `function ${name}() {\n  const set = new Set${maker.typed ? '<string>' : ''}();\n  if (${truth.code}) set.add('analytics');\n  return set.has('analytics');\n}`,
      `function ${name}() {\n  const list = [{ name: 'analytics', on: Boolean(${truth.code}) }];\n  return list.some((entry) => entry.name === 'analytics' && entry.on);\n}`,
      `function ${name}() {\n  const list = [${truth.code}].filter(Boolean);\n  return list.length > 0;\n}`,
      `function ${name}() {\n  for (const one of [${truth.code}]) if (one) return true;\n  return false;\n}`,
    ]),
  );
  return code(truth, `${name}()`);
}

function callbackReader(maker: Maker, truth: Truth): Truth {
  const [name, flag] = [maker.name('withAnswer'), maker.name('answer')];
  truth.draft.declared.push(
    `let ${flag} = false;`,
    `function ${name}(done${typeOf(maker, '(ok: boolean) => void')}) {\n  ${maker.random.pick([`done(Boolean(${truth.code}));`, `if (${truth.code}) done(true);`, `setTimeout(() => done(Boolean(${truth.code})), 5);`])}\n}`,
  );
  truth.draft.body.push(
    `${name}((ok${typeOf(maker, 'boolean')}) => {\n  ${flag} = ${maker.random.weighted([
      [5, 'ok'],
      [1, 'true'],
    ])};\n});`,
  );
  return { ...code(truth, flag), mayFail: false };
}

/** It goes through a list of arguments. */
function throughRest(maker: Maker, truth: Truth): Truth {
  const { random } = maker;
  const [name, inner] = [maker.name('gather'), maker.name('last')];
  const all = typeOf(maker, 'any[]');
  const test = `Boolean(${truth.code})`;
  const [text, call] = random.pick<readonly [string, string]>([
    [`function ${name}(...all${all}) {\n  return all[1];\n}`, `${name}(true, ${test})`],
    [`function ${name}(...all${all}) {\n  return all[0];\n}`, `${name}(true, ${test})`],
    [
      `function ${inner}(first${typeOf(maker, 'any')}, second${typeOf(maker, 'any')}) {\n  return second;\n}\nfunction ${name}(...all${all}) {\n  return ${inner}(...all${maker.typed ? ' as [any, any]' : ''});\n}`,
      `${name}(true, ${test})`,
    ],
    [
      `function ${inner}(first${typeOf(maker, 'any')}, second${typeOf(maker, 'any')}) {\n  return second;\n}\nfunction ${name}(...all${all}) {\n  return ${inner}.apply(undefined, all${maker.typed ? ' as [any, any]' : ''});\n}`,
      `${name}(true, ${test})`,
    ],
    [`function ${name}(first${typeOf(maker, 'any')}, ...rest${all}) {\n  return first && rest.every(Boolean);\n}`, `${name}(true, ...[${test}, 1])`],
    [`function ${name}(...all${all}) {\n  return all.every(Boolean);\n}`, `${name}(...[${test}], ...[true])`],
    [`function ${name}(...all${all}) {\n  return all.some(Boolean);\n}`, `${name}(...[${test}, ${random.pick(['true', 'false'])}])`],
    [`function ${name}(...all${all}) {\n  const [, second] = all;\n  return second;\n}`, `${name}(...[false, ${test}])`],
    [
      `function ${name}(...all${all}) {\n  const [first, ...others] = all;\n  return others.length > 0 && others[0] === true && first;\n}`,
      `${name}('analytics', ${test})`,
    ],
    [`const ${name} = (...all${all}) => all.includes(true);`, `${name}(${test}, 'x')`],
    [`const ${name} = (...all${all}) => all.at(-1);`, `${name}('x', ${test})`],
  ]);
  truth.draft.declared.push(text);
  return code(truth, call);
}

/** Beside it something is asked that is not there before the user did something else. */
function lateProperty(maker: Maker, truth: Truth): Truth {
  const { random } = maker;
  const name = maker.name('seen');
  const kind = random.below(4);
  const owner = maker.typed ? '(window as any)' : 'window';
  if (kind === 0) truth.draft.declared.push(`const ${name}${typeOf(maker, 'any')} = {};`);
  else if (kind === 1) truth.draft.declared.push(`const ${name}${typeOf(maker, 'any')} = { since: 1 };\nfunction ${name}Mark() {\n  ${name}.next = true;\n}`);
  else if (kind === 2) {
    truth.draft.declared.push(
      `class ${name}Kind {\n  mark() {\n    ${maker.typed ? '(this as any)' : 'this'}.next = true;\n  }\n}`,
      `const ${name}${typeOf(maker, 'any')} = new ${name}Kind();`,
    );
  }
  const held = kind === 3 ? `${owner}.appSeen` : `${name}.next`;
  const act = kind === 1 ? `${name}Mark();` : kind === 2 ? `${name}.mark();` : `${held} = true;`;
  onButton(maker, truth.draft, 'neutral', act);
  return code(
    truth,
    random.pick([
      `(${held} && (${truth.code}))`,
      `((${truth.code}) && !${held})`,
      `(!${held} || (${truth.code}))`,
      `(${held} === undefined || (${truth.code}))`,
      `(${held} ? (${truth.code}) : false)`,
    ]),
  );
}

/** It stands on the window under a name, and is asked by that name. */
function onWindow(maker: Maker, truth: Truth): Truth {
  const name = maker.name(APP_NAME);
  const owner = `${maker.typed ? '(window as any)' : 'window'}`;
  const isField = maker.random.chance(20) && !truth.mayFail;
  truth.draft.body.unshift(
    isField
      ? `${owner}.${name} = { ask: () => Boolean(${truth.code}) };`
      : `${owner}.${name} = ${maker.random.pick(['() =>', 'function () {\n  return'])} Boolean(${truth.code})`,
  );
  const first = truth.draft.body[0] ?? '';
  truth.draft.body[0] = first.includes('function') ? `${first};\n};` : first.endsWith(';') ? first : `${first};`;
  const draft = maker.random.chance(30) ? hereOrElsewhere(maker, truth.draft, 'asker', 100) : truth.draft;
  if (draft !== truth.draft) importEffect(draft, truth.draft);
  const text = isField
    ? `${owner}.${name}.ask()`
    : maker.random.pick([
        `${owner}.${name}()`,
        `${owner}['${name}']()`,
        `${name}()`,
        `${owner}.${name}?.()`,
        `Boolean(${owner}.${name} && ${owner}.${name}())`,
      ]);
  return { ...truth, draft, code: text };
}

function asyncTry(maker: Maker, truth: Truth): Truth {
  const fallback = maker.random.weighted([
    [3, 'return false;'],
    [1, truth.mayFail ? 'return true;' : 'return false;'],
  ]);
  return declare(
    maker,
    truth,
    'fetchConsent',
    (name) =>
      `async function ${name}() {\n  try {\n    const ok = await ${truth.code};\n    return ${maker.random.pick(['ok', 'Boolean(ok)', 'ok === true'])};\n  } catch {\n    ${fallback}\n  }\n}`,
  );
}

function asyncKept(maker: Maker, truth: Truth): Truth {
  const flag = maker.name('loaded');
  truth.draft.declared.push(`let ${flag} = false;`);
  truth.draft.body.push(
    maker.random.pick([
      everyNow(maker, `${truth.code}.then((ok${typeOf(maker, 'boolean')}) => {\n    ${flag} = ok;\n  });`),
      `(async () => {\n  if (await ${truth.code}) ${flag} = true;\n})();`,
      `window.addEventListener('focus', async () => {\n  ${flag} = await ${truth.code};\n});`,
      `${truth.code}.then(() => {\n  ${flag} = true;\n});`,
    ]),
  );
  return { ...truth, how: 'value', code: flag, mayFail: false };
}
