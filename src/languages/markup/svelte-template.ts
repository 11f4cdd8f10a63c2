import { endOfGroup } from './code.js';
import { closeTag, DEEPEST, endOpenTag, isExpression, openTag, tagName, writeText } from './jsx.js';
import type { Braces } from './mustaches.js';
import { writeNested } from './nested-scripts.js';
import { writeAttribute } from './svelte-attributes.js';
import { type SvelteTemplate, type Writing, writeCode, writeExpression } from './svelte-writing.js';
import { directivesIn, OUTPUT_RUN } from './templating.js';
import type { MarkupTag } from './tree.js';
import type { ScriptWriter } from './virtual.js';

/** How much deeper a block nests for the parser. */
const CONTROL_DEPTH = 4;

/** Children of an element as they come: words, tags and braces. */
type Item =
  | { readonly kind: 'words'; readonly text: string; readonly start: number; readonly end: number }
  | { readonly kind: 'tag'; readonly index: number; readonly tag: MarkupTag }
  | { readonly kind: 'braces'; readonly braces: Braces };

/** Where reading stands in a list of children. */
interface Cursor {
  readonly items: readonly Item[];
  at: number;
}

/** Writes a template of Svelte as an expression of JSX. */
export function svelteTemplate(out: ScriptWriter, template: SvelteTemplate): void {
  const writing = { ...template, out };
  out.write('<>', 0, 0);
  writeAll(writing, -1, 0);
  out.write('</>', template.text.length, template.text.length);
}

function writeAll(writing: Writing, parent: number, depth: number): void {
  if (depth > DEEPEST) {
    writing.limits.exceeded = true;
    return;
  }
  const cursor = { items: itemsOf(writing, parent), at: 0 };
  while (cursor.at < cursor.items.length) {
    writeItems(writing, cursor, depth);
    // A closing or continuing block that nothing opened.
    cursor.at++;
  }
}

function itemsOf(writing: Writing, parent: number): Item[] {
  const items: Item[] = [];
  const { nodes, childrenOf } = writing.template;
  for (const index of childrenOf.get(parent) ?? []) {
    const node = nodes[index];
    if (node?.kind === 'tag') {
      if (parent >= 0 || (node.name !== 'script' && node.name !== 'style')) items.push({ kind: 'tag', index, tag: node });
      continue;
    }
    if (!node) continue;
    const inside = directivesIn(writing.braces, node.start, node.end) as readonly Braces[];
    let at = node.start;
    for (const [number, words] of node.text.split(new RegExp(OUTPUT_RUN, 'g')).entries()) {
      const braces = inside[number];
      if (/\S/.test(words)) items.push({ kind: 'words', text: words, start: at, end: braces?.start ?? node.end });
      if (!braces) continue;
      items.push({ kind: 'braces', braces });
      at = braces.end;
    }
  }
  return items;
}

/** Writes items up to a block's continuation or end, which stays unread. */
function writeItems(writing: Writing, cursor: Cursor, depth: number): void {
  for (; cursor.at < cursor.items.length; cursor.at++) {
    const item = cursor.items[cursor.at] as Item;
    if (item.kind === 'words') writeText(writing.out, item.text, item.start, item.end);
    else if (item.kind === 'tag') writeElement(writing, item.index, item.tag, depth);
    else if (item.braces.sign === ':' || item.braces.sign === '/') return;
    else if (item.braces.sign === '#') writeBlock(writing, cursor, item.braces, depth);
    else if (item.braces.sign === '@' && item.braces.word === 'const') {
      cursor.at++;
      writeConstant(writing, cursor, item.braces, depth);
      cursor.at--;
    } else writeInserted(writing, item.braces);
  }
}

/** `{@const x = …}` holds for what comes after it. */
function writeConstant(writing: Writing, cursor: Cursor, braces: Braces, depth: number): void {
  const { out, text } = writing;
  const equals = /^\s*(\{[\s\S]*?\}|\[[\s\S]*?\]|[\w$]+)(?:\s*:[^=]+)?\s*=(?!=)/.exec(braces.text);
  const code = equals ? braces.code + equals[0].length : braces.end - 1;
  if (!equals || depth > DEEPEST || !isExpression(text.slice(code, braces.end - 1))) {
    writeItems(writing, cursor, depth);
    return;
  }
  out.write('{((', braces.start, braces.end);
  out.copy(equals[1] ?? '', braces.code + equals[0].indexOf(equals[1] ?? ''));
  out.write(') => (<>', braces.start, braces.end);
  writeItems(writing, cursor, depth + CONTROL_DEPTH);
  out.write('</>))(', braces.start, braces.end);
  writeCode(writing, code, braces.end - 1);
  out.write(')}', braces.start, braces.end);
}

/** Markup as it stands or under a name: looking at it twice does nothing twice. */
const INSERTED = /^\s*[\w$]+\s*$|<(?:script|iframe|img|link)\b|<[a-z]*['"`$]/;

function writeInserted(writing: Writing, braces: Braces): void {
  const { out } = writing;
  if (!isExpression(braces.text) || braces.word === 'debug') return;
  if (braces.word === 'render') {
    // What was given as children is not called but shown.
    const given = /^\s*([\w$.]+)\s*(?:\?\.)?\s*\(/.exec(braces.text)?.[1];
    if (given !== undefined) out.write(`{${given}}`, braces.start, braces.end);
  }
  if (braces.word === 'html' && INSERTED.test(braces.text)) {
    out.write('<inserted-html set:html={', braces.start, braces.end);
    writeExpression(writing, braces.code, braces.end - 1, braces);
    out.write('} />', braces.start, braces.end);
    // A name may hold words that are read, too.
    if (braces.text.includes('<')) return;
  }
  writeChild(writing, braces, braces.code, braces.end - 1);
}

function writeChild(writing: Writing, braces: Braces, start: number, end: number): void {
  writing.out.write('{', braces.start, braces.end);
  writeExpression(writing, start, end, braces);
  writing.out.write('}', braces.start, braces.end);
}

function writeBlock(writing: Writing, cursor: Cursor, braces: Braces, depth: number): void {
  cursor.at++;
  if (depth > DEEPEST) {
    writing.limits.exceeded = true;
    skipBlock(cursor);
    return;
  }
  switch (braces.word) {
    case 'if':
      writeChoice(writing, cursor, braces, depth + CONTROL_DEPTH);
      return;
    case 'each':
      writeEach(writing, cursor, braces, depth + CONTROL_DEPTH);
      return;
    case 'await':
      writeAwait(writing, cursor, braces, depth + CONTROL_DEPTH);
      return;
    case 'snippet':
      writeSnippet(writing, cursor, braces, depth + CONTROL_DEPTH);
      return;
    default:
      writing.out.write('<>', braces.start, braces.end);
      writeItems(writing, cursor, depth + 1);
      writing.out.write('</>', braces.start, braces.end);
  }
}

function skipBlock(cursor: Cursor): void {
  let open = 1;
  for (; cursor.at < cursor.items.length; cursor.at++) {
    const item = cursor.items[cursor.at];
    if (item?.kind !== 'braces') continue;
    if (item.braces.sign === '#') open++;
    else if (item.braces.sign === '/' && --open === 0) return;
  }
}

/** The continuation that stands at the cursor: `{:else}`; undefined at a block's end. */
function continuation(cursor: Cursor): Braces | undefined {
  const item = cursor.items[cursor.at];
  if (item?.kind !== 'braces' || item.braces.sign !== ':') return undefined;
  cursor.at++;
  return item.braces;
}

function writeFragment(writing: Writing, cursor: Cursor, braces: Braces, depth: number): void {
  writing.out.write('(<>', braces.end, braces.end);
  writeItems(writing, cursor, depth);
  writing.out.write('</>)', braces.end, braces.end);
}

function writeChoice(writing: Writing, cursor: Cursor, first: Braces, depth: number): void {
  const { out } = writing;
  out.write('{', first.start, first.end);
  let hasElse = false;
  for (let branch: Braces | undefined = first; branch; branch = continuation(cursor)) {
    // `{:else if x}` has a test, `{:else}` has none.
    const isTest = branch.word !== 'else';
    if (hasElse) {
      writeItems(silent(writing), cursor, depth);
      continue;
    }
    if (isTest) {
      writeExpression(writing, branch.code, branch.end - 1, branch);
      out.write(' ? ', branch.start, branch.end);
    } else hasElse = true;
    writeFragment(writing, cursor, branch, depth);
    if (isTest) out.write(' : ', branch.start, branch.end);
  }
  out.write(hasElse ? '}' : 'null}', first.start, first.end);
}

/** Reads on without writing. */
function silent(writing: Writing): Writing {
  return { ...writing, out: { ...writing.out, copy: () => {}, write: () => {}, parts: () => {} } };
}

function writeEach(writing: Writing, cursor: Cursor, braces: Braces, depth: number): void {
  const { out, text } = writing;
  const as = /^([\s\S]*)\sas\s+([\s\S]*)$/.exec(braces.text);
  const list = as?.[1] ?? braces.text;
  const listEnd = braces.code + list.length;
  const from = as ? braces.end - 1 - (as[2] ?? '').length : listEnd;
  const pattern = patternEnd(text, from, braces.end - 1);
  const index = /^\s*,\s*([\w$]+)/.exec(text.slice(pattern, braces.end - 1))?.[1];
  out.write('{', braces.start, braces.end);
  writeExpression(writing, braces.code, listEnd, braces);
  out.write('.map((', braces.start, braces.end);
  if (pattern > from) out.copy(text.slice(from, pattern), from);
  else out.write('$item', braces.start, braces.end);
  out.write(`${index === undefined ? '' : `, ${index}`}) => `, braces.start, braces.end);
  writeFragment(writing, cursor, braces, depth);
  out.write(')}', braces.start, braces.end);
  const otherwise = continuation(cursor);
  if (!otherwise) return;
  out.write('{', otherwise.start, otherwise.end);
  writeFragment(writing, cursor, otherwise, depth);
  out.write('}', otherwise.start, otherwise.end);
}

/** Where the name or destructuring at a position ends. */
function patternEnd(text: string, start: number, limit: number): number {
  if (/[{[]/.test(text[start] ?? '')) {
    const end = endOfGroup(text, start, limit);
    return end < 0 ? start : end;
  }
  return start + (/^[\w$]+/.exec(text.slice(start, limit))?.[0].length ?? 0);
}

/** Longer code in a block's head is not looked through for words. */
const MOST_CODE = 5000;

function writeAwait(writing: Writing, cursor: Cursor, braces: Braces, depth: number): void {
  const { out, text } = writing;
  const at: readonly [number, number] = [braces.start, braces.end];
  const inline = braces.text.length > MOST_CODE ? null : /^([\s\S]*?)\s+(then|catch)(?:\s+([\s\S]*))?$/.exec(braces.text);
  const promiseEnd = braces.code + (inline?.[1] ?? braces.text).length;
  const settled = (word: string, name: string, nameAt: number) => {
    const end = patternEnd(text, nameAt, nameAt + name.length);
    out.write('{((', ...at);
    if (end > nameAt) out.copy(text.slice(nameAt, end), nameAt);
    out.write(') => ', ...at);
    writeFragment(writing, cursor, braces, depth);
    out.write(')(', ...at);
    if (word === 'then') {
      out.write('__awaited', ...at);
      writeExpression(writing, braces.code, promiseEnd, braces);
    }
    out.write(')}', ...at);
  };
  if (inline) settled(inline[2] ?? '', inline[3] ?? '', braces.end - 1 - (inline[3] ?? '').length);
  else {
    out.write('{', ...at);
    writeFragment(writing, cursor, braces, depth);
    out.write('}', ...at);
  }
  for (let next = continuation(cursor); next; next = continuation(cursor)) settled(next.word, next.text.trimEnd(), next.code);
}

/** A snippet is a function that what comes before or after it may call. */
function writeSnippet(writing: Writing, cursor: Cursor, braces: Braces, depth: number): void {
  const { out, text } = writing;
  const name = /^[\w$]+/.exec(braces.text)?.[0];
  const open = text.indexOf('(', braces.code);
  const close = open < 0 || open > braces.end ? -1 : endOfGroup(text, open, braces.end);
  if (name === undefined || close < 0) {
    writeItems(writing, cursor, depth);
    return;
  }
  out.write(`{(${name} = `, braces.start, braces.end);
  out.copy(text.slice(open, close), open);
  out.write(' => ', braces.start, braces.end);
  writeFragment(writing, cursor, braces, depth);
  out.write(', null)}', braces.start, braces.end);
}

const TRANSPARENT = new Set(['slot', 'svelte:head', 'svelte:fragment', 'svelte:boundary', 'svelte:options']);

function writeElement(writing: Writing, index: number, tag: MarkupTag, depth: number): void {
  const { out } = writing;
  if (TRANSPARENT.has(tag.name)) {
    out.write('<>', tag.start, tag.openEnd);
    if (tag.name === 'slot') out.write('{$$props["children"]}', tag.start, tag.openEnd);
    writeAll(writing, index, depth + 1);
    out.write('</>', tag.closeStart, tag.end);
    return;
  }
  const name = resolvedName(writing, tag);
  openTag(out, name, tag);
  for (const attribute of tag.attributes) writeAttribute(writing, attribute, /^[A-Z]|\./.test(name));
  for (const item of /^[A-Z]|\./.test(name) ? itemsOf(writing, index) : []) {
    const snippet = item.kind === 'braces' && item.braces.word === 'snippet' ? /^[\w$]+/.exec(item.braces.text)?.[0] : undefined;
    if (snippet !== undefined && item.kind === 'braces') out.write(` ${snippet}={${snippet}}`, item.braces.start, item.braces.end);
  }
  endOpenTag(out, tag);
  const given = tag.attributes.find((attribute) => attribute.name.startsWith('let:'));
  const names = given ? tag.attributes.flatMap(({ name: one }) => (one.startsWith('let:') ? [one.slice(4)] : [])) : [];
  if (given) out.write(`{(({ ${names.join(', ')} }) => (<>`, given.start, given.end);
  const script = tag.name === 'script' ? writing.nested.find((one) => one.tag === tag) : undefined;
  if (script) writeNested(out, writing.text, script, []);
  else if (tag.name !== 'script' && tag.name !== 'style') writeAll(writing, index, depth + 1);
  if (given) out.write('</>))(__slot)}', given.start, given.end);
  closeTag(out, name, tag);
}

function resolvedName(writing: Writing, tag: MarkupTag): string {
  if (tag.name === 'svelte:self') return writing.name;
  if (tag.name !== 'svelte:component') return tagName(tag.name === 'svelte:element' ? 'unknown-element' : tag.name);
  const is = tag.attributes.find(({ name }) => name === 'this');
  const [braces] = is ? directivesIn(writing.braces, is.start, is.end) : [];
  return braces && /^\s*[A-Z$][\w$.]*\s*$/.test(braces.text) ? tagName(braces.text.trim()) : 'unknown-element';
}
