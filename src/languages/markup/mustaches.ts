import type { Directive } from './templating.js';

/** The stretches of a component that hold scripts and styles. */
export function rawStretches(text: string): readonly { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  const opening = /<(script|style)\b/gi;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const close = new RegExp(`</${match[1]}`, 'gi');
    close.lastIndex = match.index;
    const end = close.exec(text)?.index ?? text.length;
    found.push({ start: match.index, end });
    opening.lastIndex = end;
  }
  return found;
}

/** Finds `{{ … }}` outside of scripts and styles, in order. */
export function findMustaches(text: string, raw: ReturnType<typeof rawStretches>): readonly Directive[] {
  const found: Directive[] = [];
  let skipped = 0;
  for (let start = text.indexOf('{{'); start >= 0; ) {
    while ((raw[skipped]?.end ?? Number.POSITIVE_INFINITY) <= start) skipped++;
    const stretch = raw[skipped];
    if (stretch && stretch.start <= start) {
      start = text.indexOf('{{', stretch.end);
      continue;
    }
    const close = text.indexOf('}}', start + 2);
    if (close < 0) break;
    found.push({ start, end: close + 2, role: 'output', kind: '', text: text.slice(start + 2, close), negated: false });
    start = text.indexOf('{{', close + 2);
  }
  return found;
}
