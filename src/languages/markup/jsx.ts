import { isBalanced } from './code.js';
import type { MarkupAttribute, MarkupNode, MarkupTag, TextPart } from './tree.js';
import type { ScriptWriter } from './virtual.js';

/** Nodes of a template with the numbers of what stands in each. */
export interface Template {
  readonly nodes: readonly MarkupNode[];
  readonly childrenOf: ReadonlyMap<number, readonly number[]>;
}

export function templateOf(nodes: readonly MarkupNode[]): Template {
  const childrenOf = new Map<number, number[]>();
  for (const [index, node] of nodes.entries()) {
    const list = childrenOf.get(node.parent);
    if (list) list.push(index);
    else childrenOf.set(node.parent, [index]);
  }
  return { nodes, childrenOf };
}

/** Deeper than this a template is not followed: the parser of what it becomes works by recursion. */
export const DEEPEST = 250;

/** Tells whether a template was deeper. */
export interface DepthLimit {
  exceeded: boolean;
}

const NAME = /^[A-Za-z_$][\w$-]*(?::[A-Za-z_$][\w$-]*)?$/;
const TAG = /^[A-Za-z_$][\w$]*(?:(?:\.[A-Za-z_$][\w$]*)+|[\w$-]*(?::[A-Za-z_$][\w$-]*)?)$/;

/** The nearest name that JSX can write; undefined where nothing is left. */
export function attributeName(name: string): string | undefined {
  const plain = name
    .replace(/[.[\]@#*()|]+/g, '-')
    .replace(/^[-:]+|[-:]+$/g, '')
    .replace(/:+/g, ':');
  const [first, ...rest] = plain.split(':');
  const joined = rest.length > 0 ? `${first}:${rest.join('-')}` : plain;
  return NAME.test(joined) ? joined : undefined;
}

export function tagName(name: string): string {
  return TAG.test(name) ? name : 'unknown-element';
}

/** Writes `<Name`. */
export function openTag(out: ScriptWriter, name: string, tag: MarkupTag): void {
  out.write(`<${name}`, tag.start, tag.openEnd);
}

export function endOpenTag(out: ScriptWriter, tag: MarkupTag): void {
  out.write('>', tag.start, tag.openEnd);
}

export function closeTag(out: ScriptWriter, name: string, tag: MarkupTag): void {
  out.write(`</${name}>`, Math.min(tag.closeStart, tag.end), tag.end);
}

/** Writes words that a reader sees. */
export function writeText(out: ScriptWriter, text: string, start: number, end: number): void {
  if (/\S/.test(text)) out.write(`{${JSON.stringify(text)}}`, start, end);
}

/** Writes `name={"value"}`. */
export function writeStatic(out: ScriptWriter, attribute: MarkupAttribute, name = attributeName(attribute.name)): void {
  if (name === undefined) return;
  const { start, end, value, valueStart } = attribute;
  if (value === undefined) {
    out.write(` ${name}`, start, end);
    return;
  }
  out.write(` ${name}={`, start, end);
  out.write(JSON.stringify(value), valueStart, end);
  out.write('}', start, end);
}

/** Writes `name={…}`, with whatever `value` writes in it. */
export function writeDynamic(out: ScriptWriter, name: string, at: { readonly start: number; readonly end: number }, value: () => void): void {
  out.write(' ', at.start, at.end);
  out.write(`${name}={`, at.start, at.end);
  value();
  out.write('}', at.start, at.end);
}

export const textOf = (parts: readonly TextPart[]): string => parts.map((part) => part.text).join('');

/** Holds if a piece of code can stand in brackets: it is not empty and ends what it begins. */
export function isExpression(code: string): boolean {
  return /\S/.test(code) && isBalanced(code) && !/^\s*(?:;|\/\/|\.\.\.)/.test(code);
}
