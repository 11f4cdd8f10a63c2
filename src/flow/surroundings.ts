import type { Element, ModuleFacts } from '../model/facts.js';
import type { Engine } from './engine.js';
import { translated } from './labels.js';

/** So long may what is said around an act be, if it is not what stands next to it: a banner or a dialogue, not a page. */
const LONGEST = 700;
/** Shorter texts next to an act may be no more than its buttons. */
const SHORT = 80;
const DEEPEST = 12;

/**
 * Gets what the elements around one say, nearest first and without what stands on buttons and links, in footers and menus: the next
 * one that says something, and those further out that are no longer than a dialogue.
 */
export function saidAround(engine: Engine, facts: ModuleFacts, index: number): string[] {
  const said: string[] = [];
  let isNext = true;
  let inner = index;
  let parent = facts.elements[index]?.parent;
  for (let depth = 0; parent !== undefined && depth < DEEPEST; depth++) {
    const outer = facts.elements[parent];
    if (!outer) break;
    const isPage = PAGES.has(tagName(facts, outer));
    const text = isPage ? withoutOthers(facts, parent, inner) : ownText(facts, parent);
    if ((isNext || text.length <= LONGEST) && text !== said.at(-1) && text !== '') said.push(text);
    if (text.length > SHORT) isNext = false;
    if (isPage) break;
    inner = parent;
    parent = outer.parent;
  }
  return said.map((text) =>
    text
      .split(' ')
      .map((word) => translated(engine, word))
      .join(' '),
  );
}

const PAGES: ReadonlySet<string> = new Set(['body', 'main']);

/** What a page says, without the parts of it that have buttons or boxes of their own. */
function withoutOthers(facts: ModuleFacts, page: number, inner: number): string {
  const hasControl = (index: number) =>
    asides(facts)
      .get(index)
      ?.some(({ isControl }) => isControl) ?? false;
  let text = ` ${ownText(facts, page)} `;
  for (const [index, { parent }] of facts.elements.entries())
    if (parent === page && index !== inner && hasControl(index)) text = text.replace(` ${ownText(facts, index)} `, ' ');
  return text.trim();
}

const ownTexts = new WeakMap<ModuleFacts, Map<number, string>>();

function ownText(facts: ModuleFacts, index: number): string {
  const known = ownTexts.get(facts) ?? new Map<number, string>();
  ownTexts.set(facts, known);
  let text = known.get(index);
  if (text === undefined) {
    text = ` ${facts.elements[index]?.text ?? ''} `;
    for (const aside of asides(facts).get(index) ?? []) if (aside.text !== '') text = text.replace(` ${aside.text} `, ' ');
    text = text.trim();
    known.set(index, text);
  }
  return text;
}

interface Aside {
  readonly text: string;
  readonly isControl: boolean;
}

const allAsides = new WeakMap<ModuleFacts, ReadonlyMap<number, readonly Aside[]>>();

/** Buttons, boxes, links, footers and menus, by the elements that they stand in. */
function asides(facts: ModuleFacts): ReadonlyMap<number, readonly Aside[]> {
  const known = allAsides.get(facts);
  if (known) return known;
  const within = new Map<number, Aside[]>();
  for (const element of facts.elements) {
    const name = tagName(facts, element);
    const isControl = CONTROLS.test(name);
    const text = ASIDES.test(name) ? element.text : '';
    if (text === '' && !isControl) continue;
    const aside = { text, isControl };
    let parent = element.parent;
    for (let depth = 0; parent !== undefined && depth < DEEPEST; depth++) {
      const list = within.get(parent);
      if (list) list.push(aside);
      else within.set(parent, [aside]);
      parent = facts.elements[parent]?.parent;
    }
  }
  allAsides.set(facts, within);
  return within;
}

const CONTROLS = /^(?:button|input|select|textarea)$|(?:Button|Btn|Switch|Checkbox)$/;
const ASIDES = /^(?:a|button|nav|footer|option)$|(?:Button|Btn|Link|Footer|Nav|Navbar|Menu)$/;

/** Gets the name of an element, or of the component that it is. */
export function tagName(facts: ModuleFacts, { tag }: Element): string {
  if (typeof tag === 'string') return tag;
  return (tag.kind === 'ref' ? facts.bindings[tag.binding]?.name : tag.kind === 'member' || tag.kind === 'global' ? tag.name : undefined) ?? '';
}
