import { camel, type Edit, copyCode, pascal } from './component.js';
import { attributeName, closeTag, DEEPEST, endOpenTag, isExpression, openTag, tagName, type Template, textOf, writeDynamic, writeStatic, writeText } from './jsx.js';
import { type Directive, directivesIn, OUTPUT_RUN } from './templating.js';
import type { MarkupAttribute, MarkupTag, MarkupText, TextPart } from './tree.js';
import type { ScriptWriter } from './virtual.js';

export interface VueTemplate {
  readonly text: string;
  readonly template: Template;
  readonly mustaches: readonly Directive[];
  /** Names that the scripts declare. */
  readonly names: ReadonlySet<string>;
  /** What `defineEmits` was named. */
  readonly emits: string | undefined;
}

type Writing = VueTemplate & { readonly out: ScriptWriter };

/** Writes a template of Vue as an expression of JSX. */
export function vueTemplate(out: ScriptWriter, template: VueTemplate, root: number): void {
  const tag = template.template.nodes[root];
  if (tag?.kind !== 'tag') return;
  out.write('<>', tag.start, tag.openEnd);
  writeChildren({ ...template, out }, root, 0);
  out.write('</>', tag.closeStart, tag.end);
}

const CONDITIONAL = /^v-(?:if|else-if|else)$/;

function writeChildren(writing: Writing, parent: number, depth: number): void {
  if (depth > DEEPEST) return;
  const { nodes, childrenOf } = writing.template;
  const children = childrenOf.get(parent) ?? [];
  for (let at = 0; at < children.length; at++) {
    const index = children[at] as number;
    const node = nodes[index];
    if (node?.kind === 'text') writeMustacheText(writing, node);
    else if (node?.kind === 'tag') {
      if (!directive(node, 'v-if')) {
        writeTag(writing, index, node, depth, true);
        continue;
      }
      const chain = chainFrom(writing, children, at);
      writeChain(writing, chain, depth);
      at = children.indexOf(chain.at(-1) as number, at);
    }
  }
}

/** The elements that one `v-if` begins a choice of. */
function chainFrom(writing: Writing, children: readonly number[], from: number): number[] {
  const chain = [children[from] as number];
  for (let at = from + 1; at < children.length; at++) {
    const node = writing.template.nodes[children[at] as number];
    if (node?.kind === 'text' && !/\S/.test(node.text)) continue;
    if (node?.kind !== 'tag' || (!directive(node, 'v-else-if') && !directive(node, 'v-else'))) break;
    chain.push(children[at] as number);
  }
  return chain;
}

function writeChain(writing: Writing, chain: readonly number[], depth: number): void {
  const { out } = writing;
  const first = writing.template.nodes[chain[0] as number] as MarkupTag;
  out.write('{', first.start, first.start);
  let isOpen = true;
  for (const index of chain) {
    const tag = writing.template.nodes[index] as MarkupTag;
    const test = directive(tag, 'v-if') ?? directive(tag, 'v-else-if');
    if (test) {
      writeExpression(writing, test, 'undefined');
      out.write(' ? (', test.start, test.end);
    } else out.write('(', tag.start, tag.start);
    writeTag(writing, index, tag, depth, false);
    out.write(test ? ') : ' : ')', tag.end, tag.end);
    isOpen = test !== undefined;
    if (!isOpen) break;
  }
  out.write(isOpen ? 'null}' : '}', first.start, first.start);
}

const directive = (tag: MarkupTag, name: string): MarkupAttribute | undefined => tag.attributes.find((attribute) => attribute.name === name);

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
const REPEATED = /^\s*(\([^]*?\)|\{[^]*?\}|\[[^]*?\]|[\w$]+)\s+(?:in|of)\s+([^]*)$/;

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
  writeElement(writing, index, tag, depth);
  out.write(asChild ? '))}' : '))', tag.end, tag.end);
}

/** What only arranges what is in it. */
const TRANSPARENT = new Set(['template', 'Transition', 'TransitionGroup', 'KeepAlive', 'Teleport', 'Suspense', 'ClientOnly', 'transition', 'transition-group', 'keep-alive', 'teleport', 'suspense', 'client-only', 'slot']);

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
    if (tag.name === 'slot') out.write('{__props.children}', tag.start, tag.openEnd);
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

function writeAttribute(writing: Writing, tag: MarkupTag, attribute: MarkupAttribute, isComponent: boolean): void {
  const { out } = writing;
  const { name } = attribute;
  if (CONDITIONAL.test(name) || /^(?:v-for|v-slot.*|#.*|v-text|v-once|v-pre|v-cloak|v-memo|:?key|:is|is|v-bind:is)$/.test(name)) return;
  const event = /^(?:@|v-on:)(?!\[)([\w:-]+)/.exec(name)?.[1];
  if (event !== undefined) {
    writeHandler(writing, attribute, `on${pascal(event)}`);
    return;
  }
  if (name === 'v-bind' || name === 'v-on') {
    if (!isExpression(attribute.value ?? '')) return;
    out.write(' {...', attribute.start, attribute.end);
    writeExpression(writing, attribute, '{}');
    out.write('}', attribute.start, attribute.end);
    return;
  }
  const bound = /^(?::|v-bind:|\.)(?!\[)([\w:-]+)/.exec(name)?.[1];
  if (bound !== undefined) {
    const plain = attributeName(isComponent && !/^(?:data|aria)-/.test(bound) ? camel(bound) : bound);
    if (plain === undefined) return;
    writeDynamic(out, plain, attribute, () => {
      // `:consent` alone is `:consent="consent"`.
      if (attribute.value === undefined) out.write(/^[\w$]+$/.test(camel(bound)) ? camel(bound) : 'undefined', attribute.start, attribute.end);
      else writeExpression(writing, attribute, 'undefined');
    });
    return;
  }
  if (/^v-model\b/.test(name)) {
    writeModel(writing, tag, attribute, isComponent);
    return;
  }
  if (name.startsWith('v-')) {
    const plain = attributeName(name);
    if (plain === undefined) return;
    writeDynamic(out, plain, attribute, () => (attribute.value === undefined ? out.write('true', attribute.start, attribute.end) : writeExpression(writing, attribute, 'undefined')));
    return;
  }
  writeStatic(out, attribute, attributeName(isComponent && !/^(?:data|aria)-/.test(name) ? camel(name) : name));
}

function writeModel(writing: Writing, tag: MarkupTag, attribute: MarkupAttribute, isComponent: boolean): void {
  const { out } = writing;
  if (!isExpression(attribute.value ?? '')) return;
  const type = directive(tag, 'type')?.value;
  const isChecked = !isComponent && (type === 'checkbox' || type === 'radio');
  const argument = /^v-model:([\w-]+)/.exec(attribute.name)?.[1];
  const name = isComponent ? camel(argument ?? 'modelValue') : isChecked ? 'checked' : 'value';
  writeDynamic(out, name, attribute, () => writeExpression(writing, attribute, 'undefined'));
  writeDynamic(out, isComponent ? `onUpdate${pascal(name)}` : 'onChange', attribute, () => {
    out.write('($event) => { (', attribute.start, attribute.end);
    out.parts(attribute.parts);
    out.write(`) = $event${isComponent ? '' : `.target.${name}`}; }`, attribute.start, attribute.end);
  });
}

const PATH = /^\s*[A-Za-z_$][\w$]*(?:\s*\??\.\s*[A-Za-z_$][\w$]*|\[[^\]]*\])*\s*$/;
const FUNCTION = /^\s*(?:async\s+)?(?:\([^]*?\)|[\w$]+)\s*=>|^\s*(?:async\s+)?function\b/;

function writeHandler(writing: Writing, attribute: MarkupAttribute, name: string): void {
  const { out } = writing;
  const code = attribute.value ?? '';
  const plain = attributeName(name);
  if (plain === undefined || !isExpression(code)) return;
  writeDynamic(out, plain, attribute, () => {
    if (PATH.test(code) || FUNCTION.test(code)) {
      writeExpression(writing, attribute, 'undefined');
      return;
    }
    out.write('($event) => { ', attribute.start, attribute.end);
    writeCode(writing, attribute.parts);
    out.write('\n}', attribute.start, attribute.end);
  });
}

function writeExpression(writing: Writing, attribute: MarkupAttribute, otherwise: string): void {
  const { out } = writing;
  if (!isExpression(attribute.value ?? '')) {
    out.write(otherwise, attribute.start, attribute.end);
    return;
  }
  out.write('(', attribute.start, attribute.end);
  writeCode(writing, attribute.parts);
  out.write(')', attribute.start, attribute.end);
}

function writeCode(writing: Writing, parts: readonly TextPart[]): void {
  const { out, text } = writing;
  for (const part of parts) {
    if (part.text.length === part.end - part.start) copyCode(out, text, part.start, part.end, emitsIn(writing, part.text, part.start));
    else out.write(part.text, part.start, part.end);
  }
}

/** `$emit('accept-all')` calls what the parent gave as `onAcceptAll`. */
function emitsIn(writing: Writing, code: string, start: number): Edit[] {
  const named = writing.emits === undefined ? '\\$emit' : `(?:\\$emit|${writing.emits.replace(/\$/g, '\\$')})`;
  if (!code.includes('emit') && !(writing.emits && code.includes(writing.emits))) return [];
  const edits: Edit[] = [];
  for (const match of code.matchAll(new RegExp(`(?<![\\w$.])${named}\\(\\s*(['"])([\\w:-]+)\\1\\s*,?`, 'g')))
    edits.push({ start: start + match.index, end: start + match.index + match[0].length, text: `__props.on${pascal(match[2] ?? '')}?.(` });
  return edits;
}
