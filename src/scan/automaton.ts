import { Buffer } from 'node:buffer';

/**
 * An Aho-Corasick automaton as one table, ready to run over bytes:
 * `state = next[state + classOf[byte]]`, from state 0. A state from `accepting` on has ends: `ends[endsAt[i]..endsAt[i + 1]]`
 * with `i = state >>> shift`, each the index of a text that ends at this byte.
 */
export interface Automaton {
  readonly next: Int32Array;
  readonly classOf: Uint8Array;
  readonly shift: number;
  readonly accepting: number;
  readonly endsAt: Int32Array;
  readonly ends: Int32Array;
  /** Length of each text in bytes. */
  readonly lengths: Int32Array;
}

/** Builds the automaton that finds these texts. Empty texts are never found. Case matters. */
export function buildAutomaton(texts: readonly string[]): Automaton {
  const encoded = texts.map((text) => Buffer.from(text, 'utf8'));
  const { classOf, count } = classify(encoded);
  const trie = buildTrie(encoded, classOf, count);
  const order = linkBreadthFirst(trie, count);
  return tabulate(
    trie,
    order,
    classOf,
    count,
    Int32Array.from(encoded, (bytes) => bytes.length),
  );
}

/** Runs an automaton over bytes and tells each text that ends, and where. */
export function run(automaton: Automaton, bytes: Uint8Array, found: (text: number, end: number) => void): void {
  const { next, classOf, accepting, shift, endsAt, ends } = automaton;
  let state = 0;
  for (let at = 0; at < bytes.length; at++) {
    state = next[state + (classOf[bytes[at] as number] as number)] as number;
    if (state < accepting) continue;
    const index = state >>> shift;
    const last = endsAt[index + 1] as number;
    for (let k = endsAt[index] as number; k < last; k++) found(ends[k] as number, at + 1);
  }
}

/** Bytes that no text holds are alike: class 0. */
function classify(encoded: readonly Uint8Array[]): { readonly classOf: Uint8Array; readonly count: number } {
  const classOf = new Uint8Array(256);
  let count = 1;
  for (const bytes of encoded) {
    for (const byte of bytes) {
      if (classOf[byte] === 0) classOf[byte] = count++;
    }
  }
  return { classOf, count };
}

interface Trie {
  /** Child by state and class; 0 for none, for the root is nobody's child. */
  readonly children: Int32Array;
  /** Texts that end in a state, later also those that end in its suffixes. */
  readonly ends: (readonly number[])[];
}

const NO_ENDS: readonly number[] = [];

function buildTrie(encoded: readonly Uint8Array[], classOf: Uint8Array, count: number): Trie {
  const most = 1 + encoded.reduce((sum, bytes) => sum + bytes.length, 0);
  const children = new Int32Array(most * count);
  const ends: (readonly number[])[] = [NO_ENDS];
  for (const [index, bytes] of encoded.entries()) {
    if (bytes.length === 0) continue;
    let state = 0;
    for (const byte of bytes) {
      const slot = state * count + (classOf[byte] ?? 0);
      if (children[slot] === 0) {
        children[slot] = ends.length;
        ends.push(NO_ENDS);
      }
      state = children[slot] ?? 0;
    }
    ends[state] = [...(ends[state] ?? NO_ENDS), index];
  }
  return { children, ends };
}

/** Fills in where each state goes for every class, through its longest suffix. Returns the states, nearest to the root first. */
function linkBreadthFirst({ children, ends }: Trie, count: number): readonly number[] {
  const suffix = new Int32Array(ends.length);
  const order = [0];
  for (const state of order) {
    const back = suffix[state] ?? 0;
    for (let k = 1; k < count; k++) {
      const slot = state * count + k;
      const child = children[slot] ?? 0;
      const around = state === 0 ? 0 : (children[back * count + k] ?? 0);
      if (child === 0) children[slot] = around;
      else {
        suffix[child] = around;
        const more = ends[around] ?? NO_ENDS;
        if (more.length > 0) ends[child] = [...(ends[child] ?? NO_ENDS), ...more];
        order.push(child);
      }
    }
  }
  return order;
}

/** Numbers the states so that those with ends come last, and multiplies the numbers so that a step is one addition. */
function tabulate({ children, ends }: Trie, order: readonly number[], classOf: Uint8Array, count: number, lengths: Int32Array): Automaton {
  const shift = Math.ceil(Math.log2(count));
  const sorted = [...order.filter((state) => ends[state]?.length === 0), ...order.filter((state) => ends[state]?.length !== 0)];
  const numberOf = new Int32Array(order.length);
  for (const [index, state] of sorted.entries()) numberOf[state] = index << shift;
  const next = new Int32Array(order.length << shift);
  const endsAt = new Int32Array(order.length + 1);
  const flat: number[] = [];
  for (const [index, state] of sorted.entries()) {
    for (let k = 1; k < count; k++) next[(index << shift) + k] = numberOf[children[state * count + k] ?? 0] ?? 0;
    flat.push(...(ends[state] ?? NO_ENDS));
    endsAt[index + 1] = flat.length;
  }
  const quiet = order.filter((state) => ends[state]?.length === 0).length;
  return { next, classOf, shift, accepting: quiet << shift, endsAt, ends: Int32Array.from(flat), lengths };
}
