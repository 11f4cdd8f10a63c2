import { copyCode, type Edit } from './component.js';
import { type DepthLimit, isExpression, type Template } from './jsx.js';
import type { Braces } from './mustaches.js';
import type { NestedScript } from './nested-scripts.js';
import type { ScriptWriter } from './virtual.js';

export interface SvelteTemplate {
  /** What `svelte:self` means. */
  readonly name: string;
  readonly text: string;
  readonly limits: DepthLimit;
  readonly template: Template;
  readonly braces: readonly Braces[];
  readonly nested: readonly NestedScript[];
  /** What to change in a stretch of code. */
  readonly edit: (start: number, end: number) => readonly Edit[];
}

export type Writing = SvelteTemplate & { readonly out: ScriptWriter };

/** Writes a stretch of code in brackets, or `undefined` where it is no expression. */
export function writeExpression(writing: Writing, start: number, end: number, at: { readonly start: number; readonly end: number }): void {
  const { out, text } = writing;
  if (!isExpression(text.slice(start, end))) {
    out.write('undefined', at.start, at.end);
    return;
  }
  out.write('(', at.start, at.end);
  writeCode(writing, start, end);
  out.write(')', at.start, at.end);
}

export function writeCode(writing: Writing, start: number, end: number): void {
  copyCode(writing.out, writing.text, start, end, writing.edit(start, end));
}
