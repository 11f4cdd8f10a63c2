import { APP_NAME, type Doing, type Draft, hereOrElsewhere, importEffect, importName, type Maker, newDraft, specifierOf, typeOf } from './maker.js';
import { onButton } from './sources.js';
import { everyNow } from './truths.js';

/** Puts a statement one level deeper: into a function, a class, a callback, another file. */
export function wrapped(maker: Maker, doing: Doing): Doing {
  const [name, wrap] = maker.random.weighted<readonly [string, (maker: Maker, doing: Doing) => Doing]>([
    [6, ['function', inFunction]],
    [2, ['method', inMethod]],
    [2, ['object', inObject]],
    [2, ['callback', inCallback]],
    [2, ['async', inAsync]],
    [2, ['dynamic-import', byImport]],
    [1, ['dynamic-module', asModule]],
    [1, ['deferred', deferred]],
    [1, ['bound', bound]],
    [1, ['class-field', inField]],
    [1, ['rest-tasks', inTasks]],
    [2, ['window', onWindow]],
    [1, ['attempt', (maker, doing) => ({ ...doing, code: `try {\n  ${doing.code};\n} catch (${maker.name('fault')}) {\n  console.log('failed');\n}` })]],
  ]);
  maker.parts.push(`in:${name}`);
  return wrap(maker, doing);
}

function inFunction(maker: Maker, doing: Doing): Doing {
  const name = maker.name(maker.random.pick(['startAnalytics', 'boot', 'run', 'setup', 'load']));
  doing.draft.declared.push(`function ${name}()${typeOf(maker, 'void')} {\n  ${doing.code};\n}`);
  const draft = caller(maker, doing.draft);
  return { draft, code: `${importName(draft, doing.draft, name)}()` };
}

/** The file from which it is called: the same, or a new one. */
function caller(maker: Maker, draft: Draft): Draft {
  return hereOrElsewhere(maker, draft, maker.random.pick(['app', 'boot', 'feature']), 35);
}

function inMethod(maker: Maker, doing: Doing): Doing {
  const [type, one] = [maker.name('Tracker'), maker.name('tracker')];
  const isStatic = maker.random.chance(30);
  doing.draft.declared.push(`class ${type} {\n  ${isStatic ? 'static ' : ''}start() {\n    ${doing.code};\n  }\n}`);
  if (isStatic) {
    const draft = caller(maker, doing.draft);
    return { draft, code: `${importName(draft, doing.draft, type)}.start()` };
  }
  doing.draft.declared.push(`const ${one} = new ${type}();`);
  const draft = caller(maker, doing.draft);
  return { draft, code: `${importName(draft, doing.draft, one)}.start()` };
}

function inObject(maker: Maker, doing: Doing): Doing {
  const name = maker.name('actions');
  doing.draft.declared.push(`const ${name} = {\n  idle() {},\n  start${maker.random.chance(50) ? ': () => {' : '() {'}\n    ${doing.code};\n  },\n};`);
  const draft = caller(maker, doing.draft);
  importName(draft, doing.draft, name);
  return { draft, code: maker.random.pick([`${name}.start()`, `${name}['start']()`, `${name}.start?.()`]) };
}

function inCallback(maker: Maker, doing: Doing): Doing {
  const name = maker.name('withRetry');
  doing.draft.declared.push(`function ${name}(task${typeOf(maker, '() => void')}) {\n  for (let turn = 0; turn < 2; turn++) task();\n}`);
  return { ...doing, code: `${name}(() => {\n  ${doing.code};\n})` };
}

function inAsync(maker: Maker, doing: Doing): Doing {
  const name = maker.name('prepare');
  doing.draft.declared.push(`async function ${name}() {\n  await Promise.resolve();\n  ${doing.code};\n}`);
  const draft = caller(maker, doing.draft);
  return { draft, code: `${importName(draft, doing.draft, name)}()` };
}

function byImport(maker: Maker, doing: Doing): Doing {
  if (maker.files.length >= 6) return inFunction(maker, doing);
  const name = maker.name('launch');
  doing.draft.declared.push(`function ${name}() {\n  ${doing.code};\n}`);
  maker.exported.add(name);
  const draft = newDraft(maker, 'lazy');
  return {
    draft,
    code: maker.random.chance(50)
      ? `import('${specifierOf(doing.draft)}').then((loaded) => loaded.${name}())`
      : `import('${specifierOf(doing.draft)}').then(({ ${name} }) => ${name}())`,
  };
}

/** A module that does it when it is loaded. */
function asModule(maker: Maker, doing: Doing): Doing {
  if (maker.files.length >= 6 || doing.draft === maker.main) return inFunction(maker, doing);
  doing.draft.body.push(`${doing.code};`);
  const draft = newDraft(maker, 'lazy');
  return { draft, code: `import('${specifierOf(doing.draft)}')` };
}

function deferred(maker: Maker, doing: Doing): Doing {
  return {
    ...doing,
    code: maker.random.pick([
      `setTimeout(() => {\n  ${doing.code};\n}, 0)`,
      `queueMicrotask(() => {\n  ${doing.code};\n})`,
      `Promise.resolve().then(() => {\n  ${doing.code};\n})`,
      `requestIdleCallback(() => {\n  ${doing.code};\n})`,
    ]),
  };
}

function bound(maker: Maker, doing: Doing): Doing {
  const name = maker.name('go');
  doing.draft.declared.push(`function ${name}() {\n  ${doing.code};\n}`);
  return {
    ...doing,
    code: maker.random.pick([`${name}.call(undefined)`, `${name}.bind(undefined)()`, `[${name}].forEach((each) => each())`, `${name}.apply(undefined, [])`]),
  };
}

/** Fields of classes are made when an instance is; some of them are functions, or instances of other classes. */
function inField(maker: Maker, doing: Doing): Doing {
  const { random } = maker;
  const [type, outer, one] = [maker.name('Starter'), maker.name('Shell'), maker.name('shell')];
  const any = typeOf(maker, 'any');
  const isAtOnce = random.chance(25);
  doing.draft.declared.push(
    isAtOnce
      ? `class ${type} {\n  started${any} = (() => {\n    ${doing.code};\n    return true;\n  })();\n  go() {\n    return this.started;\n  }\n}`
      : `class ${type} {\n  idle = () => undefined;\n  go = () => {\n    ${doing.code};\n  };\n}`,
    `class ${outer} {\n  ${random.pick(['starter', '#starter'])}${any} = new ${type}();\n  run() {\n    this.starter.go();\n  }\n}`,
  );
  if (doing.draft.declared.at(-1)?.includes('#starter')) {
    const last = doing.draft.declared.length - 1;
    doing.draft.declared[last] = (doing.draft.declared[last] ?? '').replace('this.starter', 'this.#starter');
  }
  const draft = caller(maker, doing.draft);
  importName(draft, doing.draft, outer);
  if (random.chance(50)) return { draft, code: `new ${outer}().run()` };
  const lazily = `function ${one}() {\n  return new ${outer}();\n}`;
  draft.declared.push(lazily);
  return { draft, code: `${one}().run()` };
}

function inTasks(maker: Maker, doing: Doing): Doing {
  const name = maker.name('inOrder');
  const tasks = typeOf(maker, '(() => void)[]');
  doing.draft.declared.push(
    maker.random.pick([
      `function ${name}(...tasks${tasks}) {\n  for (const task of tasks) task();\n}`,
      `function ${name}(...tasks${tasks}) {\n  tasks.forEach((task) => task());\n}`,
      `function ${name}(first${typeOf(maker, '() => void')}, ...rest${tasks}) {\n  first();\n  rest[0]?.();\n}`,
    ]),
  );
  return {
    ...doing,
    code: maker.random.chance(70) ? `${name}(() => undefined, () => {\n  ${doing.code};\n})` : `${name}(...[() => undefined, () => {\n  ${doing.code};\n}])`,
  };
}

/** A function that stands on the window, and is called by its name. */
function onWindow(maker: Maker, doing: Doing): Doing {
  const name = maker.name(APP_NAME);
  const owner = maker.typed ? '(window as any)' : 'window';
  const own = maker.name('startHook');
  doing.draft.declared.push(`function ${own}() {\n  ${doing.code};\n}`);
  doing.draft.body.unshift(`${owner}.${name} = ${own};`);
  const draft = maker.random.chance(40) && maker.files.length < 5 ? newDraft(maker, 'caller') : doing.draft;
  if (draft !== doing.draft) importEffect(draft, doing.draft);
  return { draft, code: maker.random.pick([`window.${name}()`, `window['${name}']()`, `${name}()`, `window.${name}?.()`, `globalThis.${name}()`]) };
}

/** Makes a statement run: when the module loads, later, or when the user does something. */
export function triggered(maker: Maker, doing: Doing): void {
  const { draft, code } = doing;
  const statement = `${code}${code.endsWith('}') || code.endsWith(';') ? '' : ';'}`;
  const [name, text] = maker.random.weighted<readonly [string, string | undefined]>([
    [5, ['at-load', statement]],
    [3, ['now-and-then', everyNow(maker, statement)]],
    [2, ['on-click', undefined]],
    [1, ['on-load', `window.addEventListener('load', () => {\n  ${statement}\n});`]],
    [1, ['on-ready', `document.addEventListener('DOMContentLoaded', () => {\n  ${statement}\n});`]],
    [1, ['on-hide', `window.addEventListener('pagehide', () => {\n  ${statement}\n});`]],
    [1, ['on-storage', `window.addEventListener('storage', () => {\n  ${statement}\n});`]],
  ]);
  maker.parts.push(`when:${name}`);
  if (text === undefined) onButton(maker, draft, 'neutral', statement);
  else draft.body.push(text);
  importEffect(maker.main, draft);
}
