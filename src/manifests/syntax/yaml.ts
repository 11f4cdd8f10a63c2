import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Gap } from '../../model/place.js';
import { type Growing, MOST_GAPS, type Node, repeatedKeys } from './tree.js';

/** Files of this kind that people write are far shorter; the parser takes up to a few seconds for so much. */
const MOST_TEXT = 400_000;
const MOST_DEPTH = 100;

export interface Yaml {
  readonly root: Node | undefined;
  /** What an alias stands for; any other node is itself. */
  readonly resolve: (node: Node) => Node;
  readonly gaps: readonly Gap[];
}

/**
 * Reads YAML with the place of every value. Scalars come as texts, as they are written. Aliases are not copied in: who
 * wants one followed asks, so that aliases of aliases of aliases stay as small as they are. Faults are gaps with their place.
 */
export function readYaml(file: string, text: string): Yaml {
  const gaps: Gap[] = [];
  const add = (at: number, why: string): void => {
    if (gaps.length < MOST_GAPS) gaps.push({ stage: 'manifests', file, at, why });
  };
  const end = text.length <= MOST_TEXT ? text.length : text.lastIndexOf('\n', MOST_TEXT) + 1 || MOST_TEXT;
  if (end < text.length) add(end, 'too long for a file that people write: not read from here on');
  const aliases = new Map<Node, Node>();
  let root: Node | undefined;
  try {
    const document = parseDocument(text.slice(0, end), { uniqueKeys: false, strict: false, logLevel: 'silent', prettyErrors: false });
    for (const { pos, message } of document.errors) add(pos[0], `not valid YAML (${inWords(message)}): what can be made out is used`);
    if (document.contents !== null) root = treeOf(document.contents, text, aliases, add);
  } catch (error) {
    // The parser gives up on some faults instead of noting them.
    if (!(error instanceof Error)) throw error;
    add(0, error instanceof RangeError ? 'YAML nested too deeply: not read' : `not valid YAML (${inWords(error.message)}): not read`);
  }
  if (root?.type !== 'object' && gaps.length === 0) add(0, text.trim() === '' ? 'an empty file' : 'not a list of names and values');
  return { root, resolve: (node) => aliases.get(node) ?? node, gaps: [...gaps, ...repeatedKeys(file, root)] };
}

function treeOf(contents: unknown, text: string, aliases: Map<Node, Node>, add: (at: number, why: string) => void): Node {
  const anchors = new Map<string, Node>();
  const visit = (of: unknown, depth: number): Node => {
    const [start, end] = rangeOf(of, text);
    const base = { offset: start, length: end - start };
    if (isAlias(of)) {
      const node: Node = { type: 'null', ...base };
      const target = anchors.get(of.source);
      if (target === undefined) add(start, 'an alias of an anchor that is not there');
      else aliases.set(node, target);
      return node;
    }
    if (isScalar(of)) return anchored({ type: 'string', value: of.source ?? String(of.value ?? ''), ...base }, of.anchor);
    if (depth > MOST_DEPTH) {
      add(start, `nested more than ${MOST_DEPTH} deep: not read from here on`);
      return { type: 'null', ...base };
    }
    if (isSeq(of)) {
      const node = anchored({ type: 'array', ...base, children: [] }, of.anchor);
      for (const item of of.items) node.children?.push(visit(item, depth + 1));
      return node;
    }
    if (!isMap(of)) return { type: 'null', ...base };
    const node = anchored({ type: 'object', ...base, children: [] }, of.anchor);
    for (const pair of of.items) node.children?.push(propertyFrom(visit(pair.key, depth + 1), pair.value === null ? undefined : visit(pair.value, depth + 1)));
    return node;
  };
  const anchored = (node: Node, anchor: string | undefined): Node => {
    if (anchor !== undefined) anchors.set(anchor, node);
    return node;
  };
  return visit(contents, 0);
}

function propertyFrom(key: Node, value: Node | undefined): Node {
  const end = key.offset + key.length;
  const held: Growing = value ?? { type: 'null', offset: end, length: 0 };
  const property: Node = { type: 'property', offset: key.offset, length: Math.max(end, held.offset + held.length) - key.offset, children: [key, held] };
  held.parent = property;
  return property;
}

/** A block of names and values ends with the last of them, not with the lines that are empty after it. */
function rangeOf(of: unknown, text: string): readonly [number, number] {
  const [start = 0, stop = start] = (of as { range?: readonly number[] | null } | null)?.range ?? [];
  let end = stop;
  while (end > start && /\s/.test(text[end - 1] ?? '')) end--;
  return [start, end];
}

/** The first line of a message, without the code frame under it. */
function inWords(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/[.:]$/, '').slice(0, 120);
}
