import type { ModuleFacts, PageScript } from '../../model/facts.js';
import { endOfAtom, endOfGroup, isBalanced, type Outline, outlineOf } from './code.js';
import { besideJsx, copyCode, type Edit, inOrder, type Summarise, withoutModuleItems } from './component.js';
import type { MarkupTag } from './tree.js';
import type { ScriptWriter } from './virtual.js';

/** A script that stands in the markup of a component. */
export interface NestedScript {
  readonly tag: MarkupTag;
  readonly type: string;
  /** Address of a script of another file. */
  readonly src?: string;
  /** The browser runs it as it stands; anything else waits for a consent platform. */
  readonly runs: boolean;
  readonly outline: Outline;
}

const RUN_TYPE = /^(?:|module|(?:text|application)\/(?:x-)?(?:java|ecma)script|text\/(?:babel|typescript))$/i;
const DATA_TYPE = /json|template|importmap|speculationrules|html|handlebars/i;

/** Reads a script tag; undefined where it holds data. */
export function nestedScript(text: string, tag: MarkupTag): NestedScript | undefined {
  const type = tag.attributes.find(({ name }) => name === 'type')?.value?.trim() ?? '';
  if (DATA_TYPE.test(type)) return undefined;
  const src = tag.attributes.find(({ name }) => name === 'src')?.value;
  return { tag, type, runs: RUN_TYPE.test(type), outline: outlineOf(text.slice(tag.openEnd, tag.closeStart)), ...(src === undefined ? {} : { src }) };
}

/** Writes the imports of scripts in the markup, those apart whose names are taken. */
export function importsOfNested(out: ScriptWriter, text: string, scripts: readonly NestedScript[], taken: ReadonlySet<string>): void {
  const names = new Set(taken);
  for (const { tag, src, runs, outline } of scripts) {
    if (!runs) continue;
    if (src !== undefined && /^(?:\.{0,2}\/(?!\/)|[~@]\/)/.test(src)) out.write(`import ${JSON.stringify(src)};\n`, tag.start, tag.openEnd);
    for (const entry of outline.imports) {
      if (entry.names.some((name) => names.has(name))) continue;
      for (const name of entry.names) names.add(name);
      const start = tag.openEnd + entry.start;
      out.copy(text.slice(start, tag.openEnd + entry.end), start);
      out.write(';\n', start, start);
    }
  }
}

/**
 * Writes a script as a call of a function in the component: it runs where its element is shown. `vars` are the names that the
 * component hands to it, and where it says so.
 */
export function writeNested(
  out: ScriptWriter,
  text: string,
  script: NestedScript,
  edits: readonly Edit[],
  vars?: { readonly names: readonly string[]; readonly write: () => void },
): void {
  const { tag, outline } = script;
  const { openEnd: start, closeStart: end } = tag;
  const code = text.slice(start, end);
  if (!script.runs || script.src !== undefined || !/\S/.test(code) || !isBalanced(`\n${code}\n`)) return;
  out.write(`{(${outline.awaits ? 'async ' : ''}(${vars ? `{ ${vars.names.join(', ')} }` : ''}) => {`, start, start);
  copyCode(out, text, start, end, inOrder(withoutModuleItems(start, outline), besideJsx(text, start, end), globalFunctions(text, script), edits));
  out.write('\n})(', end, end);
  vars?.write();
  out.write(')}', end, end);
}

/** Functions at the top of a classic script are the page's: `function gtag() {}` becomes `window.gtag = function() {};`. */
function globalFunctions(text: string, script: NestedScript): Edit[] {
  const { openEnd, closeStart } = script.tag;
  if (script.type === 'module' || script.outline.imports.length > 0) return [];
  const edits: Edit[] = [];
  const declared = /function\s+([\w$]+)\s*(?=\()/y;
  let at = openEnd;
  while (at < closeStart) {
    const char = text[at] as string;
    const skipped = char === '`' || /[([{]/.test(char) ? endOfGroup(text, at, closeStart) : endOfAtom(text, at, closeStart);
    if (skipped > at) {
      at = skipped;
      continue;
    }
    declared.lastIndex = at;
    const match = char === 'f' && !/[\w$.]/.test(text[at - 1] ?? '') ? declared.exec(text) : null;
    const body = match ? bodyAfter(text, declared.lastIndex, closeStart) : -1;
    // What is called or assigned at once is no declaration.
    if (!match || body < 0 || /[=(,:!&|?]\s*$|\b(?:return|async|new)\s*$/.test(text.slice(Math.max(openEnd, at - 20), at))) {
      at++;
      continue;
    }
    edits.push({ start: at, end: declared.lastIndex, text: `window.${match[1]} = function ` }, { start: body, end: body, text: ';' });
    at = body;
  }
  return edits;
}

function bodyAfter(text: string, open: number, limit: number): number {
  const parameters = endOfGroup(text, open, limit);
  const brace = parameters < 0 ? -1 : parameters + (/^\s*/.exec(text.slice(parameters, parameters + 100))?.[0].length ?? 0);
  return text[brace] === '{' ? endOfGroup(text, brace, limit) : -1;
}

/** Adds the scripts that wait for a consent platform to a component's facts, as a page has them. */
export function withWaitingScripts(facts: ModuleFacts, text: string, scripts: readonly NestedScript[], summarise: Summarise): ModuleFacts {
  const elements = new Map(facts.elements.map((element, index) => [element.start, index]));
  const waiting = scripts.flatMap(({ tag, type, src, runs }): PageScript[] => {
    const element = elements.get(tag.start);
    const code = text.slice(tag.openEnd, tag.closeStart);
    if (runs || element === undefined || src !== undefined || !/\S/.test(code)) return [];
    const inline = summarise({ file: facts.file, text: code, offset: tag.openEnd, dialect: 'js', isScript: true });
    return inline.gaps.length > 0 ? [] : [{ element, type, facts: inline }];
  });
  return waiting.length === 0 ? facts : { ...facts, page: { scripts: waiting, elements: facts.elements.map((_, index) => index) } };
}
