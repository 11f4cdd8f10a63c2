import type { Report, SourceOf } from '../src/model/report.js';
import type { JudgedUsage } from '../src/model/usage.js';

/** What a line of a story says of the usage on it. See test/apps/README.md. */
export interface StoryClaim {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** As written. */
  readonly text: string;
  /** Known not to be met today. */
  readonly missed: boolean;
  readonly verdict: JudgedUsage['verdict']['kind'];
  readonly detail?: string;
  readonly to?: { readonly country: string; readonly product: string };
}

const VERDICTS = ['gated', 'withheld', 'defective', 'ungated', 'unknown', 'none'] as const;
const CLAIM = new RegExp(
  String.raw`(?:\/\/|<!--|\{\/\*)\s*((missed:\s*)?(${VERDICTS.join('|')})(?::\s*(.+?))?(?:\s+to:\s*([A-Z]{2}|unknown)\s+([\w.-]+))?)\s*(?:-->|\*\/\})?\s*$`,
);
/** What is meant for a claim: a line that it matches and `CLAIM` does not has a slip of the pen in it. */
const LOOKS_LIKE_CLAIM = /(?:\/\/|<!--|\{\/\*)\s*(?:missed|gated|withheld|defective|ungated|unknown|none)\b/;

/** The claims at the ends of a file's lines. Throws for a line that looks like a claim and cannot be read. */
export function readStoryClaims(file: string, text: string): readonly StoryClaim[] {
  return text.split('\n').flatMap((line, index) => {
    const found = CLAIM.exec(line);
    if (found === null) {
      if (LOOKS_LIKE_CLAIM.test(line)) throw new Error(`${file}:${index + 1}: not a claim as test/apps/README.md has it: ${line.trim()}`);
      return [];
    }
    const [, claim = '', missed, verdict, detail, country, product] = found;
    return {
      file,
      line: index + 1,
      text: claim,
      missed: missed !== undefined,
      verdict: verdict as StoryClaim['verdict'],
      ...(detail === undefined ? {} : { detail }),
      ...(country === undefined || product === undefined ? {} : { to: { country, product } }),
    };
  });
}

/** Holds if the usages of a line are what the claim says; else says what there is instead. */
export function unmetBy(claim: Omit<StoryClaim, 'file' | 'line' | 'text' | 'missed'>, usages: readonly JudgedUsage[]): string | undefined {
  const sending = usages.filter(leaves);
  if (claim.verdict === 'none') return sending.length === 0 ? undefined : told(sending);
  if (sending.length === 0) return 'nothing is seen to leave here';
  const isMet = sending.every((usage) => hasVerdict(claim, usage)) && (claim.to === undefined || sending.some((usage) => goesTo(claim.to, usage)));
  return isMet ? undefined : told(sending);
}

/** Holds if data can leave from here. */
export function leaves(usage: JudgedUsage): boolean {
  return usage.transmits && usage.verdict.kind !== 'none';
}

function hasVerdict({ verdict, detail }: Pick<StoryClaim, 'verdict' | 'detail'>, usage: JudgedUsage): boolean {
  if (usage.verdict.kind !== verdict) return false;
  if (detail === undefined || verdict === 'unknown') return true;
  if (verdict === 'defective') return usage.verdict.defect === detail;
  const [purpose, platform] = detail.split(' by ');
  const isForIt = usage.verdict.grants.some((grant) => grant === purpose);
  return isForIt && (platform === undefined || usage.verdict.because.some(({ note }) => note.includes(platform)));
}

function goesTo(to: StoryClaim['to'], usage: JudgedUsage): boolean {
  return usage.product === to?.product && usage.recipients.some((recipient) => recipient.countries.includes(to.country));
}

/** Line (`file:line`) → usages that begin on it. */
export function usagesByLine({ usages }: Report, source: SourceOf): ReadonlyMap<string, readonly JudgedUsage[]> {
  const byLine = new Map<string, JudgedUsage[]>();
  for (const usage of usages) {
    const at = lineOf(usage.span, source);
    byLine.set(at, [...(byLine.get(at) ?? []), usage]);
  }
  return byLine;
}

/** `file:line` of a place. */
export function lineOf({ file, start }: { readonly file: string; readonly start: number }, source: SourceOf): string {
  return `${file}:${(source(file) ?? '').slice(0, start).split('\n').length}`;
}

/** Usages in a line each: what they are, for the reader of a failure. */
export function told(usages: readonly JudgedUsage[]): string {
  return usages
    .map(({ product, touch, verdict, recipients }) => {
      const detail = verdict.defect ?? (verdict.grants.join(', ') || undefined);
      const because = verdict.because.map(({ note }) => note).join('; ');
      return `${verdict.kind}${detail === undefined ? '' : `: ${detail}`} to: ${recipients.flatMap(({ countries }) => countries).join('/')} ${product} (${touch}; ${because})`;
    })
    .join('\n');
}
