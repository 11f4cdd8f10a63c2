import { type Doing, type Maker, type Truth, typeOf } from './maker.js';
import { freeTest } from './truths.js';

/** A statement that does it only where the truth holds, or that tries to. */
export function guarded(maker: Maker, truth: Truth, doing: Doing): Doing {
  const [name, text] =
    truth.how === 'promise' ? maker.random.weighted(asyncForms(maker, truth, doing.code)) : maker.random.weighted(forms(maker, truth.code, doing.code));
  maker.parts.push(`guard:${name}`);
  return { ...doing, code: text };
}

type Forms = readonly (readonly [number, readonly [string, string]])[];

function forms(maker: Maker, test: string, act: string): Forms {
  const fn = maker.name('begin');
  const flag = maker.name('mayGo');
  const other = freeTest(maker);
  const plainDoing = /^[\w$.]+\([^\n]*\)$/.test(act);
  const list: (readonly [number, readonly [string, string]])[] = [
    [6, ['if', `if (${test}) {\n  ${act};\n}`]],
    [5, ['early', `function ${fn}() {\n  if (!(${test})) return;\n  ${act};\n}\n${fn}();`]],
    [2, ['early-two', `function ${fn}() {\n  if (${other}) return;\n  if (!(${test})) return;\n  ${act};\n}\n${fn}();`]],
    [2, ['else', `if (!(${test})) {\n  console.log('later');\n} else {\n  ${act};\n}`]],
    [
      2,
      [
        'throw',
        `function ${fn}() {\n  if (!(${test})) throw new Error('no consent');\n  ${act};\n}\ntry {\n  ${fn}();\n} catch {\n  console.log('not now');\n}`,
      ],
    ],
    [
      1,
      [
        'assert',
        `function ${fn}() {\n  if (!(${test})) throw new Error('no consent');\n}\nfunction ${fn}All() {\n  ${fn}();\n  ${act};\n}\nsetTimeout(${fn}All, 1);`,
      ],
    ],
    [2, ['switch', `switch (Boolean(${test})) {\n  case true:\n    ${act};\n    break;\n  default:\n    console.log('off');\n}`]],
    [1, ['switch-true', `switch (true) {\n  case !(${test}):\n    break;\n  default:\n    ${act};\n}`]],
    [1, ['fall-through', `switch (Boolean(${test})) {\n  case false:\n  case true:\n    ${act};\n    break;\n}`]],
    [1, ['loop-continue', `for (const ${flag} of [${test}]) {\n  if (!${flag}) continue;\n  ${act};\n}`]],
    [1, ['loop-while', `while (${test}) {\n  ${act};\n  break;\n}`]],
    [1, ['loop-do', `do {\n  if (!(${test})) break;\n  ${act};\n} while (false);`]],
    [1, ['labelled', `${fn}: {\n  if (!(${test})) break ${fn};\n  ${act};\n}`]],
    [1, ['filter', `[${test}].filter(Boolean).forEach(() => {\n  ${act};\n});`]],
    [1, ['chosen-function', `const ${fn} = (${test}) ? () => {\n  ${act};\n} : () => undefined;\n${fn}();`]],
    [1, ['optional-call', `const ${fn} = (${test}) ? () => {\n  ${act};\n} : undefined;\n${fn}?.();`]],
    [1, ['destructured', `{\n  const { ${flag} } = { ${flag}: ${test} };\n  if (${flag}) {\n    ${act};\n  }\n}`]],
    [1, ['destructured-default', `{\n  const [${flag} = false] = [${test}];\n  if (${flag}) {\n    ${act};\n  }\n}`]],
    [1, ['default-parameter', `(function (${flag} = Boolean(${test})) {\n  if (${flag}) {\n    ${act};\n  }\n})();`]],
    [1, ['try', `try {\n  if (!(${test})) throw new Error('no');\n  ${act};\n} catch (error) {\n  console.log(error);\n}`]],
    [1, ['finally', `function ${fn}() {\n  try {\n    if (!(${test})) return;\n    ${act};\n  } finally {\n    console.log('done');\n  }\n}\n${fn}();`]],
    [1, ['finally-sends', `function ${fn}() {\n  try {\n    if (!(${test})) return;\n    console.log('yes');\n  } finally {\n    ${act};\n  }\n}\n${fn}();`]],
    [1, ['catch-sends', `try {\n  if (!(${test})) throw new Error('no');\n  console.log('yes');\n} catch {\n  ${act};\n}`]],
    [
      1,
      [
        'steps',
        `{\n  const steps${typeOf(maker, '(() => void)[]')} = [];\n  if (${test}) steps.push(() => {\n    ${act};\n  });\n  for (const step of steps) step();\n}`,
      ],
    ],
    [
      1,
      [
        'steps-bypassed',
        `{\n  const steps${typeOf(maker, '(() => void)[]')} = [];\n  steps.push(() => {\n    ${act};\n  });\n  if (${test}) console.log('yes');\n  for (const step of steps) step();\n}`,
      ],
    ],
    [2, ['let', `let ${flag} = false;\nif (${test}) ${flag} = true;\nif (${flag}) {\n  ${act};\n}`]],
    [1, ['let-blocked', `let ${flag} = true;\nif (${test}) ${flag} = false;\nif (!${flag}) {\n  ${act};\n}`]],
    [1, ['let-overwritten', `let ${flag} = Boolean(${test});\n${flag} = true;\nif (${flag}) {\n  ${act};\n}`]],
    [1, ['let-late', `let ${flag};\n${flag} = Boolean(${test});\nif (${flag}) {\n  ${act};\n}`]],
    [1, ['empty-then', `if (${test}) {\n  console.log('yes');\n}\n${act};`]],
    [1, ['other-branch', `if (${test}) {\n  console.log('yes');\n} else {\n  ${act};\n}`]],
    [2, ['and-other', `if ((${test}) && ${other}) {\n  ${act};\n}`]],
    [1, ['or-other', `if ((${test}) || ${other}) {\n  ${act};\n}`]],
    [1, ['nested', `if (${other}) {\n  if (${test}) {\n    ${act};\n  }\n}`]],
    [1, ['de-morgan', `if (!(!(${test}) || !(${other}))) {\n  ${act};\n}`]],
    [1, ['inner-return', `[1].forEach(() => {\n  if (!(${test})) return;\n});\n${act};`]],
    [1, ['runner', `const ${fn} = (run${typeOf(maker, '() => void')}) => {\n  if (${test}) run();\n};\n${fn}(() => {\n  ${act};\n});`]],
    [
      1,
      [
        'higher-order',
        `const ${fn} = (run${typeOf(maker, '() => void')}) => () => ((${test}) ? run() : undefined);\nconst ${fn}Now = ${fn}(() => {\n  ${act};\n});\n${fn}Now();`,
      ],
    ],
    [1, ['then', `Promise.resolve(${test}).then((${flag}${typeOf(maker, 'unknown')}) => {\n  if (${flag}) {\n    ${act};\n  }\n});`]],
    [
      2,
      [
        'class-field',
        `class ${fn}Class {\n  enabled${typeOf(maker, 'boolean')} = false;\n  enable() {\n    this.enabled = true;\n  }\n  go() {\n    if (!this.enabled) return;\n    ${act};\n  }\n}\nconst ${fn} = new ${fn}Class();\nif (${test}) ${fn}.enable();\n${fn}.go();`,
      ],
    ],
    [
      1,
      [
        'class-parameter',
        `class ${fn}Class {\n  ${maker.typed ? 'enabled: boolean;\n  ' : ''}constructor(enabled${typeOf(maker, 'boolean')}) {\n    this.enabled = enabled;\n  }\n  go() {\n    if (this.enabled) {\n      ${act};\n    }\n  }\n}\nnew ${fn}Class(Boolean(${test})).go();`,
      ],
    ],
    [1, ['object-field', `const ${fn} = { on: false };\nif (${test}) ${fn}.on = true;\nif (${fn}.on) {\n  ${act};\n}`]],
    [1, ['spread', `{\n  const base = { on: false };\n  const all = { ...base, on: Boolean(${test}) };\n  if (all.on) {\n    ${act};\n  }\n}`]],
    [1, ['spread-over', `{\n  const base = { on: true };\n  const all = { on: Boolean(${test}), ...base };\n  if (all.on) {\n    ${act};\n  }\n}`]],
    [1, ['after', `${act};\nif (!(${test})) console.log('too late');`]],
    [
      1,
      [
        'recursive',
        `function ${fn}(left${typeOf(maker, 'number')}) {\n  if (left === 0) return;\n  if (${test}) {\n    ${act};\n  }\n  ${fn}(left - 1);\n}\n${fn}(2);`,
      ],
    ],
    [1, ['poll', `const ${fn} = setInterval(() => {\n  if (!(${test})) return;\n  clearInterval(${fn});\n  ${act};\n}, 100);`]],
    [
      1,
      [
        'queue',
        `const ${fn}Queue${typeOf(maker, '(() => void)[]')} = [];\nfunction ${fn}Flush() {\n  while (${fn}Queue.length > 0) ${fn}Queue.shift()${maker.typed ? '!' : ''}();\n}\n${fn}Queue.push(() => {\n  ${act};\n});\nsetTimeout(() => {\n  if (${test}) ${fn}Flush();\n}, 20);`,
      ],
    ],
  ];
  if (plainDoing)
    list.push(
      [2, ['and', `(${test}) && ${act};`]],
      [2, ['ternary', `(${test}) ? ${act} : undefined;`]],
      [1, ['or', `(${test}) || ${act};`]],
      [1, ['comma', `(${test}) && (console.log('on'), ${act});`]],
    );
  return list;
}

function asyncForms(maker: Maker, { code: promise, mayFail }: Truth, act: string): Forms {
  const fn = maker.name('begin');
  const ok = typeOf(maker, 'boolean');
  return [
    [5, ['await-if', `async function ${fn}() {\n  if (await ${promise}) {\n    ${act};\n  }\n}\n${fn}();`]],
    [4, ['await-early', `(async () => {\n  const ok = await ${promise};\n  if (!ok) return;\n  ${act};\n})();`]],
    [3, ['then-if', `${promise}.then((ok${ok}) => {\n  if (ok) {\n    ${act};\n  }\n});`]],
    [2, ['then-early', `${promise}.then((ok${ok}) => {\n  if (!ok) return;\n  ${act};\n}).catch(() => undefined);`]],
    [
      2,
      [
        'await-try',
        `(async () => {\n  let ok = false;\n  try {\n    ok = await ${promise};\n  } catch {\n    ok = ${maker.random.weighted([
          [3, 'false'],
          [1, String(mayFail)],
        ])};\n  }\n  if (ok) {\n    ${act};\n  }\n})();`,
      ],
    ],
    [1, ['then-throw', `${promise}.then((ok${ok}) => {\n  if (!ok) throw new Error('no');\n}).then(() => {\n  ${act};\n}).catch(() => undefined);`]],
    [1, ['then-throw-caught', `${promise}.then((ok${ok}) => {\n  if (!ok) throw new Error('no');\n}).catch(() => undefined).then(() => {\n  ${act};\n});`]],
    [1, ['finally', `${promise}.finally(() => {\n  ${act};\n}).catch(() => undefined);`]],
    [1, ['then-always', `${promise}.then(() => {\n  ${act};\n}, () => undefined);`]],
    [1, ['all', `(async () => {\n  const [ok] = await Promise.all([${promise}, Promise.resolve(1)]);\n  if (ok) {\n    ${act};\n  }\n})();`]],
    [1, ['not-awaited', `if (${promise}) {\n  ${act};\n}`]],
    [1, ['not-awaited-early', `async function ${fn}() {\n  const ok = ${promise};\n  if (!ok) return;\n  ${act};\n}\n${fn}();`]],
    [
      1,
      [
        'wrapped',
        `new Promise${maker.typed ? '<void>' : ''}((resolve, reject) => {\n  ${promise}.then((ok${ok}) => (ok ? resolve() : reject(new Error('no'))), reject);\n}).then(() => {\n  ${act};\n}, () => undefined);`,
      ],
    ],
    [1, ['catch-sends', `(async () => {\n  try {\n    if (!(await ${promise})) throw new Error('no');\n  } catch {\n    ${act};\n  }\n})();`]],
    [1, ['loop', `(async () => {\n  for (const ok of [await ${promise}]) {\n    if (!ok) continue;\n    ${act};\n  }\n})();`]],
  ];
}
