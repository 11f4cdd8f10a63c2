import type { Finding } from '../model/report.js';

/** Findings that were there when somebody drew the line: a run tells only what came after. */
export interface Baseline {
  readonly findings: readonly KnownFinding[];
}

/** Enough to know it again, and for a reader of the file to see what it is. */
interface KnownFinding {
  readonly fingerprint: string;
  readonly rule: string;
  readonly file: string;
  readonly message: string;
}

const VERSION = 1;
const RENEW = 'write a new one with xborder-lint baseline update';

/** Reads a baseline; what is wrong with it is one line that says what to do. */
export function readBaseline(
  text: string,
  file: string,
): { readonly kind: 'chosen'; readonly value: Baseline } | { readonly kind: 'cannot'; readonly why: string } {
  const cannot = (line: number, why: string) => ({ kind: 'cannot', why: `${file}:${line}: ${why}; ${RENEW}` }) as const;
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return cannot(1, 'expected JSON');
  }
  if (!isObject(content)) return cannot(1, 'expected an object with version and findings');
  const lineOf = (key: string) => text.slice(0, Math.max(0, text.indexOf(`"${key}"`))).split('\n').length;
  if (content['version'] !== VERSION) return cannot(lineOf('version'), `expected version ${VERSION}, found ${JSON.stringify(content['version']) ?? 'none'}`);
  const { findings } = content;
  if (!Array.isArray(findings)) return cannot(lineOf('findings'), 'findings: expected a list');
  const wrong = findings.findIndex((one) => !isObject(one) || typeof one['fingerprint'] !== 'string');
  if (wrong >= 0) return cannot(lineOf('findings'), `findings[${wrong}].fingerprint: expected text`);
  return { kind: 'chosen', value: { findings: findings.map(knownOf) } };
}

/** Writes findings as a baseline, in the order of files and rules, so that changes of it read well. */
export function writeBaseline({ findings }: Baseline): string {
  const sorted = [...findings].sort((a, b) => compare(a.file, b.file) || compare(a.rule, b.rule) || compare(a.fingerprint, b.fingerprint));
  return `${JSON.stringify({ version: VERSION, findings: sorted }, undefined, 2)}\n`;
}

export function knownFinding({ fingerprint, rule, span, message }: Finding): KnownFinding {
  return { fingerprint, rule, file: span.file, message };
}

function knownOf(one: Record<string, unknown>): KnownFinding {
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return { fingerprint: text(one['fingerprint']), rule: text(one['rule']), file: text(one['file']), message: text(one['message']) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
