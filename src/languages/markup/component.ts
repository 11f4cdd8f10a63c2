import type { Language, ModuleFacts } from '../../model/facts.js';
import type { ScriptSource } from '../javascript/index.js';
import { endOfAtom, endOfGroup, type Outline } from './code.js';
import { type Part, remapFacts } from './remap.js';
import type { ScriptWriter, VirtualScript } from './virtual.js';

export type Summarise = (source: ScriptSource) => ModuleFacts;

/** A change to a stretch of code that is copied into a virtual script. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Copies a stretch of the file with some changes, which must be in order and not overlap. */
export function copyCode(out: ScriptWriter, text: string, start: number, end: number, edits: readonly Edit[]): void {
  let at = start;
  for (const edit of edits) {
    if (edit.start < at || edit.end > end) continue;
    out.copy(text.slice(at, edit.start), at);
    out.write(edit.text, edit.start, edit.end);
    at = edit.end;
  }
  out.copy(text.slice(at, end), at);
}

/** Copies the imports of a script, so that they stand before the function that the rest becomes. */
export function hoistImports(out: ScriptWriter, text: string, start: number, outline: Outline): void {
  for (const entry of outline.imports) {
    out.copy(text.slice(start + entry.start, start + entry.end), start + entry.start);
    out.write(';\n', start + entry.end, start + entry.end);
  }
}

/** Edits that take imports and the word `export` out of a script. */
export function withoutModuleItems(start: number, outline: Outline): Edit[] {
  const imports = outline.imports.map((entry) => ({ start: start + entry.start, end: start + entry.end, text: ' ' }));
  const exports = outline.exports.map((entry) => ({
    start: start + entry.start,
    end: start + entry.end,
    text: entry.what === 'default' ? 'const __default = ' : ' ',
  }));
  return [...imports, ...exports];
}

/** Edits that make TypeScript readable beside JSX: `<T>(x) => …` becomes `<T,>(x) => …`, and a cast `<T>x` its value. */
export function besideJsx(text: string, start: number, end: number): Edit[] {
  const edits: Edit[] = [];
  const code = text.slice(start, end);
  for (const match of code.matchAll(
    /(?:[=(,:?&|!]|\b(?:return|async|default))\s*(<([\w$.]+(?:\[\])?)((?:\s+extends\s[^<>=(){}]{1,200})?)>)(?=(\s*\()|[\w$[{'"])/g,
  )) {
    const [whole, angle = '', , , call] = match;
    const from = start + match.index + whole.length - angle.length;
    edits.push(
      call === undefined ? { start: from, end: from + angle.length, text: ' ' } : { start: from + angle.length - 1, end: from + angle.length, text: ',>' },
    );
  }
  return edits;
}

/** Puts edits in order; where two overlap, the first counts. */
export function inOrder(...lists: readonly (readonly Edit[])[]): Edit[] {
  return lists.flat().sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Finds every occurrence of a pattern in code, those in strings, templates' text, comments and regular expressions left out. */
export function findInCode(text: string, start: number, end: number, pattern: RegExp, found: (match: RegExpExecArray) => void): void {
  const sticky = new RegExp(pattern.source, 'y');
  let at = start;
  let isInside = false;
  while (at < end) {
    const skipped = endOfAtom(text, at, end);
    if (skipped > at) {
      at = skipped;
      isInside = false;
      continue;
    }
    if (text[at] === '`') {
      const close = endOfGroup(text, at, end);
      findInTemplate(text, at + 1, close < 0 ? end : close - 1, pattern, found);
      at = close < 0 ? end : close;
      continue;
    }
    sticky.lastIndex = at;
    // A member of something else is not meant; what is spread is.
    const isMember = text[at - 1] === '.' && text[at - 2] !== '.';
    const match = isInside || isMember ? null : sticky.exec(text);
    if (match && match[0] !== '' && sticky.lastIndex <= end) {
      found(match);
      at = sticky.lastIndex;
      isInside = /[\w$]/.test(text[at - 1] ?? '') && /[\w$]/.test(text[at] ?? '');
      continue;
    }
    isInside = /[\w$]/.test(text[at] ?? '');
    at++;
  }
}

function findInTemplate(text: string, start: number, end: number, pattern: RegExp, found: (match: RegExpExecArray) => void): void {
  for (let at = start; at < end; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '$' && text[at + 1] === '{') {
      const close = endOfGroup(text, at + 1, end);
      if (close < 0) return;
      findInCode(text, at + 2, close - 1, pattern, found);
      at = close - 1;
    }
  }
}

export interface Component {
  readonly file: string;
  readonly language: Language;
  readonly dialect: 'jsx' | 'tsx';
  /** Writes the component as a script, or its scripts alone where the template cannot be read. */
  readonly build: (withTemplate: boolean) => VirtualScript;
  readonly limits: { readonly exceeded: boolean };
  /** What to put in place of parts of the facts, seen before positions change. */
  readonly replaceIn?: (facts: ModuleFacts) => (part: Part) => Part;
}

/**
 * Summarises a component that is written as markup: it becomes a script whose default export is a function that yields JSX; facts come
 * back with the positions of the file.
 */
export function summariseComponent(component: Component, summarise: Summarise): ModuleFacts {
  const whole = read(component, summarise, true);
  if (whole.functions.length > 1) {
    if (!component.limits.exceeded) return whole;
    return { ...whole, gaps: [...whole.gaps, { stage: 'parse', file: component.file, why: 'nested too deeply; what is further in was left out' }] };
  }
  const bare = read(component, summarise, false);
  if (bare.functions.length <= 1) return whole;
  return { ...bare, gaps: [...bare.gaps, { stage: 'parse', file: component.file, why: 'the template cannot be read' }] };
}

function read(component: Component, summarise: Summarise, withTemplate: boolean): ModuleFacts {
  const { file, language, dialect } = component;
  const script = component.build(withTemplate);
  const facts = summarise({ file, text: script.text, offset: 0, dialect, isScript: false });
  const replace = component.replaceIn?.(facts);
  return { ...remapFacts(facts, { start: script.start, end: script.end, ...(replace ? { replace } : {}) }), language };
}

/** `banner-bar.vue` is a component `BannerBar`; a name that its scripts use for something else is not taken. */
export function componentName(file: string, taken: ReadonlySet<string>): string {
  let name = plainName(file);
  while (taken.has(name)) name += '_';
  return name;
}

function plainName(file: string): string {
  const base =
    file
      .split('/')
      .at(-1)
      ?.replace(/\.[^.]*$/, '') ?? '';
  const name = pascal(base.replace(/[^A-Za-z0-9]+/g, '-'));
  return /^[A-Z]/.test(name) ? name : `Component${name}`;
}

export function pascal(name: string): string {
  return name.replace(/(?:^|[-_:.])([a-z0-9])/g, (_, first: string) => first.toUpperCase()).replace(/[-_:.]/g, '');
}

export function camel(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, first: string) => first.toUpperCase());
}
