import type { Element, ModuleFacts } from '../model/facts.js';
import type { Engine } from './engine.js';
import { saidAround, tagName } from './surroundings.js';
import { strings } from './values.js';

const NAMING = new Set(['id', 'name', 'classname', 'class', 'data-testid', 'testid', 'aria-label', 'title', 'value']);

/** What a reader sees on an element and about it. */
export interface Labels {
  /** Nearest first, then its label and its ids. */
  readonly labels: readonly string[];
  /** The text of the form, dialogue or component. */
  readonly around: readonly string[];
  /** What the elements around it say themselves, nearest first. */
  readonly near: readonly string[];
  readonly isChosen: boolean;
}

/** Gets what a reader sees on an element, and what stands around it. */
export function labelsOfElement(engine: Engine, module: number, index: number): Labels {
  const facts = engine.program.modules[module];
  const element = facts?.elements[index];
  if (!facts || !element) return { labels: [], around: [], near: [], isChosen: false };
  const labels: string[] = element.text ? [element.text] : [];
  let around = '';
  let said: readonly string[] = [];
  let parent = element.parent;
  for (let depth = 0; parent !== undefined && depth < 12; depth++) {
    const outer = facts.elements[parent];
    if (!outer) break;
    const isNear = depth === 0 && !element.text && labels.length === 0 && outer.text.length < 300;
    if (isNear || (depth < 2 && outer.tag === 'label')) {
      said = saidIn(engine, module, outer, 0);
      labels.push([outer.text, ...said].join(' ').trim());
    }
    around = outer.text;
    parent = outer.parent ?? (said.length > 0 ? listAround(facts, outer) : undefined);
  }
  for (const prop of element.props) {
    if ('name' in prop && NAMING.has(prop.name.toLowerCase()) && prop.value.kind === 'literal' && typeof prop.value.value === 'string')
      labels.push(prop.value.value);
  }
  for (const prop of element.props) {
    if (!('name' in prop) || !/^(?:value|checked|isChecked|defaultChecked|on[A-Z]\w*Change|onChange)$/.test(prop.name)) continue;
    const name = prop.value.kind === 'ref' ? facts.bindings[prop.value.binding]?.name : prop.value.kind === 'member' ? prop.value.name : undefined;
    if (name) labels.push(name);
  }
  return {
    labels: labels.map((label) => translated(engine, label)),
    around: around ? [translated(engine, [around, ...said].join(' '))] : [],
    near: saidAround(engine, facts, index),
    isChosen: isRadio(facts, element),
  };
}

/** A radio button changes only by being chosen. */
export function isRadio(facts: ModuleFacts, element: Element): boolean {
  const isOfType = element.props.some((prop) => 'name' in prop && prop.name === 'type' && prop.value.kind === 'literal' && prop.value.value === 'radio');
  return isOfType || /radio/i.test(tagName(facts, element));
}

/** The element around one that is made of each item of a list: `<div>{items.map((item) => <label>…</label>)}</div>`. */
function listAround(facts: ModuleFacts, { fn }: Element): number | undefined {
  const call = facts.calls.find(({ args, callee }) => callee.kind === 'member' && callee.name === 'map' && args[0]?.kind === 'function' && args[0].fn === fn);
  if (!call) return undefined;
  let found: number | undefined;
  // What is made first stands further out.
  for (const [index, { start, end }] of facts.elements.entries()) if (start < call.start && call.end < end) found = index;
  return found;
}

/** Texts that are told apart in what one label says of many boxes. */
const MOST_SAID = 8;

/** What a label says by what it is given: `<label>{category.title}</label>`, of all that it may be. */
function saidIn(engine: Engine, module: number, element: Element, depth: number): string[] {
  return element.children
    .flatMap((child) => {
      if (child.kind === 'member' || child.kind === 'ref') return strings(engine.evaluate(module, child)).filter((text) => text.length < 300);
      const inner = child.kind === 'jsx' && depth < 2 ? engine.program.modules[module]?.elements[child.element] : undefined;
      return inner ? saidIn(engine, module, inner, depth + 1) : [];
    })
    .slice(0, MOST_SAID);
}

/** Keys of translations stand for their texts. */
export function translated(engine: Engine, label: string): string {
  const texts = engine.program.texts?.get(label.trim());
  return texts ? `${label} ${texts.join(' ')}` : label;
}
