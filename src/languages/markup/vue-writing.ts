import { copyCode, type Edit, pascal } from './component.js';
import { type DepthLimit, isExpression, type Template } from './jsx.js';
import type { Directive } from './templating.js';
import type { MarkupAttribute, MarkupTag, TextPart } from './tree.js';
import type { ScriptWriter } from './virtual.js';

export interface VueTemplate {
  readonly text: string;
  readonly limits: DepthLimit;
  readonly template: Template;
  readonly mustaches: readonly Directive[];
  /** Names that the scripts declare. */
  readonly names: ReadonlySet<string>;
  /** What `defineEmits` was named. */
  readonly emits: string | undefined;
}

export type Writing = VueTemplate & { readonly out: ScriptWriter };

export const directive = (tag: MarkupTag, name: string): MarkupAttribute | undefined => tag.attributes.find((attribute) => attribute.name === name);

/** Writes an attribute's code in brackets, or something else where it is no expression. */
export function writeExpression(writing: Writing, attribute: MarkupAttribute, otherwise: string): void {
  const { out } = writing;
  if (!isExpression(attribute.value ?? '')) {
    out.write(otherwise, attribute.start, attribute.end);
    return;
  }
  out.write('(', attribute.start, attribute.end);
  writeCode(writing, attribute.parts);
  out.write(')', attribute.start, attribute.end);
}

export function writeCode(writing: Writing, parts: readonly TextPart[]): void {
  const { out, text } = writing;
  for (const part of parts) {
    if (part.text.length === part.end - part.start) copyCode(out, text, part.start, part.end, emitsIn(writing, part.text, part.start));
    else out.write(part.text, part.start, part.end);
  }
}

/** `$emit('accept-all')` calls what the parent gave as `onAcceptAll`. */
export function emitsIn(writing: Writing, code: string, start: number): Edit[] {
  const named = writing.emits === undefined ? '\\$emit' : `(?:\\$emit|${writing.emits.replace(/\$/g, '\\$')})`;
  if (!code.includes('emit') && !(writing.emits && code.includes(writing.emits))) return [];
  const edits: Edit[] = [];
  for (const match of code.matchAll(new RegExp(`(?<![\\w$.])${named}\\(\\s*(['"])([\\w:-]+)\\1\\s*,?`, 'g')))
    edits.push({ start: start + match.index, end: start + match.index + match[0].length, text: `__props.on${pascal(match[2] ?? '')}?.(` });
  return edits;
}
