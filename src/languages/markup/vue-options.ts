import { endOfAtom, endOfGroup } from './code.js';
import { type Edit, findInCode } from './component.js';
import type { ScriptWriter } from './virtual.js';

/** A property of an object literal, as far as its text shows it. */
interface Written {
  readonly name: string;
  readonly start: number;
  /** `name() {…}`, or `name: function…` or an arrow. */
  readonly isFunction: boolean;
  /** Where the braces of its value open, if it is an object. */
  readonly open: number;
}

/** Methods of an options object that Vue, Nuxt and vue-meta call by themselves, in their order. */
const CALLED =
  'beforeCreate created beforeMount mounted beforeUpdate updated activated deactivated serverPrefetch fetch asyncData head metaInfo middleware onLoad onShow onReady onLaunch onHide'.split(
    ' ',
  );

/**
 * Writes what becomes of an options object `__options` when a component is made: its data, computed values, methods and properties
 * are those of the instance `__self`, hooks run, watchers see what they watch.
 */
export function writeInstance(out: ScriptWriter, text: string, open: number, limit: number): void {
  const options = propertiesOf(text, open, limit);
  const option = (name: string) => options.find((one) => one.name === name);
  const write = (code: string, one: Written | undefined) => out.write(`${code}\n`, one?.start ?? open, one?.start ?? open);
  // Mixins, plugins and mapped stores put more into an instance than its file says.
  write(`let __more = 0; Object.assign(__self, __props, __more++${option('methods') ? ', __options.methods' : ''});`, undefined);
  const data = option('data');
  if (data) write(`Object.assign(__self, __options.data${data.isFunction ? '(__self)' : ''});`, data);
  if (option('setup')) write('Object.assign(__self, __options.setup(__props, { emit() {} }));', option('setup'));
  for (const one of inside(text, option('computed')))
    write(`__self.${one.name} = __options.computed.${one.name}${one.isFunction ? '(__self)' : one.open < 0 ? '' : '.get()'};`, one);
  for (const name of CALLED) {
    const hook = option(name);
    if (hook?.isFunction) write(`__options.${name}({});`, hook);
  }
  for (const one of inside(text, option('watch')))
    if (one.isFunction || one.open >= 0) write(`__options.watch.${one.name}${one.isFunction ? '' : '.handler'}(__self.${one.name});`, one);
}

/** Edits by which `this` is the instance, and `this.$emit('accept')` calls what the parent gave as `onAccept`. */
export function instanceEdits(text: string, start: number, end: number, handler: (event: string) => string): Edit[] {
  const edits: Edit[] = [];
  findInCode(text, start, end, /this\b(?:\.\$emit\(\s*(['"])([\w:-]+)\1\s*,?)?/, (match) => {
    const event = match[2];
    edits.push({ start: match.index, end: match.index + match[0].length, text: event === undefined ? '__self' : `__self.${handler(event)}?.(` });
  });
  return edits;
}

function inside(text: string, one: Written | undefined): Written[] {
  return one && one.open >= 0 ? propertiesOf(text, one.open + 1, text.length) : [];
}

const PROPERTY = /(?:async\s+)?([A-Za-z_$][\w$]*)\s*(\(|:\s*)/y;
const FUNCTION = /(?:async\s+)?(?:function\b|(?:\([^()]*\)|[\w$]+)\s*=>)/y;

/** The properties of the object literal whose content begins at a position. */
function propertiesOf(text: string, from: number, limit: number): Written[] {
  const found: Written[] = [];
  let at = from;
  let isStart = true;
  while (at < limit && text[at] !== '}') {
    PROPERTY.lastIndex = at;
    const match = isStart ? PROPERTY.exec(text) : null;
    if (match) {
      const value = PROPERTY.lastIndex;
      FUNCTION.lastIndex = value;
      const isFunction = match[2] === '(' || FUNCTION.test(text);
      found.push({ name: match[1] ?? '', start: at, isFunction, open: match[2] !== '(' && text[value] === '{' ? value : -1 });
      at = match[2] === '(' ? value - 1 : value;
      isStart = false;
      continue;
    }
    const char = text[at] as string;
    const skipped = char === '`' || /[([{]/.test(char) ? endOfGroup(text, at, limit) : endOfAtom(text, at, limit);
    if (skipped < 0) return found;
    if (skipped > at) {
      if (char !== '/') isStart = false;
      at = skipped;
      continue;
    }
    if (char === ',') isStart = true;
    else if (/\S/.test(char)) isStart = false;
    at++;
  }
  return found;
}
