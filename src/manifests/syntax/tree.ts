import type { Node } from 'jsonc-parser';
import type { Gap, Span } from '../../model/place.js';

/** A value with its place, whatever the syntax it is written in. Nothing becomes an object: keys like `__proto__` are keys like any other. */
export type { Node } from 'jsonc-parser';

/** A value that is still being put together. */
export type Growing = { -readonly [Key in keyof Node]: Node[Key] };

/** One property of an object, with its place. */
export interface Property {
  readonly name: string;
  readonly value: Node;
  /** Of `"name": value`. */
  readonly start: number;
  readonly end: number;
}

/** The properties of an object, in order; none of anything else. */
export function propertiesOf(node: Node | undefined): readonly Property[] {
  if (node?.type !== 'object') return [];
  return (node.children ?? []).flatMap((property): readonly Property[] => {
    const [name, value] = property.children ?? [];
    if (typeof name?.value !== 'string' || value === undefined) return [];
    return [{ name: name.value, value, start: name.offset, end: Math.max(name.offset + name.length, value.offset + value.length) }];
  });
}

export function propertyOf(node: Node | undefined, name: string): Node | undefined {
  if (node?.type !== 'object') return undefined;
  return node.children?.find(({ children }) => children?.[0]?.value === name)?.children?.[1];
}

/** What stands at the end of a way of names. */
export function valueAt(node: Node | undefined, ...names: readonly string[]): Node | undefined {
  return names.reduce((at: Node | undefined, name) => propertyOf(at, name), node);
}

export function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.type === 'array' ? (node.children ?? []) : [];
}

export function textOf(node: Node | undefined): string | undefined {
  return node?.type === 'string' ? (node.value as string) : undefined;
}

/** The text at the end of a way of names. */
export function textAt(node: Node | undefined, ...names: readonly string[]): string | undefined {
  return textOf(valueAt(node, ...names));
}

/** All texts inside of a value, at any depth that a person would write. */
export function textsIn(node: Node | undefined, depth = 0): readonly string[] {
  if (node === undefined || depth > 20) return [];
  if (node.type === 'string') return [node.value as string];
  if (node.type === 'array') return (node.children ?? []).flatMap((child) => textsIn(child, depth + 1));
  return propertiesOf(node).flatMap((property) => textsIn(property.value, depth + 1));
}

/** The place of a name alone, where its value spreads over many lines. */
export function nameSpan(file: string, property: Property): Span {
  const [name] = property.value.parent?.children ?? [];
  return { file, start: property.start, end: name === undefined ? property.end : name.offset + name.length };
}

/** Where a key is written twice in one object: a gap for each of the first few. Which one counts is for no two tools the same. */
export function repeatedKeys(file: string, root: Node | undefined): readonly Gap[] {
  const gaps: Gap[] = [];
  const pending = root === undefined ? [] : [root];
  for (let node = pending.pop(); node !== undefined && gaps.length < MOST_GAPS; node = pending.pop()) {
    const names = new Set<string>();
    for (const child of node.children ?? []) {
      const [name] = child.type === 'property' ? (child.children ?? []) : [];
      if (typeof name?.value === 'string') {
        if (names.has(name.value)) gaps.push({ stage: 'manifests', file, at: name.offset, why: `the key ${shortly(name.value)} stands here once more` });
        names.add(name.value);
      }
      pending.push(child);
    }
  }
  return gaps.slice(0, MOST_GAPS).sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
}

/** More faults than this in one file say nothing new. */
export const MOST_GAPS = 5;

function shortly(key: string): string {
  return key.length > 60 ? `${key.slice(0, 60)}…` : key;
}
