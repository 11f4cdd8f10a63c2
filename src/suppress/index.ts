import type { Ignore } from '../model/declaration.js';
import type { Finding } from '../model/report.js';
import type { Suppression } from '../model/rule.js';
import { type Mark, readMarks } from './comments.js';

export interface SuppressInput {
  readonly findings: readonly Finding[];
  /** Files that may hold comments which set findings aside. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly ignores: readonly Ignore[];
  readonly rules: readonly string[];
  /** The rule that is nearly named so. */
  readonly meant: (rule: string) => string | undefined;
}

/** The word that a file has to hold for a comment of it to set something aside. */
export const WORD = 'xborder-ignore';

/**
 * Sets findings aside that a comment at their place, or `ignore:` in `xborder.yaml`, names with a reason. Without a reason nothing is
 * set aside. Tells of each suppression how many findings it met.
 */
export function suppress({ findings, files, ignores, rules, meant }: SuppressInput): {
  readonly findings: readonly Finding[];
  readonly suppressions: readonly Suppression[];
} {
  const marks = files.flatMap(({ path, text }) => readMarks(path, text));
  const met = new Map<Mark | Ignore, number>();
  const count = (one: Mark | Ignore) => met.set(one, (met.get(one) ?? 0) + 1);
  const set = findings.map((finding): Finding => {
    const here = marks.filter((mark) => mark.rules.includes(finding.rule) && covers(mark, finding));
    for (const mark of here) count(mark);
    const mark = here.find(({ reason }) => reason !== '');
    if (mark !== undefined) return { ...finding, suppressed: { by: 'comment', reason: mark.reason } };
    const ignore = ignores.find((one) => one.rules.includes(finding.rule) && one.paths.some((path) => isAt(path, finding.span.file)));
    if (ignore === undefined) return finding;
    count(ignore);
    return { ...finding, suppressed: { by: 'config', reason: ignore.reason } };
  });
  const unknown = (named: readonly string[]) =>
    named
      .filter((rule) => !rules.includes(rule))
      .map((rule) => {
        const other = meant(rule);
        return { rule, ...(other === undefined ? {} : { meant: other }) };
      });
  const fate = (by: Suppression['by'], one: Mark | Ignore): Suppression => ({
    by,
    rules: one.rules,
    reason: one.reason,
    span: one.span,
    met: met.get(one) ?? 0,
    unknown: unknown(one.rules),
  });
  return { findings: set, suppressions: [...marks.map((mark) => fate('comment', mark)), ...ignores.map((ignore) => fate('config', ignore))] };
}

/** Sets findings aside that were there before: fingerprint → why it counts as known. */
export function setAsideKnown(findings: readonly Finding[], known: ReadonlyMap<string, string>): readonly Finding[] {
  return findings.map((finding) => {
    const reason = finding.suppressed === undefined ? known.get(finding.fingerprint) : undefined;
    return reason === undefined ? finding : { ...finding, suppressed: { by: 'baseline', reason } };
  });
}

function covers({ span, from, to }: Mark, finding: Finding): boolean {
  return span.file === finding.span.file && from <= finding.span.start && finding.span.start < to;
}

/** `src/**`, `*.vue`, `src/legacy`: a path of a folder holds for all below it; one without a slash for files of that name anywhere. */
function isAt(pattern: string, file: string): boolean {
  const trimmed = pattern
    .replace(/^\.?\//, '')
    .replace(/\/$/, '')
    .replace(/(?:\*\*\/)+/g, '**/');
  const body = trimmed
    .split(/(\*\*\/?|\*|\?)/)
    .map((part) =>
      part === '**/' ? '(?:.*/)?' : part === '**' ? '.*' : part === '*' ? '[^/]*' : part === '?' ? '[^/]' : part.replace(/[.+^${}()|[\]\\]/g, '\\$&'),
    )
    .join('');
  return new RegExp(`^${trimmed.includes('/') ? '' : '(?:.*/)?'}${body}(?:/.*)?$`).test(file);
}
