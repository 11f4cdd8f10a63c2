import type { Engine } from './engine.js';

const NAMING = new Set(['id', 'name', 'classname', 'class', 'data-testid', 'testid', 'aria-label', 'title', 'value']);

/**
 * What a reader sees on an element (nearest first, then its label and its ids), and what stands around it: the text of
 * the form, dialogue or component.
 */
export function labelsOfElement(engine: Engine, module: number, index: number): { readonly labels: string[]; readonly around: string[] } {
  const facts = engine.program.modules[module];
  const element = facts?.elements[index];
  if (!facts || !element) return { labels: [], around: [] };
  const labels: string[] = element.text ? [element.text] : [];
  let around = '';
  let parent = element.parent;
  for (let depth = 0; parent !== undefined && depth < 12; depth++) {
    const outer = facts.elements[parent];
    if (!outer) break;
    if (depth < 2 && outer.tag === 'label') labels.push(outer.text);
    if (!element.text && labels.length === 0 && depth === 0 && outer.text.length < 300) labels.push(outer.text);
    around = outer.text;
    parent = outer.parent;
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
  return { labels: labels.map((label) => translate(engine, label)), around: around ? [translate(engine, around)] : [] };
}

/** Keys of translations stand for their texts. */
function translate(engine: Engine, label: string): string {
  const texts = engine.program.texts?.get(label.trim());
  return texts ? `${label} ${texts.join(' ')}` : label;
}
