import type { ModuleFacts } from '../model/facts.js';
import type { Dialect } from './javascript/parse.js';
import { endOfGroup, outlineOf } from './markup/code.js';
import { copyCode, type Edit, findInCode, inOrder, type Summarise } from './markup/component.js';
import { remapFacts } from './markup/remap.js';
import { newScript } from './markup/virtual.js';

/** What the script of a page, component or app hands to the mini-program; its markup reads it under this name. */
export const INSTANCE = '__page';

/** Called by the platform, in this order, whatever the user does. */
const LIFECYCLES = ['onLaunch', 'created', 'attached', 'didMount', 'onInit', 'onLoad', 'onShow', 'ready', 'onReady'];

const REGISTERS = /^[ \t]*(Page|Component|App|Behavior)\s*(?:<[^()]*>)?\s*\(\s*(?=\{)/m;
const PLATFORM = /\b(?:wx|my|tt|swan|qq|ks|jd|dd)\.\w/;

/**
 * Summarises a script of a mini-program (WeChat, Alipay, ByteDance, Baidu and their kin) as what the platform makes of it: what is
 * handed to `Page`, `Component` or `App` is an object whose lifecycle functions are called, `setData` writes to its `data`, and
 * `getApp()` is that of the app. Undefined for any other script.
 */
export function readMiniScript(file: string, text: string, dialect: Dialect, summarise: Summarise): ModuleFacts | undefined {
  const registers = REGISTERS.exec(text);
  const usesApp = /\bgetApp\s*\(\s*\)/.test(text) && PLATFORM.test(text);
  if (registers === null && !usesApp) return undefined;
  const names = namesOf(text);
  const what = registers?.[1];
  if ((what !== undefined && names.has(what)) || names.has(INSTANCE) || names.has('getApp')) return undefined;
  const edits: Edit[] = [];
  let end = text.length;
  if (registers !== null && what !== undefined) {
    const start = registers.index + registers[0].indexOf(what);
    const open = text.indexOf('(', start + what.length);
    end = endOfGroup(text, open);
    if (end < 0) return undefined;
    edits.push({ start, end: open, text: `export const ${INSTANCE} = ` });
  }
  findInCode(text, 0, text.length, /((?:this|that|self|_this|me|vm|page|ctx)(?:\.data\.\w+)?)\.(?:setData|\$setData)\(/, (match) =>
    edits.push({ start: match.index, end: match.index + match[0].length, text: `Object.assign(${match[1]}.data, ` }),
  );
  const app = what === 'App' ? INSTANCE : '__app';
  findInCode(text, 0, text.length, /getApp(?:<[^()]*>)?\(\s*\)/, (match) => edits.push({ start: match.index, end: match.index + match[0].length, text: app }));
  const out = newScript();
  if (usesApp && what !== 'App') out.write(`import { ${INSTANCE} as __app } from '${appFrom(file)}';\n`, 0, 0);
  copyCode(out, text, 0, text.length, inOrder(edits));
  if (what !== undefined) out.write(starts(what), end, end);
  const script = out.finish();
  return remapFacts(summarise({ file, text: script.text, offset: 0, dialect, isScript: false }), { start: script.start, end: script.end });
}

function namesOf(text: string): ReadonlySet<string> {
  return outlineOf(text).names;
}

/** What the platform does with the object: methods of components belong to the instance, then its lifecycle begins. */
function starts(what: string): string {
  const mixed = what === 'Component' || what === 'Behavior' ? `Object.assign(${INSTANCE}, ${INSTANCE}.methods, ${INSTANCE}.lifetimes);` : '';
  return `\n;${mixed}${LIFECYCLES.map((name) => `${INSTANCE}.${name}?.({});`).join('')}`;
}

/** Where the script of the app is, from a file: above the folders in which pages and what they use are kept. */
function appFrom(file: string): string {
  const folders = file.split('/').slice(0, -1);
  const first = folders.findIndex((folder) =>
    /^(?:pages?|components?|sub_?packages?|packages?\w*|utils?|lib|libs|common|services?|api|apis|store|models?|behaviors?|config)$/i.test(folder),
  );
  const depth = first < 0 ? 0 : folders.length - first;
  return depth === 0 ? './app' : `${'../'.repeat(depth)}app`;
}
