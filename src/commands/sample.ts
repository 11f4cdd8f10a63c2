import { createHash } from 'node:crypto';
import type { Span } from '../model/place.js';
import type { Report, SourceOf } from '../model/report.js';
import type { JudgedUsage } from '../model/usage.js';
import { boundsOf, type Sources, sourcesOf } from '../reporters/lines.js';
import { plain } from '../reporters/terminal.js';

/** What is drawn from a report for review by hand. */
export interface Sample {
  readonly of: 'usages' | 'findings';
  readonly count: number;
  readonly seed: string;
}

/** Lines of source before and after the one that is told. */
const AROUND = 2;

/** Draws usages or findings, the same for the same seed, in the order of their places. What is drawn does not hang on their number. */
export function draw<T extends { readonly id: string; readonly span: Span }>(all: readonly T[], { count, seed }: Sample): readonly T[] {
  const lot = (one: T) => createHash('sha256').update(`${seed}\n${one.id}`).digest('hex');
  return [...all]
    .map((one) => ({ one, lot: lot(one) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : a.lot > b.lot ? 1 : 0))
    .slice(0, count)
    .map(({ one }) => one)
    .sort((a, b) => (a.span.file < b.span.file ? -1 : a.span.file > b.span.file ? 1 : a.span.start - b.span.start));
}

/** The drawn usages or findings as text: place, product, recipient, country, verdict, and the lines of source around. */
export function sampleText(report: Report, source: SourceOf, sample: Sample): string {
  const sources = sourcesOf(source);
  const all = sample.of === 'usages' ? report.usages : report.findings;
  const heads =
    sample.of === 'usages'
      ? draw(report.usages, sample).map((usage) => ({ span: usage.span, lines: usageLines(usage, sources) }))
      : draw(report.findings, sample).map((finding) => {
          const told = report.usages.filter(({ id }) => finding.usages.includes(id)).slice(0, 1);
          return {
            span: finding.span,
            lines: [`${finding.rule} (${finding.level}): ${finding.message}`, ...told.flatMap((usage) => usageLines(usage, sources))],
          };
        });
  const blocks = heads.map(({ span, lines }, index) => {
    const { file, line, column } = sources.place(span);
    return [
      `${index + 1}/${heads.length}  ${file}:${line}${column === undefined ? '' : `:${column}`}`,
      ...lines.map((text) => `  ${text}`),
      ...around(sources, span),
      '',
    ];
  });
  const said = `${heads.length} of ${all.length} ${sample.of}, drawn with --seed ${sample.seed}`;
  return `${[...blocks.flat(), said].map(plain).join('\n')}\n`;
}

function usageLines({ span: own, productName, touch, callee, recipients, verdict, data, runsOn, unmasked }: JudgedUsage, sources: Sources): readonly string[] {
  const placeIn = (span: Span) => `${span.file === own.file ? 'line ' : `${span.file}:`}${sources.place(span).line}`;
  const who = recipients.map(({ entity, countries, route, certainty }) => `${entity}, ${countries.join(' ') || 'own network'} (${route}, ${certainty})`);
  const seen = data
    .filter(({ because }) => because.length > 0)
    .map(({ category, because }) => `${category} (${because.map((one) => placeIn(one.span)).join(', ')})`);
  const [why] = verdict.because;
  return [
    `${productName}, ${touch}, ${callee ?? ''}, on ${runsOn}`,
    `recipient: ${who.join('; ') || 'none'}`,
    `verdict: ${verdict.kind}${verdict.defect === undefined ? '' : ` ${verdict.defect}`}${why === undefined ? '' : `, ${why.note}`}`,
    ...(seen.length > 0 ? [`seen in arguments: ${seen.join('; ')}`] : []),
    ...(unmasked === undefined ? [] : [`unmasked: ${unmasked.map(({ note }) => note).join('; ')}`]),
  ];
}

function around(sources: Sources, span: Span): readonly string[] {
  const lines = sources.lines(span.file);
  if (lines === undefined) return [];
  const { line } = sources.place(span);
  const first = Math.max(1, line - AROUND);
  const last = Math.min(lines.starts.length, line + AROUND);
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const number = first + index;
    const { start, end } = boundsOf(lines, number);
    return `  ${number === line ? '>' : ' '} ${String(number).padStart(5)} | ${lines.text.slice(start, Math.min(end, start + 200))}`;
  });
}
