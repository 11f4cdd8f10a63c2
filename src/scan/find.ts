import { Buffer } from 'node:buffer';
import { buildAutomaton, run } from './automaton.js';
import { standsAsWord } from './letters.js';

/** Tells which of the texts stand in the bytes at word boundaries, in the order in which they were asked for. Worth building for many files. */
export function buildFinder(needles: readonly string[]): (bytes: Uint8Array) => readonly string[] {
  const automaton = buildAutomaton(needles);
  const marks = new Int32Array(needles.length);
  let file = 0;
  return (bytes) => {
    file += 1;
    run(automaton, bytes, (text, end) => {
      if (marks[text] !== file && standsAsWord(bytes, end - (automaton.lengths[text] ?? 0), end)) marks[text] = file;
    });
    return needles.filter((_, index) => marks[index] === file);
  };
}

/** The same for one file and a few texts: an identifier, a storage key, the name of an event. */
export function findText(bytes: Uint8Array, needles: readonly string[]): readonly string[] {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return needles.filter((needle) => {
    const text = Buffer.from(needle, 'utf8');
    if (text.length === 0) return false;
    for (let at = all.indexOf(text); at >= 0; at = all.indexOf(text, at + 1)) {
      if (standsAsWord(all, at, at + text.length)) return true;
    }
    return false;
  });
}
