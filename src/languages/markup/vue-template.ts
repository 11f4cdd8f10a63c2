import { type Choosing, writeChoice } from './choices.js';
import { camel, copyCode, pascal } from './component.js';
import { closeTag, DEEPEST, endOpenTag, isExpression, openTag, tagName, textOf, writeText } from './jsx.js';
import { directivesIn, OUTPUT_RUN } from './templating.js';
import type { MarkupTag, MarkupText } from './tree.js';
import type { ScriptWriter } from './virtual.js';
import { writeAttribute } from './vue-attributes.js';
import { directive, emitsIn, type VueTemplate, type Writing, writeExpression } from './vue-writing.js';

/** Writes a template of Vue as an expression of JSX. */
export function vueTemplate(out: ScriptWriter, template: VueTemplate, root: number): void {
  const tag = template.template.nodes[root];
  if (tag?.kind !== 'tag') return;
  out.write('<>', tag.start, tag.openEnd);
  writeChildren({ ...template, out }, root, 0);
  out.write('</>', tag.closeStart, tag.end);
}

/** How much deeper a choice or a loop nests for the parser. */
const CONTROL_DEPTH = 4;

function writeChildren(writing: Writing, parent: number, depth: number): void {
  if (depth > DEEPEST) {
    writing.limits.exceeded = true;
    return;
  }
  const { nodes, childrenOf } = writing.template;
  const children = childrenOf.get(parent) ?? [];
  const choosing: Choosing = {
    ...writing,
    testOf: (tag) => directive(tag, 'v-if') ?? directive(tag, 'v-else-if'),
    goesOn: (tag) => (directive(tag, 'v-else-if') ?? directive(tag, 'v-else')) !== undefined,
    writeTest: (test) => writeExpression(writing, test, 'undefined'),
    writeElement: (index, tag) => writeTag(writing, index, tag, depth + CONTROL_DEPTH, false),
  };
  for (let at = 0; at < children.length; at++) {
    const index = children[at] as number;
    const node = nodes[index];
    if (node?.kind === 'text') writeMustacheText(writing, node);
    else if (node?.kind === 'tag') {
      if (!directive(node, 'v-if')) {
        writeTag(writing, index, node, depth, true);
        continue;
      }
      at = writeChoice(choosing, children, at);
    }
  }
}

function writeMustacheText(writing: Writing, node: MarkupText): void {
  const { out, text } = writing;
  const inside = directivesIn(writing.mustaches, node.start, node.end);
  const words = node.text.split(new RegExp(OUTPUT_RUN, 'g'));
  let at = node.start;
  for (const [index, said] of words.entries()) {
    const next = inside[index];
    writeText(out, said, at, next?.start ?? node.end);
    if (!next) continue;
    at = next.end;
    if (!isExpression(next.text)) continue;
    out.write('{(', next.start, next.end);
    copyCode(out, text, next.start + 2, next.end - 2, emitsIn(writing, text.slice(next.start + 2, next.end - 2), next.start + 2));
    out.write(')}', next.start, next.end);
  }
}

/** `v-for="(item, index) in items"` */
const REPEATED = /^\s*(\([\s\S]*?\)|\{[\s\S]*?\}|\[[\s\S]*?\]|[\w$]+)\s+(?:in|of)\s+([\s\S]*)$/;

function writeTag(writing: Writing, index: number, tag: MarkupTag, depth: number, asChild: boolean): void {
  const { out } = writing;
  const each = directive(tag, 'v-for');
  const match = each ? REPEATED.exec(textOf(each.parts)) : null;
  if (!each || !match || !isExpression(match[2] ?? '')) {
    writeElement(writing, index, tag, depth);
    return;
  }
  const [whole, item = '', list = ''] = match;
  const parameters = item.startsWith('(') ? item : `(${item})`;
  const offset = each.parts[0]?.start ?? each.start;
  out.write(asChild ? '{(' : '(', each.start, each.end);
  if (/^\s*\d+\s*$/.test(list)) out.write(`[${list}]`, each.start, each.end);
  else if (each.parts.length === 1) out.copy(list, offset + whole.length - list.length);
  else out.write(list, each.start, each.end);
  out.write(').map(', each.start, each.end);
  if (each.parts.length === 1) {
    if (!item.startsWith('(')) out.write('(', each.start, each.end);
    out.copy(item, offset + whole.indexOf(item));
    if (!item.startsWith('(')) out.write(')', each.start, each.end);
  } else out.write(parameters, each.start, each.end);
  out.write(' => (', each.start, each.end);
  writeElement(writing, index, tag, depth + CONTROL_DEPTH);
  out.write(asChild ? '))}' : '))', tag.end, tag.end);
}

/** What only arranges what is in it. */
const TRANSPARENT = new Set([
  'template',
  'Transition',
  'TransitionGroup',
  'KeepAlive',
  'Teleport',
  'Suspense',
  'ClientOnly',
  'transition',
  'transition-group',
  'keep-alive',
  'teleport',
  'suspense',
  'client-only',
  'slot',
]);

function writeElement(writing: Writing, index: number, tag: MarkupTag, depth: number): void {
  const { out } = writing;
  const slot = tag.attributes.find((attribute) => /^(?:v-slot\b|#)/.test(attribute.name) && isExpression(attribute.value ?? ''));
  const body = () => {
    if (slot) {
      out.write('{((', slot.start, slot.end);
      out.parts(slot.parts);
      out.write(') => (<>', slot.start, slot.end);
    }
    const text = directive(tag, 'v-text');
    if (text) {
      out.write('{', text.start, text.end);
      writeExpression(writing, text, 'undefined');
      out.write('}', text.start, text.end);
    }
    writeChildren(writing, index, depth + 1);
    if (slot) out.write('</>))(__slot)}', slot.start, slot.end);
  };
  if (TRANSPARENT.has(tag.name)) {
    out.write('<>', tag.start, tag.openEnd);
    if (tag.name === 'slot') out.write('{__props["children"]}', tag.start, tag.openEnd);
    body();
    out.write('</>', tag.closeStart, tag.end);
    return;
  }
  const name = resolvedName(writing, tag);
  const isComponent = /^[A-Z]|\./.test(name);
  openTag(out, name, tag);
  for (const attribute of tag.attributes) writeAttribute(writing, tag, attribute, isComponent);
  endOpenTag(out, tag);
  body();
  closeTag(out, name, tag);
}

function resolvedName(writing: Writing, tag: MarkupTag): string {
  const { name } = tag;
  if (name === 'component' || name === 'Component') {
    const is = directive(tag, ':is') ?? directive(tag, 'v-bind:is') ?? directive(tag, 'is');
    const value = is?.value?.trim() ?? '';
    const quoted = /^(['"])([\w-]+)\1$/.exec(value)?.[2] ?? (is?.name === 'is' ? value : undefined);
    if (quoted) return quoted === quoted.toLowerCase() && !quoted.includes('-') ? tagName(quoted) : pascal(quoted);
    return /^[A-Z][\w$]*$/.test(value) || (/^[\w$]+(?:\.[\w$]+)+$/.test(value) && writing.names.has(value.split('.')[0] ?? '')) ? value : 'component';
  }
  if (/^[A-Z]/.test(name) || name.includes('.')) return tagName(name);
  const candidate = pascal(name);
  if (writing.names.has(candidate)) return candidate;
  if (writing.names.has(camel(name)) && name.includes('-')) return candidate;
  return name.includes('-') && TAGLIKE.test(candidate) ? candidate : tagName(name);
}

const TAGLIKE = /^[A-Z][\w$]*$/;
