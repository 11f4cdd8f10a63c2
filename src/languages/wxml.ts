import type { ModuleFacts } from '../model/facts.js';
import { type Choosing, writeChoice } from './markup/choices.js';
import { pascal, type Summarise } from './markup/component.js';
import {
  closeTag,
  DEEPEST,
  endOpenTag,
  isExpression,
  openTag,
  type Template,
  tagName,
  templateOf,
  textOf,
  writeDynamic,
  writeStatic,
  writeText,
} from './markup/jsx.js';
import { type Part, remapFacts } from './markup/remap.js';
import { type MarkupAttribute, type MarkupTag, parseMarkup } from './markup/tree.js';
import { newScript, type ScriptWriter } from './markup/virtual.js';
import { INSTANCE } from './mini-program.js';

/**
 * Summarises the markup of a mini-program's page or component (.wxml, .axml, .ttml, .swan and their kin): it renders by itself, its
 * handlers are those of the script of the same name, and so are the data that its conditions test. Never throws.
 */
export function readWxml(file: string, text: string, summarise: Summarise): ModuleFacts {
  const template = templateOf(parseMarkup(text, { components: true }));
  const limits = { exceeded: false };
  const out = newScript();
  out.write(`import { ${INSTANCE} } from '${scriptOf(file)}';\nimport { render as __render } from 'react-dom';\n__render(<>`, 0, 0);
  writeChildren({ out, template, limits }, -1, 0);
  out.write('</>);\n', text.length, text.length);
  const script = out.finish();
  const facts = summarise({ file, text: script.text, offset: 0, dialect: 'jsx', isScript: false });
  const page = facts.imports.find(({ name }) => name === INSTANCE)?.binding;
  const replace = (part: Part): Part => (page === undefined ? part : fromData(part, page));
  const moved: ModuleFacts = { ...remapFacts(facts, { start: script.start, end: script.end, replace }), language: 'wxml' };
  if (!limits.exceeded) return moved;
  return { ...moved, gaps: [...moved.gaps, { stage: 'parse', file, why: 'nested too deeply; what is further in was left out' }] };
}

/** The script that a markup file belongs to, as an import of it. */
export function scriptOf(file: string): string {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return `./${name.slice(0, name.lastIndexOf('.'))}`;
}

interface Writing {
  readonly out: ScriptWriter;
  readonly template: Template;
  readonly limits: { exceeded: boolean };
}

const NOT_DATA = new Set('undefined NaN Infinity Math JSON Number String Boolean Date parseInt parseFloat Object Array'.split(' '));

/** A name in an expression is one of the page's data. */
function fromData(part: Part, page: number): Part {
  if (part.kind !== 'global' || typeof part.name !== 'string' || NOT_DATA.has(part.name) || part.name.startsWith('__')) return part;
  const { start, end } = part as { readonly start: number; readonly end: number };
  return {
    kind: 'member',
    object: { kind: 'member', object: { kind: 'ref', binding: page, start }, name: 'data', start, end },
    name: part.name,
    start,
    end,
  } as unknown as Part;
}

/** `wx:if`, `a:if`, `tt:if`, `s-if`, `qq:if`, `ks:if` … */
const CONTROL = /^(?:(?:wx|a|tt|qq|ks|jd|dd|xhs):|s-)(if|elif|else-if|else|for|for-items|for-item|for-index|key)$/;

function control(tag: MarkupTag, ...names: readonly string[]): MarkupAttribute | undefined {
  return tag.attributes.find((attribute) => names.includes(CONTROL.exec(attribute.name)?.[1] ?? ''));
}

function writeChildren(writing: Writing, parent: number, depth: number): void {
  if (depth > DEEPEST) {
    writing.limits.exceeded = true;
    return;
  }
  const { nodes, childrenOf } = writing.template;
  const children = childrenOf.get(parent) ?? [];
  const choosing: Choosing = {
    ...writing,
    testOf: (tag) => control(tag, 'if', 'elif', 'else-if'),
    goesOn: (tag) => control(tag, 'elif', 'else-if', 'else') !== undefined,
    writeTest: (test) => writeValue(writing.out, test),
    writeElement: (index, tag) => writeTag(writing, index, tag, depth + 4, false),
  };
  for (let at = 0; at < children.length; at++) {
    const index = children[at] as number;
    const node = nodes[index];
    if (node?.kind === 'text') writeText(writing.out, node.text.replace(/\{\{[\s\S]*?\}\}/g, ' '), node.start, node.end);
    if (node?.kind !== 'tag' || /^(?:wxs|sjs|filter|import-sjs|template)$/.test(node.name)) continue;
    if (!control(node, 'if')) {
      writeTag(writing, index, node, depth, true);
      continue;
    }
    at = writeChoice(choosing, children, at);
  }
}

function writeTag(writing: Writing, index: number, tag: MarkupTag, depth: number, asChild: boolean): void {
  const { out } = writing;
  const each = control(tag, 'for', 'for-items');
  if (!each) {
    writeElement(writing, index, tag, depth);
    return;
  }
  const item = plainName(control(tag, 'for-item')?.value) ?? 'item';
  const place = plainName(control(tag, 'for-index')?.value) ?? 'index';
  out.write(asChild ? '{(' : '(', each.start, each.end);
  writeValue(out, each);
  out.write(`).map((${item}, ${place}) => (`, each.start, each.end);
  writeElement(writing, index, tag, depth + 4);
  out.write(asChild ? '))}' : '))', tag.end, tag.end);
}

const plainName = (name: string | undefined): string | undefined => (name !== undefined && /^[A-Za-z_$][\w$]*$/.test(name) ? name : undefined);

function writeElement(writing: Writing, index: number, tag: MarkupTag, depth: number): void {
  const { out } = writing;
  if (tag.name === 'block') {
    out.write('<>', tag.start, tag.openEnd);
    writeChildren(writing, index, depth + 1);
    out.write('</>', tag.closeStart, tag.end);
    return;
  }
  // A component is a file of its own, which renders by itself: here it is an element like any other.
  const name = tagName(tag.name.toLowerCase());
  openTag(out, name, tag);
  for (const attribute of tag.attributes) writeAttribute(out, attribute);
  endOpenTag(out, tag);
  writeChildren(writing, index, depth + 1);
  closeTag(out, name, tag);
}

const EVENT = /^(?:(?:capture-)?(?:bind|catch)|mut-bind):?([\w-]+)$|^(?:on|catch)([A-Z]\w*)$/;

/** The button by which the platform itself is told that the user agreed to the privacy guide means that, whatever stands on it. */
const AGREES = /\bagreePrivacyAuthorization\b/;

function writeAttribute(out: ScriptWriter, attribute: MarkupAttribute): void {
  const { name, value } = attribute;
  if (CONTROL.test(name)) return;
  const match = EVENT.exec(name);
  const event = match?.[1] ?? match?.[2];
  if (event !== undefined) {
    const handler = plainName(value?.trim());
    if (handler === undefined) return;
    // A tap is a click, and so is the yes that a button hands on from the platform.
    const on = /^(?:tap|longpress|agreeprivacyauthorization|getphonenumber|getuserinfo|getrealtimephonenumber)$/i.test(event)
      ? 'Click'
      : pascal(event.toLowerCase());
    writeDynamic(out, `on${on}`, attribute, () => out.write(`($event) => { ${INSTANCE}.${handler}($event); }`, attribute.start, attribute.end));
    return;
  }
  if (name === 'open-type' && AGREES.test(value ?? '')) out.write(' title={"同意隐私政策"}', attribute.start, attribute.end);
  if (value?.includes('{{')) {
    const plain = /^[A-Za-z][\w-]*$/.test(name) ? name : undefined;
    if (plain !== undefined) writeDynamic(out, plain, attribute, () => writeValue(out, attribute));
    return;
  }
  writeStatic(out, attribute);
}

/** `{{a && b}}` is the expression in it; text around it makes it a text that cannot be known. */
function writeValue(out: ScriptWriter, attribute: MarkupAttribute): void {
  const value = textOf(attribute.parts);
  const inner = /^\s*\{\{([\s\S]*?)\}\}\s*$/.exec(value)?.[1];
  if (inner === undefined && !value.includes('{{')) {
    out.write(value.trim() === '' ? 'true' : JSON.stringify(value), attribute.start, attribute.end);
    return;
  }
  // `{{a: 1, b}}` hands over an object without its braces.
  if (inner === undefined || !isExpression(inner) || /^\s*[\w$]+\s*[:,]|^\s*\.\.\./.test(inner)) {
    out.write('undefined', attribute.start, attribute.end);
    return;
  }
  const [part] = attribute.parts;
  const offset = value.indexOf('{{') + 2;
  out.write('(', attribute.start, attribute.end);
  if (attribute.parts.length === 1 && part !== undefined && part.text.length === part.end - part.start) out.copy(inner, part.start + offset);
  else out.write(inner, attribute.start, attribute.end);
  out.write(')', attribute.start, attribute.end);
}
