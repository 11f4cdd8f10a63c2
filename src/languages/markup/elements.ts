import type { Expr } from '../../model/expr.js';
import type { Attribute, Element } from '../../model/facts.js';
import { type Directive, directivesIn, OUTPUT_RUN, spokenOutput } from './templating.js';
import type { MarkupAttribute, MarkupNode, MarkupTag } from './tree.js';

/** An element and the node that it comes from. */
export interface PageElement {
  readonly element: Element;
  readonly tag: MarkupTag;
}

const MOST_ELEMENTS = 200_000;
/** Beyond this many elements only those are kept that can load or send something. */
const ALWAYS_KEPT: ReadonlySet<string> = new Set(['script', 'iframe', 'form', 'noscript', 'embed', 'object']);

/**
 * Turns markup into elements in document order, with what a reader sees inside each. `dropped` counts those beyond the limit.
 */
export function pageElements(
  nodes: readonly MarkupNode[],
  directives: readonly Directive[],
): { readonly elements: readonly PageElement[]; readonly dropped: number } {
  const spoken = gatherSpoken(nodes, directives);
  const numbers = new Int32Array(nodes.length).fill(-1);
  const elements: PageElement[] = [];
  let dropped = 0;
  for (const [index, node] of nodes.entries()) {
    if (node.kind !== 'tag') continue;
    const parent = node.parent < 0 ? -1 : (numbers[node.parent] ?? -1);
    if (elements.length >= MOST_ELEMENTS && !ALWAYS_KEPT.has(node.name)) {
      numbers[index] = parent;
      dropped++;
      continue;
    }
    numbers[index] = elements.length;
    elements.push({
      tag: node,
      element: {
        tag: node.name,
        props: node.attributes.flatMap((attribute) => attributeOf(attribute, directives)),
        children: [],
        text: spoken.textOf(index),
        ...(parent < 0 ? {} : { parent }),
        fn: 0,
        start: node.start,
        end: node.end,
        openEnd: node.openEnd,
      },
    });
  }
  return { elements, dropped };
}

function attributeOf(attribute: MarkupAttribute, directives: readonly Directive[]): Attribute[] {
  const { start, end } = attribute;
  // `th:src="@{https://…}"` is the address that the page has in the end.
  const linked = /^th:(src|href|action)$/.exec(attribute.name)?.[1];
  const address = linked && /^@\{([^}]*)\}$/.exec(attribute.value ?? '')?.[1];
  if (linked && address !== undefined) return [{ name: linked, value: { kind: 'literal', value: address, start: attribute.valueStart, end }, start, end }];
  const { name } = attribute;
  if (!/^[^\uE000\uE001]+$/.test(name)) return [];
  return [{ name, value: valueOf(attribute, directives), start, end }];
}

/** A value with outputs of a template in it is a template with parts that nobody knows. */
function valueOf(attribute: MarkupAttribute, directives: readonly Directive[]): Expr {
  const at = { start: attribute.valueStart, end: attribute.end };
  if (attribute.value === undefined) return { kind: 'literal', value: true, start: attribute.start, end: attribute.end };
  const strings = attribute.value.split(new RegExp(OUTPUT_RUN, 'g'));
  if (strings.length === 1) return { kind: 'literal', value: attribute.value, ...at };
  const outputs = outputsIn(directives, attribute.start, attribute.end);
  return {
    kind: 'template',
    strings,
    parts: strings.slice(1).map((_, index): Expr => ({ kind: 'opaque', why: `template: ${outputs[index]?.text ?? ''}` })),
    ...at,
  };
}

function outputsIn(directives: readonly Directive[], start: number, end: number): readonly Directive[] {
  return directivesIn(directives, start, end).filter((directive) => directive.role === 'output');
}

const SPOKEN = new Set(['alt', 'aria-label', 'placeholder', 'title', 'label']);
const UNSPOKEN = new Set(['script', 'style', 'template', 'noframes']);
const LONGEST_TEXT = 4000;
/** After this much text in all, elements keep only the beginning of theirs. */
const MOST_TEXT = 20_000_000;
const SHORT_TEXT = 80;

/**
 * Words in document order; the text of an element is a stretch of them. Elements whose text begins at the same word share it
 * where it is cut, so that deep nesting does not multiply it.
 */
function gatherSpoken(nodes: readonly MarkupNode[], directives: readonly Directive[]): { readonly textOf: (index: number) => string } {
  const words: string[] = [];
  const from = new Int32Array(nodes.length);
  const to = new Int32Array(nodes.length);
  const open: number[] = [];
  for (const [index, node] of nodes.entries()) {
    while (open.length > 0 && open.at(-1) !== node.parent) to[open.pop() as number] = words.length;
    from[index] = words.length;
    if (node.kind === 'tag') {
      open.push(index);
      for (const attribute of node.attributes)
        if (isSpoken(node, attribute)) words.push(withOutputs(attribute.value ?? '', directives, attribute.start, attribute.end));
      continue;
    }
    const parent = nodes[node.parent];
    if (parent?.kind === 'tag' && UNSPOKEN.has(parent.name)) continue;
    const said = withOutputs(node.text, directives, node.start, node.end);
    if (/\S/.test(said)) words.push(said);
  }
  for (const index of open) to[index] = words.length;
  const cut = new Map<number, { readonly until: number; readonly text: string }>();
  let total = 0;
  return {
    textOf(index) {
      const start = from[index] ?? 0;
      const end = to[index] ?? start;
      const known = cut.get(start);
      if (known && end >= known.until) return known.text;
      const most = total > MOST_TEXT ? SHORT_TEXT : LONGEST_TEXT;
      let text = '';
      let next = start;
      while (next < end && text.length < most) text += ` ${words[next++] ?? ''}`;
      text = text
        .slice(0, most * 4)
        .replace(/\s+/g, ' ')
        .trim()
        .slice(0, most);
      total += text.length;
      if (next < end) cut.set(start, { until: next, text });
      return text;
    },
  };
}

function isSpoken(tag: MarkupTag, attribute: MarkupAttribute): boolean {
  if (attribute.name === 'value')
    return tag.name === 'input' && tag.attributes.some((other) => other.name === 'type' && /^(?:submit|button|reset)$/i.test(other.value ?? ''));
  return SPOKEN.has(attribute.name);
}

function withOutputs(text: string, directives: readonly Directive[], start: number, end: number): string {
  if (!OUTPUT_RUN.test(text)) return text;
  const outputs = outputsIn(directives, start, end);
  let next = 0;
  return text.replace(new RegExp(OUTPUT_RUN, 'g'), () => ` ${spokenOutput(outputs[next++]?.text ?? '')} `);
}
