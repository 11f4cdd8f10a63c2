import type { Gap } from '../../model/place.js';
import type { Finding } from '../../model/report.js';
import type { JudgedUsage, Verdict } from '../../model/usage.js';
import { pointAt } from '../lines.js';
import { destinations, distinct, type Subject } from '../subject.js';
import { padTo, plain, widthOf, wordsOf, wrap, wrapParts } from '../terminal.js';
import { counted, placeText, spanText, TONES, type View } from './view.js';

const GAPS = 3;
const RECIPIENTS = 8;
/** The short form of the disclaimer; formats for programs carry the whole. */
const LIMITS =
  'Patterns in source code, no legal advice. A finding does not mean that something is unlawful, and no findings do not mean that all is in order: servers, contracts and settings made elsewhere cannot be seen.';

/** The end of the page: how much was found, who receives, how much was looked at, and what was not. */
export function summary(subjects: readonly Subject[], view: View): readonly string[] {
  const { width, paint } = view;
  const indented = (lines: readonly string[]) => lines.map((line, index) => (index === 0 ? `  ${line}` : `    ${line}`));
  return [
    ...wrapParts(verdictParts(subjects, view), width - 2).map((line, index) => (index === 0 ? line : `  ${line}`)),
    ...indented(wrap(recipientsLine(subjects, view), width - 4)),
    ...indented(wrapParts(lookedParts(view), width - 4)),
    ...gapLines(view),
    '',
    ...wrap(wordsOf(LIMITS), width - 2).map((line) => `  ${paint('dim', line)}`),
  ];
}

function verdictParts(subjects: readonly Subject[], { report, paint }: View): readonly (readonly string[])[] {
  const count = (kind: Verdict['kind']) => report.usages.filter(({ verdict }) => verdict.kind === kind).length;
  const suppressed = report.findings.filter((finding) => finding.suppressed !== undefined).length;
  const rest = [
    ...part(count('gated'), 'gated'),
    ...part(count('withheld'), 'withheld'),
    ...part(count('unknown'), 'not decided'),
    ...part(suppressed, 'suppressed'),
  ].map(wordsOf);
  if (subjects.length === 0) {
    const why = report.usages.length === 0 ? ': no catalogued SDK or endpoint is touched' : '';
    return [[paint('bold', paint('green', '✔ nothing to report')) + why], ...rest];
  }
  const of = (level: 'error' | 'warning' | 'note') => subjects.filter(({ finding }) => finding.level === level).length;
  const levels = [...plural(of('error'), 'error'), ...plural(of('warning'), 'warning'), ...plural(of('note'), 'note')].join(', ');
  const files = distinct(subjects.map(({ finding }) => finding.span.file)).length;
  const worst = of('error') > 0 ? 'error' : of('warning') > 0 ? 'warning' : 'note';
  const head = `✖ ${counted(subjects.length, 'finding')}`;
  return [[paint('bold', paint(TONES[worst], head)), ...wordsOf(`(${levels}) in ${counted(files, 'file')}`)], ...rest];
}

/** Products by number of findings: `recipients: Volcano Engine Ark (CN) 2, Intercom (US) 1`. */
function recipientsLine(subjects: readonly Subject[], { paint }: View): readonly string[] {
  const products = new Map<string, Subject[]>();
  for (const subject of subjects) {
    const name = subject.usage?.productName;
    if (name !== undefined) products.set(name, [...(products.get(name) ?? []), subject]);
  }
  const entries = [...products].sort(([, a], [, b]) => b.length - a.length);
  if (entries.length === 0) return [];
  const left = entries.length - RECIPIENTS;
  const items = entries.slice(0, RECIPIENTS).map(([name, of], index, shown) => {
    const countries = destinations(of.flatMap(({ recipients }) => recipients)).map((code) => (code === 'unknown' ? 'country not known' : plain(code)));
    const where = countries.length === 0 ? '' : ` (${paint('yellow', countries.join(', '))})`;
    return `${plain(name)}${where} ${of.length}${index < shown.length - 1 ? ',' : ''}`;
  });
  return ['recipients:', ...items, ...(left > 0 ? [`and ${left} more`] : [])];
}

function lookedParts({ report }: View): readonly (readonly string[])[] {
  const { looked, tool, markets, marketsAssumed } = report;
  const manifests = looked.manifests > 0 ? ` and ${counted(looked.manifests, 'manifest')}` : '';
  const chosen = marketsAssumed ? ' (default; choose with --market kr,eu)' : '';
  return [
    `checked ${counted(looked.files, 'file')} (${looked.parsed} parsed)${manifests} in ${duration(looked.ms)}`,
    `markets ${markets.map((market) => plain(market).toUpperCase()).join(', ')}${chosen}`,
    `laws as of ${plain(tool.lawsAsOf)}, catalog ${plain(tool.catalogAsOf)} (${counted(tool.products, 'product')})`,
  ].map(wordsOf);
}

function gapLines(view: View): readonly string[] {
  const { report, paint, width } = view;
  const label = '  gaps: ';
  const shown = report.gaps
    .slice(0, GAPS)
    .flatMap((gap) =>
      wrap([...gapPlace(gap, view), ...wordsOf(`${plain(gap.why)} (${gap.stage})`)], width - label.length - 2).map((line, index) =>
        index === 0 ? line : `  ${line}`,
      ),
    );
  const left = report.gaps.length - GAPS;
  const more = left > 0 ? [paint('dim', `and ${counted(left, 'more gap', 'more gaps')} (--format json lists them)`)] : [];
  return [...shown, ...more].map((line, index) => (index === 0 ? label : ' '.repeat(label.length)) + line);
}

function gapPlace({ file, at }: Gap, { paint, sources }: View): readonly string[] {
  if (file === undefined) return [];
  const lines = at === undefined ? undefined : sources.lines(file);
  const place = at === undefined || lines === undefined ? plain(file) : placeText({ file, ...pointAt(lines, at) });
  return [`${paint('cyan', place)} `];
}

/** Usages that are in order, one line each where it fits, with the gate that stands before them. */
export function inOrder(view: View): readonly string[] {
  const { report, paint, width } = view;
  const usages = report.usages.filter(({ verdict }) => verdict.kind === 'gated' || verdict.kind === 'withheld');
  if (usages.length === 0) return [];
  const places = usages.map((usage) => spanText(usage.span, view));
  const column = Math.min(Math.max(...places.map(widthOf)), Math.floor(width * 0.4));
  return [
    paint('bold', 'In order'),
    ...usages.flatMap((usage, index) => {
      const words = [padTo(paint('cyan', places[index] ?? ''), column), ...orderly(usage, view)];
      const lead = padTo(paint('green', usage.verdict.kind), 8);
      return wrap(words, width - 11).map((line, row) => `  ${row === 0 ? lead : ' '.repeat(8)} ${line}`);
    }),
  ];
}

/** Findings that are set aside, each with its place, its rule and the reason. */
export function setAside(findings: readonly Finding[], view: View): readonly string[] {
  const { paint, width } = view;
  if (findings.length === 0) return [];
  return [
    paint('bold', 'Set aside'),
    ...findings.flatMap(({ span, rule, suppressed }) =>
      wrap([paint('cyan', spanText(span, view)), ...wordsOf(plain(`${rule}, by ${suppressed?.by}: ${suppressed?.reason}`))], width - 4).map(
        (line, row) => `  ${row === 0 ? '' : '  '}${line}`,
      ),
    ),
  ];
}

function orderly({ productName, recipients, verdict, entries = [] }: JudgedUsage, view: View): readonly string[] {
  const countries = destinations(recipients).map((code) => (code === 'unknown' ? 'country not known' : plain(code)));
  const where = countries.length === 0 ? '' : ` (${view.paint('yellow', countries.join(', '))})`;
  const gate = verdict.because[verdict.because.length - 1];
  const grants = [
    ...(verdict.grants.length === 0 ? [] : [verdict.grants.join(', ')]),
    ...(verdict.confidence === undefined ? [] : [`${verdict.confidence} confidence`]),
    ...distinct(entries.map(({ file }) => `by your ${plain(file)}`)),
  ];
  const behind =
    gate === undefined ? [] : [verdict.kind === 'gated' ? 'behind' : 'held at', view.paint('cyan', spanText(gate.span, view)), ...wordsOf(plain(gate.note))];
  return [`${plain(productName)}${where}`, ...behind, ...(grants.length === 0 ? [] : wordsOf(`[${grants.join('; ')}]`).map((word) => view.paint('dim', word)))];
}

function part(count: number, what: string): readonly string[] {
  return count === 0 ? [] : [`${count} ${what}`];
}

function plural(count: number, what: string): readonly string[] {
  return count === 0 ? [] : [counted(count, what)];
}

function duration(ms: number): string {
  return ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`;
}
