import { type Edit, findInCode, pascal } from './component.js';

const RUNE = /^\$(?:state|derived|bindable|props|effect|inspect|host)\b/;

/**
 * Edits that make code of Svelte plain: `$store` of a declared store becomes `__store(store)`, runes become what they are given, and
 * `dispatch('accept')` calls what the parent gave as `onAccept`.
 */
export function svelteEdits(text: string, start: number, end: number, names: ReadonlySet<string>, dispatch: string | undefined): Edit[] {
  const edits: Edit[] = [];
  const dispatched = dispatch === undefined ? '' : `|${dispatch.replace(/\$/g, '\\$')}\\(\\s*(['"])([\\w:-]+)\\1\\s*,?`;
  const pattern = new RegExp(`\\$[A-Za-z_][\\w$]*(?:\\.(?:raw|by|snapshot|frozen|pre|root)\\b)?${dispatched}`);
  findInCode(text, start, end, pattern, (match) => {
    const [whole] = match;
    const from = match.index;
    const to = from + whole.length;
    if (!whole.startsWith('$')) edits.push({ start: from, end: to, text: `$$props.on${pascal(match[2] ?? '')}?.(` });
    else if (RUNE.test(whole) && !names.has(whole.slice(1))) edits.push(...runeEdit(text, whole, from, to, end));
    else edits.push(...storeEdit(text, whole.split('.')[0] ?? '', from, start, end, names));
  });
  return edits;
}

function runeEdit(text: string, rune: string, from: number, to: number, end: number): Edit[] {
  const call = /^(?:<[^()]*>)?\(\s*(\))?/.exec(text.slice(to, Math.min(end, to + 400)));
  if (!call || /^\$(?:effect|inspect|host)/.test(rune)) return [];
  const until = to + call[0].length;
  if (rune === '$props') return call[1] ? [{ start: from, end: until, text: '$$props' }] : [];
  if (call[1]) return [{ start: from, end: until, text: 'undefined' }];
  const typed = call[0].indexOf('(');
  return [{ start: from, end: to + typed, text: rune === '$derived.by' ? '((compute) => compute())' : '' }];
}

function storeEdit(text: string, name: string, from: number, start: number, end: number, names: ReadonlySet<string>): Edit[] {
  const store = name.slice(1);
  const to = from + name.length;
  if (!names.has(store)) return [];
  const after = text.slice(to, Math.min(end, to + 60));
  // A parameter may have the name, too.
  if (/^\s*(?:(?:,[^()]*)?\)\s*)?=>/.test(after)) return [];
  if (/^\s*(?:[+\-*/]|\|\||&&|\?\?)?=(?![=>])/.test(after)) return [{ start: from, end: to, text: `${store}.value` }];
  // A type may be asked for as well: `fields: Partial<typeof $wizard>`.
  if (/\btypeof\s+$/.test(text.slice(Math.max(start, from - 12), from))) return [{ start: from, end: to, text: store }];
  const isShorthand =
    /^\s*[,}]/.test(after) && /(?:,|(?<!\$)\{)\s*$/.test(text.slice(Math.max(start, from - 40), from)) && openerBefore(text, from, start) === '{';
  return [{ start: from, end: to, text: isShorthand ? `${name}: __store(${store})` : `__store(${store})` }];
}

/** The bracket that a position stands in, looking back a little way. */
function openerBefore(text: string, from: number, start: number): string | undefined {
  let depth = 0;
  for (let at = from - 1; at >= Math.max(start, from - 3000); at--) {
    const char = text[at] as string;
    if (/[)\]}]/.test(char)) depth++;
    else if (/[([{]/.test(char) && depth-- === 0) return char;
  }
  return undefined;
}
