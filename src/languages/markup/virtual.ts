import type { TextPart } from './tree.js';

/** A script that no file holds, made of stretches of one, with the way back to the file's positions. */
export interface VirtualScript {
  readonly text: string;
  /** Position in the file of what starts at a position of the script. */
  readonly start: (position: number) => number;
  /** Position in the file of what ends (exclusively) at a position of the script. */
  readonly end: (position: number) => number;
}

export interface ScriptWriter {
  /** Copies a stretch of the file. */
  readonly copy: (text: string, start: number) => void;
  /** Writes text of our own; whatever starts or ends in it starts and ends with the stretch of the file that it stands for. */
  readonly write: (text: string, start: number, end: number) => void;
  readonly parts: (parts: readonly TextPart[]) => void;
  /** Adds all that another writer has written. */
  readonly append: (other: ScriptWriter) => void;
  readonly length: () => number;
  readonly stretches: () => readonly { readonly text: string; readonly start: number; readonly end: number; readonly verbatim: boolean }[];
  readonly finish: () => VirtualScript;
}

interface Stretch {
  readonly at: number;
  readonly length: number;
  readonly start: number;
  readonly end: number;
  readonly verbatim: boolean;
}

/** Begins a virtual script. */
export function newScript(): ScriptWriter {
  const stretches: Stretch[] = [];
  const texts: string[] = [];
  let length = 0;
  const add = (text: string, start: number, end: number, verbatim: boolean) => {
    if (text === '') return;
    stretches.push({ at: length, length: text.length, start, end, verbatim });
    texts.push(text);
    length += text.length;
  };
  return {
    copy: (text, start) => add(text, start, start + text.length, true),
    write: (text, start, end) => add(text, start, end, false),
    parts: (parts) => {
      for (const part of parts) add(part.text, part.start, part.end, part.text.length === part.end - part.start);
    },
    append: (other) => {
      for (const { text, start, end, verbatim } of other.stretches()) add(text, start, end, verbatim);
    },
    length: () => length,
    stretches: () => stretches.map((stretch, index) => ({ ...stretch, text: texts[index] ?? '' })),
    finish: () => ({ text: texts.join(''), start: (position) => startIn(stretches, position), end: (position) => endIn(stretches, position) }),
  };
}

function stretchAt(stretches: readonly Stretch[], position: number): Stretch | undefined {
  let low = 0;
  let high = stretches.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((stretches[middle]?.at ?? 0) <= position) low = middle;
    else high = middle - 1;
  }
  return stretches[low];
}

function startIn(stretches: readonly Stretch[], position: number): number {
  const stretch = stretchAt(stretches, position);
  if (!stretch) return 0;
  return stretch.verbatim ? Math.min(stretch.end, stretch.start + position - stretch.at) : stretch.start;
}

function endIn(stretches: readonly Stretch[], position: number): number {
  const stretch = stretchAt(stretches, position - 1);
  if (!stretch) return 0;
  return stretch.verbatim ? Math.min(stretch.end, stretch.start + position - stretch.at) : stretch.end;
}
