import type { Template } from './jsx.js';
import type { MarkupAttribute, MarkupTag } from './tree.js';
import type { ScriptWriter } from './virtual.js';

/** How a kind of template writes a choice among elements: `v-if` and `v-else`, `wx:if` and `wx:elif`. */
export interface Choosing {
  readonly out: ScriptWriter;
  readonly template: Template;
  /** The test of an element that stands if it holds. */
  readonly testOf: (tag: MarkupTag) => MarkupAttribute | undefined;
  /** Holds if an element belongs to the choice that the one before it began. */
  readonly goesOn: (tag: MarkupTag) => boolean;
  readonly writeTest: (test: MarkupAttribute) => void;
  readonly writeElement: (index: number, tag: MarkupTag) => void;
}

/** Writes the elements of one choice, from its first on, as a conditional of JSX; gets the last of them. */
export function writeChoice(choosing: Choosing, children: readonly number[], from: number): number {
  const chain = chainFrom(choosing, children, from);
  const { out, template } = choosing;
  const first = template.nodes[chain[0] as number] as MarkupTag;
  out.write('{', first.start, first.start);
  let isOpen = true;
  for (const index of chain) {
    const tag = template.nodes[index] as MarkupTag;
    const test = choosing.testOf(tag);
    if (test) {
      choosing.writeTest(test);
      out.write(' ? (', test.start, test.end);
    } else out.write('(', tag.start, tag.start);
    choosing.writeElement(index, tag);
    out.write(test ? ') : ' : ')', tag.end, tag.end);
    isOpen = test !== undefined;
    if (!isOpen) break;
  }
  out.write(isOpen ? 'null}' : '}', first.start, first.start);
  return children.indexOf(chain.at(-1) as number, from);
}

function chainFrom({ template, goesOn }: Choosing, children: readonly number[], from: number): readonly number[] {
  const chain = [children[from] as number];
  for (let at = from + 1; at < children.length; at++) {
    const node = template.nodes[children[at] as number];
    if (node?.kind === 'text' && !/\S/.test(node.text)) continue;
    if (node?.kind !== 'tag' || !goesOn(node)) break;
    chain.push(children[at] as number);
  }
  return chain;
}
