import type { Expr } from '../model/expr.js';
import type { ModuleFacts } from '../model/facts.js';
import type { Program } from '../model/program.js';
import { labelSays, nameSays } from './data-words.js';

/** What a field of a form asks for, and the element that says so. */
export interface Asked {
  readonly category: string;
  readonly start: number;
  readonly end: number;
}

const FIELD = /^(?:input|textarea|.*(?:input|textarea|textfield|field|editor))$/i;
const HOLDS_VALUE = /^(?:value|modelValue|defaultValue|bind:value|v-model)$/;
const SAYS = new Set([
  'type',
  'name',
  'id',
  'placeholder',
  'label',
  'aria-label',
  'ariaLabel',
  'autocomplete',
  'autoComplete',
  'keyboardType',
  'textContentType',
  'inputMode',
  'title',
]);

const byBinding = new WeakMap<ModuleFacts, ReadonlyMap<string, Asked>>();

/**
 * Bindings and properties that fields of the module's forms show, by number (`12`) or number and name (`12.email`), with what
 * is asked for there. A field that says nothing is not among them.
 */
export function askedBy(facts: ModuleFacts, texts: Program['texts']): ReadonlyMap<string, Asked> {
  const known = byBinding.get(facts);
  if (known) return known;
  const index = new Map<string, Asked>();
  for (const { tag, props, parent, start, openEnd } of facts.elements) {
    const name = typeof tag === 'string' ? tag : tag.kind === 'member' ? (tag.name ?? '') : tag.kind === 'ref' ? (facts.bindings[tag.binding]?.name ?? '') : '';
    if (!FIELD.test(name)) continue;
    const category = categoryOf(facts, name, props, parent, texts);
    if (category === undefined) continue;
    for (const prop of props) {
      const key = 'name' in prop && HOLDS_VALUE.test(prop.name) ? keyOf(prop.value) : undefined;
      if (key !== undefined && !index.has(key)) index.set(key, { category, start, end: openEnd });
    }
  }
  byBinding.set(facts, index);
  return index;
}

/** The name under which `askedBy` keeps what an expression reads: a binding, or a property of one. */
export function keyOf(expr: Expr): string | undefined {
  if (expr.kind === 'ref') return String(expr.binding);
  if (expr.kind !== 'member' || expr.name === undefined) return undefined;
  if (expr.name === 'value' && expr.object.kind === 'ref') return String(expr.object.binding);
  const object = keyOf(expr.object);
  return object === undefined ? undefined : `${object}.${expr.name}`;
}

/** What the element with this id or name asks for, in any page or component of the program. */
export function askedUnder(program: Program, id: string): { readonly module: number; readonly asked: Asked } | undefined {
  for (const [module, facts] of program.modules.entries()) {
    for (const { tag, props, parent, start, openEnd } of facts.elements) {
      if (typeof tag !== 'string' || !FIELD.test(tag)) continue;
      const isMeant = props.some(
        (prop) => 'name' in prop && (prop.name === 'id' || prop.name === 'name') && prop.value.kind === 'literal' && prop.value.value === id,
      );
      if (!isMeant) continue;
      const category = categoryOf(facts, tag, props, parent, program.texts);
      return { module, asked: { category: category ?? 'input', start, end: openEnd } };
    }
  }
  return undefined;
}

type Props = ModuleFacts['elements'][number]['props'];

function categoryOf(facts: ModuleFacts, tag: string, props: Props, parent: number | undefined, texts: Program['texts']): string | undefined {
  const said: string[] = [];
  const around = parent === undefined ? undefined : facts.elements[parent];
  for (const prop of props) {
    if (!('name' in prop) || !SAYS.has(prop.name)) continue;
    for (const text of textsIn(facts, prop.value)) said.push(text, ...(texts?.get(text) ?? []));
  }
  if (around?.tag === 'label' && around.text.length < 80) said.push(around.text);
  for (const text of said) {
    const category = labelSays(text) ?? (/^[\w.-]+$/.test(text) ? kindIn(text) : undefined);
    if (category !== undefined) return category;
  }
  return /chat/i.test(tag) ? 'message' : undefined;
}

/** `contact-email`, `form.fields.email`: the last part speaks. */
function kindIn(key: string): string | undefined {
  const said = nameSays(key.split('.').at(-1) ?? key);
  return said === 'not' ? undefined : said;
}

/** A text itself, or the key of a translation: `t('form.email')`. */
function textsIn(facts: ModuleFacts, value: Expr): readonly string[] {
  if (value.kind === 'literal') return typeof value.value === 'string' ? [value.value] : [];
  if (value.kind === 'logical') return [...textsIn(facts, value.left), ...textsIn(facts, value.right)];
  if (value.kind !== 'call') return [];
  const [key] = facts.calls[value.call]?.args ?? [];
  return key?.kind === 'literal' && typeof key.value === 'string' ? [key.value] : [];
}
