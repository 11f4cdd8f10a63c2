import { endOfAtom, endOfGroup } from './code.js';
import { copyCode, type Edit } from './component.js';
import { attributeName, closeTag, DEEPEST, type DepthLimit, endOpenTag, isExpression, openTag, tagName, writeDynamic, writeStatic, writeText } from './jsx.js';
import { type NestedScript, nestedScript, writeNested } from './nested-scripts.js';
import { type MarkupAttribute, type MarkupTag, VOID_TAGS } from './tree.js';
import type { ScriptWriter } from './virtual.js';

export interface AstroTemplate {
  readonly text: string;
  /** Where the markup starts. */
  readonly start: number;
  readonly limits: DepthLimit;
  /** What to change in a stretch of code. */
  readonly props: (start: number, end: number) => readonly Edit[];
}

interface Writing extends AstroTemplate {
  /** Brackets that nothing closes; after a few of them no more are followed, since each is looked for to the end. */
  failures: number;
  readonly out: ScriptWriter;
  readonly nested: NestedScript[];
  at: number;
}

/**
 * Writes the markup of Astro as an expression of JSX: markup and code nest in each other, so both are read in one go. Gets the
 * scripts that stand in it.
 */
export function astroTemplate(out: ScriptWriter, template: AstroTemplate): readonly NestedScript[] {
  const writing: Writing = { ...template, out, nested: [], at: template.start, failures: 0 };
  out.write('<>', template.start, template.start);
  writeMarkup(writing, false, 0);
  out.write('</>', template.text.length, template.text.length);
  return writing.nested;
}

const MOST_FAILURES = 20;

function groupEnd(writing: Writing, at: number): number {
  if (writing.failures >= MOST_FAILURES) return -1;
  const end = endOfGroup(writing.text, at);
  if (end < 0) writing.failures++;
  return end;
}

interface Open {
  /** As it is written in JSX; '' for a fragment. */
  readonly name: string;
  readonly source: string;
  readonly tag: MarkupTag;
}

/** Reads markup to the end of the file, or one element with what is in it. */
function writeMarkup(writing: Writing, single: boolean, depth: number): void {
  const { text, out } = writing;
  const open: Open[] = [];
  while (writing.at < text.length) {
    const { at } = writing;
    if (text.startsWith('<!--', at)) writing.at = after(text, '-->', at);
    else if (text.startsWith('<!', at)) writing.at = after(text, '>', at);
    else if (text.startsWith('</', at)) closeElement(writing, open);
    else if (/^<(?:[A-Za-z]|>)/.test(text.slice(at, at + 2))) openElement(writing, open, depth);
    else if (text[at] === '{') writeCode(writing, depth);
    else {
      const next = nextMark(text, at + 1);
      writeText(out, text.slice(at, next), at, next);
      writing.at = next;
    }
    if (single && open.length === 0) return;
  }
  for (const one of open.reverse()) writeClose(writing, one, text.length, text.length);
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
}

function nextMark(text: string, from: number): number {
  const mark = /<[A-Za-z>!/]|\{/g;
  mark.lastIndex = from;
  return mark.exec(text)?.index ?? text.length;
}

function closeElement(writing: Writing, open: Open[]): void {
  const { text, at } = writing;
  const end = after(text, '>', at);
  const name = text.slice(at + 2, end - 1).trim();
  writing.at = end;
  const found = open.findLastIndex((one) => one.source === name);
  if (found < 0) return;
  for (const one of open.splice(found).reverse()) writeClose(writing, one, at, end);
}

function writeClose(writing: Writing, one: Open, start: number, end: number): void {
  if (one.name === '') writing.out.write('</>', start, end);
  else closeTag(writing.out, one.name, { ...one.tag, closeStart: start, end });
}

function openElement(writing: Writing, open: Open[], depth: number): void {
  const { text, out, at: start } = writing;
  const source = /^[\w.:-]*/.exec(text.slice(start + 1, start + 200))?.[0] ?? '';
  writing.at = start + 1 + source.length;
  const { attributes, closed } = readAttributes(writing);
  const tag: MarkupTag = {
    kind: 'tag',
    name: source,
    attributes: attributes.flatMap((one) => (one.kind === 'code' ? [] : [one.attribute])),
    parent: -1,
    start,
    openEnd: writing.at,
    closeStart: writing.at,
    end: writing.at,
  };
  // What is nested too deeply is left out, its text kept.
  if (open.length + depth > DEEPEST) {
    writing.limits.exceeded = true;
    return;
  }
  if (source === 'script' || source === 'style') {
    writeRaw(writing, tag, attributes, closed);
    return;
  }
  const isBare = source === '' || source === 'Fragment' || source === 'slot';
  const name = isBare ? (attributes.some((one) => 'attribute' in one && one.attribute.name === 'set:html') ? 'inserted-html' : '') : tagName(source);
  if (name === '') out.write('<>', start, writing.at);
  else {
    openTag(out, name, tag);
    for (const one of attributes) writeAttribute(writing, one);
    endOpenTag(out, tag);
  }
  if (source === 'slot') out.write('{__props["children"]}', start, writing.at);
  if (closed || VOID_TAGS.has(source)) writeClose(writing, { name, source, tag }, writing.at, writing.at);
  else open.push({ name, source, tag });
}

/** A script or style: its content is no markup. */
function writeRaw(writing: Writing, tag: MarkupTag, attributes: readonly Written[], closed: boolean): void {
  const { text, out } = writing;
  const closeStart = closed ? writing.at : endOfRaw(text, tag.name, writing.at);
  const end = closed ? writing.at : after(text, '>', closeStart);
  const whole = { ...tag, closeStart, end };
  writing.at = end;
  openTag(out, tag.name, whole);
  for (const one of attributes) writeAttribute(writing, one);
  endOpenTag(out, whole);
  const script = tag.name === 'script' ? nestedScript(text, whole) : undefined;
  if (script) {
    writing.nested.push(script);
    writeNested(out, text, script, [], varsOf(writing, attributes));
  }
  closeTag(out, tag.name, whole);
}

function endOfRaw(text: string, name: string, from: number): number {
  const close = new RegExp(`</${name}\\b`, 'gi');
  close.lastIndex = from;
  return close.exec(text)?.index ?? text.length;
}

/** `define:vars={{ id }}` hands values to an inline script. */
function varsOf(writing: Writing, attributes: readonly Written[]): { readonly names: readonly string[]; readonly write: () => void } | undefined {
  const given = attributes.find((one) => one.kind === 'dynamic' && one.attribute.name === 'define:vars');
  if (given?.kind !== 'dynamic') return undefined;
  const code = writing.text.slice(given.start, given.end);
  if (!isExpression(code)) return undefined;
  const names = [...code.matchAll(/[{,]\s*([A-Za-z_$][\w$]*)\s*(?=[:,}])/g)].map((match) => match[1] ?? '');
  return { names: [...new Set(names)], write: () => copyCode(writing.out, writing.text, given.start, given.end, writing.props(given.start, given.end)) };
}

type Written =
  /** `name="value"`, `name` */
  | { readonly kind: 'static'; readonly attribute: MarkupAttribute }
  /** `name={code}`; the code from `start` to `end`. */
  | { readonly kind: 'dynamic'; readonly attribute: MarkupAttribute; readonly start: number; readonly end: number }
  /** `{name}`, `{...rest}` */
  | { readonly kind: 'code'; readonly start: number; readonly end: number };

function readAttributes(writing: Writing): { readonly attributes: readonly Written[]; readonly closed: boolean } {
  const { text } = writing;
  const attributes: Written[] = [];
  const name = /[^\s=>{}/"'`]+/y;
  while (writing.at < text.length) {
    const { at } = writing;
    const char = text[at] as string;
    if (char === '>') {
      writing.at++;
      return { attributes, closed: text[at - 1] === '/' };
    }
    if (char === '{') {
      const end = groupEnd(writing, at);
      if (end > 0) attributes.push({ kind: 'code', start: at + 1, end: end - 1 });
      writing.at = end < 0 ? at + 1 : end;
      continue;
    }
    name.lastIndex = at;
    const found = name.exec(text)?.[0];
    if (found === undefined) {
      writing.at++;
      continue;
    }
    writing.at = at + found.length;
    attributes.push(readValue(writing, found, at));
  }
  return { attributes, closed: true };
}

function readValue(writing: Writing, name: string, start: number): Written {
  const { text } = writing;
  const equals = /^\s*=\s*/.exec(text.slice(writing.at, writing.at + 100))?.[0];
  if (equals === undefined) return { kind: 'static', attribute: { name, parts: [], start, end: writing.at, valueStart: writing.at } };
  const valueStart = writing.at + equals.length;
  const quote = text[valueStart];
  if (quote === '{' || quote === '`') {
    const end = groupEnd(writing, valueStart);
    writing.at = end < 0 ? text.length : end;
    const code = quote === '{' ? { start: valueStart + 1, end: writing.at - 1 } : { start: valueStart, end: writing.at };
    return { kind: 'dynamic', attribute: { name, value: '', parts: [], start, end: writing.at, valueStart }, ...code };
  }
  const isQuoted = quote === '"' || quote === "'";
  const close = isQuoted ? text.indexOf(quote, valueStart + 1) : valueStart + (/^[^\s>]*/.exec(text.slice(valueStart, valueStart + 4000))?.[0].length ?? 0);
  const valueEnd = close < 0 ? text.length : close;
  writing.at = isQuoted ? Math.min(text.length, valueEnd + 1) : valueEnd;
  const value = text
    .slice(isQuoted ? valueStart + 1 : valueStart, valueEnd)
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');
  return { kind: 'static', attribute: { name, value, parts: [], start, end: writing.at, valueStart } };
}

function writeAttribute(writing: Writing, one: Written): void {
  const { out, text } = writing;
  if (one.kind === 'static') {
    writeStatic(out, one.attribute);
    return;
  }
  const code = text.slice(one.start, one.end);
  const copy = (start: number) => {
    out.write('(', start, start);
    copyCode(out, text, start, one.end, writing.props(start, one.end));
    out.write(')', one.end, one.end);
  };
  if (one.kind === 'dynamic') {
    const name = attributeName(one.attribute.name);
    if (name !== undefined && isExpression(code)) writeDynamic(out, name, one.attribute, () => copy(one.start));
    return;
  }
  const spread = /^\s*\.\.\./.exec(code)?.[0];
  if (spread !== undefined && isExpression(code.slice(spread.length))) {
    out.write(' {...', one.start - 1, one.end + 1);
    copy(one.start + spread.length);
    out.write('}', one.start - 1, one.end + 1);
  } else if (spread === undefined && /^\s*[A-Za-z_$][\w$]*\s*$/.test(code))
    writeDynamic(out, code.trim(), { start: one.start - 1, end: one.end + 1 }, () => copy(one.start));
}

const BEFORE_MARKUP = /(?:^|[({[,?:;=&|>!]|\breturn)\s*$/;

/** How much deeper code with markup in it nests for the parser. */
const CODE_DEPTH = 4;

/** Copies code in braces, with the markup in it. */
function writeCode(writing: Writing, depth: number): void {
  const { text, out, at: start } = writing;
  out.write('{', start, start + 1);
  const closers: string[] = [];
  let from = start + 1;
  let at = from;
  const copy = (end: number) => copyCode(out, text, from, end, writing.props(from, end));
  while (at < text.length) {
    const char = text[at] as string;
    const atom = char === '`' ? groupEnd(writing, at) : text.startsWith('<!--', at) ? at : endOfAtom(text, at);
    if (atom > at) {
      at = atom;
      continue;
    }
    if (char === '}' && closers.length === 0) {
      copy(at);
      out.write('}', at, at + 1);
      writing.at = at + 1;
      return;
    }
    if (text.startsWith('<!--', at)) {
      copy(at);
      at = after(text, '-->', at);
      from = at;
      continue;
    }
    if (char === '<' && /[A-Za-z>]/.test(text[at + 1] ?? '') && BEFORE_MARKUP.test(text.slice(Math.max(start + 1, at - 24), at)) && depth < DEEPEST) {
      copy(at);
      writing.at = at;
      writeInner(writing, depth + CODE_DEPTH);
      from = writing.at;
      at = from;
      continue;
    }
    if (char === '(' || char === '[' || char === '{') closers.push(char);
    else if (char === ')' || char === ']' || char === '}') closers.pop();
    at++;
  }
  copy(text.length);
  writing.at = text.length;
}

/** Elements side by side in code are one value. */
function writeInner(writing: Writing, depth: number): void {
  const { text, out } = writing;
  out.write('<>', writing.at, writing.at);
  do writeMarkup(writing, true, depth);
  while (/^\s*<(?:[A-Za-z>]|!--)/.test(text.slice(writing.at, writing.at + 400)));
  out.write('</>', writing.at, writing.at);
}
