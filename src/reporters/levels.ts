import type { Finding, Level } from '../model/report.js';

const RANK: Readonly<Record<Level, number>> = { error: 0, warning: 1, note: 2 };

/** Orders findings: worst first, then by place. */
export function severest(a: Finding, b: Finding): number {
  return RANK[a.level] - RANK[b.level] || byPlace(a, b);
}

/** Orders findings by path, offset and rule; the same in every locale. */
export function byPlace(a: Finding, b: Finding): number {
  return compare(a.span.file, b.span.file) || a.span.start - b.span.start || compare(a.rule, b.rule) || compare(a.id, b.id);
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
